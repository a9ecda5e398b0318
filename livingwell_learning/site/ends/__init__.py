"""What surrounds a page for those who quote, share, follow and correct it: on where ``livingwell_ends`` is set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import cards, crawlers, edited, feed, foot, head, settings, statement

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

STATIC = Path(__file__).parent / "static"


def begin(app: Sphinx, config: Config) -> None:
    """Check the settings; where the part is on, put its module beside the theme's files and look for days."""
    settings.check(app, config)
    if settings.is_on(config):
        config.html_static_path.append(str(STATIC))
        app.connect("env-updated", edited.note)


def setup(app: Sphinx) -> None:
    """Register the setting and connect the parts."""
    app.add_config_value(settings.SETTING, None, "html")
    app.connect("config-inited", begin)
    for part in (foot, head, cards, feed, crawlers, statement):
        part.setup(app)
