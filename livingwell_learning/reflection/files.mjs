// @ts-check
// The files of a reflection, a closed round and a paused one: the twin of files.py, reflections.py and round_files.py.

import { fingerprint } from "./fingerprints.mjs"
import { WHENS, clean, isAnswer, own, whens } from "./questions.mjs"
import { FLOOR, SQUARE_FROM, peopleIn, squaredIn } from "./tallies.mjs"
import { sum } from "./agreement.mjs"

/** @typedef {import("./questions.mjs").Questions} Questions */
/** @typedef {import("./questions.mjs").Answers} Answers */
/** @typedef {import("./tallies.mjs").Tally} Tally */
/**
 * @typedef {object} Reflection
 * @property {Questions} questions
 * @property {Answers} answers
 * @property {string} about
 * @property {string} date
 * @property {number} mark
 * @property {Record<string, string>} notes a note a pair
 * @property {Record<string, string>} next `keep`, `try`, `who`, `look_again`
 * @property {string} language
 * @property {Record<string, unknown>} more keys that this version does not know
 */

export const MOST_BYTES = 1_000_000
export const NEXT = ["keep", "try", "who", "look_again"]
const VERSION = 1

export class FileError extends Error {
  /**
   * @param {string} reason `size`, `json`, `format`, `version`, `questions` or `content`
   * @param {string} [detail] what it was about
   */
  constructor(reason, detail = "") {
    super(`${reason} ${detail}`)
    this.reason = reason
    this.detail = detail
  }
}

/** The object in a text, when it is one of these formats. @param {string} text @param {string[]} formats @returns {any} */
export function parse(text, formats) {
  if (text.length > MOST_BYTES || new TextEncoder().encode(text).length > MOST_BYTES) throw new FileError("size")
  let data
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""))
  } catch (error) {
    throw new FileError("json", error instanceof Error ? error.message : "")
  }
  if (!data || typeof data !== "object" || !formats.includes(own(data, "format"))) throw new FileError("format")
  const version = own(data, "version")
  if (!Number.isInteger(version) || version < 1 || version > VERSION) throw new FileError("version", String(version))
  return data
}

/** @param {Questions} questions */
const said = (questions) => ({ id: questions.id, edition: questions.edition, fingerprint: fingerprint(questions) })

/** @param {any} data @param {string} key */
const text = (data, key) => {
  const value = own(data, key) ?? ""
  if (typeof value !== "string") throw new FileError("content", key)
  return value
}

/** @param {any} data @param {string} key */
const object = (data, key) => {
  const value = own(data, key) ?? {}
  if (typeof value !== "object" || Array.isArray(value) || value === null) throw new FileError("content", key)
  return value
}

/** @param {string} day */
export const isDay = (day) =>
  /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T12:00Z`).toJSON()?.slice(0, 10) === day

/** The questions that a file answers, when their fingerprint is the file's. @param {any} data @param {any} pairs @param {Questions} known */
function questionsOf(data, pairs, known) {
  const given = object(data, "questions")
  const names = Object.keys(pairs)
  const hoped = names.some((pair) => own(own(pairs, pair), WHENS[1]) !== undefined)
  const questions = { ...known, pairs: names, hoped }
  const strange = !names.length || names.some((pair) => !known.pairs.includes(pair))
  if (strange || own(given, "id") !== known.id || own(given, "fingerprint") !== fingerprint(questions))
    throw new FileError("questions", String(own(given, "id")))
  return questions
}

/** The readable file of a reflection. @param {Reflection} reflection */
export function reflectionFile({ questions, answers, about, date, mark, notes, next, language, more }) {
  const entries = questions.pairs.map((pair) => {
    const given = own(answers, pair)
    const entry = Object.fromEntries(whens(questions).map((when) => [when, { ...own(given, when) }]))
    return [pair, own(notes, pair) ? { ...entry, note: notes[pair] } : entry]
  })
  const data = {
    format: "reflection", version: VERSION, questions: said(questions), language, about, date, mark,
    answers: Object.fromEntries(entries),
    next: Object.fromEntries(NEXT.map((key) => [key, own(next, key) ?? ""])),
    ...more,
  }
  return `${JSON.stringify(data, null, 2)}\n`
}

const REFLECTION_KEYS = ["format", "version", "questions", "language", "about", "date", "mark", "answers", "next"]

/** @param {string} file @param {Questions} known @returns {Reflection} */
export function readReflection(file, known) {
  const data = parse(file, ["reflection"])
  const entries = object(data, "answers")
  const questions = questionsOf(data, entries, known)
  const { mark } = data
  if (!Number.isSafeInteger(mark) || mark < 0) throw new FileError("content", "mark")
  /** @type {Record<string, string>} */
  const notes = {}
  for (const pair of questions.pairs) {
    const note = text(object(entries, pair), "note")
    if (note) notes[pair] = note
    for (const when of whens(questions))
      for (const [side, answer] of Object.entries(object(entries[pair], when)))
        if (!questions.sides.includes(side) || !isAnswer(answer, questions.steps))
          throw new FileError("content", `${pair}, ${side}: ${JSON.stringify(answer)}`)
  }
  const given = object(data, "next")
  const next = Object.fromEntries(NEXT.map((key) => [key, text(given, key)]).filter(([, value]) => value))
  for (const day of [text(data, "date"), next.look_again ?? ""])
    if (day && !isDay(day)) throw new FileError("content", day)
  return {
    questions, notes, next, mark,
    answers: clean(entries, questions),
    about: text(data, "about"), date: text(data, "date"), language: text(data, "language") || "en",
    more: Object.fromEntries(Object.entries(data).filter(([key]) => !REFLECTION_KEYS.includes(key))),
  }
}

/**
 * @typedef {object} Kept a closed round: counts, and nobody's row
 * @property {Questions} questions
 * @property {string} about
 * @property {string} closed
 * @property {number} floor
 * @property {number} people
 * @property {boolean} madeUp
 * @property {Tally[]} tallies of everybody
 * @property {Record<string, unknown>} more
 */

/** The file of a closed round; below 8 answers it holds no square, and where a square lags behind the sides, both. @param {Kept} kept */
export function roundFile({ questions, about, closed, floor, people, madeUp, tallies, more }) {
  /** @type {Record<string, Record<string, object>>} */
  const pairs = Object.fromEntries(questions.pairs.map((pair) => [pair, {}]))
  for (const tally of tallies) {
    if (tally.part) continue
    const { square, sides, blank } = tally
    const many = peopleIn(tally)
    const squared = squaredIn(tally) >= Math.max(floor, SQUARE_FROM)
    const rows = many >= floor && !(squared && squaredIn(tally) === many)
    pairs[tally.pair][tally.when] = { ...(squared && { square }), ...(rows && { sides }), blank }
  }
  const data = {
    format: "round", version: VERSION, questions: said(questions), about, closed, floor, people, made_up: madeUp,
    pairs, ...more,
  }
  return `${JSON.stringify(data, null, 1)}\n`
}

const ROUND_KEYS = ["format", "version", "questions", "about", "closed", "floor", "people", "made_up", "pairs"]

/** @param {string} file @param {Questions} known @returns {Kept} */
export function readRound(file, known) {
  const data = parse(file, ["round"])
  const pairs = object(data, "pairs")
  const questions = questionsOf(data, pairs, known)
  for (const key of ["floor", "people"])
    if (!Number.isInteger(data[key]) || data[key] < FLOOR || data[key] > 1_000_000) throw new FileError("content", key)
  const tallies = questions.pairs.flatMap((pair) =>
    whens(questions).map((when) => keptTally(questions, pair, when, object(object(pairs, pair), when), data.people)),
  )
  return {
    questions, tallies, about: text(data, "about"), closed: text(data, "closed"), floor: data.floor,
    people: data.people, madeUp: own(data, "made_up") === true,
    more: Object.fromEntries(Object.entries(data).filter(([key]) => !ROUND_KEYS.includes(key))),
  }
}

/** @param {Questions} questions @param {string} pair @param {string} when @param {any} entry @param {number} people @returns {Tally} */
function keptTally(questions, pair, when, entry, people) {
  const places = questions.steps + 1
  /** @param {unknown} row @returns {number[]} */
  const counts = (row) => {
    if (!Array.isArray(row) || row.length !== places || row.some((n) => !Number.isInteger(n) || n < 0))
      throw new FileError("content", pair)
    return row
  }
  const square = own(entry, "square"), rows = own(entry, "sides")
  let sides = Object.fromEntries(questions.sides.map((side) => [side, rows ? counts(own(rows, side)) : Array(places).fill(0)]))
  if (square !== undefined) {
    if (questions.sides.length !== 2 || !Array.isArray(square) || square.length !== places)
      throw new FileError("content", pair)
    square.forEach(counts)
    const [one, other] = questions.sides
    const within = { [one]: square.map(sum), [other]: square.map((_, i) => sum(square.map((row) => row[i]))) }
    // Those who came last are counted in the sides, and wait for the square.
    sides = rows ? sides : within
    const many = sum(within[one]), later = sum(sides[one]) - many
    const fits = questions.sides.every((side) => within[side].every((n, i) => n <= sides[side][i]))
    if (!fits || many < SQUARE_FROM || (later > 0 && later < FLOOR)) throw new FileError("content", pair)
  }
  const totals = Object.values(sides).map(sum)
  if (totals.some((n) => n !== totals[0] || n > people || (n > 0 && n < FLOOR))) throw new FileError("content", pair)
  const blank = object(entry, "blank")
  for (const [side, n] of Object.entries(blank))
    if (!questions.sides.includes(side) || !Number.isInteger(n) || n < 0 || n > people) throw new FileError("content", pair)
  return {
    pair, when, part: "", sides, square: square ?? null,
    blank: Object.fromEntries(questions.sides.map((side) => [side, own(blank, side) ?? 0])),
  }
}

/**
 * @typedef {object} Person
 * @property {Answers} answers
 * @property {number} mark
 * @property {string} way
 * @property {string} part
 */
/**
 * The file of an open round. It holds individuals, for the facilitator alone, and says so.
 * @param {{ questions: Questions, about: string, floor: number, madeUp: boolean, parts: string[], people: Person[] }} open
 * @param {string} warning the sentence that says so
 */
export function pauseFile({ questions, about, floor, madeUp, parts, people }, warning) {
  const { pairs, hoped } = questions
  // By marks, which came by chance: whoever saw who answered when cannot find a row by its place.
  const rows = [...people].sort((a, b) => a.mark - b.mark)
  const data = {
    format: "pause", version: VERSION, warning, questions: { ...said(questions), pairs, hoped }, about, floor,
    made_up: madeUp, parts, people: rows,
  }
  return `${JSON.stringify(data)}\n`
}

/** @param {string} file @param {Questions} known */
export function readPause(file, known) {
  const data = parse(file, ["pause"])
  const given = object(data, "questions")
  const pairs = own(given, "pairs")
  if (!Array.isArray(pairs)) throw new FileError("content", "pairs")
  const shape = Object.fromEntries(pairs.map((pair) => [pair, given.hoped === true ? { hoped: {} } : {}]))
  const questions = questionsOf(data, shape, known)
  const parts = own(data, "parts") ?? []
  const people = own(data, "people")
  const texts = Array.isArray(parts) && parts.every((part) => typeof part === "string")
  if (!texts || !Array.isArray(people) || people.length > 5000) throw new FileError("content", "people")
  if (!Number.isInteger(data.floor) || data.floor < FLOOR) throw new FileError("content", "floor")
  return {
    questions, about: text(data, "about"), floor: data.floor, madeUp: own(data, "made_up") === true, parts,
    people: people.map((person) => {
      const mark = own(person, "mark")
      const part = text(person, "part")
      if (!Number.isSafeInteger(mark) || (part && !parts.includes(part))) throw new FileError("content", "people")
      return { answers: clean(own(person, "answers"), questions), mark, way: text(person, "way"), part }
    }),
  }
}
