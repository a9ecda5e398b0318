// @ts-check
// Lets a reader search, filter, order and share events. The list holds the data; the model holds what the reader chose.

/** @typedef {{ get(name: string): any, set(name: string, value: unknown): void, save_changes(): void,
 *   on(event: string, listener: Function): void, off(event: string, listener: Function): void }} Model */
/** @typedef {{ li: HTMLElement, id: string, text: string, places: string[], themes: string[], strands: string[] }} Item */
/** @typedef {ReturnType<typeof survey>} View */

const FACETS = /** @type {const} */ (["places", "themes", "strands"])

/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
const all = (within, selector) => /** @type {T[]} */ ([...within.querySelectorAll(selector)])
/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
const one = (within, selector) => /** @type {T} */ (within.querySelector(selector))

/** Without accents, capitals and curly apostrophes. @param {string} text */
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase()
/** @param {Model} model */
const wordsOf = model => plain(model.get("query")).split(/\s+/).filter(Boolean)

/** Puts the figure into a notebook, where several may stand on one page. @param {Model} model @param {HTMLElement} el */
function insert(model, el) {
  el.append(document.createRange().createContextualFragment(model.get("figure_html")))
  const uid = Math.random().toString(36).slice(2, 10)
  for (const li of all(el, "section>ol>li")) {
    li.dataset.id = li.id.slice(6)
    li.id += `-${uid}`
    one(li, ":scope>a").remove()
  }
}

/** @param {HTMLElement} li @param {string[]} strands @returns {Item} */
function item(li, strands) {
  return {
    li,
    id: li.dataset.id ?? li.id.slice(6),
    text: "",
    places: (li.dataset.p ?? "").split(" "),
    themes: [li.dataset.t ?? ""],
    strands: [strands[Number(/s(\d+)/.exec(li.className)?.[1])]],
  }
}

/** What a search looks through, made when it is first needed. @param {Item} event */
const textOf = event => (event.text ||= plain(passages(event.li).map(passage => passage.textContent).join(" ")))

/** @param {HTMLElement} li */
const passages = li => /** @type {HTMLElement[]} */ ([...li.children]).filter(child => child.matches("p,h3,h4,h5,h6"))

/** @param {Model} model @param {HTMLElement} el */
function survey(model, el) {
  const root = one(el, ".lw-tl")
  const inFacet = /** @param {string} name */ name => /** @type {HTMLInputElement[]} */ (all(root, `[data-f=${name}] input`))
  const strands = inFacet("strands").map(({ value }) => value)
  const items = all(root, "section>ol>li").map(li => item(li, strands))
  if (root.dataset.order === "newest") items.reverse()
  const rows = all(root, ".lw-tl-row").map(row => {
    const id = row.dataset.p ?? ""
    const marks = all(row, "svg *")
    const of = new Map(items.filter(({ places }) => places.includes(id)).map((event, at) => [event, marks[at]]))
    return { id, row, of, name: one(row, "b").textContent ?? "" }
  })
  const status = one(root, "[role=status]")
  return {
    model, root, items, rows, status, inFacet,
    picture: one(root, "[role=img]"),
    input: /** @type {HTMLInputElement} */ (one(root, "[type=search]")),
    order: /** @type {HTMLSelectElement} */ (one(root, "select")),
    summary: status.textContent ?? "",
  }
}

/** @param {View} view @param {string} name @param {unknown} value */
function save({ model }, name, value) {
  model.set(name, value)
  model.save_changes()
}

/** Which events pass, whatever the facet that is left out may say. @param {View} view @param {string} [left] */
function passing({ model, items }, left) {
  const words = wordsOf(model)
  const asked = FACETS.filter(facet => facet !== left && model.get(facet).length)
  return items.filter(event =>
    words.every(word => textOf(event).includes(word))
    && asked.every(facet => event[facet].some(value => model.get(facet).includes(value))))
}

/** @param {View} view */
function refresh(view) {
  const shown = new Set(passing(view))
  for (const event of view.items) event.li.hidden = !shown.has(event)
  for (const year of all(view.root, "section")) year.hidden = !one(year, "ol>li:not([hidden])")
  for (const facet of FACETS) {
    const others = passing(view, facet)
    for (const input of view.inFacet(facet)) {
      const count = others.filter(event => event[facet].includes(input.value)).length
      one(/** @type {Element} */ (input.parentElement), "i").textContent = String(count)
    }
  }
  const empty = refreshPicture(view, shown)
  const text = shown.size === view.items.length ? view.summary : `${shown.size} of ${view.items.length} events shown.${missing(view, shown, empty)}`
  if (view.status.textContent !== text) view.status.textContent = text
}

/** Shows the marks and counts of the chosen rows; names the rows that have none. @param {View} view @param {Set<Item>} shown */
function refreshPicture({ model, rows, picture }, shown) {
  const chosen = model.get("places")
  const said = []
  const empty = []
  for (const { id, row, name, of } of rows) {
    row.hidden = chosen.length > 0 && !chosen.includes(id)
    let count = 0
    for (const [event, mark] of of) {
      mark.toggleAttribute("hidden", !shown.has(event))
      if (shown.has(event)) count++
    }
    one(row, "i").textContent = count ? String(count) : "not recorded"
    if (row.hidden) continue
    said.push(`${name} ${count || "not recorded"}`)
    if (!count) empty.push(name)
  }
  const label = picture.getAttribute("aria-label") ?? ""
  picture.setAttribute("aria-label", label.replace(/: .*(?=\. )/, () => `: ${said.join(", ")}`))
  return empty
}

/** Says what has no event: rows of the picture, and on the page of one place its themes. @param {View} view @param {Set<Item>} shown @param {string[]} empty */
function missing({ model, root, rows, inFacet }, shown, empty) {
  const parts = empty.length ? [`Not recorded: ${empty.join(", ")}.`] : []
  const here = rows.find(({ id }) => id === root.dataset.alone)
  if (here && !here.row.hidden && !empty.includes(here.name)) {
    const used = new Set([...shown].filter(event => here.of.has(event)).flatMap(event => event.themes))
    const asked = model.get("themes")
    const none = inFacet("themes").filter(({ value }) => !used.has(value) && (!asked.length || asked.includes(value)))
    if (none.length) parts.push(`Not recorded in ${here.name}: ${none.map(({ parentElement }) => parentElement?.children[1].textContent).join(", ")}.`)
  }
  return parts.map(part => ` ${part}`).join("")
}

/** @param {View} view @param {string} facet */
function check({ model, inFacet }, facet) {
  for (const input of inFacet(facet)) input.checked = model.get(facet).includes(input.value)
}

/** @param {View} view @param {string} facet */
function updateFacet(view, facet) {
  check(view, facet)
  refresh(view)
}

/** @param {View} view */
function updateQuery(view) {
  const query = view.model.get("query")
  if (view.input.value !== query) view.input.value = query
  refresh(view)
  const words = wordsOf(view.model)
  for (const { li } of view.items)
    for (const passage of passages(li)) {
      unmark(passage)
      if (words.length && !li.hidden) mark(passage, words)
    }
}

/** @param {View} view */
function updateOrder({ model, root, order }) {
  const asked = model.get("order")
  order.value = asked
  if (root.dataset.order === asked) return
  root.dataset.order = asked
  for (const list of [root, ...all(root, "section>ol")])
    list.append(...[...list.children].filter(child => child.matches("section,ol>li")).reverse())
}

/** Marks the event in list and picture, and clears what hides it. @param {View} view */
function updateSelected(view) {
  const { model, items, rows } = view
  const chosen = items.find(({ id }) => id === model.get("selected"))
  for (const event of items) {
    if (event === chosen) event.li.setAttribute("aria-current", "true")
    else event.li.removeAttribute("aria-current")
    for (const { of } of rows) of.get(event)?.classList.toggle("on", event === chosen)
  }
  if (!chosen) return
  for (const facet of FACETS)
    if (model.get(facet).length && !chosen[facet].some(value => model.get(facet).includes(value))) save(view, facet, [])
  if (chosen.li.hidden) save(view, "query", "")
  chosen.li.scrollIntoView({ block: "start", behavior: "instant" })
}

/** Shows what the model asks for at first. The list came whole, so where nothing is asked nothing needs doing. @param {View} view */
function start(view) {
  const { model, input } = view
  for (const facet of FACETS) check(view, facet)
  input.value = model.get("query")
  updateOrder(view)
  if (wordsOf(model).length) updateQuery(view)
  else if (FACETS.some(facet => model.get(facet).length)) refresh(view)
  if (model.get("selected")) updateSelected(view)
}

/** @param {Element} passage @param {string[]} words */
function mark(passage, words) {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT)
  const nodes = /** @type {Text[]} */ ([])
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode))
  for (const node of nodes) {
    // Folding may change a letter's length, so each folded letter remembers where it came from.
    const letters = [...node.data].map(letter => plain(letter) || "")
    const folded = letters.join("")
    const hit = new Uint8Array(folded.length)
    for (const word of words)
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) hit.fill(1, at, at + word.length)
    if (!hit.includes(1)) continue
    let at = 0
    const pieces = /** @type {{ text: string, hit: boolean }[]} */ ([])
    for (const [i, letter] of [...node.data].entries()) {
      const width = letters[i].length
      const lit = width ? hit[at] === 1 : Boolean(pieces.at(-1)?.hit)
      at += width
      const last = pieces.at(-1)
      if (last?.hit === lit) last.text += letter
      else pieces.push({ text: letter, hit: lit })
    }
    node.replaceWith(...pieces.map(({ text, hit }) => (hit ? Object.assign(document.createElement("mark"), { textContent: text }) : text)))
  }
}

/** @param {Element} passage */
function unmark(passage) {
  for (const old of all(passage, "mark")) {
    const parent = old.parentElement
    old.replaceWith(old.textContent ?? "")
    parent?.normalize()
  }
}

/** Selects and focuses the event that the address names. @param {View} view */
function follow(view) {
  const event = view.items.find(({ li }) => location.hash === `#${li.id}`)
  if (!event) return
  save(view, "selected", event.id)
  updateSelected(view)
  event.li.tabIndex = -1
  event.li.focus({ preventScroll: true })
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
  for (const facet of FACETS) save(view, facet, [])
  save(view, "query", "")
  view.input.focus()
}

/** @param {View} view @param {AbortSignal} signal */
function listen(view, signal) {
  const { root, input, order } = view
  input.addEventListener("input", () => save(view, "query", input.value), { signal })
  order.addEventListener("change", () => save(view, "order", order.value), { signal })
  one(root, "button").addEventListener("click", () => clear(view), { signal })
  for (const facet of FACETS)
    one(root, `[data-f=${facet}]`).addEventListener("change", () =>
      save(view, facet, view.inFacet(facet).filter(({ checked }) => checked).map(({ value }) => value)), { signal })
  addEventListener("hashchange", () => follow(view), { signal })
  readyForPaper(view, signal)
}

/** @param {{ model: Model, el: HTMLElement }} context */
function render({ model, el }) {
  if (!el.querySelector(".lw-tl")) insert(model, el)
  const view = survey(model, el)
  /** @type {[string, () => void][]} */
  const updates = [
    ...FACETS.map(facet => /** @type {[string, () => void]} */ ([`change:${facet}`, () => updateFacet(view, facet)])),
    ["change:query", () => updateQuery(view)],
    ["change:order", () => updateOrder(view)],
    ["change:selected", () => updateSelected(view)],
  ]
  const stop = new AbortController()
  for (const [event, update] of updates) model.on(event, update)
  start(view)
  listen(view, stop.signal)
  for (const part of all(el, "[data-lw-script]")) part.hidden = false
  for (const part of all(el, "[data-lw-static]")) part.hidden = true
  follow(view)
  return () => {
    stop.abort()
    for (const [event, update] of updates) model.off(event, update)
  }
}

export default { render }
