// @ts-check
// Lets a reader search, filter, order and share works. The list holds the data; the model holds what the reader chose.

/** @typedef {{ get(name: string): any, set(name: string, value: unknown): void, save_changes(): void,
 *   on(event: string, listener: Function): void, off(event: string, listener: Function): void }} Model */
/** @typedef {ReturnType<typeof read>} Work */
/** @typedef {ReturnType<typeof survey>} View */

const LIT = "lw-library"

/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
const all = (within, selector) => /** @type {T[]} */ ([...within.querySelectorAll(selector)])
/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
const one = (within, selector) => /** @type {T} */ (within.querySelector(selector))

/** Without accents, capitals and curly apostrophes. @param {string} text */
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase()

/** Puts the figure into a notebook, where several may stand on one page. @param {Model} model @param {HTMLElement} el */
function insert(model, el) {
  el.append(document.createRange().createContextualFragment(model.get("figure_html")))
  const uid = Math.random().toString(36).slice(2, 10)
  for (const li of all(el, "ol>li")) {
    li.id += `-${uid}`
    one(li, ":scope>a").remove()
  }
}

/** @param {HTMLElement} li @param {string[]} orders */
function read(li, orders) {
  const parts = all(li, ":scope>:first-child,p,dd")
  const places = (li.dataset.o ?? "").split(" ").map(Number)
  return {
    li,
    parts,
    text: plain(parts.map(part => part.textContent).join(" ")),
    kind: li.dataset.k ?? "",
    named: "r" in li.dataset,
    at: Object.fromEntries(orders.map((order, i) => [order, places[i]])),
  }
}

/** @param {Model} model @param {HTMLElement} el */
function survey(model, el) {
  const root = one(el, ".lw-lib")
  const order = /** @type {HTMLSelectElement} */ (one(root, "select"))
  const orders = [...order.options].map(({ value }) => value)
  const status = one(root, "[role=status]")
  return {
    model, root, order, status,
    list: one(root, "ol"),
    works: all(root, "ol>li").map(li => read(li, orders)),
    input: /** @type {HTMLInputElement} */ (one(root, "[type=search]")),
    named: /** @type {HTMLInputElement} */ (one(root, "[data-f=in_report]")),
    kinds: /** @type {HTMLInputElement[]} */ (all(root, "[data-f=kinds] input")),
    summary: status.textContent ?? "",
    lit: /** @type {Range[]} */ ([]),
  }
}

/** @param {View} view @param {string} name @param {unknown} value */
function save({ model }, name, value) {
  model.set(name, value)
  model.save_changes()
}

/** @param {Model} model */
const wordsOf = model => plain(model.get("query")).split(/\s+/).filter(Boolean)

/** Which works pass, whatever the filter that is left out may say. @param {View} view @param {string} [left] */
function passing({ model, works }, left) {
  const words = wordsOf(model)
  const kinds = left === "kinds" ? [] : model.get("kinds")
  const named = left !== "in_report" && model.get("in_report")
  return works.filter(work =>
    words.every(word => work.text.includes(word)) && (!kinds.length || kinds.includes(work.kind)) && (!named || work.named))
}

/** Writes how many works an option has. @param {HTMLInputElement} input @param {number} count */
function tell(input, count) {
  one(/** @type {Element} */ (input.parentElement), "i").textContent = String(count)
}

/** @param {View} view */
function refresh(view) {
  const shown = new Set(passing(view))
  for (const work of view.works) work.li.hidden = !shown.has(work)
  const [byKind, byName] = ["kinds", "in_report"].map(filter => passing(view, filter))
  for (const input of view.kinds) tell(input, byKind.filter(({ kind }) => kind === input.value).length)
  tell(view.named, byName.filter(({ named }) => named).length)
  const less = `${shown.size} of ${view.works.length} works shown.`
  const text = shown.size === view.works.length ? view.summary : shown.size ? less : `${less} “Clear filters” brings them back.`
  if (view.status.textContent !== text) view.status.textContent = text
  highlight(view)
}

/** @param {View} view */
function updateKinds(view) {
  for (const input of view.kinds) input.checked = view.model.get("kinds").includes(input.value)
  refresh(view)
}

/** @param {View} view */
function updateInReport(view) {
  view.named.checked = view.model.get("in_report")
  refresh(view)
}

/** @param {View} view */
function updateQuery(view) {
  const query = view.model.get("query")
  if (view.input.value !== query) view.input.value = query
  refresh(view)
}

/** @param {View} view */
function updateOrder({ model, root, list, works, order }) {
  const asked = model.get("order")
  order.value = asked
  if (root.dataset.order === asked) return
  root.dataset.order = asked
  list.append(...[...works].sort((a, b) => a.at[asked] - b.at[asked]).map(({ li }) => li))
}

/** Lights up the words without a change to the page; a browser that cannot leaves them plain. @param {View} view */
function highlight(view) {
  if (!globalThis.Highlight) return
  const light = CSS.highlights.get(LIT) ?? new Highlight()
  CSS.highlights.set(LIT, light)
  for (const range of view.lit.splice(0)) light.delete(range)
  const words = wordsOf(view.model)
  if (!words.length) return
  for (const { li, parts } of view.works)
    if (!li.hidden) for (const part of parts) view.lit.push(...hits(part, words))
  for (const range of view.lit) light.add(range)
}

/** @param {Element} part @param {string[]} words */
function hits(part, words) {
  const found = /** @type {Range[]} */ ([])
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode)
    // Folding may change a letter's length, so each folded letter remembers where it came from.
    const letters = node.data.split("").map(plain)
    const from = letters.flatMap((letter, i) => Array(letter.length).fill(i))
    const text = letters.join("")
    for (const word of words)
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const range = document.createRange()
        range.setStart(node, from[at])
        range.setEnd(node, from[at + word.length - 1] + 1)
        found.push(range)
      }
  }
  return found
}

/** Marks and focuses the work that the address names, and clears the filters that hide it. @param {View} view */
function follow(view) {
  const work = view.works.find(({ li }) => location.hash === `#${li.id}`)
  for (const { li } of view.works) li.removeAttribute("aria-current")
  if (!work) return
  const { model } = view
  if (model.get("kinds").length && !model.get("kinds").includes(work.kind)) save(view, "kinds", [])
  if (model.get("in_report") && !work.named) save(view, "in_report", false)
  if (work.li.hidden) save(view, "query", "")
  work.li.setAttribute("aria-current", "true")
  work.li.tabIndex = -1
  work.li.scrollIntoView({ block: "start", behavior: "instant" })
  work.li.focus({ preventScroll: true })
}

/** Opens every list of sources for the printer and closes them afterwards. @param {View} view @param {AbortSignal} signal */
function readyForPaper({ root }, signal) {
  /** @type {HTMLDetailsElement[]} */
  let closed = []
  addEventListener("beforeprint", () => (closed = all(root, "li>details:not([open])")).forEach(details => (details.open = true)), { signal })
  addEventListener("afterprint", () => closed.splice(0).forEach(details => (details.open = false)), { signal })
}

/** @param {View} view */
function clear(view) {
  save(view, "kinds", [])
  save(view, "in_report", false)
  save(view, "query", "")
  view.input.focus()
}

/** @param {View} view @param {AbortSignal} signal */
function listen(view, signal) {
  const { root, input, order, named, kinds } = view
  input.addEventListener("input", () => save(view, "query", input.value), { signal })
  order.addEventListener("change", () => save(view, "order", order.value), { signal })
  named.addEventListener("change", () => save(view, "in_report", named.checked), { signal })
  one(root, "[data-f=kinds]").addEventListener("change", () =>
    save(view, "kinds", kinds.filter(({ checked }) => checked).map(({ value }) => value)), { signal })
  one(root, "button").addEventListener("click", () => clear(view), { signal })
  addEventListener("hashchange", () => follow(view), { signal })
  readyForPaper(view, signal)
}

/** @param {{ model: Model, el: HTMLElement }} context */
function render({ model, el }) {
  if (!el.querySelector(".lw-lib")) insert(model, el)
  const view = survey(model, el)
  /** @type {[string, () => void][]} */
  const updates = [
    ["change:kinds", () => updateKinds(view)],
    ["change:in_report", () => updateInReport(view)],
    ["change:query", () => updateQuery(view)],
    ["change:order", () => updateOrder(view)],
  ]
  const stop = new AbortController()
  for (const [event, update] of updates) {
    model.on(event, update)
    update()
  }
  listen(view, stop.signal)
  for (const part of all(el, "[data-lw-script]")) part.hidden = false
  for (const part of all(el, "[data-lw-static]")) part.hidden = true
  follow(view)
  return () => {
    stop.abort()
    for (const [event, update] of updates) model.off(event, update)
    for (const range of view.lit.splice(0)) CSS.highlights.get(LIT)?.delete(range)
  }
}

export default { render }
