// @ts-check
// Lets a reader search, filter, order and share events. The list holds the data; the model holds what the reader chose.

import { all, data, define, leap, one } from "../kit.mjs"
import { filtering } from "../filtering.mjs"
import { addressed } from "./addressed.mjs"
import { bringing, story } from "./bringing.mjs"
import { pictured } from "./picture.mjs"

export default define(view => {
  const { root, t, get, set, watch, listen, say, follow } = view
  const status = one(root, "[data-lw-status]"), picture = one(root, ".lw-picture")
  const select = /** @type {HTMLSelectElement} */ (one(root, "[data-lw-order]"))
  const sheet = /** @type {HTMLDialogElement} */ (one(root, "dialog")), opener = one(root, "[data-lw-do=filter]")
  const [from, to] = /** @type {HTMLSelectElement[]} */ (all(root, "[data-lw-year]"))
  const started = (picture.getAttribute("aria-label") ?? "").split(": ")[0]
  const key = root.dataset.lwFigure ?? ""
  let events = all(root, "li[id^=event-]"), failed = false
  /** @param {HTMLElement} entry */
  const idOf = entry => entry.id.slice(6, -key.length || undefined)
  const years = all(root, "section[data-lw-of]"), groups = all(root, "[data-lw-group]")
  const folds = /** @type {HTMLDetailsElement[]} */ (groups.filter(group => group.matches("details")))
  /** Which folds a reader had left open, while a filter opens what holds its finds. @type {Map<HTMLDetailsElement, boolean>} */
  const left = new Map()
  const written = [...select.options].find(option => option.defaultSelected)?.value ?? "oldest"
  let order = written

  const happenings = () => events.map(entry => ({
    entry, id: idOf(entry), year: Number(data(/** @type {Element} */ (entry.closest("section")), "of")),
    places: data(entry, "places").split(" "), strand: data(entry, "strands"),
  })).sort((a, b) => a.year - b.year)

  const background = bringing(view, {
    turned: () => order !== written,
    came: entries => {
      events = all(root, "li[id^=event-]")
      drawn.grow(happenings())
      list.add(entries)
    },
  })
  /** Brings the events that wait, for what is about to be shown needs them all. */
  const need = () => background.bring().catch(() => { failed = true; list.add([]); failed = false })
  const drawn = pictured(view, happenings(), key, !background.waiting())
  const { rows } = drawn

  const list = filtering(view, {
    entries: events,
    // A figure of one place alone has no places to choose from.
    facets: ["places", "themes", "strands"].filter(facet => root.querySelector(`[data-lw-facet=${facet}]`)),
    passages: entry => /** @type {HTMLElement[]} */ ([...entry.children]).filter(child => child.matches("p,h2,h3,h4,h5,h6")),
    changed: shown => {
      if (background.waiting() && !failed) return void need()
      for (const year of years) year.hidden = !one(year, "li[id^=event-]:not([hidden])")
      for (const link of all(root, ".lw-jump a")) link.hidden = Boolean(root.querySelector(`section[hidden][data-lw-of="${link.textContent}"]`))
      for (const fold of folds) {
        const found = one(fold, "section:not([hidden])")
        fold.hidden = !found
        if (shown.size === events.length) {
          fold.open = left.get(fold) ?? fold.open
          left.delete(fold)
        } else {
          if (!left.has(fold)) left.set(fold, fold.open)
          fold.open = Boolean(found)
        }
      }
      const ids = new Set([...shown].map(({ entry }) => idOf(entry)))
      count(ids)
      say(ids.size === events.length ? data(status, "all") : inWords(ids))
    },
  })

  /** The rows that are asked for. */
  const chosen = () => rows.filter(({ id }) => !get("places").length || get("places").includes(id))

  /** Shows the marks and counts of the chosen rows. @param {Set<string>} ids */
  function count(ids) {
    const asked = chosen()
    for (const { said, here } of rows) {
      const count = here.filter(({ id }) => ids.has(id)).length
      said.textContent = count ? String(count) : t(here.length ? "picture.no_match" : "common.not_recorded")
    }
    drawn.filter(ids, asked)
    const said = asked.map(({ name, said }) => t("timeline.picture_row", { name, said: said.textContent })).join(", ")
    picture.setAttribute("aria-label", t("timeline.picture_end", { start: started, rows: said }))
    one(sheet, "[data-lw-do=show]").textContent = t("timeline.show", { count: ids.size })
  }

  /** How many events are shown, where none matches and what is not recorded at all; Python says the same. @param {Set<string>} ids */
  function inWords(ids) {
    const asked = chosen()
    if (failed) return `${t("timeline.shown", { count: ids.size, all: events.length })} ${t("timeline.not_loaded")}`
    const unmatched = asked.filter(({ here }) => here.length && !here.some(({ id }) => ids.has(id))).map(({ name }) => name)
    const none = !ids.size ? t("timeline.no_match") : unmatched.length ? t("timeline.no_match_in", { places: t.listed(unmatched) }) : ""
    return [t("timeline.shown", { count: ids.size, all: events.length }), none, notRecorded(asked)].filter(Boolean).join(" ")
  }

  /** @param {typeof rows} asked */
  function notRecorded(asked) {
    const empty = asked.filter(({ whole, here }) => !whole && !here.length).map(({ name }) => name)
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
    for (const ol of all(root, "section>ol[role]")) ol.append(...[...ol.children].reverse())
  }

  function updateYears() {
    const [first = from.options[0].value, last = to.options[to.options.length - 1].value] = get("years").map(String)
    from.value = first
    to.value = last
    drawn.zoom(get("years"))
    if (get("years").length && background.waiting()) need()
  }

  /** Marks the event in list and picture, and clears what hides it. */
  function updateSelected() {
    const id = get("selected")
    for (const event of events)
      if (idOf(event) === id) event.setAttribute("aria-current", "true")
      else event.removeAttribute("aria-current")
    drawn.select(id)
    const item = list.items.find(({ entry }) => idOf(entry) === id)
    if (!item && background.holds(`event-${id}${key}`)) background.bring().then(updateSelected, () => {})
    if (!item) return
    list.reveal(item)
    const fold = /** @type {HTMLDetailsElement | null} */ (item.entry.closest("details"))
    if (fold) fold.open = true
    item.entry.scrollIntoView({ block: "start", behavior: "instant" })
  }

  /** @param {string} name @returns {(parts: string[]) => string[] | undefined} */
  const among = name => parts => {
    const known = list.options(name).map(({ value }) => value)
    return parts.length && parts.every(part => known.includes(part)) ? parts : undefined
  }
  addressed(view, {
    places: among("places"), themes: among("themes"), strands: among("strands"),
    order: ([order]) => (["oldest", "newest"].includes(order) ? order : undefined),
    years: parts => {
      const span = parts.map(Number)
      return span.length === 2 && span[0] <= span[1] && span[0] >= Number(from.options[0].value) && span[1] <= Number(to.options[to.options.length - 1].value) ? span : undefined
    },
  })
  watch("order", updateOrder)
  watch("selected", updateSelected)
  watch("years", updateYears)
  listen("change", () => set("order", select.value), select)
  for (const year of [from, to])
    listen("change", () => {
      const first = Number(from.value), last = Number(to.value), turned = first > last
      const span = turned ? (year === from ? [first, first] : [last, last]) : [first, last]
      set("years", from.selectedIndex === 0 && to.selectedIndex === to.options.length - 1 ? [] : span)
    }, year)
  listen("click", () => set("years", []), one(root, "[data-lw-do=clear]"))
  listen("click", () => {
    if (sheet.open) return sheet.close()
    // A phone has no room beside the list, so there the filters cover it until the reader has chosen.
    if (matchMedia("(max-width: 40rem)").matches) sheet.showModal()
    else sheet.show()
    opener.setAttribute("aria-expanded", "true")
  }, opener)
  listen("click", event => {
    if (event.target === sheet || /** @type {Element} */ (event.target).matches("[data-lw-do=show]")) sheet.close()
  }, sheet)
  listen("close", () => {
    opener.setAttribute("aria-expanded", "false")
    opener.focus()
  }, sheet)
  const steps = /** @type {HTMLDetailsElement | null} */ (root.querySelector(".lw-told"))
  // Few readers open the story, so what tells it comes when it is opened.
  /** @param {HTMLDetailsElement} steps */
  const tell = steps => steps.addEventListener("toggle", async () => {
    const { told } = await import("./told.mjs")
    if (!view.signal.aborted) told(view, steps, drawn.follow)
  }, { once: true, signal: view.signal })
  if (steps) tell(steps)
  for (const intent of ["pointerenter", "focusin"])
    listen(intent, () => background.bring().catch(() => {}), one(root, ".lw-controls"))
  listen("click", event => {
    const number = event.target.closest("a.lw-num")
    // A finger's first press on a number only says what it is.
    if (event.defaultPrevented) return
    if (number && background.waiting()) {
      event.preventDefault()
      // Where all events are here, a number leads to the first of its own.
      return void background.bring().then(() => number.click(), () => { location.hash = number.hash })
    }
    const way = /** @type {HTMLAnchorElement | null} */ (event.target.closest("a[data-lw-later]"))
    if (!way || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const first = way.previousElementSibling?.parentElement?.firstElementChild?.id
    const shown = first ? background.bring().then(() => leap(/** @type {HTMLElement} */ (document.getElementById(first))))
      : story(way).then(details => { tell(details); details.open = true; one(details, "summary").focus() })
    shown.catch(() => { location.href = way.href })
  })
  updateOrder()
  list.start()
  if (get("years").length) updateYears()
  if (get("selected")) updateSelected()
  follow(hash => {
    const open = () => {
      const event = events.find(({ id }) => id === hash)
      if (!event) return
      set("selected", idOf(event))
      updateSelected()
      leap(event)
    }
    background.holds(hash) ? background.bring().then(open, () => {}) : open()
  })
})
