// @ts-check
// A sheet about forces as a picture: a column a force, each under its strand, and what pulls across them all below.

import { ACCENT, DISPLAY, INK, MUTED, SOFT, part, setText, whole } from "../reflecting/svg.mjs"
import { said } from "../reflecting/sheet_state.mjs"

/** @typedef {import("../reflecting/sheet_state.mjs").State} State */
/** @typedef {import("../reflecting/sheet_state.mjs").Texts} Texts */

const EDGE = 40, GAP = 32, COLUMN = 260

/** @param {import("../kit.mjs").Speaker} t @param {import("./forces_text.mjs").Names} names @returns {(state: State, day: string) => string} */
export const picture = (t, { forces, levels }) => (state, day) => {
  const ids = Object.keys(forces), width = EDGE * 2 + ids.length * COLUMN + (ids.length - 1) * GAP
  const tensions = state.own.tensions ?? []
  const head = setText(EDGE, 22, width - EDGE * 2, [
    { text: t("forces.title"), size: 28, weight: 650, face: DISPLAY },
    { text: [state.about, day].filter(Boolean).join(" · "), size: 15, fill: MUTED, before: 4 },
  ])
  const parts = [...head.parts]
  let lowest = head.end
  for (const [n, id] of ids.entries()) {
    const x = EDGE + n * (COLUMN + GAP), top = head.end + 28
    parts.push(...strand(x, top, n % 3))
    const written = Object.entries(levels).map(([level, label]) => [label, said(state, "forces", id, level)]).filter(([, text]) => text)
    const mine = tensions.filter(({ of }) => of === id)
    const named = setText(x, top + 14, COLUMN, [{ text: forces[id], size: 22, weight: 650, face: DISPLAY }, ...written.flatMap(([label, text]) => [
      { text: label, size: 13, fill: MUTED, before: 10 }, { text, size: 15 }]),
      ...(written.length || mine.length ? [] : [{ text: t("forces.blank"), size: 15, fill: MUTED, before: 10 }])])
    const pulled = slips(t, mine, x, named.end + 14, COLUMN)
    parts.push(...named.parts, ...pulled.parts)
    lowest = Math.max(lowest, named.end, pulled.end)
  }
  const across = tensions.filter(({ of = "" }) => !ids.includes(of))
  if (across.length) {
    const title = setText(EDGE, lowest + 24, width - EDGE * 2, [{ text: t("forces.across"), size: 18, weight: 650, face: DISPLAY }])
    const pulled = slips(t, across, EDGE, title.end + 12, width - EDGE * 2)
    parts.push(...title.parts, ...pulled.parts)
    lowest = pulled.end
  }
  return whole(t("forces.title"), width, Math.ceil(lowest + EDGE), parts)
}

/** The head of a column: whole, double or lined, so that shape tells the strands apart. @param {number} x @param {number} y @param {number} kind */
const strand = (x, y, kind) => kind === 0
  ? [part("rect", { x, y, width: COLUMN, height: 12, rx: 6, fill: ACCENT })]
  : kind === 1
    ? [0, 8].map(down => part("rect", { x, y: y + down, width: COLUMN, height: 4, fill: INK }))
    : [part("rect", { x: x + 1.5, y: y + 1.5, width: COLUMN - 3, height: 9, fill: SOFT, stroke: ACCENT, "stroke-width": 2.5 })]

/** Tensions, each on a slip. @param {import("../kit.mjs").Speaker} t @param {Texts[]} rows @param {number} x @param {number} y @param {number} wide */
function slips(t, rows, x, y, wide) {
  const parts = /** @type {SVGElement[]} */ ([])
  for (const { one = "", other = "", both = "" } of rows) {
    const words = setText(x + 12, y + 6, wide - 24, [
      { text: [one, other].filter(Boolean).join(t("forces.plus")), size: 15, weight: 650 },
      ...(both ? [{ text: `${t("forces.both_said")} ${both}`, size: 14, before: 4 }] : []),
    ])
    parts.push(part("rect", { x, y, width: wide, height: words.end - y + 14, rx: 6, fill: "none", stroke: ACCENT, "stroke-width": 1.5, "stroke-dasharray": "5 4" }), ...words.parts)
    y = words.end + 24
  }
  return { parts, end: y - 10 }
}
