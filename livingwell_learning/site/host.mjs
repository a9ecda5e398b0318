// @ts-check
// Brings the figures on a static page to life: each gets a model made from the JSON beside it and its own module.

/** The part of the Jupyter widget model that a module may use, without a kernel behind it. */
class StaticModel {
  /** @param {Record<string, unknown>} state */
  constructor(state) {
    // Names such as "constructor" are none of the state.
    this.state = Object.assign(Object.create(null), state)
    /** @type {Map<string, Set<Function>>} */
    this.listeners = new Map()
  }

  /** @param {string} name */
  get(name) {
    return this.state[name]
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    if (JSON.stringify(this.state[name]) === JSON.stringify(value)) return
    this.state[name] = value
    for (const event of [`change:${name}`, "change"])
      for (const listener of this.listeners.get(event) ?? []) listener({ name, new: value })
  }

  /** @param {string} event @param {Function} listener */
  on(event, listener) {
    for (const name of event.split(" "))
      this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(listener))
  }

  /** @param {string | null} [event] @param {Function | null} [listener] */
  off(event, listener) {
    const names = event ? event.split(" ") : [...this.listeners.keys()]
    for (const name of names)
      listener ? this.listeners.get(name)?.delete(listener) : this.listeners.delete(name)
  }

  save_changes() {}

  send() {}
}

/** @param {HTMLElement} el */
async function mount(el) {
  const written = /** @type {HTMLElement} */ (el.cloneNode(true))
  const name = el.dataset.lwWidget
  try {
    const state = JSON.parse(el.querySelector("[data-lw-state]")?.textContent ?? "{}")
    const url = new URL(`widgets/${name}/${name}.mjs`, import.meta.url)
    const { default: widget } = await import(url.href)
    const model = new StaticModel(state)
    await widget.initialize?.({ model })
    await widget.render({ model, el })
    el.dataset.lwLive = ""
  } catch (error) {
    el.replaceWith(written)
    console.error(`${name}: the figure stays as it was written.`, error)
  }
}

// A figure below the screen sleeps until its reader first moves, touches or scrolls, and so does one on the screen that is
// patient. Where an address asks for something, or a page opens where it was left, nothing sleeps.
const signs = ["pointerover", "pointerdown", "focusin", "keydown", "scroll"]
const figures = /** @type {Set<HTMLElement>} */ (new Set(document.querySelectorAll("[data-lw-widget]")))
const inView = new IntersectionObserver(seen => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) wake(/** @type {HTMLElement} */ (target))
})

/** @param {HTMLElement} el */
function wake(el) {
  inView.unobserve(el)
  if (figures.delete(el)) mount(el)
}

function wakeAll() {
  for (const sign of signs) removeEventListener(sign, wakeAll, true)
  figures.forEach(wake)
}

if (location.search || location.hash || "lwWhole" in document.documentElement.dataset) wakeAll()
else {
  for (const sign of signs) addEventListener(sign, wakeAll, { capture: true, passive: true })
  for (const el of figures) if (!("lwPatient" in el.dataset)) inView.observe(el)
}
