// @ts-check
// What the ways out of the reflecting tools share: what leaves is shown first, then saved, copied, or printed alone.

import { all, one } from "../kit.mjs"
import { copied } from "./inviting.mjs"

/** Lets a browser save something that the page made. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Copies what is shown; where a browser does not let a page do so, it is marked for the reader to copy. @param {HTMLElement} shown @param {string} text */
export async function copiedText(shown, text) {
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "lw-unseen" })
  shown.after(field)
  const well = await copied(field)
  field.remove()
  if (!well) getSelection()?.selectAllChildren(shown)
  return well
}

/** Opens the panel with what can be done with what it holds. @param {HTMLElement} root @param {[string, () => unknown][]} deeds names of buttons, and what each does */
export function offer(root, deeds) {
  const panel = one(root, "[data-lw-holds]")
  one(root, "[data-lw-holds-deeds]").replaceChildren(...deeds.map(([textContent, deed]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent, className: "lw-main-deed" })
    button.addEventListener("click", () => void deed())
    return button
  }))
  panel.hidden = false
  one(root, "[data-lw-holds-title]").focus({ preventScroll: true })
  panel.scrollIntoView({ block: "nearest" })
}

/** Prints a tool, and nothing else of the page that it stands on. @param {HTMLElement} root @param {string} name the class that dresses it for paper */
export function printAlone(root, name) {
  const aside = /** @type {Element[]} */ ([]), way = /** @type {Element[]} */ ([])
  for (let part = /** @type {Element | null} */ (root); part && part !== document.body; part = part.parentElement) {
    way.push(part)
    aside.push(...all(/** @type {Element} */ (part.parentElement), ":scope > *").filter(other => other !== part && !other.matches("script, style, link")))
  }
  for (const part of way) part.setAttribute("data-lw-way", "")
  for (const part of aside) part.setAttribute("data-lw-aside", "")
  root.classList.add(name)
  addEventListener("afterprint", () => {
    for (const part of aside) part.removeAttribute("data-lw-aside")
    for (const part of way) part.removeAttribute("data-lw-way")
    root.classList.remove(name)
  }, { once: true })
  window.print()
}
