// @ts-check
// What the modules of all figures share: a frame that brings a figure to life, and finding, marking, saying, keys,
// addresses, clearing and paper. It imports nothing and keeps its names to itself, so that it can be joined to a module.

/** @typedef {{ get(name: string): any, set(name: string, value: unknown): void, save_changes(): void,
 *   on(event: string, listener: Function): void, off(event: string, listener: Function): void }} Model */
/** @typedef {{ (key: string, values?: Record<string, unknown>): string, listed(items: string[]): string }} Speaker */
/** @typedef {string | Record<string, string>} Entry */
/**
 * What a module works with.
 * @typedef {object} View
 * @property {HTMLElement} root The figure.
 * @property {boolean} live Whether a program, and not the page alone, stands behind the figure.
 * @property {AbortSignal} signal Tells that the figure goes; give it to listeners.
 * @property {Speaker} t Says a sentence of the table of words.
 * @property {(name: string) => any} get Reads a trait.
 * @property {(name: string, value: unknown) => void} set Sets a trait and saves it.
 * @property {(name: string, update: () => void) => void} watch Calls back when a trait changes.
 * @property {(event: string, listener: (event: any) => void, target?: EventTarget) => void} listen
 * @property {(text: string) => void} say Says a sentence in the figure's one polite live region.
 * @property {(read: (hash: string) => void) => void} follow Reads the address now and whenever it changes; on a page alone.
 */

/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
export const all = (within, selector) => /** @type {T[]} */ ([...within.querySelectorAll(selector)])
/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
export const one = (within, selector) => /** @type {T} */ (within.querySelector(selector))
/** The value of a key of its own: "constructor" is none. @param {any} dict @param {string} key */
export const own = (dict, key) => (dict != null && Object.prototype.hasOwnProperty.call(dict, key) ? dict[key] : undefined)
/** @param {Element} element @param {string} name */
export const data = (element, name) => element.getAttribute(`data-lw-${name}`) ?? ""

/** Makes the default export of a module from what it does with a figure. @param {(view: View) => void} start */
export function define(start) {
  /** @param {{ model: Model, el: HTMLElement }} context */
  function render({ model, el }) {
    const live = !el.querySelector("[data-lw-figure]")
    if (live) insert(model, el)
    const root = one(el, "[data-lw-figure]")
    const stop = new AbortController()
    /** @type {[string, () => void][]} */
    const watched = []
    const said = root.querySelector("[data-lw-status]")
    /** @type {View} */
    const view = {
      root, live, signal: stop.signal,
      t: speaker(JSON.parse(root.querySelector("[data-lw-words]")?.textContent ?? "{}")),
      get: name => model.get(name),
      set(name, value) { model.set(name, value); model.save_changes() },
      watch(name, update) { model.on(`change:${name}`, update); watched.push([`change:${name}`, update]) },
      listen: (event, listener, target = root) => target.addEventListener(event, listener, { signal: stop.signal }),
      say(text) { if (said && said.textContent !== text) said.textContent = text },
      follow(read) {
        if (live) return
        view.listen("hashchange", () => read(decoded(location.hash)), window)
        read(decoded(location.hash))
      },
    }
    openForPaper(root, stop.signal)
    start(view)
    for (const part of all(root, "[data-lw-script]")) part.hidden = false
    for (const part of all(root, "[data-lw-static]")) part.hidden = true
    return () => {
      stop.abort()
      for (const [event, update] of watched) model.off(event, update)
    }
  }
  return { render }
}

/** Puts the figure where a program shows it: with ids of its own, in the host's light or dark, saying what is true there. @param {Model} model @param {HTMLElement} el */
function insert(model, el) {
  const key = `-${Math.random().toString(36).slice(2, 10)}`
  el.append(document.createRange().createContextualFragment(model.get("figure_html").replaceAll("\ue000", key)))
  const root = one(el, "[data-lw-figure]")
  root.classList.add("lw-guest", "lw-tokens")
  for (const link of all(root, "[data-lw-here]")) link.remove()
  for (const part of all(root, "[data-lw-where]")) part.hidden = data(part, "where") !== "kernel"
  const dress = () => { root.dataset.theme = darkBehind(el) ? "dark" : "light" }
  // Some hosts fill a cell first and put it into their page then.
  const arrive = () => (dress(), root.isConnected || requestAnimationFrame(arrive))
  arrive()
  const observer = new MutationObserver(() => (root.isConnected ? dress() : observer.disconnect()))
  for (const part of [document.documentElement, document.body])
    observer.observe(part, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-jp-theme-light"] })
}

/** Whether the first ground behind an element that is not clear is dark. @param {Element} el */
function darkBehind(el) {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  if (!canvas) return false
  canvas.canvas.width = canvas.canvas.height = 1
  for (let at = /** @type {Element | null} */ (el); at; at = at.parentElement ?? /** @type {ShadowRoot} */ (at.getRootNode()).host ?? null) {
    // A canvas knows every way to write a colour.
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = getComputedStyle(at).backgroundColor || "transparent"
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
    if (a > 127) return (r * 299 + g * 587 + b * 114) / 1000 < 128
  }
  return matchMedia("(prefers-color-scheme: dark)").matches && getComputedStyle(document.documentElement).colorScheme.includes("dark")
}

/** Says sentences of a table of words, with plurals, numbers and lists as its language has them. @param {{ locale?: string, words?: Record<string, Entry> }} table @returns {Speaker} */
export function speaker({ locale = "en-GB", words = {} }) {
  // A browser takes long to make the first of these, so a page that says no number yet has none.
  /** @type {Intl.PluralRules | undefined} */
  let plural
  /** @type {Intl.NumberFormat | undefined} */
  let number
  /** @param {string} key @param {Record<string, unknown>} [values] */
  const say = (key, values = {}) => {
    const entry = own(words, key)
    if (entry === undefined) throw new Error(`The figure was given no sentence ${key}: add it to module_words.`)
    const text = typeof entry === "string" ? entry : own(entry, (plural ??= new Intl.PluralRules(locale)).select(Number(values.count))) ?? entry.other
    return text.replace(/\{([a-z_]+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) =>
      name === "count" ? (number ??= new Intl.NumberFormat(locale)).format(Number(values.count)) : String(values[name]))
  }
  return Object.assign(say, { listed: (/** @type {string[]} */ items) => new Intl.ListFormat(locale).format(items) })
}

/** Without accents, capitals and curly apostrophes. @param {string} text */
export const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase()
/** @param {string} query */
export const wordsOf = query => fold(query).split(/\s+/).filter(Boolean)

/** Marks words in the text of an element, leaving its other markup alone. @param {Element} passage @param {string[]} words */
export function mark(passage, words) {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT)
  const nodes = /** @type {Text[]} */ ([])
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode))
  for (const node of nodes) {
    // Folding may change a letter's length, so each folded letter remembers where it came from.
    const letters = [...node.data].map(fold)
    const folded = letters.join("")
    const hit = new Uint8Array(folded.length)
    for (const word of words)
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) hit.fill(1, at, at + word.length)
    if (!hit.includes(1)) continue
    let at = 0
    const pieces = /** @type {{ text: string, lit: boolean }[]} */ ([])
    for (const [i, letter] of [...node.data].entries()) {
      const width = letters[i].length
      const lit = width ? hit.subarray(at, at + width).includes(1) : Boolean(pieces.at(-1)?.lit)
      at += width
      const last = pieces.at(-1)
      if (last?.lit === lit) last.text += letter
      else pieces.push({ text: letter, lit })
    }
    node.replaceWith(...pieces.map(({ text, lit }) => (lit ? Object.assign(document.createElement("mark"), { textContent: text }) : text)))
  }
}

/** @param {Element} passage */
export function unmark(passage) {
  for (const old of all(passage, "mark")) {
    const parent = old.parentElement
    old.replaceWith(old.textContent ?? "")
    parent?.normalize()
  }
}

/** Moves the focus along a list with the arrow keys, Home and End. @param {HTMLElement[]} stops @param {KeyboardEvent} event */
export function step(stops, event) {
  const at = stops.indexOf(/** @type {HTMLElement} */ (event.target))
  const to = new Map([["ArrowDown", at + 1], ["ArrowUp", at - 1], ["Home", 0], ["End", stops.length - 1]]).get(event.key)
  if (at < 0 || to === undefined) return
  event.preventDefault()
  stops[to]?.focus()
}

/** Takes a reader to an entry and marks it. @param {HTMLElement} entry */
export function leap(entry) {
  entry.tabIndex = -1
  entry.scrollIntoView({ block: "start", behavior: "instant" })
  entry.focus({ preventScroll: true })
}

/** Opens what is closed for the printer, and closes it afterwards. @param {HTMLElement} root @param {AbortSignal} signal */
function openForPaper(root, signal) {
  /** @type {HTMLDetailsElement[]} */
  let closed = []
  addEventListener("beforeprint", () => {
    closed = all(root, "details:not([open],[data-lw-paper=as-left])")
    for (const details of closed) details.open = true
  }, { signal })
  addEventListener("afterprint", () => { for (const details of closed.splice(0)) details.open = false }, { signal })
}

/** @param {string} hash */
function decoded(hash) {
  try { return decodeURIComponent(hash.slice(1)) } catch { return "" }
}

/** Which boxes of a group are ticked. @param {HTMLInputElement[]} inputs */
export const ticked = inputs => inputs.filter(({ checked }) => checked).map(({ value }) => value)
/** @param {HTMLInputElement[]} inputs @param {string[]} values */
export const tick = (inputs, values) => inputs.forEach(input => (input.checked = values.includes(input.value)))

/**
 * Lets one button clear answers for good, and stores nothing for it. Answers are in the memory of a page alone, since a
 * browser writes down no field that says autocomplete="off". It may put the page by as it is left, to give it back: a
 * message to a page put by makes it throw that page away, everywhere but in WebKit, which lets the message drop
 * (whatwg/html issue 7253). There a page lets go of its answers when it is left.
 * @param {View} view @param {() => void} clear Takes every answer back.
 * @param {() => boolean} [held] Whether what is here may stay when the page is left, in WebKit, too.
 * @returns {() => void} Clears here and on every page that was put by.
 */
export function clearing({ live, listen, signal }, clear, held = () => false) {
  if (live) return clear
  /** @type {BroadcastChannel | undefined} */
  let others
  try { others = new BroadcastChannel("lw-clear") } catch { /* Then nothing that was put by hears of it either. */ }
  signal.addEventListener("abort", () => others?.close())
  if (!others || navigator.vendor.startsWith("Apple")) listen("pagehide", () => held() || clear(), window)
  return () => {
    clear()
    others?.postMessage("")
  }
}
