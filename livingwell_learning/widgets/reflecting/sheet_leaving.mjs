// @ts-check
// The ways in which a sheet leaves, each shown exactly before it goes; and the way back in, a file.

import { one } from "../kit.mjs"
import { FileError, MOST_BYTES as MOST, NEXT } from "../../reflection/files.mjs"
import { readSheet, sheetFile } from "../../reflection/sheets.mjs"
import { png } from "./svg.mjs"
import { copiedText, offer, printAlone, save } from "./taking.mjs"

/** @typedef {import("../kit.mjs").Speaker} Speaker */
/** @typedef {import("../../reflection/sheets.mjs").Sheet} Sheet */

export const MOST_BYTES = MOST

/** What a file holds, or the sentence that says why it is not opened. @param {string} text @param {string} name @param {string} format @param {string} id @param {Speaker} t @returns {{ sheet: Sheet } | { problem: string }} */
export function read(text, name, format, id, t) {
  try {
    return { sheet: readSheet(text, format, id) }
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { problem: t(`sheet.file_${error.reason}`, { name, detail: error.detail }) }
  }
}

/** People's own words within Markdown: no mark-up of theirs counts. @param {string} text */
export const plain = text => text.replace(/[\\`*_{}[\]<>#|~!]/g, "\\$&").replace(/&/g, "&amp;").replace(/^(\s*)([-+])|^(\s*\d+)([.)])/gm, (_, a = "", sign = "", b = "", dot = "") => `${a}${b}\\${sign}${dot}`).trim()
/** @param {string} text */
export const quoted = text => plain(text).split(/\r?\n/).map(line => `> ${line}`).join("\n")

/** What to keep and to try, each with its name. @param {Speaker} t @param {Record<string, string>} next @param {(day: string) => string} inDays @returns {[string, string][]} */
export const followed = (t, next, inDays) =>
  NEXT.filter(key => next[key]?.trim()).map(key => [t(`sheet.next_${key}`), key === "look_again" ? inDays(next[key]) : next[key]])

/**
 * Shows what a way out holds; only then can it be saved, copied or printed.
 * @param {{ root: HTMLElement, t: Speaker, way: string, date: string, name: string, format: string, sheet: Sheet, markdown: () => string, picture: () => string }} what
 */
export function holding({ root, t, way, name, format, sheet, markdown, picture }) {
  const exact = one(root, "[data-lw-exact]"), left = one(root, "[data-lw-left]")
  const title = one(root, "[data-lw-holds-title]"), drawn = /** @type {HTMLImageElement} */ (one(root, "[data-lw-drawn]"))
  const made = /** @type {Record<string, () => string>} */ ({ file: () => sheetFile(sheet, format), text: markdown, picture, paper: () => "" })
  const text = made[way]()
  const saving = (/** @type {string} */ type, /** @type {string} */ end) => () => {
    save(new Blob([text], { type }), `${name}.${end}`)
    left.textContent = t("sheet.saved", { name: `${name}.${end}` })
  }
  const copy = async () => { left.textContent = t((await copiedText(exact, text)) ? "sheet.copied" : "sheet.not_copied") }
  /** @type {Record<string, [string, () => unknown][]>} */
  const ways = {
    file: [["sheet.save", saving("application/json", "json")]],
    text: [["sheet.save", saving("text/markdown", "md")], ["sheet.copy", copy]],
    picture: [["sheet.save_svg", saving("image/svg+xml", "svg")], ["sheet.save_png", async () => {
      save(await png(text), `${name}.png`)
      left.textContent = t("sheet.saved", { name: `${name}.png` })
    }]],
    paper: [["sheet.print", () => printAlone(root, "lw-sheet-alone")]],
  }
  drawn.hidden = way !== "picture"
  if (way === "picture") {
    drawn.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
    drawn.alt = t("sheet.picture_of", { title: t(`${format}.title`) })
  } else drawn.removeAttribute("src")
  exact.hidden = !text || way === "picture"
  exact.textContent = exact.hidden ? "" : text
  left.textContent = ""
  title.textContent = t(`sheet.leave_${way}`)
  one(root, "[data-lw-holds-what]").textContent = t(`sheet.holds_${way}`)
  offer(root, ways[way].map(([label, deed]) => [t(label), deed]))
}
