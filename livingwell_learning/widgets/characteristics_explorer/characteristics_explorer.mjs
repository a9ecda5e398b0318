// @ts-check
// Lets a reader find words, rate each side of a pair and see where the pair stands. The state lives in the model.

import { all, clearing, data, define, fold, mark, one, own, step, unmark, wordsOf } from "../kit.mjs"

/** @typedef {Record<string, Record<string, number | string>>} Ratings */

/** Reads the answers from the page. @param {HTMLElement[]} pairs @returns {Ratings} */
function answersOn(pairs) {
  const given = pairs.map(pair => [data(pair, "pair"), Object.fromEntries(all(pair, "fieldset input:checked").map(input => {
    const { value } = /** @type {HTMLInputElement} */ (input)
    return [data(/** @type {Element} */ (input.closest("fieldset")), "side"), Number(value) || value]
  }))])
  return Object.fromEntries(given.filter(([, answers]) => Object.keys(answers).length))
}

/** A statement and its original wording have one place. @param {Element} item */
const placeOf = item => data(item, "statement")

export default define(view => {
  const { root, live, t, get, set, watch, listen, say } = view
  const pairs = /** @type {HTMLDetailsElement[]} */ (all(root, "[data-lw-pair]"))
  const input = /** @type {HTMLInputElement} */ (one(root, "[type=search]"))
  const found = one(root, "[data-lw-found]"), unfind = one(root, "[data-lw-do=unfind]")
  const box = /** @type {HTMLInputElement | null} */ (root.querySelector("[data-lw-original]"))
  const wording = /** @type {HTMLDetailsElement[]} */ (all(root, ".lw-pole-original"))
  const vocabulary = JSON.parse(one(root, "[data-lw-vocabulary]").textContent ?? "{}")
  const openOnes = () => pairs.filter(pair => pair.open).map(pair => data(pair, "pair"))
  let shown = root.querySelector("[data-lw-original][checked]") !== null
  const clear = clearing(view, () => set("ratings", {}))

  /** The answers of a pair, in the order of its sides. @param {Element} pair */
  function answers(pair) {
    const given = own(get("ratings"), data(pair, "pair"))
    return all(pair, "fieldset").map(side => own(given, data(side, "side")))
  }

  /** @param {Element} pair */
  const sentence = pair => own(vocabulary, answers(pair).map(answer => answer ?? "").join(" ")) ?? ""

  function updateRatings() {
    let count = 0
    for (const pair of pairs) {
      const given = answers(pair)
      all(pair, "fieldset").forEach((side, at) => {
        for (const radio of /** @type {HTMLInputElement[]} */ (all(side, "input"))) radio.checked = radio.value === String(given[at])
      })
      count += given.filter(answer => answer !== undefined).length
      place(pair, given)
      one(pair, "figcaption").textContent = sentence(pair)
      const [first, second] = given.map(answer => (answer === undefined ? t("explorer.blank") : Number(answer) ? answer : t("explorer.unsure")))
      pair.toggleAttribute("data-lw-given", given.some(answer => answer !== undefined))
      one(pair, ".lw-given b").textContent = t("explorer.given", { first, second })
    }
    one(root, "[data-lw-answered]").textContent = count ? t("explorer.answers", { count }) : ""
  }

  /** Moves the mark to where the answers meet. @param {Element} pair @param {any[]} given */
  function place(pair, [first, second]) {
    const cell = Number(data(one(pair, "figure svg"), "cell"))
    const point = Number(first) > 0 && Number(second) > 0
    const across = point ? (first - 1) * cell : 0, up = point ? (1 - second) * cell : 0
    for (const part of all(pair, ".lw-answer")) part.toggleAttribute("hidden", !point)
    one(pair, ".lw-across").style.transform = `translate(${across}px, 0)`
    one(pair, ".lw-up").style.transform = `translate(0, ${up}px)`
    one(pair, "circle").style.transform = `translate(${across}px, ${up}px)`
  }

  function updateOpen() {
    for (const pair of pairs) pair.open = get("open_pairs").includes(data(pair, "pair"))
    root.dataset.lwAddress = get("open_pairs").length ? `#open=${get("open_pairs").join(",")}` : ""
  }

  /** Shows or hides all the original wording; until then a list opened alone stays. */
  function updateOriginal() {
    const asked = Boolean(get("show_original"))
    if (!box || asked === shown) return
    box.checked = shown = asked
    for (const part of wording) part.open = asked
    if (get("query").trim()) updateQuery()
  }

  function updateQuery() {
    const query = get("query").trim(), words = wordsOf(query)
    if (input.value.trim() !== query) input.value = query
    unmark(root)
    let statements = 0, full = 0, others = 0
    for (const pair of pairs) {
      const hits = all(pair, "[data-lw-find]").filter(passage => {
        const text = fold(passage.textContent ?? "")
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
    if (!words.length) updateOpen()
    unfind.hidden = !words.length
    tell(words.length ? inWords(query, statements, full, others) : "")
  }

  /** @param {string} query @param {number} statements @param {number} full @param {number} others */
  function inWords(query, statements, full, others) {
    if (!statements && !others) return t("explorer.found_none", { query })
    if (!statements) return t("explorer.found_others", { query, pairs: t("explorer.pairs", { count: others }) })
    const values = {
      query, count: statements, statements: t("explorer.statements", { count: statements }),
      pairs: t("explorer.pairs", { count: full }), more: t("explorer.more_pairs", { count: others }),
    }
    return t(others ? "explorer.found_and_others" : "explorer.found", values)
  }

  /** Says a sentence aloud and shows it. @param {string} text */
  function tell(text) {
    say(text)
    found.textContent = text
  }

  /** @param {string[]} ids */
  function setOpen(ids) {
    set("open_pairs", ids)
    updateOpen()
  }

  const deeds = new Map([
    ["open", () => setOpen(pairs.map(pair => data(pair, "pair")))],
    ["close", () => setOpen([])],
    ["clear", () => { clear(); tell(t("explorer.cleared")) }],
    ["unfind", () => { set("query", ""); input.focus() }],
  ])

  if (!live) {
    // A reader may have opened or answered something before this module arrived.
    set("open_pairs", openOnes())
    set("ratings", answersOn(pairs))
  }
  watch("ratings", updateRatings)
  watch("open_pairs", updateOpen)
  watch("query", updateQuery)
  watch("show_original", updateOriginal)
  updateRatings()
  updateOpen()
  updateQuery()
  updateOriginal()

  listen("click", event => deeds.get(event.target.dataset?.lwDo)?.())
  listen("change", event => {
    if (event.target === box) set("show_original", box?.checked)
    const pair = event.target.closest("[data-lw-pair]")
    if (!pair || !event.target.matches("[type=radio]")) return
    set("ratings", answersOn(pairs))
    say(sentence(pair))
  })
  listen("keydown", event => step(pairs.filter(pair => !pair.hidden).map(pair => one(pair, "summary")), event))
  root.addEventListener("toggle", () => get("query").trim() || set("open_pairs", openOnes()), { signal: view.signal, capture: true })
  listen("input", () => set("query", input.value), input)
  view.follow(hash => {
    const open = /^open=(.+)$/.exec(hash)?.[1].split(",")
    if (open) setOpen(pairs.map(pair => data(pair, "pair")).filter(id => open.includes(id)))
    const pair = hash && pairs.find(({ id }) => id === hash)
    if (!pair) return
    if (pair.hidden) set("query", "")
    pair.open = true
    one(pair, "summary").focus()
  })
})
