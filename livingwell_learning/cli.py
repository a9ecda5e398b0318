"""The editor's door: build the book, look at it, check it."""

from __future__ import annotations

import functools
import gc
import threading
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
HIGHEST_PORT = 65535
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
    _progress(form)(f"\nThe book is ready. Open {site / 'index.html'}, or run `livingwell serve` to see it alive.")
    if form == "json":
        from .engine.faults import as_json

        click.echo(as_json([]))


def _port(context: click.Context, option: click.Parameter, value: int) -> int:
    if 0 <= value <= HIGHEST_PORT:
        return value
    raise click.ClickException(f"port {value}: a port is a number from 1 to {HIGHEST_PORT}, or 0 for any free one.")


@main.command()
@ROOT
@click.option("--port", default=8000, show_default=True, callback=_port, help="Port on this machine; 0 for a free one.")
@click.option("--no-build", is_flag=True, help="Show what was built last, and do not follow changes.")
def serve(root: Path, port: int, no_build: bool) -> None:
    """Show the book on this machine, and each change to it as soon as it is saved."""
    from .engine.faults import BuildError
    from .engine.watch.command import serve_book

    try:
        if no_build:
            _show(root.resolve(), port)
        else:
            serve_book(root.resolve(), port, click.echo)
    except BuildError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        remedy = f"Try --port {port + 1 if port < HIGHEST_PORT else 8000}, or --port 0 for any free one."
        raise click.ClickException(f"port {port} on this machine: {error.strerror}. {remedy}") from None
    except KeyboardInterrupt:
        click.echo("\nStopped.")


def _show(root: Path, port: int) -> None:
    from .engine.watch.pages import Server

    site = root / "_build" / "html"
    if not (site / "index.html").is_file():
        raise click.ClickException(f"nothing is built in {site}. Run `livingwell build`, or leave --no-build out.")
    server = Server(site, port)
    click.echo(f"The book is at {server.address} (stop with Ctrl+C)")
    try:
        threading.Event().wait()
    finally:
        server.close()


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

    try:
        if only_check:
            said = check_original(root.resolve(), report)
        elif report:
            said = add_original(root.resolve(), report)
        else:
            raise click.UsageError("Give a plain-text copy of the report, or --check to look at the one that was read.")
        for line in said:
            click.echo(line)
    except (OriginalError, DataError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from None


def _build(root: Path, form: str = "text") -> Path:
    gc.disable()  # what is imported stays: to look for garbage meanwhile only takes time
    from .engine.build import build_site
    from .engine.faults import BuildError, as_annotations, as_json

    gc.enable()
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
