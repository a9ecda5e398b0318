"""Choose the language of the book's words, and hand the sentences to the theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from .. import words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def words_folder(app: Sphinx) -> Path | None:
    """Return the folder of the book's own tables of words, set by ``livingwell_words`` relative to the pages."""
    folder = (Path(app.srcdir) / app.config.livingwell_words).resolve()
    return folder if folder.is_dir() else None


def choose(app: Sphinx, config: Config) -> None:
    """Use the language that the configuration names, for this process and the kernels that it starts."""
    try:
        words.use(config.language or "en", words_folder(app))
    except words.WordsError as error:
        raise ConfigError(str(error)) from None


def hand_over(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Let the theme's templates say sentences."""
    context.update(t=words.html, listed=words.listed)


def setup(app: Sphinx) -> None:
    """Connect the events."""
    app.add_config_value("livingwell_words", "../words", "env")
    app.connect("config-inited", choose, priority=90)
    app.connect("html-page-context", hand_over, priority=100)
