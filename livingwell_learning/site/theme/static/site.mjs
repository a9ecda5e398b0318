// @ts-check
// Small comforts for a page that works without scripts: the choice of light or dark, a full print, and a long page that
// is ready soon and then whole.

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

// What a figure offers to take along, and a chart to explore, loads when a reader first asks for it.
for (const fold of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".lw-take")))
  fold.addEventListener("toggle", () => import("./taking/taking.mjs").then(({ fill }) => fill(fold)).catch(console.error), { once: true })
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".lw-explore")))
  button.addEventListener("click", () => import("./taking/explore.mjs").then(({ explore }) => explore(button)).catch(error => {
    console.error(error)
    button.textContent = button.dataset.lwFailed ?? ""
  }))

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

// What waited below the screen while the page loaded is laid out bit by bit when nothing else happens, in tasks so short
// that no finger waits for them. What lies above a reader goes on waiting, so that the line being read stays where it is.
const TASK = 6
const waiting = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-lw-waits], div.citation")])

function layOut() {
  const start = performance.now()
  while (waiting.length && performance.now() - start < TASK) {
    const part = /** @type {HTMLElement} */ (waiting.shift())
    if (part.getBoundingClientRect().bottom > 0) part.style.contentVisibility = "visible"
  }
  if (waiting.length) requestIdleCallback(layOut)
}

if (typeof requestIdleCallback === "function") addEventListener("load", () => requestIdleCallback(layOut))

// "Back to the text" leads to the line that was being read when the reader left for the help, by a link or by hand.
// Without scripts it leads to the start of the text.
const help = /** @type {HTMLElement | null} */ (document.querySelector("#help"))
const text = /** @type {HTMLElement | null} */ (document.querySelector("#main"))
const REST = 120
/** @type {{ line: HTMLElement, top: number } | null} */
let left = null
let resting = 0

/** @returns {HTMLElement | null} The part of the text below the header, as small as can be. */
function lineBeingRead() {
  const header = document.querySelector(".lw-header")
  const from = header && getComputedStyle(header).position === "sticky" ? header.getBoundingClientRect().bottom : 0
  const box = text?.getBoundingClientRect()
  if (!text || !box) return null
  let whole = null
  for (let y = from + 8; y < innerHeight / 2; y += 16) {
    const found = document.elementFromPoint(box.left + Math.min(box.width / 2, 80), y)
    if (!(found instanceof HTMLElement) || !text.contains(found)) continue
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
