// @ts-check
// Small comforts for a page that works without scripts: the choice of light or dark, a full print, a long page that is
// ready soon and then whole. What serves a finger or a key comes with the first of them.

const KEY = "lw-theme"
const root = document.documentElement
const panel = /** @type {HTMLFieldSetElement | null} */ (document.querySelector(".lw-theme"))

/** @param {string} theme Light, dark, or nothing for what the device says. */
function show(theme) {
  if (theme) root.dataset.theme = theme
  else delete root.dataset.theme
  for (const radio of panel?.querySelectorAll("input") ?? []) radio.checked = radio.value === theme
}

// The choice holds on every way into a page: a page kept in memory, or open in another tab, has not heard of it yet.
function follow() {
  try {
    const theme = localStorage.getItem(KEY) ?? ""
    show(theme === "light" || theme === "dark" ? theme : "")
  } catch {
    show(root.dataset.theme ?? "")
  }
}

if (panel) {
  panel.hidden = false
  follow()
  panel.addEventListener("change", event => {
    const theme = /** @type {HTMLInputElement} */ (event.target).value
    show(theme)
    try {
      if (theme) localStorage.setItem(KEY, theme)
      else localStorage.removeItem(KEY)
    } catch {
      // A browser that refuses storage still changes this page.
    }
  })
  addEventListener("pageshow", follow)
  addEventListener("storage", event => {
    if (event.key === KEY || event.key === null) follow()
  })
}

/** @type {HTMLDetailsElement[]} */
let opened = []
addEventListener("beforeprint", () => {
  // Printed from a copy that does not know its address: the one at which the reader found it.
  for (const at of document.querySelectorAll("[data-lw-found-at]")) at.textContent = location.href.split("#")[0]
  // What is marked as "as-left" is printed only where the reader opened it.
  const all = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details:not([data-lw-paper=as-left])"))
  opened = [...all].filter(details => !details.open)
  for (const details of opened) details.open = true
})
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false
})

// Beside the text, the list of pages scrolls by itself: the page being read comes into view. Where there is a margin, the
// list of a page's sections stands open in it. An observer of sizes is told after a layout, so that reading sizes costs
// no layout of its own.
const side = /** @type {HTMLElement | null} */ (document.querySelector(".lw-side"))
const current = /** @type {HTMLElement | null} */ (side?.querySelector("[aria-current]") ?? null)
if (side && current)
  new ResizeObserver((_, observer) => {
    observer.disconnect()
    if (getComputedStyle(side).overflowY === "auto") side.scrollTop = current.offsetTop - side.clientHeight / 3
  }).observe(side)
const within = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".lw-sections"))
if (within && matchMedia("(min-width: 78rem)").matches) within.open = true

// A table that is wider than its place scrolls by itself; it takes focus only then, for who has no finger or mouse.
const scrolls = new ResizeObserver(entries => {
  for (const { target } of entries) {
    const box = /** @type {HTMLElement} */ (target)
    const wide = box.scrollWidth > box.clientWidth + 1
    if (wide === box.hasAttribute("tabindex")) continue
    box.toggleAttribute("tabindex", wide)
    if (wide) {
      box.tabIndex = 0
      box.setAttribute("role", "group")
      box.setAttribute("aria-label", box.dataset.lwName ?? "")
    } else for (const name of ["role", "aria-label"]) box.removeAttribute(name)
  }
})
for (const box of document.querySelectorAll(".lw-scroll[data-lw-name]")) scrolls.observe(box)

// What waited below the screen while the page loaded is laid out bit by bit when nothing else happens, in tasks so short
// that no finger waits for them. What lies above a reader goes on waiting, so that the line being read stays where it is.
const waiting = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-lw-waits], div.citation, .lw-page-sources li, section.lw-a-to-z li, #help")])
let above = !waiting.length

function layOut() {
  // How long a layout takes goes by the elements that it meets. Where parts stand is asked before one is shown: each answer
  // would cost a layout of what was shown last.
  const below = []
  for (let held = 0, part; held < 80 && (part = waiting.shift()); held += part.querySelectorAll("*").length)
    if (part.getBoundingClientRect().bottom > 0) below.push(part)
    else above = true
  for (const part of below) part.style.contentVisibility = "visible"
  if (waiting.length) requestIdleCallback(layOut)
  // A long page that is whole needs no part to hold on to: it is opened again where it was, not where such a part is guessed.
  else if (!above) root.style.overflowAnchor = "none"
}

addEventListener("load", () => self.requestIdleCallback?.(layOut))

// What a part of the page must have before it is printed, say, does not wait for a hand.
for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-lw-at-once]")))
  import(new URL(`${part.dataset.lwAtOnce}`, import.meta.url).href).catch(console.error)

// A reader who moves, touches or scrolls wakes what only such a reader needs: the theme's own module, and those that parts
// of the page name. A press that was quicker than its module is kept until the module is there; if it cannot be had, a
// link leads where it says.
const parts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-lw-wakes]")])
const held = parts.map(part => part.dataset.lwFor ?? "").filter(Boolean).join()
const signs = ["pointerover", "pointerdown", "focusin", "keydown", "scroll"]
/** @type {Promise<unknown> | undefined} */
let woken

function wake() {
  for (const sign of signs) removeEventListener(sign, wake, true)
  return (woken ??= Promise.allSettled(
    ["wake.mjs", ...parts.map(part => part.dataset.lwWakes)].map(name => import(new URL(`${name}`, import.meta.url).href)),
  ).then(() => document.removeEventListener("click", hold, true)))
}

/** @param {MouseEvent} event */
function hold(event) {
  const link = /** @type {Element} */ (event.target).closest(held)
  if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  event.stopPropagation()
  wake().then(() => link.click())
}

for (const sign of signs) addEventListener(sign, wake, { capture: true, passive: true })
if (held) document.addEventListener("click", hold, true)
