"""The Sphinx application that Jupyter Book would make, in this process."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .settings import CONFIG, PAGES, TOC

DEFAULTS: dict[str, Any] = {
    "extensions": ["myst_nb", "jupyter_book", "sphinx_external_toc", "livingwell_learning.site"],
    "html_theme": "livingwell",
    "html_theme_options": {},
    "html_use_index": False,
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_permalinks_icon": "#",
    "html_last_updated_fmt": None,
    "nb_execution_show_tb": True,
    "nb_ipywidgets_js": {},
    "nb_mime_priority_overrides": [["html", "text/html", 0]],
    "nb_render_plugin": "livingwell",
    "numfig": False,
    "use_multitoc_numbering": False,
}
"""Settings of Sphinx that a book has without naming them: those of Jupyter Book's own theme would not fit this one."""


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


def defaults_for(root: Path) -> dict[str, Any]:
    """Return the defaults for what a book's configuration leaves open, so that its ``title`` alone is enough."""
    said = yaml.safe_load((root / CONFIG).read_text(encoding="utf-8"))
    given = said if isinstance(said, dict) else {}
    sphinx = given.get("sphinx") or {}
    own = {*(sphinx.get("config") or {}), *(given.get("html") or {})}
    own |= {f"nb_execution_{name}" for name in given.get("execute") or {}}
    found = {name: value for name, value in DEFAULTS.items() if name not in own}
    if "extensions" in found:
        found["extensions"] = [*DEFAULTS["extensions"], *(sphinx.get("extra_extensions") or ())]
    if not own & {"nb_execution_execute_notebooks", "nb_execution_mode"}:
        found["nb_execution_mode"] = "cache"
    return found


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
    merged.update(defaults_for(root))
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=str(root / PAGES), confdir=None, outdir=str(output / builder), doctreedir=str(output / ".doctrees"),
            buildername=builder, confoverrides=merged, status=Lines(status), warning=Lines(warning), parallel=1,
        )  # fmt: skip
        if app.config["use_multitoc_numbering"] and "numbered: true" in (root / TOC).read_text(encoding="utf-8"):
            app.setup_extension("sphinx_multitoc_numbering")
        app.builder.epilog = ""  # it names a folder that is about to move
        yield app
