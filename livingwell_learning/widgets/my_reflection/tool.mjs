// @ts-check
// Lets one person rate pairs one at a time, see a picture, note what to keep and try, and take it away by choice.

import { all, clearing, data, leap, one } from "../kit.mjs"
import { settingUp } from "../reflecting/set_up.mjs"
import { KEY, forget, keep, keptByTools, kept, watchOver } from "../reflecting/keeping.mjs"
import { draw, furnish } from "./picture.mjs"
import { TRAITS, askHopes, blank, gather, holds, show } from "./state.mjs"

/** @typedef {import("./state.mjs").State} State */
/** @typedef {import("../../reflection/files.mjs").Reflection} Reflection */

const leaving = async () => await import("./leaving.mjs")
const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10)

/** Brings the figure to life. @param {import("../kit.mjs").View} view */
export function start(view) {
  const { root, live, t, get, set, watch, listen, say } = view
  /** @type {import("./state.mjs").Asked} */
  const asked = JSON.parse(one(root, "[data-lw-asked]").textContent ?? "")
  const pairs = all(root, "[data-lw-pair]"), keeps = /** @type {HTMLInputElement[]} */ (all(root, "[data-lw-keep] input"))
  /** @type {import("./leaving.mjs").Rest} */
  let rest = { date: today() }
  /** @type {{ file: string, reflection: Reflection } | null} */
  let earlier = null
  let at = 0
  const { locale } = JSON.parse(one(root, "[data-lw-words]").textContent ?? "{}")
  const inDays = (/** @type {string} */ day) =>
    day ? new Date(`${day}T12:00`).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" }) : t("my.no_date")
  const state = () => gather(root)
  /** Says a sentence, and shows it until something else is done. @param {string} text */
  const tell = text => {
    const shown = one(root, "[data-lw-told]")
    say(shown.textContent = text)
    shown.hidden = !text
    if (text) shown.scrollIntoView({ block: "center" })
  }
  const keeping = () => keeps.find(({ checked }) => checked)?.value
  furnish(root, asked)
  const clear = clearing(view, empty, () => keeping() === "yes")
  const setUp = settingUp(view, asked.questions, (_, from) => { changed(); if (from === "invitation") go(0, false) })

  /** Follows what stands in the fields. @param {boolean} [told] whether the traits are to be told */
  function changed(told = true) {
    const now = state()
    if (now.hoped) askHopes(root, asked)
    if (told) for (const name of TRAITS) if (JSON.stringify(get(name)) !== JSON.stringify(now[name])) set(name, now[name])
    draw(root, asked, t, now, earlier && { ...earlier.reflection, hoped: earlier.reflection.questions.hoped }, inDays)
    root.classList.toggle("lw-my-no-hope", !now.hoped)
    for (const line of all(root, "[data-lw-about-line]")) {
      line.hidden = !now.about
      line.textContent = now.about ? t("my.about_line", { about: now.about }) : ""
    }
    one(root, "[data-lw-sheet-about]").textContent = now.about
    one(root, "[data-lw-sheet-date]").textContent = inDays(today())
    go(Math.min(at, now.chosen.length - 1), false)
    one(root, "[data-lw-holds]").hidden = true
  }

  /** Takes every answer back from the page. */
  function empty() {
    show(root, asked, blank())
    setUp.reset()
    for (const input of keeps) input.checked = false
    one(root, "[data-lw-kept]").textContent = ""
    ;/** @type {HTMLInputElement} */ (one(root, "[data-lw-file]")).value = ""
    rest = { date: today() }
    at = 0
    for (const part of all(root, "[data-lw-exact], [data-lw-holds-deeds], [data-lw-sheet-next]")) part.replaceChildren()
    one(root, "[data-lw-drawn]").removeAttribute("src")
    void setEarlier(null)
  }

  /** Shows one pair of those chosen, and takes the reader there. @param {number} to @param {boolean} [move] */
  function go(to, move = true) {
    const { chosen } = state()
    at = Math.max(0, Math.min(to, chosen.length - 1))
    for (const pair of pairs) {
      const id = data(pair, "pair"), here = id === chosen[at]
      pair.toggleAttribute("data-lw-elsewhere", !here)
      pair.toggleAttribute("data-lw-not-chosen", !chosen.includes(id))
      one(pair, "[data-lw-place]").textContent = t("my.place", { number: chosen.indexOf(id) + 1, all: chosen.length })
      one(pair, "[data-lw-do=back]").hidden = chosen.indexOf(id) === 0
      one(pair, "[data-lw-do=next]").textContent = t(chosen.indexOf(id) === chosen.length - 1 ? "my.to_picture" : "my.next")
    }
    for (const button of all(root, "[data-lw-go]"))
      data(button, "go") === chosen[at] ? button.setAttribute("aria-current", "step") : button.removeAttribute("aria-current")
    if (move) leap(one(pairs.find(pair => data(pair, "pair") === chosen[at]) ?? root, ".lw-my-title"))
  }

  /** Keeps what there is, where the reader has said so. */
  function store() {
    if (live || keeping() !== "yes") return
    const well = keep(KEY, { ...state(), ...rest, date: today(), earlier: earlier?.file ?? "" })
    one(root, "[data-lw-kept]").textContent = t(well ? "my.is_kept" : "my.not_kept")
  }

  /** Says at the top that what was kept is back, and how to clear it. @param {unknown} day when it was kept */
  function welcome(day) {
    if (!holds(state())) return
    const known = typeof day === "string" && !Number.isNaN(Date.parse(`${day}T12:00`)), shown = one(root, "[data-lw-told]")
    const clear = Object.assign(document.createElement("button"), { type: "button", textContent: t("my.clear") })
    clear.setAttribute("data-lw-do", "clear")
    say(shown.textContent = known ? t("my.back_from", { day: inDays(day) }) : t("my.back_again"))
    shown.append(" ", clear)
    shown.hidden = false
  }

  /** Brings back what was kept. @param {boolean} [opening] whether the page has just been opened */
  async function restore(opening = false) {
    const had = kept(KEY)
    if (had === "broken") one(root, "[data-lw-kept]").textContent = t("my.kept_broken")
    if (typeof had === "string") return
    const { found } = had
    show(root, asked, found)
    rest = { date: today(), mark: Number.isSafeInteger(found.mark) && found.mark >= 0 ? found.mark : undefined, more: Object(found.more) }
    keeps[0].checked = true
    one(root, "[data-lw-kept]").textContent = t("my.is_kept")
    changed()
    if (opening) welcome(found.date)
    if (typeof found.earlier !== "string" || !found.earlier) return
    const back = (await leaving()).read(found.earlier, "", asked, t)
    if (back.reflection) await setEarlier({ file: found.earlier, reflection: back.reflection })
  }

  /** Shows an earlier day: first what was to be kept and tried. @param {{ file: string, reflection: Reflection } | null} found */
  async function setEarlier(found) {
    earlier = found
    const rows = found ? (await leaving()).followed(t, found.reflection.next, inDays) : []
    if (earlier !== found) return
    one(root, "[data-lw-earlier-next]").replaceChildren(...listed(rows))
    one(root, "[data-lw-earlier-from]").textContent = found ? [found.reflection.about, inDays(found.reflection.date)].filter(Boolean).join(" · ") : ""
    one(root, "[data-lw-earlier]").hidden = !found
    changed()
  }

  /** Names and texts as a list. @param {[string, string][]} rows */
  const listed = rows => rows.flatMap(([name, text]) => [
    Object.assign(document.createElement("dt"), { textContent: name }), Object.assign(document.createElement("dd"), { textContent: text }),
  ])

  /** @param {File} file */
  async function open(file) {
    const found = await (await leaving()).open(file, asked, t)
    if (!found.reflection) return tell(found.problem)
    if (!holds(state())) show(root, asked, { ...state(), about: found.reflection.about, chosen: found.reflection.questions.pairs, hoped: found.reflection.questions.hoped })
    await setEarlier({ file: await file.text(), reflection: found.reflection })
    tell("")
    say(t("my.opened", { name: file.name }))
    leap(one(root, "[data-lw-earlier] [tabindex]"))
  }

  /** Goes on with the answers of the file. */
  async function goOn() {
    if (!earlier) return
    const { reflection } = earlier
    show(root, asked, (await leaving()).stateOf(reflection))
    rest = { date: today(), mark: reflection.mark, more: reflection.more, language: reflection.language }
    await setEarlier(null)
    store()
    go(0)
  }

  /** Shows exactly what a way out holds, before anything leaves. @param {string} way */
  async function leave(way) {
    const { holding } = await import("./holding.mjs")
    rest.date = today()
    await holding({ root, asked, t, state: state(), rest, inDays }, way)
  }

  /** @type {Record<string, () => void>} */
  const ways = {
    begin: () => go(0), next: () => (at === state().chosen.length - 1 ? leap(one(root, ".lw-my-picture [tabindex]")) : go(at + 1)), back: () => go(at - 1),
    every() { show(root, asked, { ...state(), chosen: asked.questions.pairs }); changed(); go(0) },
    again() { go(0); say(t("my.again_said")) }, "go-on": () => void goOn(), "put-away": () => void setEarlier(null),
    clear() {
      for (const name of keptByTools()) forget(name)
      clear()
      tell(t("my.cleared"))
      leap(one(root, "[data-lw-told]"))
    },
  }
  const deeds = new Map(Object.entries(ways))

  listen("click", event => {
    const button = event.target.closest?.("button, a")
    if (!button) return
    deeds.get(data(button, "do"))?.()
    if (data(button, "do") === "to-picture") { event.preventDefault(); leap(one(root, ".lw-my-picture [tabindex]")) }
    if (data(button, "go")) go(state().chosen.indexOf(data(button, "go")))
    if (data(button, "leave")) void leave(data(button, "leave"))
  })
  listen("change", event => {
    if (event.target.matches("[data-lw-file]")) return event.target.files[0] && void open(event.target.files[0])
    if (keeps.includes(event.target)) {
      if (keeping() === "yes") return store()
      forget(KEY)
      one(root, "[data-lw-kept]").textContent = t("my.closing_loses")
    }
  })
  listen("input", event => {
    if (!event.target.closest(".lw-rate, [data-lw-note], [data-lw-next-of]")) return
    one(root, "[data-lw-told]").hidden = true
    changed()
    if (event.target.type === "radio") say(one(event.target.closest("[data-lw-pair]"), "[data-lw-sentence]").textContent ?? "")
  })
  if (live) {
    show(root, asked, Object.fromEntries(TRAITS.map(name => [name, get(name)])))
    for (const name of TRAITS) watch(name, () => {
      if (JSON.stringify(get(name)) === JSON.stringify(state()[name])) return
      show(root, asked, { ...state(), [name]: get(name) })
      changed(false)
    })
    return changed()
  }
  void restore(true)
  listen("pageshow", event => { if (event.persisted && keeping() === "yes") kept(KEY) === "none" ? empty() : void restore() }, window)
  watchOver(view, KEY, store, () => { if (keeping() === "yes") { empty(); tell(t("my.cleared")) } })
  changed()
  // A reader may have chosen before this module came.
  const waits = /** @type {HTMLInputElement} */ (one(root, "[data-lw-file]")).files?.[0]
  if (waits) void open(waits)
  if (keeping() === "yes") store()
  if (keeping() === "no") one(root, "[data-lw-kept]").textContent = t("my.closing_loses")
}
