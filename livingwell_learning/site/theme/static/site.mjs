// @ts-check
// Small comforts for a page that works without scripts: the choice of light or dark, a full print, and a long page that
// is ready soon and then whole.

const KEY = "lw-theme"
const root = document.documentElement
const panel = /** @type {HTMLFieldSetElement | null} */ (document.querySelector(".lw-theme"))

/** @param {string} theme */
function apply(theme) {
  if (theme) root.dataset.theme = theme
  else delete root.dataset.theme
  try {
    if (theme) localStorage.setItem(KEY, theme)
    else localStorage.removeItem(KEY)
  } catch {
    // A browser that refuses storage still changes this page.
  }
}

if (panel) {
  panel.hidden = false
  for (const radio of panel.querySelectorAll("input")) radio.checked = radio.value === (root.dataset.theme ?? "")
  panel.addEventListener("change", event => apply(/** @type {HTMLInputElement} */ (event.target).value))
}

/** @type {HTMLDetailsElement[]} */
let opened = []
addEventListener("beforeprint", () => {
  // What is marked as "as-left" is printed only where the reader opened it.
  opened = [...document.querySelectorAll("details:not([data-lw-paper=as-left])")].filter(details => !details.open)
  for (const details of opened) details.open = true
})
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false
})

// The list of pages is long: where it scrolls by itself, the page being read comes into view. An observer of sizes
// is told after a layout, so that reading sizes costs no layout of its own.
const contents = document.querySelector("#contents")
const current = /** @type {HTMLElement | null} */ (contents?.querySelector("a.current:not(.lw-part a)") ?? null)
if (contents && current)
  new ResizeObserver((_, observer) => {
    observer.disconnect()
    if (getComputedStyle(contents).overflowY === "auto") contents.scrollTop = current.offsetTop - contents.clientHeight / 3
  }).observe(contents)

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
