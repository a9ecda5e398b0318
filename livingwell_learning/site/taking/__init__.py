"""Let readers take a figure along: the link to it, its picture, its data, and a page that holds it alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import files, page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

STATIC = Path(__file__).parent / "static"


def add_files(app: Sphinx, config: Config) -> None:
    """Put the styles of this part beside the theme's files."""
    config.html_static_path.append(str(STATIC))


def setup(app: Sphinx) -> None:
    """Connect the events: pages after all that fill them in and before the policy looks at them."""
    app.connect("config-inited", add_files)
    app.connect("html-page-context", page.offer, priority=650)
    app.connect("build-finished", files.write)
