"""Wait for what a page is to become.

Playwright's own ``wait_for_function`` evaluates words inside the page, which the pages of the book refuse: there it
fails whenever it has to ask a second time.
"""

from __future__ import annotations

import time

from playwright.sync_api import Error


def until(page, expression, arg=None, *, seconds=30):
    """Ask the page again and again, from outside, until an expression or a function of JavaScript holds."""

    def holds():
        try:
            return page.evaluate(expression, arg)
        except Error as error:
            if "context was destroyed" in str(error):  # the page leads elsewhere just now
                return False
            raise

    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(20)
