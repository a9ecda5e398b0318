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
  const label = () => select.selectedOptions[0]?.textContent ?? ""

  const rows = all(root, ".lw-strip").map(row => ({
    row, id: data(row, "place"), whole: row.matches(".lw-of-all"), name: one(row, "b").textContent ?? "", said: one(row, "i"),
    years: data(row, "years"), when: entries(row, "said", "|"), recorded: one(row, "i").textContent ?? "",
    bands: all(row, "[data-lw-band]").map(svg => ({ svg, heights: entries(svg, "band", ";"), as: written(svg, ["height"]) })),
    marks: all(row, "[data-lw-event]").map(mark => ({ mark, at: entries(mark, "at", ";"), as: written(mark, ["x", "y", "width"]) })),
  }))
  const counted = all(root, "[data-lw-since]").map(part => ({
    part, far: entries(part, "since", "|"), listed: part.matches("li"), ago: /** @type {HTMLElement | null} */ (part.querySelector(".lw-ago")),
  }))

  /** The places to show, in the order of their table. */
  const chosen = () => inputs.map(({ value }) => value).filter(id => !get("places").length || get("places").includes(id))

  function updatePlaces() {
    const shown = chosen()
    tick(inputs, get("places"))
    figure.dataset.lwColumns = String(shown.length)
    for (const part of all(root, "[data-lw-place]")) part.hidden = !part.matches(".lw-of-all") && !shown.includes(data(part, "place"))
    describe()
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
    say([who, ...how].join(" "))
    link?.setAttribute("href", address())
  }

  const address = () => `#compare=${get("places").join(",")}&from=${get("align")}`

  /** Takes a reader's choice over, and keeps it in the address, so that Back brings it again. @param {string} name @param {unknown} value */
  function choose(name, value) {
    set(name, value)
    if (!live) history.replaceState(history.state, "", address())
  }

  watch("places", updatePlaces)
  watch("align", updateAlign)
  listen("change", () => choose("places", ticked(inputs)), one(root, "[data-lw-facet=places]"))
  listen("click", () => choose("places", inputs.map(({ value }) => value)), one(root, "[data-lw-do=all]"))
  listen("change", () => choose("align", select.value), select)
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
