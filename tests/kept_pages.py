"""Pages of a browser that one test hands on to the next, since a new one costs twice as much as what it shows.

What a test did to the page itself, beyond what it showed in it, goes with the test: its listeners are taken off, and a
page with anything that lasts is closed. What a test stores belongs to its own address.
"""

from __future__ import annotations

import json

IDLE = 2
LASTING = (
    "add_init_script", "add_locator_handler", "emulate_media", "expose_binding", "expose_function", "route",
    "route_from_har", "route_web_socket", "set_default_navigation_timeout", "set_extra_http_headers",
    "set_viewport_size",
)  # fmt: skip


class Kept:
    """One page, and what the test that has it now hears of it and did to it."""

    def __init__(self, page, reader):
        self.page, self.reader, self.lasts, self.heard = page, reader, False, []
        self.errors, self.awaited = [], []
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("framenavigated", self.arrived)
        self.on, page.on = page.on, self.listen
        for name in LASTING:
            setattr(page, name, self.lasting(getattr(page, name)))
        context = page.context
        if "new_cdp_session" not in vars(context):
            context.new_cdp_session = speaks_to(context.new_cdp_session)
        page.kept = self

    def arrived(self, frame):
        # Until then it is the page before that complains: its server has gone.
        if not frame.parent_frame:
            self.errors = self.awaited

    def listen(self, event, does):
        self.heard.append((event, does))
        self.on(event, does)

    def lasting(self, does):
        def noted(*arguments, **named):
            self.lasts = True
            return does(*arguments, **named)

        return noted

    def begin(self, errors):
        """Hand the page to a test, which gets to know what goes wrong on it."""
        self.awaited = errors

    def show(self, address, **options):
        """Leave the page before, whatever it asks, and show another."""
        leave = lambda dialog: dialog.accept()  # noqa: E731
        self.on("dialog", leave)
        self.page.goto(address, **options)
        self.page.remove_listener("dialog", leave)

    def end(self):
        """Take off what the test hung on; say whether another test can have the page."""
        if self.lasts or self.page.is_closed():
            return False
        for event, does in self.heard:
            self.page.remove_listener(event, does)
        self.page.mouse.move(0, 0)
        self.heard, self.errors, self.awaited = [], [], []
        return True


def speaks_to(new_cdp_session):
    """Note on a page that somebody speaks with the browser about it, past Playwright."""

    def noted(page):
        if hasattr(page, "kept"):
            page.kept.lasts = True
        return new_cdp_session(page)

    return noted


class KeptPages:
    """Give pages to tests and keep the last of those that come back."""

    def __init__(self, context_of):
        self.context_of, self.idle = context_of, []

    def take(self, errors, **options):
        """Give a page of some reader, which shows anything or nothing yet."""
        reader = json.dumps(options, sort_keys=True)
        kept = next((kept for kept in self.idle if kept.reader == reader), None)
        if kept:
            self.idle.remove(kept)
        else:
            kept = Kept(self.context_of(**options).new_page(), reader)
        kept.begin(errors)
        return kept

    def give_back(self, kept):
        """Keep the page for another test, or close it."""
        if kept.end():
            self.idle.append(kept)
        elif not kept.page.is_closed():
            kept.page.close()
        while len(self.idle) > IDLE:
            self.idle.pop(0).page.close()
