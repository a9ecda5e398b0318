// @ts-check
// What one person has said, as the figure's own fields hold it: read from them, and shown in them.

import { all, data, one, own, tick, ticked } from "../kit.mjs"

/** @typedef {Record<string, Record<string, Record<string, number | string>>>} Answers by pair, `now` or `hoped`, and side */
/** @typedef {{ about: string, chosen: string[], hoped: boolean, answers: Answers, notes: Record<string, string>, next: Record<string, string> }} State */
/** @typedef {{ questions: import("../../reflection/questions.mjs").Questions, sides: Record<string, string>, steps: string[],
 *   names: Record<string, Record<string, string>>, ask: Record<string, string>, talk: Record<string, string>, vocabulary: Record<string, string> }} Asked */

export const TRAITS = /** @type {(keyof State)[]} */ (["about", "chosen", "hoped", "answers", "notes", "next"])
/** @returns {State} */
export const blank = () => ({ about: "", chosen: [], hoped: false, answers: {}, notes: {}, next: {} })

/** One answer. @param {Answers} answers @param {string} pair @param {string} when @param {string} side */
export const answerOf = (answers, pair, when, side) => own(own(own(answers, pair), when), side)
/** The answers to a pair, in the order of its sides. @param {Asked} asked @param {Answers} answers @param {string} pair */
export const both = (asked, answers, pair, when = "now") => asked.questions.sides.map(side => answerOf(answers, pair, when, side))
/** Whether anything has been said that could be lost. @param {State} state */
export const holds = ({ answers, notes, next }) =>
  Object.keys(answers).length > 0 || [...Object.values(notes), ...Object.values(next)].some(text => String(text).trim())

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
/** The texts of fields by the name that each carries. @param {HTMLElement} root @param {string} name */
function texts(root, name) {
  const fields = /** @type {(HTMLElement & Field)[]} */ (all(root, `[data-lw-${name}]`))
  return Object.fromEntries(fields.map(field => [data(field, name), field.value]).filter(([, text]) => text.trim()))
}

/** Reads the fields. @param {HTMLElement} root @returns {State} */
export function gather(root) {
  /** @type {Answers} */
  const answers = {}
  for (const radio of /** @type {HTMLInputElement[]} */ (all(root, ".lw-rate input:checked"))) {
    const side = /** @type {Element} */ (radio.closest("fieldset")), pair = data(/** @type {Element} */ (radio.closest("[data-lw-pair]")), "pair")
    const given = (answers[pair] ??= {})
    ;(given[data(side, "when")] ??= {})[data(side, "side")] = Number(radio.value) || radio.value
  }
  return {
    about: /** @type {HTMLInputElement} */ (one(root, "[data-lw-about]")).value.trim(),
    chosen: ticked(/** @type {HTMLInputElement[]} */ (all(root, "[data-lw-which] input"))),
    hoped: /** @type {HTMLInputElement} */ (one(root, "[data-lw-hoped]")).checked,
    answers, notes: texts(root, "note"), next: texts(root, "next-of"),
  }
}

/** Asks of each side what is hoped for, too; until then a page is spared the questions. @param {HTMLElement} root @param {Asked} asked */
export function askHopes(root, asked) {
  if (root.querySelector(".lw-rate-hoped")) return
  for (const pair of all(root, "[data-lw-pair]"))
    for (const now of all(pair, ".lw-rate")) {
      const hoped = /** @type {HTMLElement} */ (now.cloneNode(true)), name = asked.names[data(pair, "pair")][data(now, "side")]
      hoped.classList.replace("lw-rate-now", "lw-rate-hoped")
      hoped.setAttribute("data-lw-when", "hoped")
      one(hoped, "legend").textContent = asked.ask.hoped.replace("{name}", name)
      for (const radio of /** @type {HTMLInputElement[]} */ (all(hoped, "input"))) {
        radio.name += "-hoped"
        radio.checked = false
        radio.removeAttribute("checked")
      }
      now.after(hoped)
    }
}

/** Shows a state in the fields; what is no answer, no text or no pair finds no place. @param {HTMLElement} root @param {Asked} asked @param {any} state */
export function show(root, asked, state) {
  if (own(state, "hoped") === true) askHopes(root, asked)
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "")
  const about = /** @type {HTMLInputElement} */ (one(root, "[data-lw-about]"))
  if (about.value.trim() !== text(own(state, "about"))) about.value = text(own(state, "about")).slice(0, 120)
  const boxes = /** @type {HTMLInputElement[]} */ (all(root, "[data-lw-which] input"))
  const chosen = Array.isArray(own(state, "chosen")) ? own(state, "chosen") : []
  tick(boxes, boxes.some(({ value }) => chosen.includes(value)) ? chosen : boxes.slice(0, 2).map(({ value }) => value))
  ;/** @type {HTMLInputElement} */ (one(root, "[data-lw-hoped]")).checked = own(state, "hoped") === true
  for (const pair of all(root, "[data-lw-pair]"))
    for (const side of all(pair, ".lw-rate")) {
      const answer = answerOf(own(state, "answers"), data(pair, "pair"), data(side, "when"), data(side, "side"))
      for (const radio of /** @type {HTMLInputElement[]} */ (all(side, "input"))) radio.checked = answer !== undefined && radio.value === String(answer)
    }
  for (const name of ["note", "next-of"])
    for (const field of /** @type {(HTMLElement & Field)[]} */ (all(root, `[data-lw-${name}]`))) {
      const value = text(own(own(state, name === "note" ? "notes" : "next"), data(field, name)))
      if (field.value.trim() !== value.trim()) field.value = value
    }
}
