"""Sources worn lightly: marks in the text, a list on each page, one list of all, and no claim without one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import claims, domain, every, listing, marks, page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

STATIC = Path(__file__).parent / "static"


def add_files(app: Sphinx, config: Config) -> None:
    """Put the style sheet and the module beside the theme's files."""
    config.html_static_path.append(str(STATIC))


def setup(app: Sphinx) -> None:
    """Connect the parts."""
    for part in (domain, marks, page, listing, every, claims):
        part.setup(app)
    app.connect("config-inited", add_files)
