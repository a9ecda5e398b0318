// @ts-check
// What one person wrote on a sheet, as the figure's own fields hold it: read from them, and shown in them.

import { all, data, own } from "../kit.mjs"

/** @typedef {Record<string, string>} Texts */
/** @typedef {{ about: string, entries: Record<string, Record<string, Texts>>, own: Record<string, Texts[]>, next: Texts }} State */
/** @typedef {HTMLElement & (HTMLInputElement | HTMLTextAreaElement)} Field */

export const TRAITS = /** @type {(keyof State)[]} */ (["about", "entries", "own", "next"])
/** @returns {State} */
export const blank = () => ({ about: "", entries: {}, own: {}, next: {} })
const fields = (/** @type {ParentNode} */ root, /** @type {string} */ name) => /** @type {Field[]} */ (all(root, `[data-lw-${name}]`))
const chosen = (/** @type {Field} */ field) => field.type === "radio" || field.type === "checkbox"
/** Whether a field says something. @param {Field} field */
const filled = field => (chosen(field) ? /** @type {HTMLInputElement} */ (field).checked : field.value.trim() !== "")

/** The texts of an object; what is no text is left out. @param {any} given @returns {Texts} */
const texts = given => Object.fromEntries(Object.entries(Object(given)).filter(([, text]) => typeof text === "string" && text.trim()))
/** @param {any} given @param {(value: any) => any} each */
const mapped = (given, each) => Object.fromEntries(Object.entries(Object(given)).map(([key, value]) => [key, each(value)]))

/** A state from what may be anything, such as an entry of a store that was changed by hand. @param {any} given @returns {State} */
export const cleaned = given => ({
  about: typeof own(given, "about") === "string" ? given.about.slice(0, 120) : "",
  entries: mapped(own(given, "entries"), rows => mapped(rows, texts)),
  own: mapped(own(given, "own"), rows => (Array.isArray(rows) ? rows.map(texts) : [])),
  next: texts(own(given, "next")),
})

/** Whether anything has been written that could be lost. @param {State} state */
export const holds = ({ entries, own: rows, next }) =>
  Object.values(entries).some(group => Object.values(group).some(row => Object.keys(row).length)) ||
  Object.values(rows).some(list => list.length) || Object.keys(next).length > 0

/** The text of one field. @param {State} state @param {string} group @param {string} id @param {string} field @returns {string} */
export const said = (state, group, id, field) => own(own(own(state.entries, group), id), field) ?? ""

/** Reads the fields; what is written of rows that the page does not have is kept. @param {HTMLElement} root @param {State} before @returns {State} */
export function gather(root, before) {
  const entries = mapped(before.entries, rows => mapped(rows, row => ({ ...row })))
  for (const entry of all(root, "[data-lw-entry]")) {
    const group = data(entry, "group"), id = data(entry, "entry")
    const row = { ...own(own(entries, group), id) }
    for (const field of fields(entry, "field")) if (!chosen(field) || !filled(field)) delete row[data(field, "field")]
    for (const field of fields(entry, "field"))
      if (filled(field)) row[data(field, "field")] = field.value
    const rest = Object.fromEntries(Object.entries(own(entries, group) ?? {}).filter(([key]) => key !== id))
    entries[group] = Object.keys(row).length ? { ...rest, [id]: row } : rest
  }
  return {
    about: fields(root, "about")[0].value.trim(), own: before.own,
    entries: Object.fromEntries(Object.entries(entries).filter(([, rows]) => Object.keys(rows).length)),
    next: Object.fromEntries(fields(root, "next-of").map(field => [data(field, "next-of"), field.value]).filter(([, text]) => text.trim())),
  }
}

/** Shows a state in the fields. @param {HTMLElement} root @param {State} state */
export function show(root, state) {
  write(fields(root, "about")[0], state.about)
  for (const entry of all(root, "[data-lw-entry]"))
    for (const field of fields(entry, "field")) {
      const text = said(state, data(entry, "group"), data(entry, "entry"), data(field, "field"))
      if (chosen(field)) /** @type {HTMLInputElement} */ (field).checked = field.value === text
      else write(field, text)
    }
  for (const field of fields(root, "next-of")) write(field, own(state.next, data(field, "next-of")) ?? "")
}

/** @param {Field} field @param {string} text */
function write(field, text) {
  if (field.value.trim() !== text.trim()) field.value = text
}
