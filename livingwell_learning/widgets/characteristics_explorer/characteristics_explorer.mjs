// @ts-check
// Lets a reader find words, rate each side of a pair and see where the pair stands. The state lives in the model.

/** @typedef {{ get(name: string): any, set(name: string, value: unknown): void, save_changes(): void,
 *   on(event: string, listener: Function): void, off(event: string, listener: Function): void }} Model */
/** @typedef {ReturnType<typeof survey>} View */

/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
const all = (within, selector) => /** @type {T[]} */ ([...within.querySelectorAll(selector)])
/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
const one = (within, selector) => /** @type {T} */ (within.querySelector(selector))

/** Without accents, capitals and curly apostrophes. @param {string} text */
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase()
/** @param {number} n @param {string} noun */
const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`

/** Puts the figure into a notebook, where several may stand on one page. @param {Model} model @param {HTMLElement} el */
function insert(model, el) {
  el.append(document.createRange().createContextualFragment(model.get("figure_html")))
  const uid = Math.random().toString(36).slice(2, 10)
  for (const pair of all(el, ".lw-pair")) pair.id += `-${uid}`
  for (const input of all(el, "[name]")) input.setAttribute("name", `${input.getAttribute("name")}-${uid}`)
  for (const link of all(el, ".lw-pair-link")) link.remove()
}

/** @param {Model} model @param {HTMLElement} el */
function survey(model, el) {
  return {
    model,
    el,
    pairs: /** @type {HTMLDetailsElement[]} */ (all(el, ".lw-pair")),
    input: /** @type {HTMLInputElement} */ (one(el, "[type=search]")),
    found: one(el, "[data-lw-found]"),
    unfind: one(el, "[data-lw-do=unfind]"),
    status: one(el, "[role=status]"),
    own: /** @type {HTMLInputElement | null} */ (el.querySelector("[data-lw-original]")),
    ownShown: el.querySelector("[data-lw-original][checked]") !== null,
    wording: /** @type {HTMLDetailsElement[]} */ (all(el, ".lw-pole-original")),
    words: /** @type {Record<string, string>} */ (JSON.parse(one(el, "[data-lw-words]").textContent ?? "")),
  }
}

/** @param {View} view @param {string} name @param {unknown} value */
function save({ model }, name, value) {
  model.set(name, value)
  model.save_changes()
}

/** Announces, and shows unless it is shown elsewhere. @param {View} view @param {string} text @param {boolean} [shown] */
function say({ status, found }, text, shown) {
  if (status.textContent !== text) status.textContent = text
  if (shown) found.textContent = text
}

/** @param {View} view */
const openOnes = ({ pairs }) => pairs.filter(pair => pair.open).map(pair => pair.dataset.lwPair)

/** Reads the answers from the page. @param {View} view */
function answers({ pairs }) {
  /** @type {Record<string, Record<string, number | string>>} */
  const given = {}
  for (const pair of pairs)
    for (const radio of all(pair, "input:checked")) {
      const { value } = /** @type {HTMLInputElement} */ (radio)
      const side = /** @type {HTMLElement} */ (radio.closest("fieldset")).dataset.lwSide ?? ""
      const id = pair.dataset.lwPair ?? ""
      given[id] = { ...given[id], [side]: Number(value) || value }
    }
  return given
}

/** @param {View} view @param {HTMLElement} pair */
function sentence({ model, words }, pair) {
  const { mechanistic = "", relational = "" } = model.get("ratings")[pair.dataset.lwPair ?? ""] ?? {}
  return words[`${mechanistic} ${relational}`]
}

/** @param {View} view */
function updateRatings(view) {
  for (const pair of view.pairs) {
    const rating = view.model.get("ratings")[pair.dataset.lwPair ?? ""] ?? {}
    for (const side of all(pair, "fieldset"))
      for (const radio of /** @type {HTMLInputElement[]} */ (all(side, "input")))
        radio.checked = radio.value === String(rating[side.dataset.lwSide ?? ""])
    const figure = one(pair, "figure")
    figure.toggleAttribute("data-lw-point", Number(rating.mechanistic) > 0 && Number(rating.relational) > 0)
    figure.style.setProperty("--m", rating.mechanistic ?? "")
    figure.style.setProperty("--r", rating.relational ?? "")
    one(figure, "figcaption").textContent = sentence(view, pair)
  }
}

/** @param {View} view */
function updateOpen({ model, pairs }) {
  for (const pair of pairs) pair.open = model.get("open_pairs").includes(pair.dataset.lwPair)
}

/** Marks words in the text of an element, leaving its other markup alone. @param {Element} passage @param {string[]} words */
function mark(passage, words) {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT)
  const nodes = /** @type {Text[]} */ ([])
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode))
  for (const node of nodes) {
    const hits = positions(node.data, words)
    const pieces = node.data.split("").reduce((/** @type {{ text: string, hit: boolean }[]} */ made, letter, i) => {
      const last = made.at(-1)
      if (last && last.hit === hits.has(i)) last.text += letter
      else made.push({ text: letter, hit: hits.has(i) })
      return made
    }, [])
    node.replaceWith(...pieces.map(({ text, hit }) => {
      if (!hit) return text
      const marked = document.createElement("mark")
      marked.textContent = text
      return marked
    }))
  }
}

/** Where the words stand in a text, letter by letter. @param {string} text @param {string[]} words */
function positions(text, words) {
  /** @type {number[]} */
  const origin = []
  let folded = ""
  for (let i = 0; i < text.length; i++)
    for (const letter of plain(text[i]).split("")) {
      folded += letter
      origin.push(i)
    }
  /** @type {Set<number>} */
  const hits = new Set()
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
      for (let i = origin[at]; i <= origin[at + word.length - 1]; i++) hits.add(i)
  return hits
}

/** @param {Element} el */
function unmark(el) {
  for (const marked of all(el, "mark")) {
    const parent = marked.parentElement
    marked.replaceWith(marked.textContent ?? "")
    parent?.normalize()
  }
}

/** @param {string} query @param {number} statements @param {number} pairs @param {number} others */
function inWords(query, statements, pairs, others) {
  if (!statements && !others) return `No statement matches “${query}”.`
  const more = `${others}${statements ? " more" : ""} pair${others === 1 ? "" : "s"}`
  if (!statements) return `No statement matches “${query}”, but ${more} by name or description.`
  const first = `${count(statements, "statement")} in ${count(pairs, "pair")} match${statements === 1 ? "es" : ""} “${query}”`
  return `${first}${others ? `, and ${more} by name or description` : ""}.`
}

/** Shows or hides all the original wording; until then a list opened alone stays. @param {View} view */
function updateOriginal(view) {
  const shown = Boolean(view.model.get("show_original"))
  if (!view.own || shown === view.ownShown) return
  view.own.checked = view.ownShown = shown
  for (const part of view.wording) part.open = shown
  if (view.model.get("query").trim()) updateQuery(view)
}

/** A statement and its original wording have one place. @param {Element} item */
const placeOf = item => `${item.closest(".lw-pole")?.className} ${[...(item.parentElement?.children ?? [])].indexOf(item)}`

/** @param {View} view */
function updateQuery(view) {
  const { model, el, pairs, input, unfind } = view
  const query = model.get("query").trim()
  const words = plain(query).split(/\s+/).filter(Boolean)
  if (input.value.trim() !== query) input.value = query
  unmark(el)
  let [statements, full, others] = [0, 0, 0]
  for (const pair of pairs) {
    const hits = all(pair, "[data-lw-find]").filter(passage => {
      const text = plain(passage.textContent ?? "")
      return !passage.closest(".lw-pole-original:not([open])") && words.every(word => text.includes(word))
    })
    const listed = new Set(hits.filter(passage => passage.matches("li")).map(placeOf)).size
    statements += listed
    if (listed) full++
    else if (hits.length) others++
    pair.hidden = !hits.length
    if (words.length) {
      pair.open = hits.length > 0
      for (const passage of hits) mark(passage, words)
    }
  }
  if (!words.length) updateOpen(view)
  unfind.hidden = !words.length
  say(view, words.length ? inWords(query, statements, full, others) : "", true)
}

/** Opens the pair that the address names. @param {View} view */
function follow(view) {
  const pair = location.hash && view.pairs.find(({ id }) => `#${id}` === location.hash)
  if (!pair) return
  if (pair.hidden) save(view, "query", "")
  pair.open = true
  one(pair, "summary").focus()
}

/** @param {View} view @param {KeyboardEvent} event */
function step({ pairs }, event) {
  const summaries = pairs.filter(pair => !pair.hidden).map(pair => one(pair, "summary"))
  const at = summaries.indexOf(/** @type {HTMLElement} */ (event.target))
  /** @type {Record<string, number>} */
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: summaries.length - 1 }
  if (at < 0 || !(event.key in to)) return
  event.preventDefault()
  summaries[to[event.key]]?.focus()
}

/** @type {Record<string, (view: View) => void>} */
const deeds = {
  open: view => setOpen(view, view.pairs.map(pair => pair.dataset.lwPair)),
  close: view => setOpen(view, []),
  clear(view) {
    save(view, "ratings", {})
    say(view, "Your answers are cleared.", true)
  },
  unfind(view) {
    save(view, "query", "")
    view.input.focus()
  },
}

/** @param {View} view @param {unknown[]} ids */
function setOpen(view, ids) {
  save(view, "open_pairs", ids)
  updateOpen(view)
}

/** @param {View} view @param {Event} event */
function change(view, event) {
  if (event.target === view.own) save(view, "show_original", view.own?.checked)
  const pair = /** @type {HTMLElement} */ (event.target).closest(".lw-pair")
  if (!pair || !(/** @type {HTMLElement} */ (event.target).matches("[type=radio]"))) return
  save(view, "ratings", answers(view))
  say(view, sentence(view, /** @type {HTMLElement} */ (pair)))
}

/** Opens every pair for the printer and closes them afterwards. @param {View} view @param {AbortSignal} signal */
function readyForPaper({ pairs }, signal) {
  /** @type {HTMLDetailsElement[]} */
  let closed = []
  addEventListener("beforeprint", () => (closed = pairs.filter(pair => !pair.open)).forEach(pair => (pair.open = true)), { signal })
  addEventListener("afterprint", () => closed.forEach(pair => (pair.open = false)), { signal })
}

/** @param {View} view @param {AbortSignal} signal */
function listen(view, signal) {
  const { el, model, input } = view
  /** @param {Event} event */
  const press = event => deeds[/** @type {HTMLElement} */ (event.target).dataset?.lwDo ?? ""]?.(view)
  el.addEventListener("click", press, { signal })
  el.addEventListener("change", event => change(view, event), { signal })
  el.addEventListener("keydown", event => step(view, event), { signal })
  el.addEventListener("toggle", () => model.get("query").trim() || save(view, "open_pairs", openOnes(view)), { signal, capture: true })
  input.addEventListener("input", () => save(view, "query", input.value), { signal })
  addEventListener("hashchange", () => follow(view), { signal })
  readyForPaper(view, signal)
}

/** @param {{ model: Model, el: HTMLElement }} context */
function render({ model, el }) {
  const written = el.querySelector(".lw-explorer")
  if (!written) insert(model, el)
  const view = survey(model, el)
  if (written) {
    // A reader may have opened or answered something before this module arrived.
    save(view, "open_pairs", openOnes(view))
    save(view, "ratings", answers(view))
  }
  /** @type {[string, () => void][]} */
  const updates = [
    ["change:ratings", () => updateRatings(view)],
    ["change:open_pairs", () => updateOpen(view)],
    ["change:query", () => updateQuery(view)],
  ]
  if (view.own) updates.push(["change:show_original", () => updateOriginal(view)])
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
  }
}

export default { render }
