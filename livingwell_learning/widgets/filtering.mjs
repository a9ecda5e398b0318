// @ts-check
// A list that readers search and filter: which entries pass, how many an option would leave, and the words found in them.

import { all, data, fold, mark, one, tick, ticked, unmark, wordsOf } from "./kit.mjs"

/** @typedef {{ entry: HTMLElement, values: Map<string, string[]>, text: string }} Item */

/**
 * Brings a list to life. An entry names its values of a facet in `data-lw-<facet>`; the options of a facet stand in
 * `[data-lw-facet=<facet>]`; the trait of that name holds those asked for, or a boolean.
 * @param {import("./kit.mjs").View} view
 * @param {{ entries: HTMLElement[], facets: string[], passages(entry: HTMLElement): HTMLElement[], changed(shown: Set<Item>): void }} list
 */
export function filtering({ root, get, set, watch, listen }, { entries, facets, passages, changed }) {
  const input = /** @type {HTMLInputElement} */ (one(root, "[type=search]"))
  /** @param {HTMLElement} entry */
  const itemOf = entry => ({ entry, values: new Map(facets.map(facet => [facet, data(entry, facet).split(" ")])), text: "" })
  const items = entries.map(itemOf)
  /** @param {string} facet */
  const options = facet => /** @type {HTMLInputElement[]} */ (all(root, `[data-lw-facet=${facet}] input`))
  /** @param {string} facet @returns {string[]} */
  const asked = facet => (typeof get(facet) === "boolean" ? (get(facet) ? options(facet).map(({ value }) => value) : []) : get(facet))
  /** What a search looks through, made when it is first needed. @param {Item} item */
  const textOf = item => (item.text ||= fold(passages(item.entry).map(passage => passage.textContent).join(" ")))
  /** @param {Item} item @param {string} facet @param {string[]} values */
  const has = (item, facet, values) => item.values.get(facet)?.some(value => values.includes(value)) ?? false

  /** Which items pass, whatever the facet that is left out may say. @param {string} [left] */
  function passing(left) {
    const words = wordsOf(get("query"))
    const wanted = facets.filter(facet => facet !== left && asked(facet).length)
    return items.filter(item => words.every(word => textOf(item).includes(word)) && wanted.every(facet => has(item, facet, asked(facet))))
  }

  function refresh() {
    const shown = new Set(passing())
    for (const item of items) item.entry.hidden = !shown.has(item)
    for (const facet of facets) {
      const others = passing(facet)
      for (const option of options(facet))
        one(/** @type {Element} */ (option.parentElement), "[data-lw-count]").textContent =
          String(others.filter(item => has(item, facet, [option.value])).length)
    }
    changed(shown)
  }

  function updateQuery() {
    const query = get("query"), words = wordsOf(query)
    if (input.value !== query) input.value = query
    refresh()
    for (const { entry } of items)
      for (const passage of passages(entry)) {
        unmark(passage)
        if (words.length && !entry.hidden) mark(passage, words)
      }
  }

  for (const facet of facets) {
    const check = () => tick(options(facet), asked(facet))
    watch(facet, () => { check(); refresh() })
    check()
    listen("change", () => {
      const chosen = ticked(options(facet))
      set(facet, typeof get(facet) === "boolean" ? chosen.length > 0 : chosen)
    }, one(root, `[data-lw-facet=${facet}]`))
  }
  const clear = () => {
    for (const facet of facets) set(facet, typeof get(facet) === "boolean" ? false : [])
    set("query", "")
  }
  watch("query", updateQuery)
  listen("input", () => set("query", input.value), input)
  listen("click", () => { clear(); input.focus() }, one(root, "[data-lw-do=clear]"))

  return {
    items, passing, options, asked,
    /** Shows what the model asks for. The list came whole and filtered, so where nothing is asked nothing needs doing. */
    start() {
      input.value = get("query")
      if (wordsOf(get("query")).length) updateQuery()
      else if (facets.some(facet => asked(facet).length)) refresh()
    },
    /** Takes up entries that came later. @param {HTMLElement[]} entries */
    add(entries) {
      items.push(...entries.map(itemOf))
      updateQuery()
    },
    /** Clears the filters that hide an item. @param {Item} item */
    reveal(item) {
      for (const facet of facets)
        if (asked(facet).length && !has(item, facet, asked(facet))) set(facet, typeof get(facet) === "boolean" ? false : [])
      if (item.entry.hidden) set("query", "")
    },
  }
}
