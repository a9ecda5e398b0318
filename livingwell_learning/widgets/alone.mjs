// @ts-check
// What the host of a site is to its pages, for a figure in a file of its own: a model, made from the JSON beside the figure.

/** @type {any} */
const el = document.querySelector("[data-lw-widget]")
/** @type {Record<string, unknown>} */
const state = Object.assign(Object.create(null), JSON.parse(el.querySelector("[data-lw-state]").textContent))
/** @type {[string, Function][]} */
let heard = []
const model = {
  get: (/** @type {string} */ name) => state[name],
  set(/** @type {string} */ name, /** @type {unknown} */ value) {
    state[name] = value
    for (const [event, listener] of heard) if (event === `change:${name}`) listener()
  },
  on: (/** @type {string} */ event, /** @type {Function} */ listener) => heard.push([event, listener]),
  off(/** @type {string} */ event, /** @type {Function} */ listener) { heard = heard.filter(([e, l]) => e !== event || l !== listener) },
  save_changes() {},
}
/** @type {any} */
const widget = Reflect.get(globalThis, "lwWidget")
widget.render({ model, el })
