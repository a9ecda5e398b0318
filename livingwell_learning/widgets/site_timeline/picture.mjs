// @ts-check
// The picture of a timeline: what of it the filters leave, which years it shows, and the keys that walk along a row.

import { all, data, one } from "../kit.mjs"

/** Up to how many columns every event has a mark of its own. */
const UNFOLDED = 6
const id = (/** @type {Element} */ link) => decodeURIComponent((link.getAttribute("href") ?? "").replace(/^#event-/, ""))

/**
 * @typedef {{ id: string, entry: HTMLElement, year: number, places: string[], strand: string }} Happening
 * @typedef {import("./told.mjs").Scene} Scene
 */

/**
 * @param {import("../kit.mjs").View} view
 * @param {Happening[]} events In their order.
 * @param {string} key What ids of this figure end in.
 * @param {boolean} [whole] Whether these are all events, and none waits elsewhere.
 */
export function pictured({ root, t, listen }, events, key, whole = true) {
  const picture = one(root, ".lw-picture"), box = one(picture, ".lw-scroll")
  const columns = all(box, ".lw-axis>li").map(column => ({ column, years: data(column, "years").split(" ").map(Number) }))
  const rows = all(box, ".lw-row").map(row => {
    const cells = all(row, ".lw-cells>li").map(cell => {
      const marks = all(cell, ".lw-dot:not(.lw-num)"), marked = new Set(marks.map(link => id(link).slice(0, -key.length || undefined)))
      return { cell, marks, marked, number: /** @type {HTMLElement | null} */ (cell.querySelector(".lw-num")), own: false, counted: /** @type {Happening[]} */ ([]) }
    })
    return { row, id: data(row, "place"), whole: row.matches(".lw-of-all"), name: one(row, "b").textContent ?? "", said: one(row, "i"),
      here: /** @type {Happening[]} */ ([]), cells }
  })

  /** Gives each row its events, and each cell those that are a number in it. */
  function sort() {
    for (const each of rows) {
      each.here = events.filter(({ places }) => places.includes(each.id))
      each.cells.forEach((part, at) => {
        const [first, last] = columns[at].years
        part.counted = each.here.filter(({ id, year }) => year >= first && year <= last && !part.marked.has(id))
      })
    }
  }
  sort()
  let ids = new Set(events.map(({ id }) => id)), asked = rows, years = /** @type {number[]} */ ([]), selected = ""
  let scene = /** @type {Scene | null} */ (null)

  /** A mark for an event that was a number. @param {Happening} event */
  function mark({ id, entry }) {
    const link = document.createElement("a"), words = document.createElement("span")
    link.href = `#event-${id}${key}`
    const tone = [...entry.classList].find(name => name.startsWith("lw-tone-"))
    link.className = `lw-dot ${tone}${entry.querySelector(".lw-inferred") ? " lw-inferred" : ""}`
    const heading = entry.firstElementChild?.textContent?.trim() ?? "", when = one(entry, "h1,h2,h3,h4,h5,h6").querySelector("span")?.textContent ?? ""
    words.textContent = `${when}: ${heading.slice(when.length).trim()}`
    link.append(one(picture, `.lw-legend .${tone} svg`).cloneNode(true), words)
    return link
  }

  function update() {
    const chosen = scene ? rows.filter(({ id }) => scene?.places.includes(id)) : asked
    const [from, to] = scene?.years.length ? scene.years : years.length ? years : [-Infinity, Infinity]
    const seen = columns.map(({ years: [first, last] }) => last >= from && first <= to)
    const unfolded = seen.filter(Boolean).length <= UNFOLDED
    box.classList.toggle("lw-zoomed", unfolded)
    columns.forEach(({ column }, at) => column.toggleAttribute("hidden", !seen[at]))
    for (const each of rows) {
      each.row.hidden = !chosen.includes(each)
      each.cells.forEach((part, at) => {
        part.cell.hidden = !seen[at]
        if (unfolded && seen[at] && part.counted.length && !part.own) {
          part.own = true
          const made = part.counted.map(mark)
          part.cell.append(...made)
          part.marks.push(...made)
        }
        for (const link of part.marks) {
          const event = id(link).slice(0, -key.length || undefined)
          link.hidden = (whole && !ids.has(event)) || (!unfolded && part.counted.some(({ id }) => id === event))
          link.classList.toggle("lw-chosen", scene ? scene.events.includes(event) : event === selected)
        }
        const left = part.counted.filter(({ id }) => ids.has(id))
        // Until all events are here, a number stays as it was written.
        if (!part.number || !whole) return
        part.number.hidden = unfolded || !left.length
        if (left.length) part.number.setAttribute("href", `#event-${left[0].id}${key}`)
        part.number.lastChild?.replaceWith(String(left.length))
        one(part.number, "span").textContent = t("timeline.cell", { place: each.name, year: columns[at].column.textContent, name: data(part.number, "name"), count: left.length })
      })
      for (const link of all(each.row, ".lw-steps>a")) link.hidden = whole && !ids.has(id(link).slice(0, -key.length || undefined))
      const stops = stopsOf(each.row)
      for (const stop of stops) stop.tabIndex = stop === stops[0] ? 0 : -1
    }
  }

  /** @param {Element} row */
  const stopsOf = row => all(row, ".lw-cells a").filter(link => !link.hidden && !(/** @type {HTMLElement} */ (link.parentElement)).hidden)

  listen("keydown", (/** @type {KeyboardEvent} */ event) => {
    const link = /** @type {HTMLElement} */ (event.target), row = link.closest(".lw-cells")?.closest(".lw-row")
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return
    const stops = stopsOf(row), at = stops.indexOf(link)
    const to = new Map([["ArrowRight", at + 1], ["ArrowLeft", at - 1], ["Home", 0], ["End", stops.length - 1]]).get(event.key)
    if (at < 0 || to === undefined) return
    event.preventDefault()
    stops[to]?.focus()
  }, box)
  listen("focusin", (/** @type {FocusEvent} */ event) => {
    const link = /** @type {HTMLElement} */ (event.target), row = link.closest(".lw-row")
    if (row && link.matches(".lw-cells a")) for (const stop of stopsOf(row)) stop.tabIndex = stop === link ? 0 : -1
  }, box)
  // A finger has no way to hover: its first press says what a mark is, the next one opens it.
  let told = /** @type {EventTarget | null} */ (null)
  listen("click", (/** @type {PointerEvent} */ event) => {
    const link = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest(".lw-dot"))
    if (!link || event.pointerType !== "touch" || told === link) return void (told = null)
    event.preventDefault()
    told = link
    link.focus({ preventScroll: true })
  }, box)
  update()

  return {
    rows,
    /** Shows what the filters leave. @param {Set<string>} shown @param {typeof rows} chosen */
    filter(shown, chosen) { ids = shown; asked = chosen; update() },
    /** Takes up all events, now that they are here. @param {Happening[]} all */
    grow(all) { events = all; whole = true; ids = new Set(events.map(({ id }) => id)); sort(); update() },
    /** Shows some years, or all. @param {number[]} span */
    zoom(span) { years = span; update() },
    /** Shows what a step of the told version is about. @param {Scene | null} next */
    follow(next) { scene = next; update() },
    /** @param {string} event */
    select(event) { selected = event; update() },
  }
}
