"""What the process that pages are forked from does once, so that no page has to: it imports, reads and compiles."""

from __future__ import annotations

import importlib
from collections.abc import Sequence, Set
from contextlib import suppress
from pathlib import Path

IMPORTED = (
    "ipykernel.inprocess.manager", "ipykernel.inprocess.ipkernel", "ipykernel.comm", "ipykernel.debugger",
    "debugpy.server.api", "IPython.core.completerlib", "IPython.core.magics", "IPython.core.oinspect",
    "IPython.core.crashhandler", "IPython.core.logger", "IPython.utils.wildcard", "nbformat.v4", "unittest", "psutil",
    "zmq.utils.garbage",
)  # fmt: skip
"""What every kernel needs."""
TABLES = ("pandas", "edtf", "pybtex.database.input.bibtex", "pybtex.textutils", "pybtex.richtext")
"""What the tables of a book need."""
FIGURES = ("altair", "ipywidgets")
"""What its figures need, beside the tables."""
LOAD = "load"
FIGURE = ":figure"
"""How the name of what draws charts ends."""


def warm_up(root: Path, names: Sequence[str]) -> None:
    """Do what pages would each do; what cannot be done here, a page meets again and says so.

    Parameters
    ----------
    root
        The book's folder.
    names
        What to import beside what every kernel does: ``module`` or ``module:attribute``. Attributes are those of this
        library; the tables, and the templates of figures, are read for them alone.
    """
    public = {name.partition(":")[2] for name in names} - {""}
    drawn = public - {LOAD}
    preload([*(TABLES if public else ()), *(FIGURES if drawn else ()), *names])
    for each in (
        check_outputs,
        read_sentences,
        lambda: compile_templates(drawn),
        lambda: read_tables(root) if public else None,
    ):
        with suppress(Exception):
            each()


def preload(names: Sequence[str]) -> None:
    """Import what every kernel imports, and more; a page meets again what cannot be imported here."""
    for name in (*IMPORTED, *names):
        module, _, attribute = name.partition(":")
        with suppress(Exception):
            loaded = importlib.import_module(module)
            if attribute:
                getattr(loaded, attribute)


def check_outputs() -> None:
    """Make what checks the form of an output, which takes longer than to check many."""
    from nbformat.v4 import output_from_msg

    output_from_msg({"header": {"msg_type": "stream"}, "content": {"name": "stdout", "text": ""}})  # type: ignore[no-untyped-call]


def read_sentences() -> None:
    """Read the library's own table of words, and what its locale counts by."""
    from ...words import read_words

    read_words().counted({"other": "{count}"}, 1)


def compile_templates(drawn: Set[str]) -> None:
    """Compile the templates of some widgets and of figures."""
    from ...markup import compile_ahead
    from ...widgets.registry import registered

    if not drawn:
        return
    for template in ("charts/figure.html", "widgets/widget.html", "widgets/figure.html"):
        compile_ahead(template)
    for name in registered().keys() & drawn:
        with suppress(Exception):
            widget = registered()[name].load()
            compile_ahead(f"{widget.name}.html", widget.folder)


def read_tables(root: Path) -> None:
    """Read the book's tables and sources once: what is read again is compared with it, and never taken for it."""
    from ...data import load

    tables = load(root)
    _ = tables.source_keys
    for name in tables:
        with suppress(Exception):
            _ = tables[name]
