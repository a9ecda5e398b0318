"""What readers do alike with every widget, and what they hold in their hands."""

from __future__ import annotations

import re

from tests.accessibility import LAY_OUT

PHONE = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
WATCH = """() => { window.shift = 0; new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shift += entry.value
}).observe({ type: "layout-shift", buffered: true }) }"""

# Whatever a browser can keep for a page, in any way: each by its name, and only what there is.
EVERY_STORE = """async () => {
  const all = {
    local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
    state: history.state, entry: window.navigation?.currentEntry?.getState(), name: window.name, address: location.hash,
    databases: (await indexedDB.databases()).map(({ name }) => name), caches: await caches.keys(),
    files: await Array.fromAsync((await navigator.storage.getDirectory()).keys()),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }
  const something = found => found && (found > 0 || Object.values(Object(found)).length > 0)
  return Object.fromEntries(Object.entries(all).filter(([, found]) => something(found)))
}"""


def status(page):
    """Return what the figure says aloud."""
    return page.get_by_role("status").inner_text()


def give(page, **state):
    """Set traits of the model, as Python would."""
    page.evaluate("state => { for (const name in state) window.lw.model.set(name, state[name]) }", state)


def stored_anywhere(page):
    """Return what the page left in any kind of storage, by kind."""
    return page.evaluate(EVERY_STORE)


def all_text(page):
    """Return the text of the figure, what lies off the screen included."""
    page.evaluate(LAY_OUT)
    return page.locator("main").inner_text()


def moved(page):
    """Return how far things have moved by themselves since the page came."""
    page.evaluate(WATCH)
    page.wait_for_timeout(300)
    return page.evaluate("shift")


def too_wide(page):
    """Return by how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def sheets(page):
    """Return how many sheets of A4 a page takes on paper."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
