"""How long a page keeps a reader waiting, in milliseconds that a busy machine does not lengthen."""

from __future__ import annotations

# A pause that a page asks for is waited for, too: the work alone would not show it.
PAUSES = """() => {
  if ("pauses" in window) return
  const real = window.setTimeout
  window.pauses = 0
  window.setTimeout = (does, delay = 0, ...more) => {
    window.pauses += Number(delay)
    return real(does, delay, ...more)
  }
}"""


class Spent:
    """A clock for one page: the time that its own thread has worked, and the pauses that it asked for.

    The work is what the processor did for the page's thread, so programs beside it do not count, and a page that does
    three times as much takes three times as long.
    """

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable")
        page.evaluate(PAUSES)

    def worked(self):
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(metric["value"] for metric in metrics if metric["name"] == "ThreadTime")

    def so_far(self):
        return self.worked() + self.page.evaluate("window.pauses")

    def on(self, script, given=None):
        """Run a script on the page; give what it took and what it returned."""
        before = self.so_far()
        result = self.page.evaluate(script, given)
        return self.so_far() - before, result
