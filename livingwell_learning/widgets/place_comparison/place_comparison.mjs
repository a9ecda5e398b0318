// @ts-check
// Lets a reader choose places and line up their timelines. The figure holds the data; the model holds the choice.

/** @typedef {{ get(name: string): any, set(name: string, value: unknown): void, save_changes(): void,
 *   on(event: string, listener: Function): void, off(event: string, listener: Function): void }} Model */
/** @typedef {{ first: number, last: number, inferred: boolean, about: boolean }} Months */
/** @typedef {{ mark: SVGElement, as: Record<string, string>, id: string, months: Months }} Mark */
/** @typedef {{ svg: SVGElement, height: string, marks: Mark[] }} Band */
/** @typedef {ReturnType<typeof survey>} View */
/** @typedef {View["strips"][number]} Strip */
/** @typedef {{ id: string, words: string, months: Months }} Step */

const CALENDAR = "calendar"
const LEFT = 1.5, WIDE = 97, DOT = 3.6, LANE = 11, PAD = 6, TICKS = 7
const SVG = "http://www.w3.org/2000/svg"

/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
const all = (within, selector) => /** @type {T[]} */ ([...within.querySelectorAll(selector)])
/** @template {Element} [T=HTMLElement] @param {ParentNode} within @param {string} selector */
const one = (within, selector) => /** @type {T} */ (within.querySelector(selector))

/** Puts the figure into a notebook, where several may stand on one page. @param {Model} model @param {HTMLElement} el */
function insert(model, el) {
  el.append(document.createRange().createContextualFragment(model.get("figure_html")))
  const uid = Math.random().toString(36).slice(2, 10)
  for (const part of all(el, "[id]")) part.id += `-${uid}`
  for (const link of all(el, "nav a")) link.setAttribute("href", `${link.getAttribute("href")}-${uid}`)
  one(el, ".lw-cmp-set>a").remove()
}

/** Reads months as Python wrote them: `24224`, or `24216-24227?` for a year that was inferred. @param {string} text @returns {Months} */
export function months(text) {
  const [, first, last] = /** @type {RegExpExecArray} */ (/^(\d+)(?:-(\d+))?/.exec(text))
  return { first: +first, last: +(last ?? first), inferred: text.includes("?"), about: text.includes("~") }
}

/** @param {number} number */
const count = number => `${number} month${number === 1 ? "" : "s"}`

/** The distance in words, no more certain than the two dates; Python says the same. @param {Months} date @param {Months} step */
export function since(date, step) {
  const low = date.first - step.last, high = date.last - step.first
  const [near, far] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b)
  const word = high > 0 ? "after" : "before"
  const range = low === high ? (low ? `${count(far)} ${word}` : "the same month")
    : low < 0 && high > 0 ? `${count(-low)} before to ${count(high)} after`
    : near ? `${near} to ${count(far)} ${word}` : `up to ${count(far)} ${word}`
  return `${date.about || step.about ? "about " : ""}${range}${date.inferred || step.inferred ? " (date inferred)" : ""}`
}

/** The marks of a band with their events; own work and surroundings are two bands of one list. @param {SVGElement} svg @param {HTMLElement[]} events @returns {Band} */
function band(svg, events) {
  const marks = all(svg, "*").map((element, at) => {
    const mark = /** @type {SVGElement} */ (/** @type {unknown} */ (element))
    const as = Object.fromEntries([...mark.attributes].map(({ name, value }) => [name, value]))
    return { mark, as, id: events[at].dataset.e ?? "", months: months(events[at].dataset.m ?? "") }
  })
  return { svg, height: svg.getAttribute("height") ?? "", marks }
}

/** A place in the picture; its marks are read when they first move. @param {HTMLElement} root @param {HTMLElement} row */
function strip(root, row) {
  const id = row.dataset.p ?? "", whole = row.matches(".w"), name = one(row, "b").textContent ?? ""
  const events = () => all(root, `dl>[data-p="${id}"] ol>li`)
  const read = () => /** @type {SVGElement[]} */ (all(row, "svg")).map(svg => band(svg, events().filter(li => li.matches(".s2") === svg.matches(":has(.s2)"))))
  /** @type {Band[] | undefined} */
  let bands
  return { id, row, whole, name, said: one(row, "i"), get bands() { return (bands ??= read()) } }
}

/** @param {Model} model @param {HTMLElement} el */
function survey(model, el) {
  const root = one(el, ".lw-cmp")
  const grid = one(root, ".lw-cmp-grid")
  const from = root.querySelector("[data-from]")
  return {
    model, root, grid, from, moved: false,
    inputs: /** @type {HTMLInputElement[]} */ (all(root, "[type=checkbox]")),
    select: /** @type {HTMLSelectElement} */ (one(root, "select")),
    status: one(root, "[role=status]"),
    link: /** @type {HTMLAnchorElement | null} */ (root.querySelector(".lw-cmp-set>a")),
    picture: one(root, "[role=img]"),
    scale: one(root, ".lw-cmp-scale"),
    keys: { bend: root.querySelector(".lw-cmp-bend"), step: one(root, ".lw-cmp-step") },
    strips: all(root, ".lw-cmp-strip").map(row => strip(root, row)),
    first: /** @type {HTMLElement | null} */ (from)?.dataset.from ?? "",
    written: { ticks: [...grid.childNodes], scale: one(root, ".lw-cmp-scale").textContent, picture: one(root, "[role=img]").getAttribute("aria-label") ?? "" },
  }
}

/** @param {View} view @param {string} name @param {unknown} value */
function save({ model }, name, value) {
  model.set(name, value)
  model.save_changes()
}

/** The places to show, in the order of their table. @param {View} view */
function chosen({ model, inputs }) {
  const asked = model.get("places")
  return inputs.map(({ value }) => value).filter(id => !asked.length || asked.includes(id))
}

/** When a place took a step; the earliest, if it is told more than once. @param {View} view @param {string} place @param {string} step @returns {Step | null} */
function stepOf({ root }, place, step) {
  const cell = root.querySelector(`[data-step="${step}"] [data-p="${place}"]>[data-m]`)
  if (!(cell instanceof HTMLElement)) return null
  return { id: cell.dataset.e ?? "", words: one(cell, ".t span").textContent ?? "", months: months(cell.dataset.m ?? "") }
}

/** @param {View} view */
const label = ({ select }) => select.selectedOptions[0]?.textContent ?? ""

/** @param {View} view */
function updatePlaces(view) {
  const shown = chosen(view)
  for (const input of view.inputs) input.checked = view.model.get("places").includes(input.value)
  view.root.style.setProperty("--chosen", String(shown.length))
  for (const part of all(view.root, "[data-p]")) part.hidden = !part.matches(".w") && !shown.includes(part.dataset.p ?? "")
  updateAlign(view)
}

/** @param {View} view */
function updateAlign(view) {
  const step = view.model.get("align")
  view.select.value = step
  const calendar = step === CALENDAR
  const shown = view.strips.filter(({ row }) => !row.hidden)
  // The figure came by calendar years: until its marks move there is nothing to draw.
  if (calendar && !view.moved) return describe(view, shown, new Map())
  view.moved = !calendar
  const steps = new Map(view.strips.map(each => [each, calendar || each.whole ? null : stepOf(view, each.id, step)]))
  if (calendar) drawCalendar(view)
  else drawFrom(view, shown, steps)
  for (const each of view.strips) {
    const taken = steps.get(each)
    each.said.textContent = calendar ? (each.bands.length ? "" : "not recorded") : taken ? dated(taken) : each.whole ? "not drawn: it is no one place" : "not recorded"
    for (const { svg, marks } of each.bands) {
      svg.toggleAttribute("hidden", !calendar && !taken)
      for (const { mark, id } of marks) mark.classList.toggle("on", id === taken?.id)
    }
  }
  countFrom(view, calendar ? view.first : step, !calendar)
  describe(view, shown, steps)
}

/** @param {Step} step */
const dated = ({ words, months: { first, last } }) => `${words}${last > first ? "; counted from the middle" : ""}`

/** Puts every mark back where Python drew it. @param {View} view */
function drawCalendar(view) {
  view.grid.replaceChildren(...view.written.ticks)
  for (const { svg, height, marks } of view.strips.flatMap(({ bands }) => bands)) {
    svg.setAttribute("height", height)
    for (const { mark, as } of marks) for (const name of ["x", "cx", "y", "cy", "width"]) if (name in as) mark.setAttribute(name, as[name])
  }
}

/** Draws the shown places on one scale of months, with their steps at nought. @param {View} view @param {Strip[]} shown @param {Map<Strip, Step | null>} steps */
function drawFrom(view, shown, steps) {
  const drawn = shown.flatMap(each => {
    const step = steps.get(each)
    const zero = step ? (step.months.first + step.months.last + 1) / 2 : 0
    return step ? each.bands.map(({ svg, marks }) => ({ svg, marks, zero })) : []
  })
  const ends = drawn.flatMap(({ marks, zero }) => marks.flatMap(({ months: { first, last } }) => [first - zero, last + 1 - zero]))
  const low = Math.min(...ends, -6), high = Math.max(...ends, 6)
  const tick = [6, 12, 24, 36, 60, 120, 240].find(size => (high - low) / size <= TICKS) ?? 1200
  /** @param {number} month */
  const x = month => LEFT + ((month - low) / (high - low)) * WIDE
  view.grid.replaceChildren()
  for (let month = Math.ceil(low / tick) * tick; month <= high; month += tick) rule(view.grid, month, x(month))
  for (const { svg, marks, zero } of drawn) pack(svg, marks, month => x(month - zero))
}

/** @param {Element} grid @param {number} month @param {number} x */
function rule(grid, month, x) {
  const line = document.createElementNS(SVG, "line"), text = document.createElementNS(SVG, "text")
  for (const [name, value] of [["x1", `${x}%`], ["x2", `${x}%`], ["y1", "22"], ["y2", "100%"]]) line.setAttribute(name, value)
  if (!month) line.setAttribute("class", "zero")
  text.setAttribute("x", `${x}%`)
  text.setAttribute("y", "14")
  text.textContent = String(month).replace("-", "−")
  if (x < 4 || x > 96) text.setAttribute("class", x < 4 ? "a" : "z")
  grid.append(line, text)
}

/** Places the marks of a band so that none covers another: dots above, spans below. @param {SVGElement} svg @param {Mark[]} marks @param {(month: number) => number} x */
function pack(svg, marks, x) {
  let below = 0
  for (const spans of [false, true]) {
    const placed = marks
      .filter(({ as }) => (as.width?.endsWith("%") ?? false) === spans)
      .map(({ mark, months: { first, last } }) => ({ mark, at: spans ? x(first) : x((first + last + 1) / 2), width: spans ? Math.max(x(last + 1) - x(first), DOT / 2) : 0 }))
      .sort((a, b) => a.at - b.at)
    /** @type {number[]} */
    const ends = []
    for (const { mark, at, width } of placed) {
      const free = ends.findIndex(end => end <= at), lane = free < 0 ? ends.length : free
      ends[lane] = at + (width ? width + 0.8 : DOT)
      const y = PAD + (below + lane) * LANE
      mark.setAttribute(mark.tagName === "circle" ? "cx" : "x", `${at}%`)
      mark.setAttribute(mark.tagName === "circle" ? "cy" : "y", String(mark.tagName === "circle" ? y : y - 4))
      if (width) mark.setAttribute("width", `${width}%`)
    }
    below += ends.length
  }
  svg.setAttribute("height", String(Math.max(below, 1) * LANE + PAD / 2))
}

/** Says in words how far steps, and events if asked, lie from the step of their place. @param {View} view @param {string} step @param {boolean} events */
function countFrom(view, step, events) {
  const { root, from, strips, select } = view
  if (from) from.textContent = [...select.options].find(({ value }) => value === step)?.textContent ?? ""
  for (const { id } of strips) {
    const taken = stepOf(view, id, step)
    for (const part of all(root, `dl>[data-p="${id}"] [data-m]`)) {
      const own = part.closest("[data-step]")
      const ago = part.querySelector(".ago") ?? (events ? part.appendChild(Object.assign(document.createElement("i"), { className: "ago" })) : null)
      if (!ago) continue
      const same = own && own.getAttribute("data-step") === step
      const here = part.dataset.e === taken?.id
      ago.textContent = !taken || same || !(own || events) ? "" : here ? (own ? "the same event" : "the step itself") : since(months(part.dataset.m ?? ""), taken.months)
    }
  }
}

/** Tells the picture and the choice in words. @param {View} view @param {Strip[]} shown @param {Map<Strip, Step | null>} steps */
function describe(view, shown, steps) {
  const { model, select, picture, scale, keys, status, link, written, inputs } = view
  const calendar = select.value === CALENDAR
  const missing = calendar ? [] : shown.filter(each => !each.whole && !steps.get(each)).map(({ name }) => name)
  const said = calendar
    ? shown.map(({ name, row }) => `${name} ${row.dataset.y || "not recorded"}`)
    : shown.filter(({ whole }) => !whole).map(each => `${each.name} ${steps.get(each)?.words ?? "not recorded"}`)
  const start = calendar ? written.picture.split(": ")[0] : `Timelines on one scale of months, lined up on “${label(view)}”`
  picture.setAttribute("aria-label", `${start}: ${said.join(", ")}. The lists of events below have everything.`)
  scale.textContent = calendar ? written.scale : `One scale of months before and after the step “${label(view)}”, which stands at 0 for every place.`
  keys.bend?.toggleAttribute("hidden", !calendar)
  keys.step.toggleAttribute("hidden", calendar)
  const ids = model.get("places")
  const names = shown.filter(({ whole }) => !whole).map(({ name }) => name)
  const places = !ids.length ? `No place is chosen, so all ${inputs.length} are shown.`
    : names.length === 1 ? `Only ${names[0]} is shown. Choose another place to put beside it.` : `Side by side: ${names.join(", ")}.`
  const how = calendar ? "Timelines by calendar year." : `Timelines in months from “${label(view)}”.${missing.length ? ` Not recorded, so not drawn: ${missing.join(", ")}.` : ""}`
  const text = `${places} ${how}`
  if (status.textContent !== text) status.textContent = text
  link?.setAttribute("href", `#compare=${ids.join(",")}&from=${select.value}`)
}

/** Takes over the choice that an address holds; what it does not know it leaves out. @param {View} view */
function follow(view) {
  const asked = /^#compare=([^&]*)&from=(.*)$/.exec(location.hash)
  if (!asked) return
  const ids = asked[1].split(",")
  save(view, "places", view.inputs.map(({ value }) => value).filter(id => ids.includes(id)))
  if ([...view.select.options].some(({ value }) => value === asked[2])) save(view, "align", asked[2])
}

/** Opens every list for the printer and closes it afterwards. @param {View} view @param {AbortSignal} signal */
function readyForPaper({ root }, signal) {
  /** @type {HTMLDetailsElement[]} */
  let closed = []
  addEventListener("beforeprint", () => (closed = all(root, "details:not([open])")).forEach(details => (details.open = true)), { signal })
  addEventListener("afterprint", () => closed.splice(0).forEach(details => (details.open = false)), { signal })
}

/** @param {View} view @param {AbortSignal} signal */
function listen(view, signal) {
  const { root, inputs, select, link } = view
  one(root, "fieldset").addEventListener("change", () => save(view, "places", inputs.filter(({ checked }) => checked).map(({ value }) => value)), { signal })
  one(root, "button").addEventListener("click", () => save(view, "places", inputs.map(({ value }) => value)), { signal })
  select.addEventListener("change", () => save(view, "align", select.value), { signal })
  if (link) addEventListener("hashchange", () => follow(view), { signal })
  readyForPaper(view, signal)
}

/** @param {{ model: Model, el: HTMLElement }} context */
function render({ model, el }) {
  if (!el.querySelector(".lw-cmp")) insert(model, el)
  const view = survey(model, el)
  if (view.link) follow(view)
  /** @type {[string, () => void][]} */
  const updates = [
    ["change:places", () => updatePlaces(view)],
    ["change:align", () => updateAlign(view)],
  ]
  const stop = new AbortController()
  for (const [event, update] of updates) model.on(event, update)
  updatePlaces(view)
  listen(view, stop.signal)
  view.root.dataset.on = ""
  for (const part of all(el, "[data-lw-script]")) part.hidden = false
  for (const part of all(el, "[data-lw-static]")) part.hidden = true
  return () => {
    stop.abort()
    for (const [event, update] of updates) model.off(event, update)
  }
}

export default { render }
