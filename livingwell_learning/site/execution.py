"""Run the code cells of pages: afresh when code or data change, loudly when a cell fails."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.errors import SphinxError
from sphinx.util import logging

from ..data import DataError, check, fingerprint, page_names
from ..original.files import FOLDER
from .figures import widgets_folder
from .kept import unsure
from .language import words_folder
from .outputs import OutputRenderer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)
LIBRARY = Path(__file__).parents[1]
NOT_READ = (".md", ".ipynb", ".rst", ".css")
"""Pages and styles: a cell that reads one of them is known by the files that were opened while it ran."""
ANSI = re.compile(r"\x1b\[[0-9;]*m")
IN_CELL = re.compile(r"Cell In\[\d+\], line (\d+)")


class BadDataError(SphinxError):
    """Stop the build because the tables break their own description."""

    category = "Data"


class StaticRenderer(OutputRenderer):
    """Render a page's outputs for a static site: figures as HTML, and no state for a live widget."""

    def render_nb_finalise(self, metadata: dict[str, Any]) -> None:
        """Add nothing to the page: each figure carries the state that its own module needs."""


def data_folder(app: Sphinx) -> Path:
    """Return the folder of the book's tables, set by ``livingwell_data`` relative to the pages."""
    folders: dict[str, Path] = app.__dict__.setdefault("livingwell_folders", {})  # asked for thousands of times
    name = str(app.config.livingwell_data)
    if name not in folders:
        folders[name] = (Path(app.srcdir) / name).resolve()
    return folders[name]


def prepare(app: Sphinx, config: Config) -> None:
    """Check the tables and name the cache of executed pages after all that its figures depend on."""
    folder = data_folder(app)
    tables = [folder] if folder.is_dir() else []  # a book may have no tables; the parts that show them are off then
    stamp = fingerprint(*tables)
    if tables and config.livingwell_checked != stamp:
        try:
            check(folder, pages=page_names(app.srcdir))
        except DataError as error:
            raise BadDataError(str(error)) from None
    files = (folder.parent / "requirements.lock", folder.parent / FOLDER, words_folder(app), widgets_folder(app))
    more = [path for path in files if path and path.exists()] + beside_pages(Path(app.srcdir))
    config.livingwell_fingerprint = fingerprint(LIBRARY, *tables, *more)
    config.nb_execution_cache_path = str(folder.parent / "_build" / "cache" / config.livingwell_fingerprint)


def beside_pages(folder: Path) -> list[Path]:
    """Return the files in the folder of the pages that are none, for a cell may read them, and no style."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix not in NOT_READ
        and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def outdated(app: Sphinx, env: BuildEnvironment, *_: Iterable[str]) -> set[str]:
    """Read again every page when the library, a table or the original wording has changed since the last build."""
    stamp = app.config.livingwell_fingerprint
    changed = getattr(env, "livingwell_fingerprint", stamp) != stamp
    setattr(env, "livingwell_fingerprint", stamp)  # noqa: B010 - Sphinx pickles what it does not declare
    return set(env.found_docs) if changed else set()


def report_failed_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each failed code cell with its page and line, so that ``-W`` stops the build."""
    data = NbMetadataCollector.get_exec_data(app.env, app.env.docname)
    if not data or data["succeeded"]:
        return
    traceback = ANSI.sub("", data.get("traceback") or "unknown error").strip()
    within = IN_CELL.findall(traceback)
    for cell in doctree.findall(lambda node: isinstance(node, nodes.container) and "cell" in node["classes"]):
        if any("traceback" in block["classes"] for block in cell.findall(nodes.literal_block)):
            line = (cell.line or 1) + (int(within[0]) - 1 if within else 0)
            break
    else:
        line = 1
    place = (app.env.docname, line)
    LOGGER.warning("the code on this line failed: %s", last_words(traceback), location=place, type="livingwell")


def last_words(traceback: str) -> str:
    r"""Return the whole message that ends a traceback, on one line.

    Examples
    --------
    >>> last_words("-----\nValueError   Traceback (most recent call last)\nCell In[1], line 1\nValueError: no.\n\nYes.")
    'ValueError: no. Yes.'
    """
    lines = traceback.splitlines()
    heads = [at for at, line in enumerate(lines) if line.endswith("Traceback (most recent call last)")]
    name = lines[heads[-1]].split()[0] if heads else ""
    start = next((at for at, line in enumerate(lines) if heads and at > heads[-1] and line.startswith(f"{name}:")), -1)
    return " ".join(" ".join(lines[start:]).split())


def setup(app: Sphinx) -> None:
    """Connect the events."""
    app.add_config_value("livingwell_fingerprint", "", "")
    app.add_config_value("livingwell_checked", "", "")
    app.connect("config-inited", prepare, priority=100)
    app.connect("env-get-outdated", outdated)
    app.connect("env-get-outdated", unsure)
    app.connect("doctree-read", report_failed_cells)
