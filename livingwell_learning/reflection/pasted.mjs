// @ts-check
// Find the codes in whatever was pasted, and what looks like a code with a slip: the twin of pasted.py.

import { CodeError, LENGTH, VALUE, decoder, grouped, ignorable, isSound, likely, monthIn, plain } from "./codes.mjs"

/** @typedef {import("./questions.mjs").Questions} Questions */
/**
 * @typedef {object} Found
 * @property {string} text in groups of four
 * @property {number} line counted from 1
 * @property {ReturnType<typeof import("./codes.mjs").decode> | null} decoded nothing with a slip, or for other questions
 * @property {number | null} month
 * @property {string} reason empty for a code that answers the questions
 * @property {string[]} likely what may have been meant
 */
/** @typedef {[start: number, end: number]} Span */
/** @typedef {(place: number) => number} LineOf */

const TOKEN = /[\p{L}\p{N}]+/gu
// Words that may begin a code: the others, nearly all of a chat, are never looked at one by one.
const BEGINNING = /(?:^|[^\p{L}\p{N}])([cdCD]|[\p{L}\p{N}]{10})/gu
const WORD = /[\p{L}\p{N}]/u
const STRANGE = /[^\x00-\x7f]/
const VOWELS = "AEIOU"
const FEWEST = 10

/** @param {string} text @param {Questions} questions @returns {Found[]} */
export function find(text, questions) {
  const starts = Array.from(text.matchAll(BEGINNING), (match) => match.index + match[0].length - match[1].length)
  const lineOf = linesOf(text)
  const decode = decoder(questions)
  /** @type {[number, number, Found][]} */
  const taken = []
  let reached = 0
  for (const start of starts) {
    if (start < reached || !LENGTH.has(text[start].toUpperCase())) continue
    const [end, code] = soundAt(text, start)
    if (!end) continue
    reached = end
    taken.push([start, end, sound(grouped(code), lineOf(start), decode)])
  }
  const doubtful = runs(text, starts, taken).flatMap((run) => {
    const found = best(text, run, lineOf(run[0][0]), questions)
    return found ? [/** @type {[number, number, Found]} */ ([run[0][0], run[run.length - 1][1], found])] : []
  })
  return [...taken, ...doubtful].sort((a, b) => a[0] - b[0]).map(([, , found]) => found)
}

/** The line of each place, looked up by halves: counting line ends anew for each code would be quadratic. @param {string} text @returns {LineOf} */
function linesOf(text) {
  const ends = Array.from(text.matchAll(/\n/g), (match) => match.index)
  return (place) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle] < place) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}

/** @param {string} text @param {number} start @returns {[number, string]} */
function soundAt(text, start) {
  const length = LENGTH.get(text[start].toUpperCase())
  let code = ""
  for (let place = start; place < text.length; place++) {
    const character = text[place].toUpperCase()
    if (VALUE.has(character)) {
      code += character
      if (code.length === length) {
        const ends = !WORD.test(text.slice(place + 1, place + 3).match(/^./su)?.[0] ?? "")
        return ends && isSound(code) ? [place + 1, code] : [0, ""]
      }
    } else if (!ignorable(character) && !isQuote(text, place)) return [0, ""]
  }
  return [0, ""]
}

/** Whether a sign marks a quoted reply at the start of its line. @param {string} text @param {number} place */
function isQuote(text, place) {
  if (text[place] !== ">" && text[place] !== "|") return false
  return /^[>| \t]*$/.test(text.slice(text.lastIndexOf("\n", place - 1) + 1, place))
}

/** @param {string} code @param {number} line @param {ReturnType<typeof decoder>} decode @returns {Found} */
function sound(code, line, decode) {
  try {
    const decoded = decode(code)
    return { text: code, line, decoded, month: decoded.month, reason: "", likely: [] }
  } catch (error) {
    const reason = error instanceof CodeError ? error.reason : "check"
    return { text: code, line, decoded: null, month: monthIn(code), reason, likely: [] }
  }
}

/** Words in a row that look like parts of a code. @param {string} text @param {number[]} starts @param {[number, number, Found][]} taken */
function runs(text, starts, taken) {
  /** @type {Span[][]} */
  const all = []
  let [reached, span] = [0, 0]
  /** @param {number} start @returns {Span | null} the word there, if it looks like a part of a code */
  const partAt = (start) => {
    while (span < taken.length && taken[span][1] <= start) span++
    if (span < taken.length && taken[span][0] <= start) return null
    TOKEN.lastIndex = start
    const word = TOKEN.exec(text)?.[0] ?? ""
    return isLikeACode(word) ? [start, start + word.length] : null
  }
  for (const start of starts) {
    const first = start < reached ? null : partAt(start)
    if (!first) continue
    const run = [first]
    let size = first[1] - start
    for (reached = first[1]; ; ) {
      TOKEN.lastIndex = reached
      const next = TOKEN.exec(text)?.index
      if (next === undefined || !goesOn(text, reached, next, size)) break
      const part = partAt(next)
      if (!part) break
      run.push(part)
      size += part[1] - next
      reached = part[1]
    }
    all.push(run)
  }
  return all
}

/**
 * Whether the next word may belong to the same code as those before it, of so many characters.
 * @param {string} text @param {number} last @param {number} start @param {number} size
 */
function goesOn(text, last, start, size) {
  const begins = LENGTH.has(text[start].toUpperCase())
  for (let place = last; place < start; place++) {
    if (begins && text[place] === "\n") return false
    if (!ignorable(text[place]) && !isQuote(text, place)) return false
  }
  return !(begins && size >= 19)
}

/** @param {string} token */
function isLikeACode(token) {
  const capitals = token.toUpperCase()
  if (STRANGE.test(capitals)) return false
  let [known, digits, vowels] = [0, false, false]
  for (const character of capitals) {
    if (VALUE.has(character)) known++
    if (character <= "9") digits = true
    else if (VOWELS.includes(character)) vowels = true
  }
  return known >= 0.7 * capitals.length && (digits || !vowels)
}

/** @param {string} text @param {Span[]} run @param {number} line @param {Questions} questions @returns {Found | null} */
function best(text, run, line, questions) {
  const start = run[0][0]
  /** @param {number} end */
  const written = (end) => plain(text.slice(start, end).replace(/[>|]/g, ""))
  for (const [, end] of [...run].reverse()) {
    const whole = written(end)
    if (![19, 20, 21, 23, 24, 25].includes(whole.length)) continue
    const near = likely(whole, questions)
    if (near.length) return { text: grouped(whole), line, decoded: null, month: null, reason: reasonOf(whole), likely: near }
  }
  const whole = written(run[run.length - 1][1])
  const shaped = run.length === 1 || run.filter(([from, to]) => to - from === 4).length >= 3
  if (!LENGTH.has(whole[0]) || !shaped || whole.length < FEWEST || whole.length > 28) return null
  return { text: grouped(whole), line, decoded: null, month: null, reason: reasonOf(whole), likely: [] }
}

/** @param {string} whole */
function reasonOf(whole) {
  if (whole.length !== LENGTH.get(whole[0])) return "length"
  return [...whole].some((c) => !VALUE.has(c)) ? "character" : "check"
}
