// @ts-check
// What may be said of a closed round and of its counts: the twin of tallies.py and of Round.summary.

import { agreement, farFromMiddle, median, spread, sum } from "./agreement.mjs"
import { ENDS_FROM, FLOOR, SPLIT_SQUARE_FROM, SQUARE_FROM, WORDS_FROM, peopleIn, squaredIn } from "./tallies.mjs"

/** @typedef {import("./tallies.mjs").Tally} Tally */

/** What may be shown, obeying the floors. @param {import("./rounds.mjs").Round} round */
export function summary(round) {
  const tallies = round.tallies()
  const { about, closed, floor, madeUp, repeated } = round
  return {
    about, closed, floor, made_up: madeUp, people: round.counted, repeated, waiting: round.waiting(),
    tallies: tallies.map((tally) => shown(tally, floor)),
    differ: differMost(
      tallies.filter((tally) => !tally.part && tally.when === "now" && peopleIn(tally) >= floor), floor),
  }
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
