// @ts-check
// Lets a reader choose places and line up their timelines. The figure holds every layout; the model holds the choice.

import { all, data, define, leap, one, tick, ticked } from "../kit.mjs"

const CALENDAR = "calendar"

/** Reads an attribute of entries, each a key, a space and a value. @param {Element} element @param {string} name @param {string} between */
function entries(element, name, between) {
  const found = data(element, name).split(between).filter(Boolean)
  return new Map(found.map(entry => [entry.slice(0, entry.indexOf(" ")), entry.slice(entry.indexOf(" ") + 1)]))
}

/** What Python wrote into attributes, to be put back. @param {Element} element @param {string[]} names */
const written = (element, names) => new Map(names.map(name => [name, element.getAttribute(name)]))

export default define(view => {
  const { root, live, t, get, set, watch, listen, say, follow } = view
  const figure = one(root, ".lw-comparison")
  const inputs = /** @type {HTMLInputElement[]} */ (all(root, "[data-lw-facet=places] input"))
  const select = /** @type {HTMLSelectElement} */ (one(root, "select"))
  const link = root.querySelector("a[data-lw-here]")
  const picture = one(root, "[role=img]"), nothing = one(root, "[data-lw-nothing]"), scale = one(root, "[data-lw-scale]")
  const from = root.querySelector("[data-lw-from]")
  const axes = all(root, ".lw-axis-lines")
  const atFirst = { scale: scale.textContent, picture: (picture.getAttribute("aria-label") ?? "").split(": ")[0] }
  /** @param {HTMLElement} part */
  const rank = part => Number(data(part, "rank") || -1)
  /** @param {HTMLInputElement} input */
  const nameOf = input => input.parentElement?.textContent?.trim() ?? ""
  const label = () => select.selectedOptions[0]?.textContent ?? ""

  const rows = /** @type {ReturnType<typeof rowOf>[]} */ ([]), counted = /** @type {ReturnType<typeof countedOf>[]} */ ([])
  /** @param {HTMLElement} row */
  const rowOf = row => ({
    row, id: data(row, "place"), whole: row.matches(".lw-of-all"), name: one(row, "b").textContent ?? "", said: one(row, "i"),
    years: data(row, "years"), when: entries(row, "said", "|"), recorded: one(row, "i").textContent ?? "",
    bands: all(row, "[data-lw-band]").map(svg => ({ svg, heights: entries(svg, "band", ";"), as: written(svg, ["height"]) })),
    marks: all(row, "[data-lw-event]").map(mark => ({ mark, at: entries(mark, "at", ";"), as: written(mark, ["x", "y", "width"]) })),
  })
  /** @param {HTMLElement} part */
  const countedOf = part => ({
    part, far: entries(part, "since", "|"), listed: part.matches("li"), ago: /** @type {HTMLElement | null} */ (part.querySelector(".lw-ago")),
  })

  /** Takes up what can be drawn and counted in a part of the figure, as Python wrote it. @param {ParentNode} within */
  function collect(within) {
    rows.push(...all(within, ".lw-strip").map(rowOf))
    counted.push(...all(within, "[data-lw-since]").map(countedOf))
  }

  /** @param {string} id */
  const here = id => Boolean(root.querySelector(`.lw-strip[data-lw-place="${CSS.escape(id)}"]`))
  const asked = /** @type {Map<string, Promise<void>>} */ (new Map())
  /** Brings what waits of a place on a page of its own, once. @param {string} id */
  function bring(id) {
    const coming = asked.get(id) ?? load(id)
    asked.set(id, coming)
    coming.catch(() => asked.delete(id))
    return coming
  }

  /** @param {string} id */
  async function load(id) {
    const way = /** @type {HTMLAnchorElement | null} */ (root.querySelector(`a[data-lw-later="${CSS.escape(id)}"]`))
    if (!way) throw new Error(`Nothing says where ${id} waits.`)
    const response = await fetch(way.href)
    if (!response.ok) throw new Error(`${way.href}: ${response.status}`)
    const order = inputs.map(({ value }) => value)
    const found = new DOMParser().parseFromString(await response.text(), "text/html")
    for (const held of all(found, "[data-lw-row]")) {
      const into = root.querySelector(`[data-lw-row="${CSS.escape(data(held, "row"))}"]`)
      if (!into || held.parentElement?.closest("[data-lw-row]")) continue
      if (into.matches("dd")) into.replaceChildren()
      const next = [...into.children].find(part => part.matches(".lw-of-all") || order.indexOf(data(part, "place")) > order.indexOf(id))
      const came = document.createDocumentFragment()
      came.append(...held.children)
      collect(came)
      into.insertBefore(came, next ?? null)
    }
    rows.sort((a, b) => (a.row.compareDocumentPosition(b.row) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
    updateAlign()
  }

  let failed = false
  /** The places to show, in the order of their table. */
  const chosen = () => inputs.map(({ value }) => value).filter(id => !get("places").length || get("places").includes(id))

  function updatePlaces() {
    const shown = chosen()
    tick(inputs, get("places"))
    const coming = shown.filter(id => !here(id))
    if (coming.length && !failed) {
      say(t("comparison.coming"))
      Promise.allSettled(coming.map(bring)).then(() => { failed = true; updatePlaces(); failed = false })
      return
    }
    figure.dataset.lwColumns = String(shown.length)
    for (const part of all(root, "[data-lw-place]")) part.hidden = !part.matches(".lw-of-all") && !shown.includes(data(part, "place"))
    for (const heading of all(root, "[data-lw-bare]")) arrange(/** @type {HTMLElement} */ (heading.parentElement), heading)
    describe()
  }

  /** Puts the rows first that have something for a place on show. @param {HTMLElement} group @param {HTMLElement} heading */
  function arrange(group, heading) {
    const parts = all(group, ":scope > section").sort((a, b) => rank(a) - rank(b))
    const bare = parts.filter(part => !part.querySelector("dl > :not([hidden], .lw-of-all) > dd:not(.lw-none)"))
    const wanted = [...parts.filter(part => !bare.includes(part)), ...(bare.length ? [heading, ...bare] : [])]
    heading.hidden = !bare.length
    const now = all(group, ":scope > section, :scope > [data-lw-bare]").filter(part => bare.length || part !== heading)
    if (wanted.some((part, at) => part !== now[at])) group.append(...wanted)
  }

  function updateAlign() {
    const step = get("align"), calendar = step === CALENDAR
    select.value = step
    for (const axis of axes) axis.toggleAttribute("hidden", (data(axis, "axis") || CALENDAR) !== step)
    for (const { marks, bands } of rows) {
      for (const { svg, heights, as } of bands) {
        svg.toggleAttribute("hidden", !calendar && !heights.has(step))
        svg.setAttribute("height", heights.get(step) ?? as.get("height") ?? "")
      }
      for (const { mark, at, as } of marks) place(mark, at.get(step), as)
    }
    for (const { part, far, listed, ago } of counted) {
      const said = far.get(calendar && !listed ? select.options[1]?.value : step) ?? ""
      const into = ago ?? part.querySelector(".lw-ago") ?? (said ? part.appendChild(Object.assign(document.createElement("i"), { className: "lw-ago" })) : null)
      if (into) into.textContent = said
    }
    if (from) from.textContent = (calendar ? select.options[1]?.textContent : label()) ?? ""
    for (const part of all(root, "[data-lw-if]")) part.hidden = (data(part, "if") === CALENDAR) !== calendar
    describe()
  }

  /** Moves a mark to where it stands from a step, or back. @param {HTMLElement} mark @param {string | undefined} at @param {Map<string, string | null>} as */
  function place(mark, at, as) {
    const [x, y, width] = (at ?? "").split(" ")
    const high = width === undefined ? 0 : 4
    const to = new Map(at === undefined ? as : [["x", `${x}%`], ["y", String(Number(y) - high)], ["width", width === undefined ? null : `${width}%`]])
    for (const [name, value] of to) if (value !== null) mark.setAttribute(name, value)
    mark.classList.toggle("lw-chosen", data(mark, "steps").split(" ").includes(get("align")))
  }

  /** Tells the picture and the choice in words. */
  function describe() {
    const step = get("align"), calendar = step === CALENDAR, shown = rows.filter(({ row }) => !row.hidden)
    const places = shown.filter(({ whole }) => !whole)
    for (const { said, when, recorded, whole } of rows)
      said.textContent = calendar ? recorded : when.get(step) ?? t(whole ? "comparison.whole_not_drawn" : "common.not_recorded")
    const missing = calendar ? [] : places.filter(({ when }) => !when.has(step))
    const empty = !calendar && missing.length === places.length
    picture.hidden = empty
    nothing.hidden = !empty
    nothing.textContent = empty ? t("comparison.nothing", { step: label() }) : ""
    const told = (calendar ? shown : places).map(({ name, years, said }) =>
      t("comparison.picture_row", { name, said: calendar ? years || t("common.not_recorded") : said.textContent }))
    const start = calendar ? atFirst.picture : t("comparison.picture_step", { step: label() })
    picture.setAttribute("aria-label", t("comparison.picture_end", { start, rows: told.join(", ") }))
    scale.textContent = calendar ? atFirst.scale : t("comparison.scale_step", { step: label() })
    const names = places.map(({ name }) => name)
    const who = !get("places").length ? t("comparison.all_shown", { count: inputs.length })
      : names.length === 1 ? t("comparison.one_shown", { name: names[0] }) : t("comparison.side_by_side", { names: t.listed(names) })
    const how = calendar ? [t("comparison.by_calendar")] : [t("comparison.from_step", { step: label() })]
    if (empty) how.push(t("comparison.nothing", { step: label() }))
    else if (missing.length) how.push(t("comparison.not_drawn", { names: t.listed(missing.map(({ name }) => name)) }))
    const gone = chosen().filter(id => !here(id))
    if (gone.length) how.push(t("comparison.not_loaded", { names: t.listed(inputs.filter(({ value }) => gone.includes(value)).map(nameOf)) }))
    say([who, ...how].join(" "))
    link?.setAttribute("href", address())
  }

  const address = () => `#compare=${get("places").join(",")}&from=${get("align")}`

  /** Takes a reader's choice over, and keeps it in the address, so that Back brings it again. @param {string} name @param {unknown} value */
  function choose(name, value) {
    set(name, value)
    if (!live) history.replaceState(history.state, "", address())
  }

  collect(root)
  watch("places", updatePlaces)
  watch("align", updateAlign)
  listen("change", () => choose("places", ticked(inputs)), one(root, "[data-lw-facet=places]"))
  listen("click", () => choose("places", inputs.map(({ value }) => value)), one(root, "[data-lw-do=all]"))
  listen("change", () => choose("align", select.value), select)
  listen("click", event => {
    const way = event.target.closest("dd > a[data-lw-later]")
    if (!way || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const into = way.parentElement
    bring(data(way, "later")).then(() => {
      const list = /** @type {HTMLDetailsElement} */ (one(into, "details"))
      list.open = true
      one(list, "summary").focus()
    }, () => { location.href = way.href })
  })
  let arriving = true
  follow(hash => {
    const asked = /^compare=([^&]*)&from=(.*)$/.exec(hash)
    if (asked) {
      const ids = asked[1].split(",")
      set("places", inputs.map(({ value }) => value).filter(id => ids.includes(id)))
      if ([...select.options].some(({ value }) => value === asked[2])) set("align", asked[2])
      const entry = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0])
      if (arriving && entry?.type === "navigate") leap(one(root, "[data-lw-part=timelines]"))
    }
    arriving = false
  })
  // The figure came by calendar years: until its marks move there is nothing to draw.
  if (get("align") !== CALENDAR) updateAlign()
  updatePlaces()
  figure.dataset.lwOn = ""
})
