// @ts-check
// The group's tool loads when a reader begins with it; until then the page is text, and light.

import { define } from "../kit.mjs"

export default define(view => {
  const { root, live, listen, follow, signal } = view
  /** @type {Promise<void> | undefined} */
  let coming
  const begin = () => (coming ??= load())

  async function load() {
    const [{ group }] = await Promise.all([import("./group.mjs"), live || dressed()])
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

/** Loads the rules for what stands on the page only now; a notebook has them with the others. @returns {Promise<unknown>} */
const dressed = () => new Promise(done => {
  const href = new URL("later.css", import.meta.url).href
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: done }))
})
