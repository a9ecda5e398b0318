"""Build the whole book beside the last good one, and put it in place only when all went well."""

from __future__ import annotations

import gc
import json
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import DeadKernelError
from sphinx.errors import SphinxError

from ..data import DESCRIPTOR, fingerprint, page_names, validate
from ..original import OriginalError, read
from ..site.execution import data_folder
from ..site.links import BrokenLink, Checker
from .application import application
from .cells import Cells
from .faults import BuildError, Fault
from .gather import COLOURS, Gatherer, page_file
from .settings import CONFIG, PAGES, TOC, setting_faults
from .starting import warm_start
from .styles import style_faults
from .workplace import Workplace, unheard

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STEPS = ("reading sources", "writing output", "build ")
SELDOM = 50_000
"""Objects that are made before garbage is looked for; 700 is usual."""


def build_site(root: Path, echo: Callable[[str], object] = print) -> Path:
    """Check everything, build the book and return the folder of the finished site.

    Parameters
    ----------
    root
        Folder that holds ``_config.yml``, ``_toc.yml``, ``book/`` and ``data/``.
    echo
        Called with each line of progress.

    Returns
    -------
    pathlib.Path
        ``root/_build/html``. When anything fails, it stays as it was.

    Raises
    ------
    BuildError
        When a table, a setting, a page, a code cell, a link or the copy of the report's own words is at fault, or
        ``_build`` cannot be written to; it lists all that was found.
    """
    root = Path(root).resolve()
    started = time.monotonic()
    place = Workplace(root)
    if missing := missing_parts(root):
        raise BuildError(missing, place.kept)
    with place.turn(echo), warm_start(root) as cells, seldom_collected():
        if faults := first_faults(root):
            raise BuildError(faults, place.kept)
        fresh = place.fresh()
        gatherer = Gatherer(root)
        checked = {"livingwell_checked": stamp_of(root)}
        with application(root, fresh, status=partial(_brief, echo), warning=gatherer.early, settings=checked) as app:
            gatherer.listen(app)
            if cells:
                cells.connect(app)
            with unheard(place.log), named_faults(app, gatherer, cells):
                app.build()
            faults = gatherer.faults or faults_of_links(app, Checker().faults(Path(app.outdir)))
            stamp = app.config.livingwell_fingerprint
        if faults:
            raise BuildError(faults, place.kept)
        place.publish(fresh / "html")
        place.sweep(keep=stamp)
    echo(f"Built in {time.monotonic() - started:.0f} s.")
    return place.site


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom: what a build holds, it needs to its end, and to walk through all of it takes long."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _brief(echo: Callable[[str], object], line: str) -> None:
    """Hand on the lines of Sphinx that say how far a build is."""
    line = COLOURS.sub("", line)
    if line.startswith(STEPS):
        echo(line)


def missing_parts(root: Path) -> list[Fault]:
    """Return a fault where a folder is no book at all, before anything is written to it."""
    if not any((root / name).exists() for name in (CONFIG, TOC, f"data/{DESCRIPTOR}")):
        rule = f"No book is here: {root} holds neither {CONFIG} nor {TOC} nor data/{DESCRIPTOR}"
        return [Fault(CONFIG, None, rule, "Go to the book's folder, or name it with --root.")]
    if not (root / PAGES).is_dir():
        return [Fault(PAGES, None, f"The folder of the pages is missing in {root}", "Put it back.")]
    return []


def table_faults(root: Path) -> list[Fault]:
    """Return what is wrong in the tables; a book without a folder for them has none."""
    data = root / "data"
    return [*map(Fault.of_problem, validate(data, pages=page_names(root / PAGES)))] if data.exists() else []


def stamp_of(root: Path) -> str:
    """Return a digest of the tables."""
    return fingerprint(*(folder for folder in [root / "data"] if folder.exists()))


def first_faults(root: Path) -> list[Fault]:
    """Return what is wrong before any page is read: in the tables, the settings and the report's own words."""
    faults = [*table_faults(root), *setting_faults(root), *style_faults(root)]
    try:
        read(root)
    except OriginalError as error:
        faults.append(Fault("original", None, str(error).rstrip(".")))
    return faults


@contextmanager
def named_faults(app: Sphinx, gatherer: Gatherer, cells: Cells | None) -> Iterator[None]:
    """Turn an error that ends a build into a fault of the page that was being read or written."""
    try:
        yield
    except Exception as raised:
        error = _first(raised)
        if isinstance(error, OSError) and error.errno:
            raise error from None
        if isinstance(error, SphinxError):
            gatherer.add(str(error), current_page(app))
            return
        if isinstance(error, DeadKernelError):
            words = "the kernel died in this cell. Look for what ends the process or needs too much memory"
            gatherer.add(words, cells.died if cells and cells.died else current_page(app))
            return
        # Whatever a library raises, an editor needs the page; the log that the stream goes to keeps the rest.
        traceback.print_exc()
        words = " ".join(str(error).split()) or "no more is known"
        page = current_page(app)
        line = f":{line_at_fault(error, Path(page))}" if page else ""
        gatherer.add(f"this page cannot be built: {type(error).__name__}: {words}", f"{page}{line}")


def _first(error: Exception) -> BaseException:
    """Return what was raised first: Sphinx puts its own error around that of a part."""
    cause: BaseException | None = getattr(error, "orig_exc", None) or error.__cause__
    return error if cause is None else _first(cause) if isinstance(cause, Exception) else cause


def current_page(app: Sphinx) -> str:
    """Return the file of the page that is being read or written, or nothing."""
    docname = app.env.temp_data.get("docname") or getattr(app.builder, "current_docname", None)
    return str(app.env.doc2path(docname)) if docname else ""


def line_at_fault(error: BaseException, page: Path) -> int:
    """Return the line of a page that an error is about: where it cannot be read, or where it names its kernel."""
    if isinstance(error, json.JSONDecodeError):
        return error.lineno
    lines = page.read_text(encoding="utf-8", errors="replace").splitlines() if isinstance(error, NoSuchKernel) else []
    return next((number for number, line in enumerate(lines, start=1) if "kernelspec" in line), 1)


def faults_of_links(app: Sphinx, broken: Iterable[BrokenLink]) -> list[Fault]:
    """Return each link of the finished pages that leads nowhere, at its line in the sources."""
    sources: dict[str, Any] = {
        app.builder.get_target_uri(name): (page_file(app, name), Path(app.env.doc2path(name)))
        for name in app.env.found_docs
    }
    tables = sorted(path for kind in ("*.csv", "*.bib") for path in data_folder(app).glob(kind))
    return [
        Fault(*place_of(fault.page, fault.link, sources, tables), fault.rule, fault.remedy, fault.link)
        for fault in broken
    ]


def place_of(page: str, link: str, sources: dict[str, tuple[str, Path]], tables: list[Path]) -> tuple[str, int | None]:
    """Return source file and line of a link on a built page: in its text, else in a table; else the page alone."""
    if page not in sources:
        return page, None
    file, path = sources[page]
    for name, text in [(file, path), *((f"data/{table.name}", table) for table in tables)]:
        for number, line in enumerate(text.read_text(encoding="utf-8").splitlines(), start=1):
            if link in line:
                return name, number
    return file, None
