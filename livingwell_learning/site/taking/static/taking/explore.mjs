// @ts-check
// Draws a chart anew for a reader who explores it: every mark can be pointed at, pressed and reached by keys, and says
// what it stands for. Vega runs with its interpreter, since a page may make no code out of text.

import { made, saying } from "./said.mjs"

/** @typedef {{ vega: any, expressionInterpreter: any }} Library */

/** @type {Promise<Library> | undefined} */
let loaded

/** @returns {Promise<Library>} */
function library() {
  const at = (/** @type {string} */ name) => new URL(`vega/${name}`, import.meta.url).href
  loaded ??= import(at("vega.min.js"))
    .then(() => import(at("vega-interpreter.js")))
    .then(({ expressionInterpreter }) => ({ vega: /** @type {any} */ (globalThis).vega, expressionInterpreter }))
    .catch(error => { loaded = undefined; throw error })
  return loaded
}

/** @param {string} address */
async function read(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.json()
}

/** Draws the chart in the place of its picture. @param {HTMLButtonElement} button */
export async function explore(button) {
  const figure = /** @type {HTMLElement} */ (button.closest("figure"))
  const still = /** @type {HTMLElement} */ (figure.querySelector(".lw-chart"))
  const say = await saying()
  const words = button.firstChild?.textContent ?? ""
  button.setAttribute("aria-disabled", "true")
  const told = made("span", { role: "status" }, say("explore.loading"))
  button.after(told)
  try {
    const [{ vega, expressionInterpreter }, specs] = await Promise.all([library(), read(button.dataset.lwVega ?? "")])
    const wide = still.querySelector(".lw-wide")?.getClientRects().length
    const title = figure.querySelector("figcaption")?.textContent ?? words
    const drawing = made("div")
    const said = made("p", { class: "lw-read" })
    const close = made("button", { type: "button" }, say("explore.close"))
    const place = made("div", { class: "lw-exploring", role: "group", "aria-label": say("explore.name", { title }) }, made("p", {}, say("explore.keys")), drawing, said, close)
    const view = new vega.View(vega.parse(specs[wide ? "wide" : "narrow"], null, { ast: true }), {
      expr: expressionInterpreter, renderer: "svg", container: drawing, hover: true, logLevel: vega.Error,
    })
    // The page says what a mark stands for; a box of Vega's own would bring a style that a page may not have.
    view.tooltip(() => {})
    still.after(place)
    await view.runAsync()
    still.hidden = button.hidden = true
    const leave = () => {
      view.finalize()
      place.remove()
      still.hidden = button.hidden = false
      button.focus()
    }
    close.addEventListener("click", leave)
    place.addEventListener("keydown", event => {
      if (event.key !== "Escape") return
      event.preventDefault()
      leave()
    })
    marked(drawing, said, say)
  } finally {
    told.remove()
    button.removeAttribute("aria-disabled")
  }
}

/** Lets a reader go through the marks; the one that is met last says what it stands for. @param {HTMLElement} drawing @param {HTMLElement} said @param {import("./said.mjs").Say} say */
function marked(drawing, said, say) {
  // Only marks are to be met: what lies around them has names of Vega's own.
  for (const other of drawing.querySelectorAll("[role^=graphics]:not([role=graphics-symbol]), [aria-roledescription]:not([role=graphics-symbol])"))
    for (const name of ["role", "aria-roledescription", "aria-label"]) other.removeAttribute(name)
  const marks = /** @type {SVGElement[]} */ ([...drawing.querySelectorAll("[role=graphics-symbol][aria-label]:not([aria-label=''])")])
    .filter(mark => !mark.closest(".role-axis,.role-legend,.role-title"))
  for (const mark of marks) {
    mark.setAttribute("tabindex", "-1")
    mark.setAttribute("role", "img")
    mark.removeAttribute("aria-roledescription")
  }
  said.textContent = marks.length ? "" : say("explore.none")
  /** @param {SVGElement} mark */
  const meet = mark => {
    for (const other of marks) {
      other.setAttribute("tabindex", other === mark ? "0" : "-1")
      other.toggleAttribute("data-lw-at", other === mark)
    }
    said.textContent = mark.getAttribute("aria-label")
  }
  /** @param {Event} event */
  const of = event => marks.find(mark => event.target instanceof Node && mark.contains(event.target))
  for (const kind of ["focusin", "pointerover", "click"])
    drawing.addEventListener(kind, event => { const mark = of(event); if (mark) meet(mark) })
  drawing.addEventListener("keydown", event => {
    const at = marks.indexOf(/** @type {SVGElement} */ (of(event)))
    const to = new Map([["ArrowDown", at + 1], ["ArrowRight", at + 1], ["ArrowUp", at - 1], ["ArrowLeft", at - 1], ["Home", 0], ["End", marks.length - 1]]).get(event.key)
    if (at < 0 || to === undefined) return
    event.preventDefault()
    marks[to]?.focus()
  })
  // The focus says a mark's words aloud, so no live region says them again.
  marks[0]?.focus()
  if (!marks.length) drawing.parentElement?.querySelector("button")?.focus()
}
