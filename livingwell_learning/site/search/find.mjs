// @ts-check
// Finds records of the book: no page, no storage, no request, so that it can be tested and timed by itself.

import MiniSearch from "./minisearch.mjs"

/** @typedef {{ book: Book, at: number, kind: string, page: string, href: string, title: string, words: Set<string> }} Found */
/** @typedef {{ pages: [string, string][], kinds: string[], records: [number, number, string | 0, string][], common: string,
 *    words: string, places: string, texts: string, firsts: number[] }} Packed */

const HALF = 45
const FIRST = 35
const BACKSLASH = 92
const AROUND = 170
const CHUNK = 40
const SHORTEST = 2

/** The words of a text as the index compares them; `tokens.py` does the same. @param {string} text @returns {string[]} */
export const tokens = text =>
  text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'\u2018\u2019\u02bc\u00ad]/g, "")
    .replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1")
    .match(/[0-9]+(?:\.[0-9]+)+|[\p{L}\p{N}]+(?:&[\p{L}\p{N}]+)*/gu) ?? []

/** @param {string} text @param {number} at */
const digit = (text, at) => {
  const code = text.charCodeAt(at)
  return code - FIRST - (code > BACKSLASH ? 1 : 0)
}

/** Read words that stand without the letters they share with the one before. @param {string} coded */
export function readWords(coded) {
  let before = ""
  return coded ? coded.split(" ").map(piece => (before = before.slice(0, digit(piece, 0)) + piece.slice(1))) : []
}

/** Read places that stand as steps from one to the next. @param {string} coded */
export function readPlaces(coded) {
  /** @type {number[]} */
  const places = []
  let last = 0, value = 0, scale = 1
  for (let at = 0; at < coded.length; at++) {
    const read = digit(coded, at)
    if (read >= HALF) { value += (read - HALF) * scale; scale *= HALF; continue }
    places.push((last += value + read * scale))
    value = 0
    scale = 1
  }
  return places
}

/** How many letters must change, be added, be left out or change places; more than `most` counts as `most + 1`.
 * @param {string} one @param {string} other @param {number} most */
export function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  /** @type {number[]} */
  let older = [], old = [...Array(other.length + 1).keys()]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + change)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, older[j - 2] + 1)
      row[j] = least
    }
    if (Math.min(...row) > most) return most + 1
    older = old
    old = row
  }
  return old[other.length]
}

const ANY_DIGIT = /[0-9]/

/** Slips that a word of this length may hold; numbers hold none. @param {string} word */
export const allowed = word => (ANY_DIGIT.test(word) || word.length < 5 ? 0 : word.length < 7 ? 1 : 2)

/** A short word with a slip is too often another word ("about" is near to "shout"), and so is one that begins otherwise.
 * @param {string} word @param {string} asked @param {boolean} last */
const same = (word, asked, last) =>
  word === asked || (last && asked.length > 3 && word.startsWith(asked))
  || (word.length > 5 && word[0] === asked[0] && slips(word, asked, allowed(word)) <= allowed(word))

/** Make the question whether some words are words of a crisis, slips and half-written words included.
 * @param {string[]} phrases @returns {(query: string) => boolean} */
export function crisis(phrases) {
  const cut = phrases.map(tokens).filter(words => words.length)
  const numbers = new Set(cut.filter(words => words.every(word => /^[0-9]+$/.test(word))).map(words => words.join("")))
  return query => {
    const asked = tokens(query)
    if (numbers.has(asked.filter(word => /^[0-9]+$/.test(word)).join(""))) return true
    return cut.some(words => asked.some((_, from) => words.every((word, at) =>
      from + at < asked.length && same(word, asked[from + at], from + at === asked.length - 1))))
  }
}

/** @param {string[]} text @param {string[]} part @param {number} from */
const stands = (text, part, from) => part.every((word, at) => text[from + at] === word)

/** A book's records, ready to be asked. */
export class Book {
  /** @param {Packed} packed @param {string[][]} alike Groups of words that mean one thing. */
  constructor(packed, alike = []) {
    this.packed = packed
    this.common = new Set(packed.common.split(" "))
    this.alike = alike.map(group => group.map(tokens))
    this.titles = packed.records.map(([, , , title]) => tokens(title))
    const words = readWords(packed.words)
    /** @type {string[][]} */
    const texts = packed.records.map(() => [])
    packed.places.split(" ").forEach((coded, word) => { for (const at of readPlaces(coded)) texts[at].push(words[word]) })
    // The words are cut already, and fields that hold lists go to the engine as they are.
    this.engine = new MiniSearch({
      fields: ["title", "text", "page"],
      stringifyField: field => field,
      tokenize: field => (typeof field === "string" ? tokens(field) : field),
      processTerm: word => (this.common.has(word) ? null : word),
    })
    const names = packed.pages.map(([, name]) => tokens(name))
    /** Done when every record can be found; a phone stays free for its reader meanwhile. */
    this.ready = this.engine.addAllAsync(packed.records.map(([page, kind, anchor], id) => ({
      id, title: this.titles[id], text: texts[id], page: anchor !== "" && !packed.kinds[kind] ? names[page] : [],
    })), { chunkSize: CHUNK })
  }

  /** Find records, the best first: those with all of the words, else with words like them, else with any of these.
   * @param {string} query @returns {{ near: boolean, found: Found[] }} */
  find(query) {
    const asked = tokens(query)
    const worth = asked.filter(word => !this.common.has(word))
    if (!worth.length) return { near: false, found: [] }
    const options = { boost: { title: 3, page: 0.5 }, boostDocument: (/** @type {number} */ id) => this.weight(id, asked) }
    const groups = this.groups(worth)
    for (const [near, combineWith] of /** @type {[boolean, "AND" | "OR"][]} */ ([[false, "AND"], [true, "AND"], [true, "OR"]])) {
      const queries = groups.map(choices => this.part(choices, asked[asked.length - 1], near))
      const found = this.engine.search({ combineWith, queries }, options)
      if (found.length) return { near, found: found.map(({ id, match }) => this.describe(id, new Set(Object.keys(match)))) }
    }
    return { near: true, found: [] }
  }

  /** Put beside each word of a question what means the same; several words may stand for one.
   * @param {string[]} worth @returns {string[][][]} */
  groups(worth) {
    /** @type {string[][][]} */
    const parts = []
    for (let at = 0; at < worth.length; ) {
      const [group, length] = this.alike.flatMap(group => group.filter(words => words.length && stands(worth, words, at)).map(words => /** @type {const} */ ([group, words.length])))
        .sort((a, b) => b[1] - a[1])[0] ?? [[[worth[at]]], 1]
      parts.push([worth.slice(at, at + length), ...group.filter(words => !stands(worth, words, at) || words.length !== length)])
      at += length
    }
    return parts
  }

  /** @param {string[][]} choices @param {string} last @param {boolean} near */
  part(choices, last, near) {
    return {
      combineWith: "OR",
      queries: choices.map((words, at) => ({
        combineWith: "AND",
        queries: words.map(word => at ? { queries: [word] } : {
          queries: [word],
          prefix: (/** @type {string} */ term) => term.length >= SHORTEST && (term === last || (term.length > 4 && !ANY_DIGIT.test(term))),
          fuzzy: (/** @type {string} */ term) => (near && allowed(term)) || false,
          weights: { prefix: 0.6, fuzzy: 0.3 },
        }),
      })),
    }
  }

  /** @param {number} id @param {string[]} asked */
  weight(id, asked) {
    const words = this.titles[id]
    const whole = words.length === asked.length && stands(words, asked, 0)
    const [, kind, anchor] = this.packed.records[id]
    const page = anchor === "" && !this.packed.kinds[kind]
    return whole ? 3 : page ? 1.5 : 1
  }

  /** @param {number} at @param {Set<string>} words @returns {Found} */
  describe(at, words) {
    const [page, kind, told, title] = this.packed.records[at]
    const anchor = told === 0 ? title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") : told
    const [address, name] = this.packed.pages[page]
    return { book: this, at, words, title, kind: this.packed.kinds[kind], page: name, href: anchor ? `${address}#${anchor}` : address }
  }

  /** The piece that holds the text of a record, and its place there. @param {number} at @returns {[string, number]} */
  piece(at) {
    const { texts, firsts } = this.packed
    const piece = firsts.filter(first => first <= at).length - 1
    return [`${texts}-${piece}`, at - firsts[piece]]
  }
}

/** Put together what two books found. Words like those that were asked for count only where neither has these.
 * @param {{ near: boolean, found: Found[] }} one @param {{ near: boolean, found: Found[] } | undefined} other */
export function together(one, other) {
  if (!other?.found.length) return one
  if (!one.found.length || one.near !== other.near) return one.near || !one.found.length ? other : one
  return { near: one.near, found: [...one.found, ...other.found] }
}

/** Cut a text into stretches, those of the words found marked. @param {string} text @param {Set<string>} words
 * @returns {[string, boolean][]} */
export function marked(text, words) {
  return (text.match(/\s+|[^\s\u2013\u2014/-]+|[\u2013\u2014/-]+/g) ?? []).flatMap(stretch => {
    if (!tokens(stretch).some(word => words.has(word))) return [/** @type {[string, boolean]} */ ([stretch, false])]
    const [, before, inside, after] = /** @type {RegExpMatchArray} */ (stretch.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su))
    return /** @type {[string, boolean][]} */ ([[before, false], [inside, true], [after, false]]).filter(([piece]) => piece)
  })
}

/** The part of a text with the most of the words found, cut at words. @param {string} text @param {Set<string>} words
 * @returns {[string, boolean][]} */
export function excerpt(text, words) {
  const stretches = marked(text, words)
  if (text.length < AROUND * 1.3) return stretches
  let best = 0, most = -1
  const starts = [0, ...stretches.flatMap(([, is], at) => (is ? [at] : []))]
  for (const start of starts) {
    let size = 0
    const within = new Set()
    for (let at = start; at < stretches.length && size < AROUND * 0.7; at++) {
      size += stretches[at][0].length
      if (stretches[at][1]) for (const word of tokens(stretches[at][0])) if (words.has(word)) within.add(word)
    }
    if (within.size > most) { most = within.size; best = start }
  }
  let from = best, back = 0
  while (from > 0 && back < AROUND * 0.3) back += stretches[--from][0].length
  if (best && from < 6) from = 0
  while (from > 0 && from < best && stretches[from][0].trim()) from++
  let to = from, size = 0
  while (to < stretches.length && size < AROUND) size += stretches[to++][0].length
  while (to < stretches.length && stretches[to][0].trim()) to++
  const cut = stretches.slice(from, to)
  if (from) cut.unshift(["… ", false])
  if (to < stretches.length) cut.push([" …", false])
  return cut
}
