"""Whom to write to about a copy of the book: somebody whom its configuration names, or plainly nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

from ..words import t

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
PAGE = re.compile(r"https://[^\s<>\"]+")


def where_to(contact: str, title: str, address: str) -> str:
    """Return the link by which a reader reports a mistake, with the page's title and address filled in.

    Parameters
    ----------
    contact
        An email address, or the address of a page in which ``{title}`` and ``{address}`` are places for the two.
    title, address
        Of the page.

    Examples
    --------
    >>> where_to("a@example.org", "Tea", "b.html")
    'mailto:a@example.org?subject=A%20mistake%20on%20%E2%80%9CTea%E2%80%9D&body=The%20page%3A%20b.html'
    >>> where_to("https://example.org/new?title={title}&page={address}", "Tea & talk", "b.html")
    'https://example.org/new?title=Tea%20%26%20talk&page=b.html'
    """
    if MAIL.fullmatch(contact):
        subject, body = t("ends.mistake_subject", title=title), t("ends.mistake_body", address=address)
        return f"mailto:{contact}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
    return contact.replace("{title}", quote(title, safe="")).replace("{address}", quote(address, safe=""))


class Contact(SphinxDirective):
    """Say whom to write to, with ``livingwell_contact`` of the configuration, or that there is nobody."""

    def run(self) -> list[nodes.Node]:
        """Return a sentence with a link, or the sentence that there is none."""
        contact = str(self.config.livingwell_contact or "").strip()
        if not contact:
            return [nodes.paragraph("", t("copy.no_contact"))]
        before, _, after = t("copy.contact", contact="\0").partition("\0")
        mail = MAIL.fullmatch(contact)
        uri = f"mailto:{contact}" if mail else where_to(contact, str(self.config.html_title), self.config.html_baseurl)
        words = contact if mail else contact.partition("?")[0]
        return [nodes.paragraph("", "", nodes.Text(before), nodes.reference("", words, refuri=uri), nodes.Text(after))]


def check(app: Sphinx, config: Config) -> None:
    """Refuse what is neither an email address nor a page."""
    contact = str(config.livingwell_contact or "").strip()
    if contact and not (MAIL.fullmatch(contact) or PAGE.fullmatch(contact)):
        raise ConfigError(
            f"_config.yml, livingwell_contact: {contact!r} is neither an email address nor an address that starts with "
            "https://. Correct it, or leave it out: then nothing is shown."
        )


def setup(app: Sphinx) -> None:
    """Register the directive and its value."""
    app.add_config_value("livingwell_contact", "", "env")
    app.add_directive("contact", Contact)
    app.connect("config-inited", check)
