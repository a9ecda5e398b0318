// @ts-check
// Makes elements; text always goes in as text, so nothing that people write is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg"
let made = 0
/** @typedef {Node | string | number | null | undefined | false} One */
/** @typedef {One | One[] | One[][]} Child */

/** @param {Child[]} children */
const nodes = children => /** @type {any[]} */ (children).flat(3).filter(child => child !== false && child != null).map(child => (child instanceof Node ? child : String(child)))

/** Puts children into an element in place of those that it has; what is nothing is left out. @param {Element} element @param {...Child} children */
export const fill = (element, ...children) => element.replaceChildren(...nodes(children))

/** @param {Element} element @param {Record<string, unknown>} given @param {Child[]} children */
function filled(element, given, children) {
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "function") element.addEventListener(name, /** @type {EventListener} */ (value))
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : String(value))
  }
  element.append(...nodes(children))
  return element
}

/** @param {string} name @param {Record<string, unknown>} [given] @param {...Child} children */
export const h = (name, given = {}, ...children) => /** @type {HTMLElement} */ (filled(document.createElement(name), given, children))
/** @param {string} name @param {Record<string, unknown>} [given] @param {...Child} children */
export const s = (name, given = {}, ...children) => /** @type {SVGElement} */ (filled(document.createElementNS(SVG, name), given, children))
/** @param {string} label @param {() => void} deed @param {string} [kind] */
export const button = (label, deed, kind) => h("button", { type: "button", class: kind, click: deed }, label)
/** @param {...Child} children */
export const buttons = (...children) => h("p", { class: "lw-buttons" }, ...children)

/** A field with its label above it and a hint below. @param {string} label @param {HTMLElement} field @param {string} [hint] */
export function labelled(label, field, hint) {
  field.id ||= `lw-made-${++made}`
  if (hint) field.setAttribute("aria-describedby", `${field.id}-hint`)
  return h("p", { class: "lw-field" }, h("label", { for: field.id }, label), field, hint && h("small", { id: `${field.id}-hint` }, hint))
}

/** Hands a file to the reader. @param {string} name @param {string | Blob} content @param {string} [type] */
export function save(name, content, type = "application/json") {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }))
  h("a", { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Today where the reader is, `YYYY-MM-DD`. */
export const today = () => {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(n => String(n).padStart(2, "0")).join("-")
}
