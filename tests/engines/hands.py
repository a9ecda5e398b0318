"""What a reader does in any browser; each engine says how."""

from __future__ import annotations

import time

from tests.conftest import Quiet

FIND = """(selector, words) => {
    const found = [...document.querySelectorAll(selector)].find(part => part.checkVisibility()
        && (!words || part.textContent.trim() === words))
    found?.scrollIntoView({ block: "center", behavior: "instant" })
    return found ?? null
}"""
SECONDS = 60


class Hands:
    """A browser with one page open. An engine gives ``go``, ``back``, ``ask``, ``press``, ``write``, ``wrongs``.

    What moves to another page is a command of the engine's driver, which waits for it: WebKit's never answers what is
    asked in the moment in which a page goes.
    """

    server = Quiet
    """What hands out the pages that it reads."""

    def open(self, address):
        """Open a page, give a first sign of a reader, and wait until every tool on it has come to life."""
        self.go(address)
        self.until(
            "dispatchEvent(new Event('scroll')) && "
            "[...document.querySelectorAll('[data-lw-widget]')].every(tool => 'lwLive' in tool.dataset)"
        )

    def until(self, expression):
        """Wait until an expression of JavaScript holds."""
        end = time.monotonic() + SECONDS
        while not self.ask(f"() => Boolean({expression})"):
            assert time.monotonic() < end, f"not within {SECONDS} s: {expression}; errors: {self.wrongs()}"
            time.sleep(0.05)

    def until_there(self, selector, words=""):
        """Wait until a part can be seen, by its words where they are given."""
        end = time.monotonic() + SECONDS
        while not self.ask(f"(...all) => Boolean(({FIND})(...all))", selector, words):
            assert time.monotonic() < end, f"not within {SECONDS} s: {selector} {words}; errors: {self.wrongs()}"
            time.sleep(0.05)
