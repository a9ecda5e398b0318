// @ts-check
// Fills in the head and the foot of a sheet that is printed alone: what it is about, the day, what to keep and to try.

import { one } from "../kit.mjs"
import { inDays, today } from "./sheet_days.mjs"

const KEYS = ["keep", "try", "who", "look_again"]

/** @param {import("../kit.mjs").View} view @param {import("./sheet_state.mjs").State} state */
export function filling({ root, t }, { about, next }) {
  one(root, "[data-lw-sheet-about]").textContent = about
  one(root, "[data-lw-sheet-date]").textContent = inDays(today())
  one(root, "[data-lw-following]").replaceChildren(...KEYS.filter(key => next[key]?.trim()).map(key => {
    const pair = document.createElement("div")
    pair.append(
      Object.assign(document.createElement("dt"), { textContent: t(`sheet.next_${key}`) }),
      Object.assign(document.createElement("dd"), { textContent: key === "look_again" ? inDays(next[key]) : next[key] }),
    )
    return pair
  }))
}
