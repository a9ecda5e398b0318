// @ts-check
// A map of one's own place as a picture: the street with its houses as they were marked, and what acts on lives there.

import { ACCENT, DISPLAY, INK, LINE, MUTED, PAPER, part, setText, whole } from "../reflecting/svg.mjs"
import { all, one } from "../kit.mjs"
import { said } from "../reflecting/sheet_state.mjs"

/** @typedef {import("../reflecting/sheet_state.mjs").State} State */

const EDGE = 40, ACROSS = 5, CELL = 170, HOUSE = 104, WIDTH = EDGE * 2 + ACROSS * CELL
/** How a house is drawn by its mark: its lines, their dashes, its walls, its door and the light behind it. */
const LOOKS = /** @type {Record<string, string[]>} */ ({
  here: [INK, "none", "#f4f0ea", ACCENT, "#fcefd6"], could: [INK, "5 4", "none", "none", "none"],
  missing: [LINE, ".5 4", "none", "none", "none"],
})
const PLAIN = [LINE, "none", "none", "none", "none"]

/** @param {import("../kit.mjs").Speaker} t @param {import("./future_text.mjs").Names} names @param {HTMLElement} root @returns {(state: State, day: string) => string} */
export const picture = (t, { names, marks, titles }, root) => (state, day) => {
  const head = setText(EDGE, 22, WIDTH - EDGE * 2, [
    { text: t("future.title"), size: 28, weight: 650, face: DISPLAY },
    { text: [state.about, day].filter(Boolean).join(" · "), size: 15, fill: MUTED, before: 4 },
  ])
  const parts = [...head.parts]
  const pattern = one(root, "[data-lw-own-house] svg")
  const houses = [
    ...all(root, "[data-lw-house]").map(house => {
      const id = /** @type {string} */ (house.getAttribute("data-lw-house"))
      return { drawn: house.querySelector("svg"), name: names.help_places[id], mark: said(state, "help_places", id, "mark"), note: said(state, "help_places", id, "note") }
    }),
    ...(state.own.places ?? []).map(({ name = "", mark = "", note = "" }) => ({ drawn: pattern, name, mark, note })),
  ]
  let y = head.end + 24
  for (let at = 0; at < houses.length; at += ACROSS) {
    let low = y
    for (const [n, { drawn, name, mark, note }] of houses.slice(at, at + ACROSS).entries()) {
      const x = EDGE + n * CELL
      if (drawn) parts.push(house(drawn, LOOKS[mark] ?? PLAIN, x + (CELL - HOUSE) / 2, y))
      const words = setText(x + CELL / 2, y + HOUSE + 6, CELL - 14, [
        { text: name, size: 14, weight: 650 },
        { text: marks.help_places[mark] ?? t("future.not_marked"), size: 13, fill: mark === "here" ? ACCENT : MUTED, weight: mark === "here" ? 650 : 400 },
        ...(note ? [{ text: note, size: 13 }] : []),
      ], "middle")
      parts.push(...words.parts)
      low = Math.max(low, words.end)
    }
    y = low + 22
  }
  const ground = Object.entries(marks.conditions).flatMap(([mark, label]) => {
    const found = Object.entries(names.conditions).filter(([id]) => said(state, "conditions", id, "mark") === mark)
      .map(([id, name]) => [name, said(state, "conditions", id, "note")].filter(Boolean).join(": "))
    return found.length ? [{ text: label, weight: 650, before: 10 }, ...found.map(text => ({ text }))] : []
  })
  const matters = Object.entries(names.hoped_outcomes).filter(([id]) => said(state, "hoped_outcomes", id, "mark")).map(([, name]) => ({ text: name }))
  const columns = [ground.length ? [titled(titles.conditions), ...ground] : [], matters.length ? [titled(t("future.matters")), ...matters] : []].filter(rows => rows.length)
  let lowest = y
  for (const [n, rows] of columns.entries()) {
    const set = setText(EDGE + n * (WIDTH / 2 - EDGE / 2), y, WIDTH / 2 - EDGE * 1.5, rows)
    parts.push(...set.parts)
    lowest = Math.max(lowest, set.end)
  }
  return whole(t("future.title"), WIDTH, Math.ceil(lowest + EDGE), parts)
}

/** @param {string} text @returns {import("../reflecting/svg.mjs").Passage} */
const titled = text => ({ text, size: 18, weight: 650, face: DISPLAY })

/** A house in fixed colours. @param {Element} drawn @param {string[]} look @param {number} x @param {number} y */
function house(drawn, [stroke, dash, fill, door, light], x, y) {
  const fills = /** @type {Record<string, string>} */ ({ f: fill, l: "none", w: PAPER, open: light, leaf: door, knob: "none" })
  const inside = [...drawn.children].map(child => {
    const kind = [...child.classList].find(name => name in fills) ?? "f"
    const made = /** @type {SVGElement} */ (child.cloneNode(true))
    made.removeAttribute("class")
    const line = kind === "leaf" ? "none" : kind === "knob" ? (door === "none" ? "none" : "#fff") : stroke
    const given = { fill: fills[kind], stroke: line, "stroke-width": kind === "knob" ? 2.6 : kind === "w" ? 1.2 : 1.6, "stroke-dasharray": dash, "stroke-linecap": "round", "stroke-linejoin": "round" }
    for (const [name, value] of Object.entries(given)) made.setAttribute(name, String(value))
    return made
  })
  return part("svg", { x, y, width: HOUSE, height: HOUSE, viewBox: drawn.getAttribute("viewBox") ?? "0 0 96 104" }, ...inside)
}
