// @ts-check
// What a tool does whose reader fills in a sheet: keeps it if asked, opens a file, shows what leaves, clears.

import { all, clearing, data, leap, one } from "../kit.mjs"
import { forget, keep, keptByTools, kept, keyOf, watchOver } from "./keeping.mjs"
import { ownRows } from "./rows.mjs"
import { inDays, speak, today } from "./sheet_days.mjs"
import { TRAITS, blank, cleaned, gather, holds, show } from "./sheet_state.mjs"

/** @typedef {import("./sheet_state.mjs").State} State */
/** @typedef {{ id: string, edition: string, language: string, more: Record<string, unknown> }} Rest */
/** @typedef {{ format: string, draw: (state: State) => void, markdown: () => Promise<(state: State, day: string) => string[]>,
 *   picture: () => Promise<(state: State, day: string) => string> }} Tool */

/** Brings a sheet to life. @param {import("../kit.mjs").View} view @param {Tool} tool */
export function sheet(view, { format, draw, markdown, picture }) {
  const { root, live, t, get, set, watch, listen, say } = view
  const { id, edition } = JSON.parse(one(root, "[data-lw-about-sheet]").textContent ?? "{}")
  speak(JSON.parse(one(root, "[data-lw-words]").textContent ?? "{}").locale)
  const keeps = /** @type {HTMLInputElement[]} */ (all(root, "[data-lw-keep] input")), isKept = one(root, "[data-lw-kept]")
  const told = one(root, "[data-lw-told]"), panel = one(root, "[data-lw-holds]"), others = one(root, "[data-lw-others]")
  const key = keyOf(format)
  const fresh = () => /** @type {Rest} */ ({ id, edition, language: document.documentElement.lang || "en", more: {} })
  let state = blank(), rest = fresh()
  const clear = clearing(view, empty, () => keeping() === "yes")
  const keeping = () => keeps.find(({ checked }) => checked)?.value
  const places = all(root, "[data-lw-own]").map(place => {
    const group = data(place, "own")
    const own = { get: () => state.own[group] ?? [], set(/** @type {any[]} */ rows) { state.own = { ...state.own, [group]: rows }; changed(); others.hidden = true } }
    const each = all(root, `[data-lw-own="${group}"]`).map(other => data(other, "of"))
    return { group, ...ownRows(view, place, own, each) }
  })

  /** All that is written, with what stands in a form and was not added. @returns {State} */
  function whole() {
    const now = gather(root, state)
    const own = { ...now.own }
    for (const { group, draft } of places) {
      const row = draft()
      if (row) own[group] = [...(own[group] ?? []), row]
    }
    return { ...now, own: Object.fromEntries(Object.entries(own).filter(([, rows]) => rows.length)) }
  }

  /** Follows what stands in the fields. @param {boolean} [tell] whether the traits are to be told */
  function changed(tell = true) {
    state = gather(root, state)
    for (const place of places) place.update()
    if (tell) for (const name of TRAITS) if (JSON.stringify(get(name)) !== JSON.stringify(state[name])) set(name, state[name])
    panel.hidden = true
    follow()
  }

  function follow() {
    const now = whole()
    root.classList.toggle("lw-sheet-written", holds(now))
    draw(now)
  }


  /** @param {string} text */
  function tell(text) {
    told.textContent = text
    told.hidden = !text
  }

  /** @param {State} to */
  function put(to) {
    state = to
    show(root, to)
    for (const place of places) place.clear()
    changed()
  }

  /** Takes everything back from the page. */
  function empty() {
    rest = fresh()
    for (const input of keeps) input.checked = false
    isKept.textContent = ""
    tell("")
    ;/** @type {HTMLInputElement} */ (one(root, "[data-lw-file]")).value = ""
    for (const part of all(root, "[data-lw-exact], [data-lw-holds-deeds]")) part.replaceChildren()
    one(root, "[data-lw-drawn]").removeAttribute("src")
    put(blank())
  }

  /** Keeps what there is, where the reader has said so. */
  function store() {
    if (live || keeping() !== "yes") return
    isKept.textContent = t(keep(key, { ...whole(), rest }) ? "sheet.is_kept" : "sheet.not_kept")
  }

  /** Brings back what was kept. */
  function restore() {
    const had = kept(key)
    if (had === "broken") isKept.textContent = t("sheet.kept_broken")
    if (typeof had === "string") return
    rest = { ...fresh(), more: Object(had.found.rest?.more), language: String(had.found.rest?.language ?? fresh().language) }
    if (keeps[0]) keeps[0].checked = true
    isKept.textContent = t("sheet.is_kept")
    put(cleaned(had.found))
  }

  /** @param {File} file */
  async function open(file) {
    const { read, MOST_BYTES } = await import("./sheet_leaving.mjs")
    const found = file.size > MOST_BYTES ? { problem: t("sheet.file_size", { name: file.name }) } : read(await file.text(), file.name, format, id, t)
    if ("problem" in found) return tell(found.problem)
    const { sheet } = found
    if (holds(whole())) keepAside()
    rest = { id, edition, language: sheet.language, more: sheet.more }
    put({ about: sheet.about, entries: sheet.entries, own: sheet.own, next: sheet.next })
    const look = sheet.next.look_again
    tell([t("sheet.opened", { name: file.name, day: sheet.date ? inDays(sheet.date) : t("sheet.no_date") }), look ? t("sheet.look_again_on", { day: inDays(look) }) : "", before ? t("sheet.aside") : ""].filter(Boolean).join(" "))
    one(root, "[data-lw-do=back]").hidden = !before
    store()
    leap(told)
  }

  /** @type {{ state: State, rest: Rest } | null} */
  let before = null
  /** What a file would take the place of can be brought back. */
  function keepAside() {
    before = { state: whole(), rest }
  }

  /** Shows exactly what a way out holds, before anything leaves. @param {string} way */
  async function leave(way) {
    const [{ holding }, written, drawn] = await Promise.all([import("./sheet_leaving.mjs"), markdown(), picture()])
    const now = whole(), date = today()
    holding({ root, t, way, date, name: `${format}-${date}`, format, sheet: { ...rest, ...now, date }, markdown: () => written(now, date).join("\n\n") + "\n", picture: () => drawn(now, inDays(date)) })
  }

  const deeds = new Map(Object.entries({
    clear() {
      forget(key)
      before = null
      clear()
      one(root, "[data-lw-do=back]").hidden = true
      tell(t("sheet.cleared"))
      others.hidden = live || !keptByTools().length
      leap(others.hidden ? told : others)
    },
    "clear-others"() {
      for (const name of keptByTools()) forget(name)
      others.hidden = true
      tell(t("sheet.all_cleared"))
      leap(told)
    },
    back() {
      if (!before) return
      rest = before.rest
      put(before.state)
      before = null
      one(root, "[data-lw-do=back]").hidden = true
      tell(t("sheet.is_back"))
      store()
    },
  }))

  listen("click", event => {
    const button = event.target.closest?.("button")
    if (!button) return
    deeds.get(data(button, "do"))?.()
    if (data(button, "leave")) void leave(data(button, "leave"))
  })
  listen("change", event => {
    if (event.target.matches("[data-lw-file]")) return event.target.files[0] && void open(event.target.files[0])
    if (!keeps.includes(event.target)) return
    if (keeping() === "yes") return store()
    forget(key)
    isKept.textContent = t("sheet.closing_loses")
  })
  listen("input", event => {
    if (event.target.closest("[data-lw-own-form]")) { others.hidden = true; panel.hidden = true; return follow() }
    if (!event.target.closest("[data-lw-field], [data-lw-next-of], [data-lw-about]")) return
    others.hidden = true
    changed()
  })

  if (live) {
    put(cleaned(Object.fromEntries(TRAITS.map(name => [name, get(name)]))))
    for (const name of TRAITS) watch(name, () => {
      if (JSON.stringify(get(name)) === JSON.stringify(state[name])) return
      state = cleaned({ ...state, [name]: get(name) })
      show(root, state)
      changed(false)
    })
    return
  }
  // A reader may have written something before this module arrived.
  state = cleaned({ own: get("own") })
  changed()
  const answer = keeping()
  if (answer) answer === "yes" ? store() : (isKept.textContent = t("sheet.closing_loses"))
  else if (!holds(whole())) restore()
  listen("pageshow", event => { if (event.persisted && keeping() === "yes") kept(key) === "none" ? empty() : restore() }, window)
  watchOver(view, key, store, () => { if (keeping() === "yes") { empty(); tell(t("sheet.cleared")) } })
}
