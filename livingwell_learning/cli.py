"""The editor's door: build the book, look at it, check it."""

from __future__ import annotations

import functools
import http.server
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from .data import ConfirmError, DataError, confirm, confirmable, page_names, validate

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Folder that holds _config.yml, _toc.yml, book/ and data/. The current one if not given.",
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    envvar="LIVINGWELL_FORMAT",
    show_envvar=True,
    help="How to list what is wrong: text to read, JSON for a program, or marks on the lines of a change at GitHub.",
)


@click.group()
@click.version_option(package_name="livingwell-learning")
def main() -> None:
    """Build a learning report as a static site."""


@main.command()
@ROOT
@FORMAT
def build(root: Path, form: str) -> None:
    """Build the whole book into _build/html, which changes only when all went well."""
    site = _build(root.resolve(), form)
    _progress(form)(f"\nThe book is ready. Open {site / 'index.html'}")
    if form == "json":
        from .engine.faults import as_json

        click.echo(as_json([]))


@main.command()
@ROOT
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option("--no-build", is_flag=True, help="Serve what was built last.")
def serve(root: Path, port: int, no_build: bool) -> None:
    """Build the book and serve it on this machine."""
    site = root.resolve() / "_build" / "html"
    if not no_build:
        site = _build(root.resolve())
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=site)
    try:
        server = http.server.ThreadingHTTPServer(("localhost", port), handler)
    except OSError as error:
        raise click.ClickException(f"port {port} on this machine: {error.strerror}. Try --port {port + 1}") from None
    click.echo(f"\nThe book is at http://localhost:{port}/ (stop with Ctrl+C)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("Stopped.")
    finally:
        server.server_close()


@main.command("check")
@ROOT
def check_data(root: Path) -> None:
    """Check every table and source, and the wording of pages and tables, without building anything."""
    from .site.wording import wording_problems

    folder = root.resolve() / "data"
    problems = validate(folder, pages=page_names(root.resolve() / "book"))
    if problems:
        raise click.ClickException(str(DataError(problems)))
    if slips := wording_problems(root.resolve()):
        count = f"{len(slips)} slip{'' if len(slips) == 1 else 's'} in the wording"
        raise click.ClickException("\n".join([count, "", *map(str, slips)]))
    click.echo(f"Every table in {folder} keeps to its description.")
    waits = [line for line in confirmable(folder) if not line.confirmed]
    if waits:
        click.echo(
            f"\n{len(waits)} {'line waits' if len(waits) == 1 else 'lines wait'} for a person to call the service (an "
            "emergency number never), or to open its own live page, and then to say so:"
        )
        width = max(len(line.key) for line in waits)
        for line in waits:
            click.echo(f"  livingwell confirm {line.key:{width}}  {line.label}")


@main.command("confirm")
@ROOT
@click.argument("lines", nargs=-1, required=True, metavar="LINE...")
@click.option(
    "--on",
    "day",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day on which it was done, as 2026-12-01; today if it is not given.",
)
def confirm_lines(root: Path, lines: tuple[str, ...], day: datetime | None) -> None:
    """Note that a person called a service, or opened its own live page, and that its row is right.

    LINE is the row's key, which `livingwell check` lists.
    """
    done = day.date() if day else date.today()
    try:
        for line in confirm(root.resolve() / "data", lines, done):
            before = f" (before: {line.confirmed})" if line.confirmed else ""
            click.echo(f"{line.label}: confirmed on {done.isoformat()}{before}.")
    except (ConfirmError, DataError, OSError) as error:
        raise click.ClickException(str(error)) from None


@main.command()
@ROOT
@click.argument("report", required=False, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Show where each line went, and write nothing.")
def original(root: Path, report: Path | None, only_check: bool) -> None:
    """Put the published report's own words, from a plain-text copy, beside the retelling."""
    from .original import OriginalError
    from .original.command import add_original, check_original

    if report is None and not only_check:
        raise click.UsageError("Give a plain-text copy of the report, or --check to look at the one that was read.")
    try:
        for line in check_original(root.resolve(), report) if only_check else add_original(root.resolve(), report):
            click.echo(line)
    except (OriginalError, DataError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from None


def _build(root: Path, form: str = "text") -> Path:
    from .engine.build import build_site
    from .engine.faults import BuildError, as_annotations, as_json

    try:
        return build_site(root, echo=_progress(form))
    except BuildError as error:
        if form == "json":
            click.echo(as_json(error.faults))
            raise SystemExit(1) from None
        if form == "github":
            click.echo(as_annotations(error.faults))
        raise click.ClickException(str(error)) from None


def _progress(form: str) -> Callable[[str], None]:
    """Return what takes each line of progress; a program that reads a list gets nothing else on its stream."""
    return functools.partial(click.echo, err=form == "json")


if __name__ == "__main__":
    main()
