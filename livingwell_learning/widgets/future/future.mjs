// @ts-check
// Sets the houses on the map, and waits until a reader begins; only then is the tool itself loaded.

import { all, data, define } from "../kit.mjs"
import { waking } from "../reflecting/waking.mjs"

export default define(view => {
  // Each house is drawn once on the page, beside its name.
  for (const house of all(view.root, "[data-lw-house]")) {
    const drawn = view.root.querySelector(`[data-lw-entry="${CSS.escape(data(house, "house"))}"] .lw-future-house svg`)
    if (drawn) house.prepend(drawn.cloneNode(true))
  }
  waking(view, "future", async () => {
    const { start } = await import("./tool.mjs")
    if (!view.signal.aborted) start(view)
  })
})
