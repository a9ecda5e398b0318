// @ts-check
// Find the codes in whatever was pasted, and what looks like a code with a slip: the twin of pasted.py.

import { CodeError, LENGTH, VALUE, decode, grouped, ignorable, isSound, likely, monthIn, plain } from "./codes.mjs"

/** @typedef {import("./questions.mjs").Questions} Questions */
/**
 * @typedef {object} Found
 * @property {string} text in groups of four
 * @property {number} line counted from 1
 * @property {ReturnType<typeof decode> | null} decoded nothing with a slip, or for other questions
 * @property {number | null} month
 * @property {string} reason empty for a code that answers the questions
 * @property {string[]} likely what may have been meant
 */
/** @typedef {[start: number, end: number]} Span */

const TOKEN = /[\p{L}\p{N}]+/gu
const WORD = /[\p{L}\p{N}]/u
const FEWEST = 10

/** @param {string} text @param {Questions} questions @returns {Found[]} */
export function find(text, questions) {
  /** @type {Span[]} */
  const tokens = [...text.matchAll(TOKEN)].map((match) => [match.index, match.index + match[0].length])
  const lineOf = linesOf(text)
  /** @type {[number, number, Found][]} */
  const taken = []
  let reached = 0
  for (const [start] of tokens) {
    if (start < reached || !LENGTH.has(text[start].toUpperCase())) continue
    const [end, code] = soundAt(text, start)
    if (!end) continue
    reached = end
    taken.push([start, end, sound(grouped(code), lineOf(start), questions)])
  }
  const doubtful = runs(text, tokens, taken).flatMap((run) => {
    const found = best(text, run, questions, lineOf(run[0][0]))
    return found ? [/** @type {[number, number, Found]} */ ([run[0][0], run[run.length - 1][1], found])] : []
  })
  return [...taken, ...doubtful].sort((a, b) => a[0] - b[0]).map(([, , found]) => found)
}

/** The line, from 1, of each place in a text: looked up, since a chat is long. @param {string} text */
function linesOf(text) {
  const breaks = [...text.matchAll(/\n/g)].map(({ index }) => index)
  /** @param {number} place */
  return (place) => {
    let [low, high] = [0, breaks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (breaks[middle] < place) low = middle + 1
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

/** @param {string} code @param {number} line @param {Questions} questions @returns {Found} */
function sound(code, line, questions) {
  try {
    const decoded = decode(code, questions)
    return { text: code, line, decoded, month: decoded.month, reason: "", likely: [] }
  } catch (error) {
    const reason = error instanceof CodeError ? error.reason : "check"
    return { text: code, line, decoded: null, month: monthIn(code), reason, likely: [] }
  }
}

/** Words in a row that look like parts of a code. @param {string} text @param {Span[]} tokens @param {[number, number, Found][]} taken */
function runs(text, tokens, taken) {
  /** @type {Span[][]} */
  const all = []
  /** @type {Span[]} */
  let run = []
  let span = 0
  for (const [start, end] of tokens) {
    while (span < taken.length && taken[span][1] <= start) span++
    const inside = span < taken.length && taken[span][0] <= start
    const last = run.length ? run[run.length - 1][1] : start
    const between = text.slice(last, start)
    const joined = run.length && [...between].every((c, i) => ignorable(c) || isQuote(text, last + i))
    const begins = LENGTH.has(text[start].toUpperCase())
    const full = run.reduce((size, [from, to]) => size + to - from, 0) >= 19
    const fits = !inside && isLikeACode(text.slice(start, end))
    if (run.length && (!fits || !joined || (begins && (between.includes("\n") || full)))) {
      all.push(run)
      run = []
    }
    if (fits && (run.length || begins || end - start >= FEWEST)) run.push([start, end])
  }
  if (run.length) all.push(run)
  return all
}

/** @param {string} token */
function isLikeACode(token) {
  const capitals = token.toUpperCase()
  if (/[^\x00-\x7f]/.test(capitals)) return false
  const known = [...capitals].filter((c) => VALUE.has(c)).length
  return known >= 0.7 * capitals.length && (/\d/.test(capitals) || !/[AEIOU]/.test(capitals))
}

/** @param {string} text @param {Span[]} run @param {Questions} questions @param {number} line @returns {Found | null} */
function best(text, run, questions, line) {
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
