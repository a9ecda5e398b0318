"""A reader of HTML that takes whatever people write, as a browser does."""

from __future__ import annotations

from html.parser import HTMLParser


class HtmlParts(HTMLParser):
    """A parser that goes on after a declaration that HTML does not have, such as ``<![end]>``.

    The standard library's stops there with an ``AssertionError``, or takes the rest of the page for a part of it; for
    a browser it is a comment up to the next ``>`` (HTML Living Standard, 13.2.5.42, markup declaration open state).
    """

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Return where a section in square brackets ends, or -1 if nothing ends it."""
        end = super().parse_marked_section(i, report) if self.rawdata.startswith("<![CDATA[", i) else -1
        return end if end >= 0 else self.parse_bogus_comment(i)
