// @ts-check
// Counts of one question: with summaries.mjs the twin of tallies.py.

import { sum } from "./agreement.mjs"
import { NOT_SURE, answerOf } from "./questions.mjs"

/** @typedef {import("./questions.mjs").Questions} Questions */
/** @typedef {import("./questions.mjs").Answers} Answers */
/**
 * @typedef {object} Tally
 * @property {string} pair
 * @property {string} when
 * @property {string} part
 * @property {Record<string, number[]>} sides counts of each step, lowest first, and last of "not sure"
 * @property {Record<string, number>} blank
 * @property {number[][] | null} square it may count fewer people than the sides, see tallies.py
 */

export const FLOOR = 5
export const SQUARE_FROM = 8
export const WORDS_FROM = 8
export const ENDS_FROM = 12
export const SPLIT_SQUARE_FROM = 12
export const NOT_GIVEN = "not-given"

/** How many people are counted. @param {Tally} tally */
export const peopleIn = (tally) => sum(Object.values(tally.sides)[0])

/** How many people the square counts. @param {Tally} tally */
export const squaredIn = (tally) => sum((tally.square ?? []).map(sum))

/**
 * Count people's answers; only people with an answer to every side count.
 * @param {Questions} questions @param {string} pair @param {string} when @param {Answers[]} people @param {string} [part]
 * @returns {Tally}
 */
export function count(questions, pair, when, people, part = "") {
  const places = questions.steps + 1
  const { sides } = questions
  /** @type {Tally} */
  const tally = {
    pair, when, part,
    sides: Object.fromEntries(sides.map((side) => [side, Array(places).fill(0)])),
    blank: Object.fromEntries(sides.map((side) => [side, 0])),
    square: sides.length === 2 ? Array.from({ length: places }, () => Array(places).fill(0)) : null,
  }
  for (const answers of people) {
    const mine = sides.map((side) => answerOf(answers, pair, when, side))
    sides.forEach((side, i) => (tally.blank[side] += Number(mine[i] === undefined)))
    if (mine.includes(undefined)) continue
    const where = mine.map((answer) => (answer === NOT_SURE ? places - 1 : answer - 1))
    sides.forEach((side, i) => tally.sides[side][where[i]]++)
    if (tally.square) tally.square[where[0]][where[1]]++
  }
  return tally
}
