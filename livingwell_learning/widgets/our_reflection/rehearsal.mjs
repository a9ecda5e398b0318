// @ts-check
// People who are made up, to rehearse with: some pairs near, some far apart, some with two ends, and a few not sure.

import { NOT_SURE, whens } from "../../reflection/questions.mjs"

/** @typedef {import("../../reflection/questions.mjs").Questions} Questions */
/** @typedef {import("../../reflection/questions.mjs").Answers} Answers */

/** How many of twelve choose each of five steps, on the first side and on the second. */
const SHAPES = [
  [[0, 0, 2, 8, 2], [1, 8, 3, 0, 0]],
  [[4, 2, 0, 1, 5], [2, 4, 0, 4, 2]],
  [[0, 0, 1, 8, 3], [2, 7, 3, 0, 0]],
  [[0, 2, 7, 3, 0], [0, 0, 4, 7, 1]],
  [[1, 3, 3, 4, 1], [0, 4, 3, 4, 1]],
  [[0, 0, 0, 3, 9], [6, 5, 1, 0, 0]],
]
const HOPED = [0, 1, 2, 5, 4]
/** Walks through any twelve in an order that looks like none. */
const STRIDES = [5, 7, 11, 5, 7, 11]

/** @param {Questions} questions @param {number} count @returns {{ answers: Answers, mark: number }[]} */
export function madeUp(questions, count) {
  return Array.from({ length: count }, (_, person) => {
    /** @type {Answers} */
    const answers = {}
    questions.pairs.forEach((pair, i) => {
      for (const when of whens(questions))
        questions.sides.forEach((side, k) => {
          const shape = when === "hoped" ? HOPED : SHAPES[i % SHAPES.length][k % 2]
          const place = (person * (k ? STRIDES[(i + k) % STRIDES.length] : 1) + k * i) % 12
          const unsure = when === "now" && person % 12 === (i + 3) % 12 && k === i % 2
          ;((answers[pair] ??= {})[when] ??= {})[side] = unsure ? NOT_SURE : stepAt(shape, place, questions.steps)
        })
    })
    return { answers, mark: 2 ** 52 + person }
  })
}

/** The step that the person at a place of twelve chooses, on any number of steps. @param {number[]} shape @param {number} place @param {number} steps */
function stepAt(shape, place, steps) {
  let passed = 0
  const five = shape.findIndex(n => (passed += n) > place) + 1
  return Math.max(1, Math.round((five / shape.length) * steps))
}
