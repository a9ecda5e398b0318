"""What a book says of itself for those who quote, share and correct it: read from its configuration, and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from ...data import did_you_mean, sentences

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SETTING = "livingwell_ends"
KEYS = ("licence", "kind")
ADDRESS = re.compile(r"https?://[^\s<>\"/?#]+(?:/[^\s<>\"?#]*)?")
PAGE = re.compile(r"https://[^\s<>\"]+")
KIND = re.compile(r"[A-Z][A-Za-z]+")


@dataclass(frozen=True)
class Ends:
    """The settings of this part.

    Parameters
    ----------
    licence, licence_url
        Name and address of the licence of the pages; both empty where none is named.
    kind
        What the whole book is, as a type of schema.org.
    """

    licence: str
    licence_url: str
    kind: str


def is_on(config: Config) -> bool:
    """Whether the book asks for this part."""
    return config.livingwell_ends is not None


def ends_of(config: Config) -> Ends:
    """Return the settings of a book.

    Raises
    ------
    ConfigError
        When a key is unknown, or a value is not what its key takes.
    """
    given: Any = config.livingwell_ends or {}
    if not isinstance(given, dict):
        raise _fault(f"{given!r} is no list of settings. Write `licence:` below it, or `{{}}` after it.")
    for key in given:
        if key not in KEYS:
            known = f"They are {' and '.join(KEYS)}."
            raise _fault(sentences(f"{key!r} is none of its keys.", did_you_mean(str(key), KEYS), known))
    licence = given.get("licence") or {"name": "", "url": ""}
    if not isinstance(licence, dict) or {*licence} != {"name", "url"}:
        raise _fault(f"the licence {licence!r} cannot be read. Give its name and its url.")
    if licence["url"] and not PAGE.fullmatch(str(licence["url"])):
        raise _fault(f"the url {licence['url']!r} of the licence does not start with https://. Correct it.")
    kind = str(given.get("kind", "Book"))
    if not KIND.fullmatch(kind):
        raise _fault(f"the kind {kind!r} is no type of schema.org. Write Book or Report, say.")
    return Ends(str(licence["name"]), str(licence["url"]), kind)


def _fault(words: str) -> ConfigError:
    return ConfigError(f"_config.yml, {SETTING}: {words}")


def base_of(config: Config) -> str:
    """Return the address at which the book is published, with a slash at its end, or nothing where it is not known."""
    address = str(config.html_baseurl or "").strip()
    return f"{address.rstrip('/')}/" if address else ""


def address_of(app: Sphinx, page: str) -> str:
    """Return the whole address of a page, or nothing where that of the book is not known."""
    base = base_of(app.config)
    if not base:
        return ""
    return base if page == app.config.root_doc else base + app.builder.get_target_uri(page)


def check(app: Sphinx, config: Config) -> None:
    """Stop the build at a setting that cannot be used."""
    if not is_on(config):
        return
    ends_of(config)
    address = str(config.html_baseurl or "").strip()
    if address and not ADDRESS.fullmatch(address):
        raise ConfigError(
            f"_config.yml, baseurl: {address!r} is no address of a website. Write one that starts with https:// and "
            "has no ? or # in it, or leave it empty: then pages have no address of their own."
        )
