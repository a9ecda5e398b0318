"""What a reader's hands do with the explorer, and what can be seen of it."""

from __future__ import annotations

from tests.widgets.characteristics_explorer.made_up import NAMES

NAME = "characteristics_explorer"
IDS = [id for id, *_ in NAMES]
# Counts what the module listens to outside its own element while it renders.
COUNTING = """import widget from "./as-written.mjs"
const add = window.addEventListener
window.kept = new Set()
function counted(type, listener, options) {
  window.kept.add(type)
  options?.signal?.addEventListener("abort", () => window.kept.delete(type))
  add.call(window, type, listener, options)
}
export default { render({ model, el }) {
  window.addEventListener = counted
  window.lw = { model, stop: widget.render({ model, el }) }
  window.addEventListener = add
} }
"""


def pair(page, id):
    return page.locator(f"#pair-{id}")


def model(page, name):
    return page.evaluate("name => window.lw.model.get(name)", name)


def set_trait(page, name, value):
    page.evaluate("([name, value]) => window.lw.model.set(name, value)", [name, value])


def rate(page, id, **answers):
    for side, value in answers.items():
        pair(page, id).locator(f"[data-lw-side={side}] input[value='{value}']").check()


def opened(page):
    return page.eval_on_selector_all(".lw-pair", "pairs => pairs.filter(p => p.open).map(p => p.dataset.lwPair)")


def status(page):
    return page.get_by_role("status").text_content()


def find(page, words):
    page.get_by_role("searchbox", name="Find words in the pairs").fill(words)


def shown(page):
    return [id for id in IDS if pair(page, id).is_visible()]


def focused(page):
    return page.evaluate("document.activeElement.closest('.lw-pair')?.dataset.lwPair")
