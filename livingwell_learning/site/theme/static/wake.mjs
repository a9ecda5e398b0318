// @ts-check
// What serves a reader's hand, brought by its first sign: a menu that closes, the way back from the help, and the page that
// a link is about to open.

import "./prefetch.mjs"

// The menu closes as menus do: by Escape, and by a press beside it.
const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".lw-menu"))
if (menu) {
  menu.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !menu.open) return
    menu.open = false
    menu.querySelector("summary")?.focus()
  })
  document.addEventListener("click", event => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false
  })
}

// "Back to the text" leads to the line that was being read when the reader left for the help, by a link or by hand.
// Without scripts it leads to the start of the text.
const help = /** @type {HTMLElement | null} */ (document.querySelector("#help"))
const text = /** @type {HTMLElement | null} */ (document.querySelector("#main"))
const REST = 120
/** @type {{ line: HTMLElement, top: number } | null} */
let left = null
let resting = 0

/** Whether a part stays where it is while the text moves under it. @param {HTMLElement} part */
function sticks(part) {
  for (let at = /** @type {HTMLElement | null} */ (part); at && at !== text; at = at.parentElement) {
    if (getComputedStyle(at).position === "sticky") return true
  }
  return false
}

/** @returns {HTMLElement | null} The part of the text below the header, as small as can be. */
function lineBeingRead() {
  const header = document.querySelector(".lw-header")
  const from = header && getComputedStyle(header).position === "sticky" ? header.getBoundingClientRect().bottom : 0
  const box = text?.getBoundingClientRect()
  if (!text || !box) return null
  let whole = null
  for (let y = from + 8; y < innerHeight / 2; y += 16) {
    const found = document.elementFromPoint(box.left + Math.min(box.width / 2, 80), y)
    if (!(found instanceof HTMLElement) || !text.contains(found) || sticks(found)) continue
    if (found.offsetHeight < innerHeight) return found
    whole ??= found
  }
  return whole
}

function remember() {
  if (!help || help.getBoundingClientRect().top < innerHeight / 2) return
  const line = lineBeingRead()
  if (line) left = { line, top: line.getBoundingClientRect().top }
}

/** @param {{ line: HTMLElement, top: number }} place */
function goBack({ line, top }) {
  const place = () => scrollBy({ top: line.getBoundingClientRect().top - top, behavior: "instant" })
  place()
  // What waited off the screen takes its true height once it is near.
  requestAnimationFrame(() => {
    place()
    requestAnimationFrame(place)
  })
  const own = line.hasAttribute("tabindex")
  if (!own) line.tabIndex = -1
  line.focus({ preventScroll: true })
  if (!own) line.addEventListener("blur", () => line.removeAttribute("tabindex"), { once: true })
}

if (help && text) {
  remember()
  addEventListener("pageshow", remember)
  addEventListener("scroll", () => {
    clearTimeout(resting)
    resting = setTimeout(remember, REST)
  }, { passive: true })
  document.addEventListener("click", event => {
    const link = event.target instanceof Element ? event.target.closest("a") : null
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (link.hash.startsWith("#help") && !help.contains(link)) remember()
    if (link.matches(".lw-back a") && left?.line.isConnected && left.line.offsetParent) {
      event.preventDefault()
      goBack(left)
    }
  })
}
