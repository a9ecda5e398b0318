// @ts-check
// Read the export of an anonymous form: the twin of forms.py.

import { NOT_SURE, tags } from "./questions.mjs"
import { FLOOR } from "./tallies.mjs"

/** @typedef {import("./questions.mjs").Questions} Questions */
/** @typedef {import("./questions.mjs").Answers} Answers */
/** @typedef {import("./questions.mjs").Answer} Answer */
/**
 * @typedef {object} Form what was recognised; to be shown and confirmed before it counts
 * @property {Answers[]} people
 * @property {Record<string, string>} matched heading by tag
 * @property {string[]} byWords tags that were matched by the words of a heading
 * @property {string[]} missing tags that no column asks
 * @property {string[]} dropped headings that were not read
 * @property {[row: number, tag: string, text: string][]} unread
 * @property {number} blankRows
 * @property {Record<string, string[]>} choices by heading, the values of a column that could tell the parts of a split
 */

export class FormError extends Error {
  /** @param {"size" | "rows" | "columns" | "twice" | "longer" | "open"} reason @param {string} [detail] */
  constructor(reason, detail = "") {
    super(`${reason} ${detail}`)
    this.reason = reason
    this.detail = detail
  }
}

const MOST_PARTS = 8
const DASHES = ["-", "\u2013", "\u2014"]

/**
 * @param {string} text pasted cells or CSV
 * @param {Questions} questions
 * @param {{ steps?: string[], notSure?: string[], headings?: Record<string, string> }} [words]
 * @returns {Form}
 */
export function readForm(text, questions, { steps = [], notSure = ["not sure"], headings = {} } = {}) {
  if (text.length > 5_000_000) throw new FormError("size")
  const rows = table(text)
  if (rows.length < 2) throw new FormError("rows")
  const heads = rows[0].map((head) => head.trim().split(/\s+/).join(" "))
  const longer = rows.findIndex((row) => row.slice(heads.length).some((cell) => cell.trim()))
  if (longer > 0) throw new FormError("longer", String(longer))
  const asked = tags(questions)
  const { columns, byWords } = match(heads, asked, headings)
  if (!columns.size) throw new FormError("columns")
  /** @type {Map<string, Answer>} */
  const words = new Map(steps.map((word, i) => [bare(word), i + 1]))
  for (const word of notSure) words.set(bare(word), NOT_SURE)
  const places = new Set(columns.values())
  /** @type {Form} */
  const form = {
    people: [], byWords, unread: [], blankRows: 0, choices: {},
    matched: Object.fromEntries([...columns].map(([tag, place]) => [tag, heads[place]])),
    missing: [...asked.keys()].filter((tag) => !columns.has(tag)),
    dropped: heads.filter((head, place) => head && !places.has(place)),
  }
  /** @type {string[][]} */
  const whole = []
  rows.slice(1).forEach((row, index) => {
    /** @type {Answers} */
    const answers = {}
    for (const [tag, place] of columns) {
      const cell = (row[place] ?? "").trim()
      const [pair, when, side] = asked.get(tag) ?? ["", "", ""]
      const answer = answerIn(cell, words, questions.steps)
      if (answer) ((answers[pair] ??= {})[when] ??= {})[side] = answer
      else if (answer === null) form.unread.push([index + 1, tag, cell.slice(0, 80)])
    }
    if (Object.keys(answers).length) {
      form.people.push(answers)
      whole.push(row)
    } else form.blankRows++
  })
  form.choices = choicesIn(heads, whole, places)
  return form
}

/** @param {string[]} heads @param {string[][]} rows @param {Set<number>} taken @returns {Record<string, string[]>} */
function choicesIn(heads, rows, taken) {
  const found = heads.flatMap((head, place) => {
    const values = rows.map((row) => (row[place] ?? "").trim().split(/\s+/).join(" "))
    /** @type {Map<string, number>} */
    const sizes = new Map()
    for (const value of values) if (value) sizes.set(value, (sizes.get(value) ?? 0) + 1)
    const fits = head && !taken.has(place) && sizes.size >= 2 && sizes.size <= MOST_PARTS
    return fits && Math.min(...sizes.values()) >= FLOOR ? [[head, values]] : []
  })
  return Object.fromEntries(found)
}

/** The cells of a table with tabs, semicolons or commas (RFC 4180 for the quoted ones). @param {string} text */
export function table(text) {
  const whole = text.replace(/^\ufeff+/, "").replace(/\r\n?/g, "\n").replace(/\0/g, "")
  const first = whole.split("\n", 1)[0]
  /** @param {string} separator */
  const rank = (separator) => {
    const tagged = new RegExp(`${separator}"?[^\\p{L}\\p{N}_]{0,3}\\d{1,2}\\s*[a-z](?![a-z0-9])`, "giu")
    return ((separator + first).match(tagged)?.length ?? 0) * 1e6 + first.split(separator).length
  }
  const separator = ["\t", ";", ","].reduce((most, one) => (rank(one) > rank(most) ? one : most))
  /** @type {string[][]} */
  const rows = []
  let [row, cell, quoted, started] = [/** @type {string[]} */ ([]), "", false, false]
  const endCell = () => {
    row.push(cell)
    ;[cell, quoted, started] = ["", false, false]
  }
  const endRow = () => {
    endCell()
    if (row.some(Boolean)) rows.push(row)
    row = []
  }
  for (let i = 0; i < whole.length; i++) {
    const c = whole[i]
    if (quoted) {
      if (c !== '"') cell += c
      else if (whole[i + 1] === '"') cell += whole[++i]
      else quoted = false
    } else if (c === '"' && !started) [quoted, started] = [true, true]
    else if (c === separator) endCell()
    else if (c === "\n") endRow()
    else {
      cell += c
      started = true
    }
  }
  if (quoted) throw new FormError("open", String(rows.length))
  if (cell || row.length) endRow()
  return rows
}

/** @param {string[]} heads @param {Map<string, unknown>} asked @param {Record<string, string>} headings */
function match(heads, asked, headings) {
  /** @type {Map<string, number>} */
  const found = new Map()
  heads.forEach((head, place) => {
    const [, number, letter] = head.match(/^[^\p{L}\p{N}_]*(\d{1,2})\s*([a-z])(?![a-z0-9])/iu) ?? []
    const tag = number ? `${Number(number)}${letter.toLowerCase()}` : ""
    if (!asked.has(tag)) return
    if (found.has(tag)) throw new FormError("twice", tag)
    found.set(tag, place)
  })
  /** @type {string[]} */
  const byWords = []
  for (const [tag, words] of Object.entries(headings)) {
    if (!asked.has(tag) || found.has(tag)) continue
    const taken = new Set(found.values())
    const places = heads.flatMap((head, place) => (!taken.has(place) && bare(head) === bare(words) ? [place] : []))
    if (places.length !== 1) continue
    found.set(tag, places[0])
    byWords.push(tag)
  }
  const columns = new Map(
    [...asked.keys()].filter((tag) => found.has(tag)).map((tag) => [tag, found.get(tag) ?? 0]))
  return { columns, byWords }
}

/** A step, not sure, an empty text for a blank, or null for what is no answer. @param {string} cell @param {Map<string, Answer>} words @param {number} steps */
function answerIn(cell, words, steps) {
  const plain = bare(cell)
  const known = words.get(plain)
  if (known !== undefined) return known
  if (!plain || DASHES.includes(cell)) return ""
  const number = cell.match(/^(?:[^\p{L}\p{N}_]*[^\p{L}\p{N}_\u2212\u2013-])?(\d)(?!\d|[.,]\d)/u)
  if (!number) return null
  const step = Number(number[1])
  const said = bare(cell.slice(number[0].length))
  if (step === 0 && (!said || words.get(said) === NOT_SURE)) return NOT_SURE
  if (step < 1 || step > steps || (said && words.has(said) && words.get(said) !== step)) return null
  // "4 people told me" is no answer; "4: quite a lot" is one, and so is a plain 4.
  return !said || words.get(said) === step || !words.size ? step : null
}

/** @param {string} text */
const bare = (text) =>
  text.toLowerCase().replace(/[^\p{L}\p{N}_\s]/gu, " ").trim().split(/\s+/).join(" ")
