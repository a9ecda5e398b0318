// @ts-check
// Short codes that carry one person's answers: the twin of codes.py and slips.py, which say how and why.

import { digest } from "./fingerprints.mjs"
import { NOT_SURE, answerCount, answerOf, isAnswer, slots } from "./questions.mjs"

/** @typedef {import("./questions.mjs").Questions} Questions */
/** @typedef {import("./questions.mjs").Answers} Answers */

export const ALPHABET = "23456789CDFHJKMNPQRTVWX"
/** @type {Map<string, number>} */
export const VALUE = new Map([...ALPHABET].map((character, value) => [character, value]))
/** @type {Map<string, number>} */
export const LENGTH = new Map([["C", 20], ["D", 24]])
const FIELD = 23
const CHECKS = 3
const PRINTS = 529n
const MONTHS = 24n
const MOST_MARKS = 2n ** 53n

export class CodeError extends Error {
  /** @param {string} reason `length`, `version`, `character`, `check`, `questions` or `answers` */
  constructor(reason) {
    super(reason)
    this.reason = reason
  }
}

/** How many marks there are to tell reflections apart; 0 where the questions fit into no code. @param {Questions} questions */
export function marks(questions) {
  const count = answerCount(questions)
  const room = (questions.hoped ? 24 : 20) - 1 - CHECKS
  const many = 23n ** BigInt(room) / (7n ** BigInt(count) * PRINTS * MONTHS)
  if (count > 24 || questions.steps > 5 || many < 128n) return 0
  return Number(many < MOST_MARKS ? many : MOST_MARKS)
}

/** A mark by chance, that names nobody. @param {Questions} questions */
export function newMark(questions) {
  const many = BigInt(marks(questions) || MOST_MARKS)
  const [a, b] = crypto.getRandomValues(new BigUint64Array(2))
  return Number(((a << 64n) | b) % many)
}

/** The month of a day `YYYY-MM-DD` as a code holds it, 0 to 23. @param {string} day */
export const monthOf = (day) => (Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) % 24

/** @param {Questions} questions */
const printOf = (questions) => BigInt(`0x${digest(questions)}`) % PRINTS

/**
 * The code of one person's answers, in groups of four.
 * @param {Questions} questions @param {Answers} answers @param {number} month @param {number} mark
 */
export function encode(questions, answers, month, mark) {
  const many = marks(questions)
  if (!many) throw new CodeError("questions")
  if (!(month >= 0 && month < 24 && mark >= 0 && mark < many)) throw new CodeError("answers")
  let number = BigInt(mark)
  for (const slot of slots(questions)) {
    const answer = answerOf(answers, ...slot)
    if (answer !== undefined && !isAnswer(answer, questions.steps)) throw new CodeError("answers")
    number = number * 7n + BigInt(answer === NOT_SURE ? 6 : (answer ?? 0))
  }
  number = (number * MONTHS + BigInt(month)) * PRINTS + printOf(questions)
  const first = questions.hoped ? "D" : "C"
  /** @type {number[]} */
  const values = []
  for (let i = 0; i < Number(LENGTH.get(first)) - 1 - CHECKS; i++) {
    values.unshift(Number(number % 23n))
    number /= 23n
  }
  return grouped(withChecks([Number(VALUE.get(first)), ...values]).map((v) => ALPHABET[v]).join(""))
}

/**
 * What a code holds. Nothing is repaired silently: `likely` says what may have been meant.
 * @param {string} code @param {Questions} questions
 * @returns {{ answers: Answers, month: number, mark: number }}
 */
export const decode = (code, questions) => decoder(questions)(code)

/**
 * `decode` for many codes: what the questions alone decide is worked out once.
 * @param {Questions} questions @returns {(code: string) => { answers: Answers, month: number, mark: number }}
 */
export function decoder(questions) {
  const asked = slots(questions)
  const wanted = printOf(questions)
  const many = marks(questions)
  return (code) => {
    const text = plain(code)
    const [print, whole] = read(text)
    if (text[0] !== (questions.hoped ? "D" : "C") || print !== wanted || !many) throw new CodeError("questions")
    const [month, rest] = [Number(whole % MONTHS), whole / MONTHS]
    const [digits, mark] = split(rest, asked.length)
    if (digits.some((digit) => digit > questions.steps && digit !== 6) || mark >= BigInt(many)) throw new CodeError("answers")
    /** @type {Answers} */
    const answers = {}
    asked.forEach(([pair, when, side], place) => {
      const digit = digits[place]
      if (digit) ((answers[pair] ??= {})[when] ??= {})[side] = digit === 6 ? NOT_SURE : digit
    })
    return { answers, month, mark: Number(mark) }
  }
}

/**
 * The last digits of a number in base 7, and what stands before them. Twelve at a time, since plain numbers are far
 * faster than big ones and hold that many exactly.
 * @param {bigint} number @param {number} count @returns {[number[], bigint]}
 */
function split(number, count) {
  const digits = new Array(count)
  for (let place = count; place > 0; ) {
    const size = Math.min(12, place)
    const chunk = 7n ** BigInt(size)
    let part = Number(number % chunk)
    number /= chunk
    for (let i = 0; i < size; i++) {
      digits[--place] = part % 7
      part = Math.floor(part / 7)
    }
  }
  return [digits, number]
}

/** The month in any sound code. @param {string} code */
export const monthIn = (code) => Number(read(plain(code))[1] % MONTHS)

const IGNORED = /[\s\-_\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u200b-\u200f\u2060\ufeff\x1c-\x1f\x85]/
const EACH_IGNORED = new RegExp(IGNORED, "g")
/** Whether a character does not count inside a code. @param {string} character */
export const ignorable = (character) => IGNORED.test(character)

/** The characters that count, in capitals. @param {string} code */
export const plain = (code) => code.toUpperCase().replace(EACH_IGNORED, "")

/** In groups of four. @param {string} text */
export const grouped = (text) => text.match(/.{1,4}/gsu)?.join(" ") ?? ""

/** Whether plain characters have a code's beginning, length and checks. @param {string} text */
export function isSound(text) {
  if (text.length !== LENGTH.get(text[0])) return false
  const values = []
  for (const character of text) {
    const value = VALUE.get(character)
    if (value === undefined) return false
    values.push(value)
  }
  const [first, second, third] = syndromes(values)
  return !first && !second && !third
}

/** @param {number[]} values */
function syndromes(values) {
  let [first, second, third] = [0, 0, 0]
  for (let place = 0; place < values.length; place++) {
    const value = values[place]
    // The 24th place would weigh as the first does; it is the point at infinity, and counts in the third check alone.
    if (place === FIELD) third += value
    else {
      first += value
      second += place * value
      third += place * place * value
    }
  }
  return [first % FIELD, second % FIELD, third % FIELD]
}

/** @param {number} n */
const mod = (n) => ((n % FIELD) + FIELD) % FIELD

/** @param {number[]} values */
function withChecks(values) {
  const p = values.length
  const [a, b, c] = syndromes(values).map((n) => -n)
  if (p + CHECKS > FIELD) {
    const y = mod(b - p * a)
    const x = mod(a - y)
    return [...values, x, y, mod(c - p * p * x - (p + 1) ** 2 * y)]
  }
  const half = 12 // 2 · 12 = 24 = 1 modulo 23
  const x = mod(mod(c - (2 * p + 3) * b + (p + 1) * (p + 2) * a) * half)
  const y = mod(-(c - (2 * p + 2) * b + p * (p + 2) * a))
  const z = mod(mod(c - (2 * p + 1) * b + p * (p + 1) * a) * half)
  return [...values, x, y, z]
}

/** @param {string} text @returns {[bigint, bigint]} */
function read(text) {
  const length = LENGTH.get(text[0])
  if (!length) throw new CodeError("version")
  if (text.length !== length) throw new CodeError("length")
  if ([...text].some((c) => !VALUE.has(c))) throw new CodeError("character")
  if (!isSound(text)) throw new CodeError("check")
  let number = 0n
  for (let start = 1; start < length - CHECKS; start += 10) {
    const part = text.slice(start, Math.min(start + 10, length - CHECKS))
    let value = 0
    for (const character of part) value = value * 23 + (VALUE.get(character) ?? 0)
    number = number * 23n ** BigInt(part.length) + BigInt(value)
  }
  return [number % PRINTS, number / PRINTS]
}

/**
 * What may have been meant: one character changed, two neighbours swapped, one lost or added. To be offered, never used
 * unasked.
 * @param {string} code @param {Questions} questions
 */
export function likely(code, questions) {
  const text = [...plain(code)].map((c) => (VALUE.has(c) ? c : "?")).join("")
  const decode = decoder(questions)
  const near = [...tries(text)].filter((one) => one !== text && isSound(one) && fits(one, decode))
  return [...new Set(near)].map(grouped)
}

/** @param {string} text */
function* tries(text) {
  for (const [first, length] of LENGTH) {
    const cut = (/** @type {number} */ i, /** @type {string} */ into, /** @type {number} */ skip) =>
      text.slice(0, i) + into + text.slice(i + skip)
    if (text.length === length) {
      if (text[0] !== first) yield cut(0, first, 1)
      else for (let i = 1; i < length; i++) for (const c of ALPHABET) yield cut(i, c, 1)
      for (let i = 0; i < length - 1; i++) {
        const swapped = cut(i, text[i + 1] + text[i], 2)
        if (swapped[0] === first) yield swapped
      }
    } else if (text.length === length - 1) {
      yield first + text
      if (text[0] === first) for (let i = 1; i < length; i++) for (const c of ALPHABET) yield cut(i, c, 0)
    } else if (text.length === length + 1) {
      for (let i = 0; i <= length; i++) if (cut(i, "", 1)[0] === first) yield cut(i, "", 1)
    }
  }
}

/** @param {string} text @param {ReturnType<typeof decoder>} decode */
function fits(text, decode) {
  try {
    decode(text)
    return true
  } catch {
    return false
  }
}
