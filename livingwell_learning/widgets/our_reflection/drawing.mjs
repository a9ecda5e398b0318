// @ts-check
// Draws counts: rows of dots for a side, and the square of a pair. One dot is one person; above nine a number stands.

import { s } from "./building.mjs"

const CELL = 46, GAP = 12, LEFT = 46
const MOST_DOTS = 9

/** @param {number} value */
const rounded = value => Math.round(value * 10) / 10
/** Dots as one path of round strokes, which keeps a large group light. @param {[number, number][]} points @param {string} kind */
const dots = (points, kind) => s("path", { class: `lw-dots ${kind}`, d: points.map(([x, y]) => `M${rounded(x)} ${rounded(y)}h0`).join("") })

/**
 * One side: a column a step, and "not sure" apart.
 * @param {number[]} counts @param {number} unsure @param {1 | 2} n which side
 * @param {string} notSure @param {string} label what it says, in words
 */
export function row(counts, unsure, n, notSure, label) {
  const all = [...counts, unsure], most = Math.max(...all, 1)
  const dotted = most <= MOST_DOTS
  const step = 15, height = dotted ? Math.max(most, 3) * step : 84
  const base = height + 6, wide = counts.length * 34
  const centre = (/** @type {number} */ i) => 17 + i * 34 + (i === counts.length ? 22 : 0)
  /** @type {[number, number][]} */
  const points = []
  const parts = [s("path", { class: "lw-base", d: `M0 ${base}.5h${wide}` }), s("path", { class: "lw-base lw-apart", d: `M${wide + 16} ${base}.5h46` })]
  all.forEach((count, i) => {
    if (dotted) for (let k = 0; k < count; k++) points.push([centre(i), base - 9 - k * step])
    else if (count) {
      const tall = Math.max(2, rounded((count / most) * (height - 16)))
      parts.push(s("rect", { class: `lw-bar lw-fill-${n}`, x: centre(i) - 11, y: base - tall, width: 22, height: tall }))
      parts.push(s("text", { class: "lw-much", x: centre(i), y: base - tall - 4 }, count))
    }
    parts.push(s("text", { x: centre(i), y: base + 17 }, i === counts.length ? notSure : i + 1))
  })
  if (points.length) parts.push(dots(points, `lw-stroke-${n}`))
  return s("svg", { class: "lw-row-of-dots", viewBox: `-2 -4 ${wide + 72} ${base + 26}`, role: "img", "aria-label": label }, parts)
}

/** Where the dots of a cell stand, from its centre. @param {number} count @returns {[number, number][]} */
function places(count) {
  const across = count < 4 ? count : count === 4 ? 2 : 3, down = Math.ceil(count / across)
  return Array.from({ length: count }, (_, i) => {
    const y = Math.floor(i / across), inRow = y === down - 1 ? count - across * y : across
    return /** @type {[number, number]} */ ([((i % across) - (inRow - 1) / 2) * 13.5, (y - (down - 1) / 2) * 13.5])
  })
}

/**
 * The square of a pair: the first side counts across, the second up; a strip on each side holds "not sure".
 * @param {number[][] | null} square rows by the first side's answer, "not sure" last; nothing draws the empty grid
 * @param {number} steps @param {string[]} names @param {string} notSure @param {string} label
 */
export function grid(square, steps, names, notSure, label) {
  const size = steps * CELL, strip = LEFT + size + GAP, top = CELL + GAP
  const x = (/** @type {number} */ i) => (i === steps ? strip : LEFT + i * CELL) + CELL / 2
  const y = (/** @type {number} */ i) => (i === steps ? 0 : top + size - (i + 1) * CELL) + CELL / 2
  const lines = Array.from({ length: steps - 1 }, (_, i) => `M${LEFT + (i + 1) * CELL} ${top}v${size}M${LEFT} ${top + (i + 1) * CELL}h${size}`).join("")
  const ticks = Array.from({ length: steps - 1 }, (_, i) => `M${LEFT + (i + 1) * CELL} 0v${CELL}M${strip} ${top + (i + 1) * CELL}h${CELL}`).join("")
  const parts = [
    s("path", { class: "lw-cells", d: `M${LEFT} ${top}h${size}v${size}h-${size}z${lines}` }),
    s("path", { class: "lw-cells lw-apart", d: `M${LEFT} 0h${size}v${CELL}h-${size}zM${strip} ${top}h${CELL}v${size}h-${CELL}zM${strip} 0h${CELL}v${CELL}h-${CELL}z${ticks}` }),
  ]
  /** @type {[number, number][]} */
  const points = []
  square?.forEach((line, a) => line.forEach((count, b) => {
    if (count > MOST_DOTS) parts.push(s("circle", { class: "lw-many-dots", cx: x(a), cy: y(b), r: 17 }), s("text", { class: "lw-many-said", x: x(a), y: y(b) + 5 }, count))
    else for (const [dx, dy] of places(count)) points.push([x(a) + dx, y(b) + dy])
  }))
  if (points.length) parts.push(dots(points, "lw-stroke-both"))
  const below = top + size + 18
  for (let i = 0; i < steps; i++) parts.push(s("text", { class: "lw-ink-1", x: x(i), y: below }, i + 1), s("text", { class: "lw-ink-2", x: LEFT - 12, y: y(i) + 5 }, i + 1))
  parts.push(
    s("text", { x: x(steps), y: below }, notSure), s("text", { class: "lw-end", x: LEFT - 6, y: y(steps) + 4 }, notSure),
    s("text", { class: "lw-name lw-ink-1", x: LEFT + size / 2, y: below + 24 }, names[0]),
    s("text", { class: "lw-name lw-ink-2", x: -(top + size / 2), y: 12, transform: "rotate(-90)" }, names[1]),
  )
  return s("svg", { class: "lw-grid-of-dots", viewBox: `-16 -2 ${strip + CELL + 22} ${below + 32}`, role: "img", "aria-label": label }, parts)
}

