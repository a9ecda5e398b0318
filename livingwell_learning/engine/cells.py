"""Have the cells of pages run in forks before Sphinx reads them, and put what they give where MyST-NB looks for it.

Pages stay ordinary notebooks: MyST-NB finds each result in the cache of executed notebooks, as if an ordinary kernel
had run it. Where a fork could do otherwise than a kernel, nothing is put there, and MyST-NB starts a kernel.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from jupyter_cache.base import CacheBundleIn
from nbformat import NotebookNode, from_dict
from sphinx.util import logging

from ..site.kept import Kept, looks_aside, read_notebook, reads_of, runs, sources_of
from .forks.client import Answer, ForkServer

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
PYTHON = ("python3", "python")
ORDINARY = {"raises-exception", "skip-execution"}


@dataclass
class Asked:
    """A page whose cells were asked for."""

    notebook: NotebookNode
    future: Future[Answer]
    limit: float
    """Seconds that one cell may take."""
    kept: Kept
    """Where its result goes."""


class Cells:
    """The cells of a book's pages, run as far ahead of the reader as there are cores.

    Parameters
    ----------
    server
        Where pages are forked from.
    """

    def __init__(self, server: ForkServer) -> None:
        self.server = server
        self.asked: dict[str, Asked] = {}
        self.reads: dict[str, dict[str, str] | None] = {}
        """The files that the cells of each page read, with what they held; ``None`` where only a kernel knows."""
        self.died = ""
        """Page and line of the cell in which a kernel died, if one did."""
        self.skipped: Any = None

    def connect(self, app: Sphinx) -> None:
        """Take part in the build of an application."""
        app.connect("env-before-read-docs", self.ask)
        app.connect("source-read", self.store)
        app.connect("doctree-read", self.restore, priority=1)

    def ask(self, app: Sphinx, env: Any, docnames: Iterable[str]) -> None:
        """Ask for the cells of each page that is about to be read and has no result."""
        if env.mystnb_config.execution_mode != "cache":
            return
        kept: Kept | None = None
        for docname in docnames:
            path = Path(env.doc2path(docname))
            with suppress(OSError, UnicodeDecodeError):
                text = path.read_text(encoding="utf-8")
                notebook = read_notebook(path, text, env)
                self.reads[docname] = {}
                if notebook is None:
                    continue
                kept = kept or Kept(env.mystnb_config.execution_cache_path)
                record = kept.result(notebook)
                self.reads[docname] = reads_of(record)
                if record is None and is_fit(path, notebook, env):
                    limit = time_limit(notebook, env)
                    cells = [(n, cell.source) for n, cell in enumerate(notebook.cells) if runs(cell)]
                    folder = path.parent
                    self.asked[docname] = Asked(notebook, self.server.run(cells, folder, limit), limit, kept)

    def store(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Wait for the result of the page that is read now, and put it into the cache."""
        asked = self.asked.pop(docname, None)
        if asked is None:
            return
        answer, env = asked.future.result(), cast(Any, app.env)
        if "late" in answer:
            self.late(app, docname, asked, answer["late"])
        if "died" in answer:
            self.died = f"{env.doc2path(docname)}:{line_of(asked.notebook, answer['died'])}"
        if "outputs" not in answer:
            return
        reads = None if looks_aside(sources_of(asked.notebook)) else answer["reads"]
        self.reads[docname] = reads
        for done in answer["outputs"]:
            cell = asked.notebook.cells[done["cell"]]
            cell.execution_count = done["execution_count"]
            cell.outputs = [from_dict(output) for output in done["outputs"]]  # type: ignore[no-untyped-call]
        asked.notebook.metadata["language_info"] = from_dict(answer["language"])  # type: ignore[no-untyped-call]
        bundle = CacheBundleIn(
            asked.notebook,
            app.env.doc2path(docname),
            data={"execution_seconds": answer["seconds"], "reads": reads},
        )
        asked.kept.cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)

    def late(self, app: Sphinx, docname: str, asked: Asked, number: int) -> None:
        """Warn of a cell that ran too long, and run the page no further: an ordinary kernel would be as slow."""
        line = line_of(asked.notebook, number)
        LOGGER.warning(
            "this cell ran longer than %g seconds and was stopped. Make it end sooner, or set `timeout` under "
            "`execute` in _config.yml", asked.limit, location=(docname, line), type="livingwell",
        )  # fmt: skip
        env: Any = app.env
        self.skipped = env.mystnb_config
        env.mystnb_config = replace(self.skipped, execution_mode="off")

    def restore(self, app: Sphinx, doctree: nodes.document) -> None:
        """Let the next page run again; what MyST-NB noted on the one that did not is no claim of its author."""
        env: Any = app.env
        if self.skipped is not None:
            for note in list(doctree.findall(nodes.system_message)):
                note.parent.remove(note)
            env.mystnb_config, self.skipped = self.skipped, None


def is_fit(path: Path, notebook: Any, env: Any) -> bool:
    """Return whether a fork can run a page as an ordinary kernel would."""
    config = env.mystnb_config
    if any(path.match(pattern) for pattern in config.execution_excludepatterns):
        return False
    if config.execution_allow_errors or config.execution_in_temp:
        return False
    if notebook.metadata.get("kernelspec", {}).get("name") not in PYTHON or config.kernel_rgx_aliases:
        return False
    if config.metadata_key in notebook.metadata or notebook.metadata.get("execution", {}).get("allow_errors"):
        return False
    return all(map(_plain, filter(runs, notebook.cells)))


def line_of(notebook: NotebookNode, number: int) -> int:
    """Return the line of a page where a cell begins."""
    lines = notebook.metadata.get("source_map") or []
    return int(lines[number]) + 1 if number < len(lines) else 1


def time_limit(notebook: NotebookNode, env: Any) -> float:
    """Return the seconds that a cell of a page may take."""
    own = notebook.metadata.get("execution", {}).get("timeout")
    return float(own if own is not None else env.mystnb_config.execution_timeout)


def _plain(cell: NotebookNode) -> bool:
    """Whether a cell is Python and no more: no magic, no shell, no failure that is wanted."""
    if ORDINARY & set(cell.metadata.get("tags", ())):
        return False
    try:
        ast.parse(cell.source)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return True
