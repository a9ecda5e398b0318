"""A new small widget, written by the steps that the package documents."""

from __future__ import annotations

FILES = {
    "__init__.py": '''\
"""Count how often something happens."""

import traitlets

from livingwell_learning.widgets import LearningWidget


class Tally(LearningWidget, folder=__file__):
    """A count that one button raises and another clears."""

    module_words = ("common.sources",)
    count = traitlets.Int(0).tag(sync=True)

    def __init__(self, question: str, **traits: object) -> None:
        self._question = question
        super().__init__(**traits)

    def context(self) -> dict[str, object]:
        return {"question": self._question}
''',
    "tally.html": """\
{% import "widgets/kit.html" as kit with context %}
<h{{ level }} id="tally-title{{ key }}">{{ question }}</h{{ level }}>
<p><output aria-labelledby="tally-title{{ key }}">{{ count }}</output></p>
<p data-lw-script hidden><button type="button">One more</button></p>
<p data-lw-static>Count on paper.</p>
{{ kit.status() -}}
{{ kit.privacy() -}}
""",
    "tally.mjs": """\
// @ts-check
import { define, one } from "../kit.mjs"
import { raised } from "./raising.mjs"

export default define(({ root, get, set, watch, listen, say, t }) => {
  const update = () => {
    one(root, "output").textContent = get("count")
    say(t("common.sources", { count: get("count") }))
  }
  watch("count", update)
  listen("click", () => set("count", raised(get("count"))), one(root, "button"))
  update()
})
""",
    "raising.mjs": "export const raised = (/** @type {number} */ count) => count + 1\n",
    "tally.css": ".lw-tally output { color: var(--lw-accent); }\n",
}


def write(folder):
    """Write the widget into a book's folder of widgets, and return that folder."""
    (folder / "tally").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / "tally" / name).write_text(text, encoding="utf-8")
    return folder
