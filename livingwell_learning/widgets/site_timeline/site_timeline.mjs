// @ts-check
// Lets a reader search, filter, order and share events. The list holds the data; the model holds what the reader chose.

import { all, data, define, leap, one } from "../kit.mjs"
import { filtering } from "../filtering.mjs"

export default define(view => {
  const { root, t, get, set, watch, listen, say, follow } = view
  const status = one(root, "[data-lw-status]"), picture = one(root, "[role=img]")
  const select = /** @type {HTMLSelectElement} */ (one(root, "[data-lw-order]"))
  const started = (picture.getAttribute("aria-label") ?? "").split(": ")[0]
  const events = all(root, "li[data-lw-event]")
  const years = all(root, "section"), groups = all(root, "[data-lw-group]")
  const folds = /** @type {HTMLDetailsElement[]} */ (groups.filter(group => group.matches("details")))
  const rows = all(root, ".lw-strip").map(row => ({
    row, id: data(row, "place"), whole: row.matches(".lw-of-all"),
    name: one(row, "b").textContent ?? "", said: one(row, "i"),
    marks: all(row, "[data-lw-event]").map(mark => ({ mark, id: data(mark, "event") })),
  }))
  /** Which folds a reader had left open, while a filter opens what holds its finds. @type {Map<HTMLDetailsElement, boolean>} */
  const left = new Map()
  let order = [...select.options].find(option => option.defaultSelected)?.value ?? "oldest"

  const list = filtering(view, {
    entries: events,
    facets: ["places", "themes", "strands"],
    passages: entry => /** @type {HTMLElement[]} */ ([...entry.children]).filter(child => child.matches("p,h2,h3,h4,h5,h6")),
    changed: shown => {
      for (const year of years) year.hidden = !one(year, "li[data-lw-event]:not([hidden])")
      for (const fold of folds) {
        const found = one(fold, "section:not([hidden])")
        fold.hidden = !found
        if (shown.size === events.length) fold.open = left.get(fold) ?? fold.open, left.delete(fold)
        else left.has(fold) || left.set(fold, fold.open), (fold.open = Boolean(found))
      }
      const ids = new Set([...shown].map(({ entry }) => data(entry, "event")))
      drawn(ids)
      say(ids.size === events.length ? data(status, "all") : inWords(ids))
    },
  })

  /** The rows that are asked for. */
  const chosen = () => rows.filter(({ id }) => !get("places").length || get("places").includes(id))

  /** Shows the marks and counts of the chosen rows. @param {Set<string>} ids */
  function drawn(ids) {
    const asked = chosen()
    for (const each of rows) {
      each.row.hidden = !asked.includes(each)
      for (const { mark, id } of each.marks) mark.toggleAttribute("hidden", !ids.has(id))
      const count = each.marks.filter(({ id }) => ids.has(id)).length
      each.said.textContent = count ? String(count) : t(each.marks.length ? "picture.no_match" : "common.not_recorded")
    }
    const said = asked.map(({ name, said }) => t("timeline.picture_row", { name, said: said.textContent })).join(", ")
    picture.setAttribute("aria-label", t("timeline.picture_end", { start: started, rows: said }))
  }

  /** How many events are shown, where none matches and what is not recorded at all; Python says the same. @param {Set<string>} ids */
  function inWords(ids) {
    const asked = chosen()
    const unmatched = asked.filter(({ marks }) => marks.length && !marks.some(({ id }) => ids.has(id))).map(({ name }) => name)
    const none = !ids.size ? t("timeline.no_match") : unmatched.length ? t("timeline.no_match_in", { places: t.listed(unmatched) }) : ""
    return [t("timeline.shown", { count: ids.size, all: events.length }), none, notRecorded(asked)].filter(Boolean).join(" ")
  }

  /** @param {typeof rows} asked */
  function notRecorded(asked) {
    const empty = asked.filter(({ whole, marks }) => !whole && !marks.length).map(({ name }) => name)
    if (empty.length) return t("timeline.not_recorded", { names: t.listed(empty) })
    const here = asked.find(({ id }) => id === data(status, "alone"))
    if (!here) return ""
    const used = new Set(list.items.filter(({ values }) => values.get("places")?.includes(here.id)).flatMap(({ values }) => values.get("themes")))
    const themes = get("themes")
    const missing = list.options("themes").filter(({ value }) => !used.has(value) && (!themes.length || themes.includes(value)))
    const names = missing.map(({ parentElement }) => parentElement?.children[1].textContent ?? "")
    return names.length ? t("timeline.not_recorded_in", { place: here.name, names: t.listed(names) }) : ""
  }

  function updateOrder() {
    select.value = get("order")
    if (order === get("order")) return
    order = get("order")
    for (const group of groups) group.append(...all(group, "section").reverse())
    for (const ol of all(root, "section>ol")) ol.append(...[...ol.children].reverse())
  }

  /** Marks the event in list and picture, and clears what hides it. */
  function updateSelected() {
    const id = get("selected")
    for (const event of events)
      if (data(event, "event") === id) event.setAttribute("aria-current", "true")
      else event.removeAttribute("aria-current")
    for (const { marks } of rows) for (const { mark, id: of } of marks) mark.classList.toggle("lw-chosen", of === id)
    const item = list.items.find(({ entry }) => data(entry, "event") === id)
    if (!item) return
    list.reveal(item)
    const fold = /** @type {HTMLDetailsElement | null} */ (item.entry.closest("details"))
    if (fold) fold.open = true
    item.entry.scrollIntoView({ block: "start", behavior: "instant" })
  }

  watch("order", updateOrder)
  watch("selected", updateSelected)
  listen("change", () => set("order", select.value), select)
  updateOrder()
  list.start()
  if (get("selected")) updateSelected()
  follow(hash => {
    const event = events.find(({ id }) => id === hash)
    if (!event) return
    set("selected", data(event, "event"))
    updateSelected()
    leap(event)
  })
})
