// @ts-check
// What people are asked: the twin of questions.py.

/** @typedef {number | "not-sure"} Answer a step from 1, or not sure; a blank is left out */
/** @typedef {Record<string, Record<string, Record<string, Answer>>>} Answers by pair, `now` or `hoped`, and side */
/**
 * @typedef {object} Questions
 * @property {string} id
 * @property {string} edition
 * @property {string[]} pairs
 * @property {string[]} sides
 * @property {boolean} hoped
 * @property {number} steps
 */

export const NOT_SURE = "not-sure"
export const WHENS = ["now", "hoped"]

/** @param {Questions} questions */
export const whens = (questions) => (questions.hoped ? WHENS : WHENS.slice(0, 1))

/** How many answers one person can give. @param {Questions} questions */
export const answerCount = (questions) =>
  questions.pairs.length * questions.sides.length * whens(questions).length

/** Pair, when and side of each answer, in the order in which a code holds them. @param {Questions} questions */
export const slots = (questions) =>
  whens(questions).flatMap((when) =>
    questions.pairs.flatMap((pair) =>
      questions.sides.map((side) => /** @type {[string, string, string]} */ ([pair, when, side])),
    ),
  )

/** What each tag on a form asks for, `1a`, `1b`, `2a` … @param {Questions} questions */
export function tags(questions) {
  /** @type {Map<string, [string, string, string]>} */
  const found = new Map()
  questions.pairs.forEach((pair, number) => {
    const asked = whens(questions).flatMap((when) => questions.sides.map((side) => [when, side]))
    asked.forEach(([when, side], place) =>
      found.set(`${number + 1}${String.fromCharCode(97 + place)}`, [pair, when, side]),
    )
  })
  return found
}

/** @param {unknown} answer @param {number} steps @returns {answer is Answer} */
export const isAnswer = (answer, steps) =>
  answer === NOT_SURE ||
  (Number.isInteger(answer) && Number(answer) >= 1 && Number(answer) <= steps)

/** One person's answer to a side. @param {Answers} answers @param {string} pair @param {string} when @param {string} side */
export const answerOf = (answers, pair, when, side) =>
  own(own(own(answers, pair), when), side)

/** A value under a key that the object itself has. @param {any} object @param {string} key */
export const own = (object, key) =>
  object && typeof object === "object" && Object.hasOwn(object, key) ? object[key] : undefined

/** Only what these questions ask and what is an answer. @param {any} given @param {Questions} questions @returns {Answers} */
export function clean(given, questions) {
  /** @type {Answers} */
  const kept = {}
  for (const [pair, when, side] of slots(questions)) {
    const answer = answerOf(given, pair, when, side)
    if (isAnswer(answer, questions.steps)) (((kept[pair] ??= {})[when] ??= {}))[side] = answer
  }
  return kept
}
