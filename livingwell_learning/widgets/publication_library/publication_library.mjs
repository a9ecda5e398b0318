// @ts-check
// Lets a reader search, filter, order and share works. The list holds the data; the model holds what the reader chose.

import { all, data, define, leap, one } from "../kit.mjs"
import { filtering } from "../filtering.mjs"

export default define(view => {
  const { root, t, get, set, watch, listen, say, follow } = view
  const status = one(root, "[data-lw-status]")
  const select = /** @type {HTMLSelectElement} */ (one(root, "[data-lw-order]"))
  const entries = all(root, "[data-lw-work]")
  const orders = [...select.options].map(({ value }) => value)
  const ranks = new Map(entries.map(entry => [entry, data(entry, "ranks").split(" ").map(Number)]))

  const list = filtering(view, {
    entries,
    facets: ["kinds", "in_report"],
    passages: entry => all(entry, ":scope>:first-child,:scope>p,dd"),
    changed({ size }) {
      const values = { count: size, all: entries.length }
      say(size === entries.length ? data(status, "all") : t(size ? "library.shown" : "library.none_shown", values))
    },
  })

  function updateOrder() {
    const at = orders.indexOf(select.value = get("order"))
    const sorted = [...entries].sort((a, b) => (ranks.get(a)?.[at] ?? 0) - (ranks.get(b)?.[at] ?? 0))
    const now = all(root, "[data-lw-work]")
    if (sorted.some((entry, i) => entry !== now[i])) one(root, "ol").append(...sorted)
  }

  watch("order", updateOrder)
  listen("change", () => set("order", select.value), select)
  updateOrder()
  list.start()
  follow(hash => {
    const item = list.items.find(({ entry }) => entry.id === hash)
    for (const { entry } of list.items) entry.removeAttribute("aria-current")
    if (!item) return
    list.reveal(item)
    item.entry.setAttribute("aria-current", "true")
    leap(item.entry)
  })
})
