// @ts-check
// The group's tool loads when a reader begins with it; until then the page is text, and light.

import { define } from "../kit.mjs"

export default define(view => {
  const { root, listen, follow, signal } = view
  /** @type {Promise<void> | undefined} */
  let coming
  const begin = () => (coming ??= load())

  async function load() {
    const { dress } = await import("./late_style.mjs")
    const { group } = await import("./group.mjs")
    dress(root)
    group(view)
    root.setAttribute("data-lw-ready", "")
  }

  for (const event of ["pointerdown", "focusin", "change"]) listen(event, begin)
  listen("dragover", event => {
    if (!event.dataTransfer?.types.includes("Files")) return
    event.preventDefault()
    begin()
  })
  listen("click", async event => {
    const button = event.target.closest("button")
    if (!button || root.hasAttribute("data-lw-ready")) return
    // Pressed before there was anybody to hear it.
    await begin()
    button.click()
  })
  root.addEventListener("toggle", begin, { signal, capture: true })
  follow(hash => { if (hash.startsWith("set-up=")) begin() })
})
