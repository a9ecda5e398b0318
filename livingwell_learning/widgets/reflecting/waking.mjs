// @ts-check
// Lets a tool sleep until a reader begins, or began earlier; only then is the rest of it loaded.

import { all } from "../kit.mjs"
import { kept, keyOf } from "./keeping.mjs"

const SIGNS = ["pointerdown", "focusin", "keydown", "click", "input"]
const AWAKE = "lw-sheet-live"

/** @typedef {HTMLInputElement & HTMLTextAreaElement} Field */
/** Whether a field holds what the page did not. @param {Field} field */
const written = field => (field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue)

/** @param {import("../kit.mjs").View} view @param {string} format @param {() => Promise<void>} start Brings the tool to life. */
export function waking({ root, live, get, listen, signal }, format, start) {
  /** @type {HTMLElement | null} */
  let pressed = null
  let asleep = true

  async function wake() {
    if (!asleep) return
    asleep = false
    await start()
    if (signal.aborted) return
    root.classList.add(AWAKE)
    // What was pressed while the tool was on its way is pressed now.
    pressed?.click()
    pressed = null
  }

  const fields = /** @type {(Field & HTMLElement)[]} */ (all(root, "input, textarea"))
  const begun = fields.some(written) || ["about", "entries", "own", "next"].some(name => Object.keys(get(name) ?? {}).length)
  if (live || begun || kept(keyOf(format)) !== "none") return void wake()
  listen("click", event => {
    if (!root.classList.contains(AWAKE)) pressed = event.target.closest("button")
  })
  for (const sign of SIGNS) listen(sign, wake)
}
