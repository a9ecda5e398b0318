// @ts-check
// My picture as a file of its own: an SVG in fixed colours, and the PNG that is made from it.

import { place } from "../reflecting/square.mjs"
import { pointInWords } from "./picture.mjs"
import { both } from "./state.mjs"

const INK = "#231d2b", MUTED = "#59515f", LINE = "#857c8c", FIRST = "#3f7fae", SECOND = "#bf7c1a", BOTH = "#451640"
const NAMES = ["#1d4f78", "#774405"], WIDE = 200, GAP = 40, EDGE = 40, HEAD = 110, SQUARE = 150

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} inside */
function part(name, attributes, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.append(...inside)
  return made
}

/** Words in lines of some length. @param {string} text @param {number} most */
function lines(text, most) {
  const rows = [""]
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const row = rows[rows.length - 1]
    if (row && row.length + word.length >= most) rows.push(word)
    else rows[rows.length - 1] = row ? `${row} ${word}` : word
  }
  return rows
}

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
  const whole = part("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": "system-ui, sans-serif", role: "img" },
    part("title", {}, t("my.picture_title")),
    part("rect", { width, height, fill: "#fdfcf9" }),
    part("text", { x: EDGE, y: 56, "font-size": 26, "font-weight": 650, fill: INK, "font-family": "Georgia, serif" }, t("my.picture_title")),
    ...subject.map((row, n) => part("text", { x: EDGE, y: 84 + n * 20, "font-size": 15, fill: MUTED }, row)),
    ...cells,
    ...lines(`${t("my.axes", { first, second })} ${state.hoped ? t("my.ring") : ""}`, Math.floor(width / 8))
      .map((row, n) => part("text", { x: EDGE, y: height - 42 + n * 18, "font-size": 13, fill: MUTED }, row)))
  return new XMLSerializer().serializeToString(whole)
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

/** A picture in dots, twice as fine as it is shown. @param {string} drawing @returns {Promise<Blob>} */
export async function png(drawing) {
  const address = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth * 2, height: image.naturalHeight * 2 })
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((done, fail) => canvas.toBlob(blob => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"))
  } finally {
    URL.revokeObjectURL(address)
  }
}
