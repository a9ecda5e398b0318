"""A notebook's side of a widget: a model such as JupyterLab gives to a module, kept in ``window.fake``."""

from __future__ import annotations

import re

BARE = '<!doctype html><title>Bare</title><link rel="icon" href="data:,"><div id="one"></div><div id="two"></div>'
MODEL = """async ({ address, state }) => {
  const { default: widget } = await import(address)
  const listeners = new Map(), saved = []
  const model = {
    get: name => state[name],
    set(name, value) { state[name] = value; for (const f of listeners.get(`change:${name}`) ?? []) f() },
    save_changes() { saved.push(structuredClone(state)) },
    on: (event, f) => listeners.set(event, [...(listeners.get(event) ?? []), f]),
    off: (event, f) => listeners.set(event, (listeners.get(event) ?? []).filter(g => g !== f)),
  }
  const make = id => widget.render({ model, el: document.getElementById(id) })
  window.fake = { model, saved, listeners, make, stop: await make("one") }
}"""


def show_as_in_notebook(page, widget, **state):
    """Put a widget into a bare page with a model of its traits; ``state`` replaces some."""
    traits = {name: getattr(widget, name) for name in widget.public_traits()}
    given = {**traits, "figure_html": widget.figure_html, **state}
    address = re.sub(r"/index\.html.*", f"/widgets/{type(widget).name}/as-written.mjs", page.url)
    page.set_content(BARE)
    page.evaluate(MODEL, {"address": address, "state": given})


def every_listener_is_gone(page):
    """Say whether the module has let go of its model."""
    return page.evaluate("[...fake.listeners.values()].every(list => list.length === 0)")
