// @ts-check
// Two small comforts for a page that works without scripts: the choice of light or dark, and a full print.

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
