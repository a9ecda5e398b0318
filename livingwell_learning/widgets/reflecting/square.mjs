// @ts-check
// A small square of a pair: a column for the first side, a row for the second, filled where they cross; a ring for the hope.

import { all, one } from "../kit.mjs"

/** @typedef {number | string | undefined} Answer */

/**
 * Shows two answers, and two hopes, in a square. Only numbers have a place; an answer alone shows its column or row.
 * @param {Element} square @param {Answer[]} now @param {Answer[]} [hoped]
 */
export function fill(square, now, hoped = []) {
  const cell = 100 / Number(square.getAttribute("data-lw-square"))
  const [x, y] = place(now, cell), [hx, hy] = place(hoped, cell)
  put(one(square, ".lw-column"), x, 0)
  put(one(square, ".lw-row"), 0, y)
  put(one(square, ".lw-point"), x, y)
  for (const ring of all(square, ".lw-ring")) put(ring, hx === undefined ? hx : hx + cell / 2, hy === undefined ? hy : hy + cell / 2, "c")
}

/** Left and top of the column and the row; nothing for what is no number. @param {Answer[]} answers @param {number} cell */
export const place = ([first, second], cell) => [
  typeof first === "number" ? (first - 1) * cell : undefined,
  typeof second === "number" ? 100 - second * cell : undefined,
]

/** @param {Element} part @param {number | undefined} x @param {number | undefined} y */
function put(part, x, y, before = "") {
  part.toggleAttribute("hidden", x === undefined || y === undefined)
  if (x === undefined || y === undefined) return
  part.setAttribute(`${before}x`, String(x))
  part.setAttribute(`${before}y`, String(y))
}
