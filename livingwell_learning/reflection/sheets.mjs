// @ts-check
// The file of a sheet that one person fills in: the twin of sheets.py.

import { FileError, NEXT, isDay, parse } from "./files.mjs"
import { own } from "./questions.mjs"

/** @typedef {Record<string, string>} Texts */
/**
 * @typedef {object} Sheet
 * @property {string} id of the collection
 * @property {string} edition
 * @property {Record<string, Record<string, Texts>>} entries by group, row and field
 * @property {Record<string, Texts[]>} own rows of one's own by group
 * @property {string} about
 * @property {string} date
 * @property {Texts} next `keep`, `try`, `who`, `look_again`
 * @property {string} language
 * @property {Record<string, unknown>} more keys that this version does not know
 */

const KNOWN = ["format", "version", "questions", "language", "about", "date", "entries", "own", "next"]

/** The readable file of a sheet. @param {Sheet} sheet @param {string} format */
export function sheetFile({ id, edition, entries, own: rows, about, date, next, language, more }, format) {
  const data = {
    format, version: 1, questions: { id, edition }, language, about, date, entries, own: rows,
    next: Object.fromEntries(NEXT.map(key => [key, own(next, key) ?? ""])), ...more,
  }
  return `${JSON.stringify(data, null, 2)}\n`
}

/** @param {any} value @param {string} what @returns {any} */
function object(value, what) {
  if (typeof value !== "object" || Array.isArray(value) || value === null) throw new FileError("content", what)
  return value
}

/** @param {any} fields @param {string} what @returns {Texts} */
function texts(fields, what) {
  for (const [key, value] of Object.entries(object(fields, what)))
    if (typeof value !== "string") throw new FileError("content", `${what}, ${key}`)
  return fields
}

/** @param {any} data @param {string} key */
function text(data, key) {
  const value = own(data, key) ?? ""
  if (typeof value !== "string") throw new FileError("content", key)
  return value
}

/** The sheet in a file. @param {string} file @param {string} format @param {string} id @returns {Sheet} */
export function readSheet(file, format, id) {
  const data = parse(file, [format])
  const questions = object(own(data, "questions") ?? {}, "questions")
  if (own(questions, "id") !== id) throw new FileError("questions", String(own(questions, "id")))
  const entries = object(own(data, "entries") ?? {}, "entries"), rows = object(own(data, "own") ?? {}, "own")
  for (const [group, listed] of Object.entries(entries))
    for (const [key, fields] of Object.entries(object(listed, group))) texts(fields, `${group}, ${key}`)
  for (const [group, listed] of Object.entries(rows)) {
    if (!Array.isArray(listed)) throw new FileError("content", group)
    for (const fields of listed) texts(fields, group)
  }
  const given = object(own(data, "next") ?? {}, "next")
  const next = Object.fromEntries(NEXT.map(key => [key, text(given, key)]).filter(([, value]) => value))
  for (const day of [text(data, "date"), next.look_again ?? ""]) if (day && !isDay(day)) throw new FileError("content", day)
  return {
    id, entries, next, own: rows, edition: text(questions, "edition"), about: text(data, "about"),
    date: text(data, "date"), language: text(data, "language") || "en",
    more: Object.fromEntries(Object.entries(data).filter(([key]) => !KNOWN.includes(key))),
  }
}
