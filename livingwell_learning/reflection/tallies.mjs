// @ts-check
// Counts of one question and what may be said of them: the twin of tallies.py.

import { agreement, farFromMiddle, median, spread, sum } from "./agreement.mjs"
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

/** What may be shown, with nothing below the floor. @param {Tally} tally @param {number} [floor] */
export function shown(tally, floor = FLOOR) {
  const people = peopleIn(tally)
  const enough = people >= Math.max(floor, FLOOR)
  const many = squaredIn(tally)
  const squared = enough && many >= Math.max(floor, tally.part ? SPLIT_SQUARE_FROM : SQUARE_FROM)
  return {
    pair: tally.pair, when: tally.when, part: tally.part, people, blank: tally.blank,
    sides: enough
      ? Object.fromEntries(Object.entries(tally.sides).map(([side, counts]) => [side, sideShown(counts, floor)]))
      : null,
    square: squared ? tally.square : null,
    squared: squared ? many : null,
    groups: squared && tally.square ? groups(tally.square) : null,
  }
}

/** What may be said of one side. @param {number[]} counts steps, then "not sure" @param {number} [floor] */
export function sideShown(counts, floor = FLOOR) {
  const steps = counts.slice(0, -1)
  const numbers = sum(steps)
  /** @param {number} least */
  const from = (least) => numbers >= Math.max(floor, least)
  const far = from(WORDS_FROM) ? farFromMiddle(steps) : null
  const near = from(WORDS_FROM) && agreement(steps) >= 0.6
  const first = steps.findIndex(Boolean) + 1
  return {
    counts: steps,
    unsure: counts[counts.length - 1],
    numbers,
    median: from(FLOOR) ? median(steps) : null,
    low: from(FLOOR) ? first : null,
    high: from(FLOOR) ? steps.length - [...steps].reverse().findIndex(Boolean) : null,
    word: from(WORDS_FROM) ? (near ? (far ? "most-near" : "near") : "different") : null,
    far,
    ends: from(ENDS_FROM) ? agreement(steps) <= -0.2 : null,
  }
}

/** @param {number[][]} square */
function groups(square) {
  const steps = square.length - 1
  const middle = Math.floor((steps + 1) / 2)
  const found = { both: 0, first: 0, second: 0, neither: 0, unsure: 0 }
  square.forEach((row, a) =>
    row.forEach((n, b) => {
      const [one, other] = [a + 1 >= middle, b + 1 >= middle]
      if (a === steps || b === steps) found.unsure += n
      else if (one && other) found.both += n
      else if (one || other) found[one ? "first" : "second"] += n
      else found.neither += n
    }),
  )
  return found
}

/** Up to three sides of different pairs on which people stand furthest apart. @param {Tally[]} tallies @param {number} [floor] */
export function differMost(tallies, floor = FLOOR) {
  return tallies
    .flatMap((tally, order) => {
      const apart = Object.entries(tally.sides)
        .filter(([, counts]) => sum(counts.slice(0, -1)) >= Math.max(floor, ENDS_FROM))
        .map(([side, counts]) => ({ side, spread: Math.round(spread(counts.slice(0, -1)) * 1e9) / 1e9 }))
      if (!apart.length) return []
      const widest = apart.reduce((most, one) => (one.spread > most.spread ? one : most))
      return widest.spread > 0 ? [{ pair: tally.pair, when: tally.when, ...widest, order }] : []
    })
    .sort((a, b) => b.spread - a.spread || a.order - b.order)
    .slice(0, 3)
    .map(({ order, ...named }) => named)
}
