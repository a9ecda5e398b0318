// @ts-check
// My picture as a file of its own: an SVG in fixed colours.

import { DISPLAY, INK, LINE, MUTED, lines, part, whole } from "../reflecting/svg.mjs"
import { place } from "../reflecting/square.mjs"
import { pointInWords } from "./picture.mjs"
import { both } from "./state.mjs"

const FIRST = "#3f7fae", SECOND = "#bf7c1a", BOTH = "#451640"
const NAMES = ["#1d4f78", "#774405"], WIDE = 200, GAP = 40, EDGE = 40, HEAD = 110, SQUARE = 150

/**
 * @param {import("./state.mjs").Asked} asked @param {import("../kit.mjs").Speaker} t @param {import("./state.mjs").State} state @param {string} day
 * @returns {string}
 */
export function svg(asked, t, state, day) {
  const columns = Math.min(3, state.chosen.length), width = Math.max(EDGE * 2 + columns * WIDE + (columns - 1) * GAP, 480)
  const subject = lines([state.about, day].filter(Boolean).join(" · "), Math.floor(width / 9))
  const top = HEAD + (subject.length - 1) * 20, high = SQUARE + 130
  const height = top + Math.ceil(state.chosen.length / columns) * high + 50
  const cells = state.chosen.map((pair, n) =>
    part("g", { transform: `translate(${EDGE + (n % columns) * (WIDE + GAP)} ${top + Math.floor(n / columns) * high})` }, ...drawn(asked, t, state, pair)))
  const [first, second] = Object.values(asked.sides)
  return whole(t("my.picture_title"), width, height, [
    part("text", { x: EDGE, y: 56, "font-size": 26, "font-weight": 650, fill: INK, "font-family": DISPLAY }, t("my.picture_title")),
    ...subject.map((row, n) => part("text", { x: EDGE, y: 84 + n * 20, "font-size": 15, fill: MUTED }, row)),
    ...cells,
    ...lines(`${t("my.axes", { first, second })} ${state.hoped ? t("my.ring") : ""}`, Math.floor(width / 8))
      .map((row, n) => part("text", { x: EDGE, y: height - 42 + n * 18, "font-size": 13, fill: MUTED }, row)),
  ])
}

/** @param {import("./state.mjs").Asked} asked @param {import("../kit.mjs").Speaker} t @param {import("./state.mjs").State} state @param {string} pair */
function drawn(asked, t, state, pair) {
  const cell = SQUARE / asked.steps.length, scale = SQUARE / 100
  const at = (/** @type {string} */ when) => place(both(asked, state.answers, pair, when), 100 / asked.steps.length).map(n => (n === undefined ? n : n * scale))
  const [x, y] = at("now"), [hx, hy] = state.hoped ? at("hoped") : []
  const grid = asked.steps.slice(1).map((_, n) => `M${(n + 1) * cell} 0v${SQUARE}M0 ${(n + 1) * cell}h${SQUARE}`).join("")
  const { lines: named, hope } = pointInWords(asked, t, pair, state)
  const rows = [...named.flatMap(({ name, words }, n) => [...lines(name, 24).map(row => [row, NAMES[n], 650]), [words, INK, 400]]), ...(hope ? [[hope, MUTED, 400]] : [])]
  return [
    ...(x === undefined ? [] : [part("rect", { x, width: cell, height: SQUARE, fill: FIRST })]),
    ...(y === undefined ? [] : [part("rect", { y, width: SQUARE, height: cell, fill: SECOND })]),
    part("path", { d: `M0 0h${SQUARE}v${SQUARE}H0z${grid}`, fill: "none", stroke: LINE }),
    ...(x === undefined || y === undefined ? [] : [part("rect", { x, y, width: cell, height: cell, fill: BOTH, stroke: "#fff", "stroke-width": 2 })]),
    ...(hx === undefined || hy === undefined ? [] : ["#fff", BOTH].map((stroke, n) =>
      part("circle", { cx: hx + cell / 2, cy: hy + cell / 2, r: cell * 0.32, fill: "none", stroke, "stroke-width": n ? 3 : 7 }))),
    ...rows.map(([row, fill, weight], n) => part("text", { y: SQUARE + 20 + n * 18, "font-size": 14, fill, "font-weight": weight }, String(row))),
  ]
}
