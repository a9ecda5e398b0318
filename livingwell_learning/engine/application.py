"""The Sphinx application that Jupyter Book would make, in this process."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .settings import CONFIG, PAGES, TOC


class Lines(io.StringIO):
    """A stream that hands on whole lines."""

    def __init__(self, say: Callable[[str], object]) -> None:
        super().__init__()
        self.say, self.rest = say, ""

    def write(self, text: str) -> int:
        """Take some text."""
        *lines, self.rest = (self.rest + text).split("\n")
        for line in lines:
            self.say(line.rpartition("\r")[2].rstrip())
        return len(text)


@contextmanager
def application(
    root: Path,
    output: Path,
    *,
    status: Callable[[str], object],
    warning: Callable[[str], object],
    builder: str = "html",
    settings: dict[str, Any] | None = None,
) -> Iterator[Sphinx]:
    """Give the application that builds a book, with the settings that ``jupyter-book build`` would give it.

    Parameters
    ----------
    root
        The book's folder.
    output
        Where the site goes, under the builder's name; what Sphinx remembers goes beside it.
    status, warning
        Called with each line of progress, and with each line of a warning given before the application stands.
    builder
        The name of a Sphinx builder.
    settings
        Sphinx settings on top of the book's own.
    """
    from jupyter_book.config import get_final_config

    given = {"external_toc_path": (root / TOC).as_posix(), "latex_individualpages": False, **(settings or {})}
    merged, _ = get_final_config(user_yaml=root / CONFIG, cli_config=given, sourcedir=root / PAGES)
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=str(root / PAGES), confdir=None, outdir=str(output / builder), doctreedir=str(output / ".doctrees"),
            buildername=builder, confoverrides=merged, status=Lines(status), warning=Lines(warning), parallel=1,
        )  # fmt: skip
        if app.config["use_multitoc_numbering"] and "numbered: true" in (root / TOC).read_text(encoding="utf-8"):
            app.setup_extension("sphinx_multitoc_numbering")
        app.builder.epilog = ""  # it names a folder that is about to move
        yield app
