// @ts-check
// What leaves the page of a closed round: counts as a file, as a table, and as a picture. Never a person's row.

import { agreement, consensus, leik, spread, sum } from "../../reflection/agreement.mjs"
import { roundFile } from "../../reflection/files.mjs"
import { summary } from "../../reflection/summaries.mjs"
import { WORDS_FROM } from "../../reflection/tallies.mjs"
import { all } from "../kit.mjs"
import { s, save } from "./building.mjs"
import { roundIn } from "./sentences.mjs"

/** @typedef {import("./group.mjs").Our} Our */
/** @typedef {import("../../reflection/rounds.mjs").Round} Round */

/** A cell that no spreadsheet runs, quoted where it must be. @param {unknown} value */
export function cell(value) {
  const text = String(value ?? "")
  const harmless = typeof value !== "number" && /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\n\r\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** The counts of a closed round as CSV, with the measures of nearness where the floors allow words. @param {Our} our @param {Round} round */
export function table({ asked }, round) {
  const { steps, sides } = asked.questions
  const numbers = Array.from({ length: steps }, (_, i) => i + 1)
  const heads = ["about", "closed", "made_up", "pair", "when", "part", "side", "people", ...numbers.map(n => `chose_${n}`), "not_sure", "blank", "median_low", "median_high", "agreement_A", "consensus", "leik", "spread"]
  const rows = summary(round).tallies.flatMap(tally => sides.map(side => {
    const shown = tally.sides?.[side]
    const start = [round.about, round.closed, round.madeUp ? "made up" : "", tally.pair, tally.when, tally.part, side, shown ? tally.people : ""]
    if (!shown) return start
    const { counts, unsure, median } = shown
    const much = sum(counts) >= Math.max(WORDS_FROM, round.floor)
    const measures = much ? [agreement, consensus, leik, spread].map(measure => Math.round(measure(counts) * 1e6) / 1e6) : []
    return [...start, ...counts, unsure, tally.blank[side], median?.[0] ?? "", median?.[1] ?? "", ...measures]
  }))
  return `\ufeff${[heads, ...rows].map(line => heads.map((_, i) => cell(line[i])).join(",")).join("\r\n")}\r\n`
}

/** @param {Round} round */
export function file(round) {
  const { questions, about, closed, floor, madeUp, kept } = round
  return roundFile({ questions, about, closed, floor, people: round.counted, madeUp, tallies: round.tallies(), more: kept?.more ?? {} })
}

const STYLES = ["fill", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray", "font-size", "font-weight", "text-anchor"]

/** A copy of a drawing that looks the same outside the page. @param {SVGElement} drawing */
function standing(drawing) {
  const copy = /** @type {SVGElement} */ (drawing.cloneNode(true))
  const from = [drawing, ...all(drawing, "*")], to = [copy, ...all(copy, "*")]
  from.forEach((part, i) => {
    const style = getComputedStyle(part)
    for (const name of STYLES) to[i].setAttribute(name, style.getPropertyValue(name))
    to[i].removeAttribute("class")
  })
  return copy
}

/** @param {string} text @param {number} most */
function lines(text, most) {
  /** @type {string[]} */
  const made = []
  for (const word of text.split(/\s+/)) {
    const last = made.at(-1)
    if (last !== undefined && last.length + word.length < most) made[made.length - 1] = `${last} ${word}`
    else made.push(word)
  }
  return made
}

const WIDE = 760, FIGURE = 340, EDGE = 24

/** All that is shown, as one picture: each question's drawing with its words beside it. @param {Our} our @param {Round} round */
export function picture(our, round) {
  const { view: { root }, asked, t } = our
  const ink = getComputedStyle(root).color, paper = getComputedStyle(root).getPropertyValue("--lw-paper").trim() || "#fff"
  /** @type {Element[]} */
  const parts = []
  let y = EDGE + 14
  const write = (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ most, /** @type {number} */ size, weight = 400) => {
    for (const line of lines(text, most)) {
      parts.push(s("text", { x, y, fill: ink, "font-size": size, "font-weight": weight }, line))
      y += size * 1.45
    }
  }
  write(roundIn(asked, t, round), EDGE, 80, 15, 600)
  for (const article of all(root, ".lw-our-pair")) {
    y += 26
    write(article.querySelector("h2,h3,h4,h5,h6")?.textContent ?? "", EDGE, 70, 22, 700)
    for (const card of all(article, ".lw-our-in-round:last-of-type .lw-our-card")) {
      const label = card.previousElementSibling?.textContent
      if (label) write(label, EDGE, 80, 15, 600)
      const top = y
      let below = y
      for (const drawing of /** @type {SVGElement[]} */ (/** @type {unknown} */ (all(card, ".lw-our-square svg, .lw-our-rows svg")))) {
        const [, , w, tall] = (drawing.getAttribute("viewBox") ?? "0 0 1 1").split(" ").map(Number)
        const copy = standing(drawing), wide = drawing.closest(".lw-our-rows") ? 220 : FIGURE
        for (const [name, value] of Object.entries({ x: EDGE, y: below, width: wide, height: (wide * tall) / w })) copy.setAttribute(name, String(value))
        parts.push(copy)
        below += (wide * tall) / w + 10
      }
      y = top + 16
      for (const passage of [...all(card, "dt, dd p"), ...all(card, ".lw-our-groups li, .lw-our-square figcaption")]) write(passage.textContent ?? "", EDGE + FIGURE + 24, 46, 14, passage.matches("dt, .lw-our-near") ? 700 : 400)
      y = Math.max(y, below) + 8
    }
  }
  return s("svg", { xmlns: "http://www.w3.org/2000/svg", width: WIDE, height: Math.ceil(y + EDGE), viewBox: `0 0 ${WIDE} ${Math.ceil(y + EDGE)}`, "font-family": "Hanken Grotesk, system-ui, sans-serif" },
    s("rect", { width: "100%", height: "100%", fill: paper }), parts)
}

/** @param {SVGElement} svg @returns {Promise<Blob>} */
export async function asPng(svg) {
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement("canvas")
    canvas.width = image.width * 2
    canvas.height = image.height * 2
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"))
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Saves a round in one form. @param {Our} our @param {"json" | "csv" | "svg" | "png"} kind */
export async function saveAs(our, kind) {
  const round = our.room.round.closed ? our.room.round : our.room.earlier
  if (!round) return
  const name = `${round.madeUp ? "made-up-" : ""}round-${round.closed}.${kind}`
  if (kind === "json") save(name, file(round))
  else if (kind === "csv") save(name, table(our, round), "text/csv")
  else {
    const svg = picture(our, round)
    if (kind === "svg") save(name, new XMLSerializer().serializeToString(svg), "image/svg+xml")
    else save(name, await asPng(svg))
  }
  our.room.unsaved = false
}
