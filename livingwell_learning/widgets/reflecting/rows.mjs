// @ts-check
// Rows of a reader's own: written in a small form, shown in a list, changed, taken out and put back.

import { all, data, one, own } from "../kit.mjs"

/** @typedef {import("./sheet_state.mjs").Texts} Texts */
/** @typedef {import("./sheet_state.mjs").Field} Field */

/**
 * Brings one place for rows of one's own to life.
 * @param {import("../kit.mjs").View} view
 * @param {HTMLElement} place
 * @param {{ get(): Texts[], set(rows: Texts[]): void }} kept all rows of the group, those of other places among them
 * @param {string[]} places what each place of this group is of
 */
export function ownRows({ root, t, listen, say }, place, kept, places) {
  const fields = /** @type {Field[]} */ (all(place, "[data-lw-own-field]")), list = one(place, "[data-lw-own-list]")
  const pattern = /** @type {HTMLTemplateElement} */ (one(place, "template")), back = one(place, "[data-lw-do=put-back]")
  const of = data(place, "of")
  /** @type {{ row: Texts, at: number } | null} */
  let last = null
  // What belongs to a place that is no more is shown where that of no place is.
  const here = (/** @type {Texts} */ row) => (places.includes(row.of ?? "") ? (row.of ?? "") === of : !of)

  /** What stands in the form and has not been added. @returns {Texts | null} */
  function draft() {
    const row = Object.fromEntries(fields.filter(field => field.type !== "radio" || /** @type {HTMLInputElement} */ (field).checked)
      .map(field => [data(field, "own-field"), field.value.trim()]).filter(([, text]) => text))
    return fields.some(field => field.type !== "radio" && field.value.trim()) ? { ...(of ? { of } : {}), ...row } : null
  }

  /** @param {Texts} row */
  function fill(row) {
    for (const field of fields) {
      const text = own(row, data(field, "own-field")) ?? ""
      if (field.type === "radio") /** @type {HTMLInputElement} */ (field).checked = field.value === text
      else field.value = text
    }
  }

  /** Where a row of this place stands among all. @param {Element} button */
  const atOf = button => {
    const shown = all(list, "li").indexOf(/** @type {HTMLElement} */ (button.closest("li")))
    return kept.get().indexOf(kept.get().filter(here)[shown])
  }

  const open = () => { for (const details of /** @type {HTMLDetailsElement[]} */ (all(place, "details"))) details.open = true }

  /** Adds what stands in the form. @param {boolean} [told] */
  function add(told = true) {
    const row = draft()
    if (!row) {
      if (told) say(t("sheet.nothing_to_add"))
      return
    }
    fill({})
    kept.set([...kept.get(), row])
    if (told) say(t("sheet.added"))
  }

  /** @param {number} at */
  function takeOut(at) {
    const rows = kept.get(), row = rows[at]
    last = { row, at }
    kept.set(rows.filter((_, other) => other !== at))
    return row
  }

  listen("click", event => {
    const button = event.target.closest?.("button")
    const deed = button && place.contains(button) ? data(button, "do") : ""
    if (deed === "add") { add(); fields[0].focus() }
    if (deed === "change") {
      add(false)
      fill(takeOut(atOf(button)))
      open()
      last = null
      back.hidden = true
      fields[0].focus()
      say(t("sheet.to_change"))
    }
    if (deed === "take-out") {
      takeOut(atOf(button))
      back.hidden = false
      back.focus()
      say(t("sheet.taken_out"))
    }
    if (deed === "put-back" && last) {
      const rows = [...kept.get()]
      rows.splice(last.at, 0, last.row)
      last = null
      kept.set(rows)
      back.hidden = true
      fields[0].focus()
      say(t("sheet.is_back"))
    }
  }, root)
  listen("keydown", event => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.target.type !== "text") return
    event.preventDefault()
    add()
    fields[0].focus()
  }, one(place, "[data-lw-own-form]"))

  return {
    draft,
    /** Empties the form, and forgets what was taken out. */
    clear() { fill({}); last = null; back.hidden = true },
    /** Writes the list anew. */
    update() {
      list.replaceChildren(...kept.get().filter(here).map(row => {
        const item = /** @type {HTMLElement} */ (one(/** @type {DocumentFragment} */ (pattern.content.cloneNode(true)), "li"))
        for (const part of all(item, "[data-lw-says]")) {
          const field = data(part, "says"), text = own(row, field) ?? ""
          part.textContent = text && part.hasAttribute("data-lw-labels") ? own(JSON.parse(data(part, "labels")), text) ?? text : text
          const box = /** @type {HTMLElement} */ (part.closest("[data-lw-if]") ?? part)
          box.hidden = !text
        }
        for (const part of all(item, "[data-lw-named]")) part.textContent = Object.entries(row).filter(([key]) => !["of", "mark"].includes(key)).map(([, text]) => text).join(", ").slice(0, 80)
        return item
      }))
      list.hidden = !list.children.length
    },
  }
}
