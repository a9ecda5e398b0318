"""Whom to write to about a copy of the book: shown where its configuration names somebody, and nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

from ..words import t

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
PAGE = re.compile(r"https://[^\s<>\"]+")


class Contact(SphinxDirective):
    """Say whom to write to, with ``livingwell_contact`` of the configuration; nothing where it is not set."""

    def run(self) -> list[nodes.Node]:
        """Return a sentence with a link, or nothing."""
        contact = str(self.config.livingwell_contact or "").strip()
        if not contact:
            return []
        before, _, after = t("copy.contact", contact="\0").partition("\0")
        uri = f"mailto:{contact}" if MAIL.fullmatch(contact) else contact
        return [
            nodes.paragraph("", "", nodes.Text(before), nodes.reference("", contact, refuri=uri), nodes.Text(after))
        ]


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
