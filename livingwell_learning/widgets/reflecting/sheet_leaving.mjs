// @ts-check
// The ways in which a sheet leaves, each shown exactly before it goes; and the way back in, a file.

import { all, one } from "../kit.mjs"
import { FileError, MOST_BYTES as MOST, NEXT } from "../../reflection/files.mjs"
import { readSheet, sheetFile } from "../../reflection/sheets.mjs"
import { copied } from "./inviting.mjs"
import { png } from "./svg.mjs"

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
  const exact = one(root, "[data-lw-exact]"), left = one(root, "[data-lw-left]"), panel = one(root, "[data-lw-holds]")
  const title = one(root, "[data-lw-holds-title]"), drawn = /** @type {HTMLImageElement} */ (one(root, "[data-lw-drawn]"))
  const made = /** @type {Record<string, () => string>} */ ({ file: () => sheetFile(sheet, format), text: markdown, picture, paper: () => "" })
  const text = made[way]()
  const saving = (/** @type {string} */ type, /** @type {string} */ end) => () => {
    save(new Blob([text], { type }), `${name}.${end}`)
    left.textContent = t("sheet.saved", { name: `${name}.${end}` })
  }
  const copy = async () => {
    const field = Object.assign(document.createElement("textarea"), { value: text, className: "lw-unseen" })
    exact.after(field)
    const well = await copied(field)
    field.remove()
    if (!well) getSelection()?.selectAllChildren(exact)
    left.textContent = t(well ? "sheet.copied" : "sheet.not_copied")
  }
  /** @type {Record<string, [string, () => unknown][]>} */
  const ways = {
    file: [["sheet.save", saving("application/json", "json")]],
    text: [["sheet.save", saving("text/markdown", "md")], ["sheet.copy", copy]],
    picture: [["sheet.save_svg", saving("image/svg+xml", "svg")], ["sheet.save_png", async () => {
      save(await png(text), `${name}.png`)
      left.textContent = t("sheet.saved", { name: `${name}.png` })
    }]],
    paper: [["sheet.print", () => print(root)]],
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
  one(root, "[data-lw-holds-deeds]").replaceChildren(...ways[way].map(([label, deed]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: t(label), className: "lw-main-deed" })
    button.addEventListener("click", () => void deed())
    return button
  }))
  panel.hidden = false
  title.focus({ preventScroll: true })
  panel.scrollIntoView({ block: "nearest" })
}

/** Prints the sheet that the reader filled in, and nothing else of the page that it stands on. @param {HTMLElement} root */
function print(root) {
  /** @type {Element[]} */
  const aside = []
  for (let part = /** @type {Element | null} */ (root); part && part !== document.body; part = part.parentElement)
    aside.push(...all(/** @type {Element} */ (part.parentElement), ":scope > *").filter(other => other !== part && !other.matches("script, style, link")))
  for (const part of aside) part.setAttribute("data-lw-aside", "")
  root.classList.add("lw-sheet-alone")
  addEventListener("afterprint", () => {
    for (const part of aside) part.removeAttribute("data-lw-aside")
    root.classList.remove("lw-sheet-alone")
  }, { once: true })
  window.print()
}

/** Lets a browser save something that the page made. @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
