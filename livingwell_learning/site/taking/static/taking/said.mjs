// @ts-check
// What the modules of this folder say, and the style that they bring: both load when a reader first asks for them.

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Say */

/** @param {string} name */
const beside = name => new URL(name, import.meta.url).href

/** @returns {Promise<Say>} */
async function read() {
  const answer = await fetch(beside("words.json"))
  if (!answer.ok) throw new Error(`words.json: ${answer.status}`)
  const words = await answer.json()
  return (key, values = {}) => {
    const entry = words[key]
    const text = typeof entry === "string" ? entry : (values.count === 1 && entry.one) || entry.other
    return text.replace(/\{([a-z_]+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(values[name]))
  }
}

/** Loads the style before anything that it dresses is shown. */
const dressed = () => new Promise((done, failed) => {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: beside("taking.css"), onload: done, onerror: failed })
  document.head.append(sheet)
})

/** @type {Promise<Say> | undefined} */
let ready

/** Gives the words once the style is there, too; a failure is forgotten, so that a reader may try again. @returns {Promise<Say>} */
export function saying() {
  ready ??= Promise.all([read(), dressed()]).then(([say]) => say, error => { ready = undefined; throw error })
  return ready
}

/**
 * Makes an element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[T]}
 */
export function made(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...inside)
  return element
}
