// @ts-check
// Waits until a reader begins, began earlier or was invited; only then is the tool itself loaded.

import { define } from "../kit.mjs"
import { KEY, kept } from "../reflecting/keeping.mjs"

const invited = () => location.hash.startsWith("#set-up=")
const SIGNS = ["pointerdown", "focusin", "keydown", "click"]

export default define(view => {
  const { root, live, listen, signal } = view
  /** @type {HTMLElement | null} */
  let pressed = null
  let asleep = true

  async function wake() {
    if (!asleep) return
    asleep = false
    const { start } = await import("./tool.mjs")
    if (signal.aborted) return
    start(view)
    root.classList.add("lw-my-live")
    // What was pressed while the tool was on its way is pressed now.
    pressed?.click()
    pressed = null
  }

  const begun = root.querySelector(".lw-rate input:checked") || invited()
  if (live || begun || kept(KEY) !== "none") return void wake()
  listen("click", event => {
    if (!root.classList.contains("lw-my-live")) pressed = event.target.closest("button")
  })
  // Any other place that is led to, help in a crisis first, must not move on the way.
  listen("hashchange", () => invited() && wake(), window)
  for (const sign of SIGNS) listen(sign, wake)
})
