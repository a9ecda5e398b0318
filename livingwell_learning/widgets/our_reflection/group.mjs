// @ts-check
// A group's reflection without a server: the round lies in the memory of this page, and nothing of it is kept or sent.

import { all, clearing, data, one } from "../kit.mjs"
import { tags } from "../../reflection/questions.mjs"
import { Round } from "../../reflection/rounds.mjs"
import { settingUp } from "../reflecting/set_up.mjs"
import { button, h } from "./building.mjs"
import { Room } from "./room.mjs"

/** @typedef {import("./room.mjs").Tale} Tale */
/** @typedef {import("./sentences.mjs").Asked} Asked */
/**
 * What the screens share.
 * @typedef {object} Our
 * @property {import("../kit.mjs").View} view
 * @property {import("../kit.mjs").Speaker} t
 * @property {Asked} asked
 * @property {Room} room
 * @property {(name: string) => HTMLElement} place
 * @property {() => string} inWords how many people are in
 * @property {(deeper: number, ...children: any[]) => HTMLElement} heading a heading so many levels below the figure's own
 * @property {(pair: string) => string} id
 * @property {(text: string) => void} tell
 * @property {(tale: Tale, more?: string) => void} took
 * @property {(label: string) => HTMLElement} chooser
 * @property {(name: string) => Promise<any>} openWay opens one of the ways in and gives its screen
 * @property {(round?: Round) => HTMLElement} banner
 * @property {() => HTMLElement} help
 * @property {(what: "picture" | "slips") => void} print
 * @property {() => void} projected
 * @property {(setUp: import("../../reflection/invitations.mjs").SetUp) => void} showSetUp
 * @property {() => void} refresh
 * @property {() => void} toSee
 */

const REHEARSED = 12

/**
 * Brings a group's round to life.
 * @param {import("../kit.mjs").View} view
 */
export function group(view) {
  const { root, live, t, listen, say } = view
  /** @type {Asked} */
  const asked = JSON.parse(one(root, "[data-lw-asked]").textContent ?? "{}")
  asked.locale = JSON.parse(one(root, "[data-lw-words]").textContent ?? "{}").locale
  const room = new Room(asked.questions)
  const level = Number(one(root, ".lw-our-stage > :is(h1, h2, h3, h4, h5, h6)").tagName[1])
  const told = one(root, "[data-lw-told]"), key = data(root, "figure")
  /** @type {Map<string, Promise<any>>} the screens that are loaded */
  const parts = new Map()
  /** @type {Map<string, { refresh(): void }>} */
  const loaded = new Map()

  /** Loads a screen when it is first needed. @param {string} name */
  function part(name) {
    const known = parts.get(name)
    if (known) return known
    const coming = load(name).then(made => {
      loaded.set(name, made)
      made.refresh()
      return made
    })
    parts.set(name, coming)
    return coming
  }

  /** @param {string} name */
  async function load(name) {
    if (name === "box") return (await import("./box.mjs")).ballotBox(our)
    if (name === "form") return (await import("./form_in.mjs")).formIn(our)
    if (name === "paper") return (await import("./paper.mjs")).paper(our)
    if (name === "codes") return (await import("./codes_in.mjs")).codesIn(our)
    if (name === "arrivals") return (await import("./arrivals.mjs")).arrivals(our)
    if (name === "closing") return (await import("./closing.mjs")).closing(our)
    if (name === "shown") return (await import("./showing.mjs")).showing(our)
    return (await import("./projector.mjs")).projector(our)
  }

  /** @type {Our} */
  const our = {
    view, t, asked, room, refresh,
    openWay(name) {
      const way = /** @type {HTMLDetailsElement} */ (one(root, `[data-lw-way=${name}]`))
      way.hidden = false
      way.open = true
      return part(name)
    },
    place: name => one(root, `[data-lw-place=${name}]`),
    inWords: () => (room.round.counted ? t("our_says.in", { count: room.round.counted }) : t("our_says.nobody_in")),
    heading: (deeper, ...children) => h(`h${Math.min(level + deeper, 6)}`, { tabindex: -1 }, ...children),
    id: pair => `our-${pair}${key}`,
    tell(text) {
      told.textContent = text
      told.hidden = !text
      // What was pressed may stand screens below the message.
      if (text) told.scrollIntoView({ block: "nearest" })
      say(text)
    },
    took(tale, more = "") {
      const said = /** @type {(keyof Tale)[]} */ (["added", "repeated", "asked", "out", "empty"]).flatMap(what => (tale[what] ? [t(`our_says.took_${what}`, { count: tale[what] })] : []))
      our.tell([more, ...said].filter(Boolean).join(" "))
      refresh()
    },
    chooser(label) {
      const input = h("input", { type: "file", class: "lw-unseen", multiple: true, accept: ".json,.csv,.tsv,.txt", "data-lw-files": true, autocomplete: "off" })
      return h("label", { class: "lw-our-open" }, label, " ", input)
    },
    banner(round = room.round) {
      return h("p", { class: "lw-our-banner" }, round.madeUp ? h("strong", {}, t("our_says.made_up")) : "", round.about ? ` ${t("our_says.about", { about: round.about })}` : "")
    },
    help() {
      const lines = asked.lines.slice(0, 3)
      return h("p", { class: "lw-our-help" }, lines.length ? h("b", {}, `${t("our_says.help")} `) : "", lines.map(({ number, tel, name }, i) => [i ? " · " : "", h("a", { href: tel }, number), ` ${name}`]))
    },
    print,
    projected: async () => (await part("projector")).open(),
    showSetUp: setUp => form.show(setUp),
    toSee() {
      const heading = one(root, "[data-lw-see] [tabindex]")
      heading.scrollIntoView({ block: "start" })
      heading.focus({ preventScroll: true })
    },
  }

  const form = settingUp(view, asked.questions, setUp => {
    if (!room.empty) return
    room.forget(setUp, false)
    open(setUp.ways)
    refresh()
  })

  /** Shows the ways that a set-up leaves open. @param {string[]} ways */
  function open(ways) {
    for (const way of all(root, "[data-lw-way]")) way.hidden = ways.length > 0 && !ways.includes(data(way, "way"))
  }

  function refresh() {
    const { round } = room, closed = Boolean(round.closed)
    one(root, "[data-lw-lock]").toggleAttribute("disabled", !room.empty)
    one(root, "[data-lw-locked]").hidden = room.empty
    one(root, "[data-lw-made-up]").hidden = !round.madeUp && !room.earlier?.madeUp
    one(root, "[data-lw-in]").textContent = our.inWords()
    root.toggleAttribute("data-lw-closed", closed || Boolean(room.earlier))
    one(root, "[data-lw-see-words]").hidden = closed || Boolean(room.earlier)
    for (const made of loaded.values()) made.refresh()
    if (!room.empty) part("arrivals")
    // What shows a round is there by the time that it can be closed.
    if (round.counted >= round.floor || room.earlier) part("shown")
    sheets()
  }

  /** Slips and tally sheets ask what the set-up asks, with its tags. */
  function sheets() {
    const { pairs, hoped } = room.questions
    for (const sheet of all(root, ".lw-our-sheets [data-lw-of]")) sheet.hidden = !pairs.includes(data(sheet, "of"))
    for (const line of all(root, ".lw-our-slip-line")) {
      const pair = data(/** @type {Element} */ (line.closest("[data-lw-of]")), "of"), when = data(line, "when"), tag = one(line, "[data-lw-tag]")
      line.hidden = when === "hoped" && !hoped
      for (const [name, [of, at, side]] of tags(room.questions)) if (of === pair && at === when && side === data(tag, "tag")) tag.textContent = name
    }
    for (const place of all(root, "[data-lw-about-here]")) place.textContent = room.round.about ? t("our_says.about", { about: room.round.about }) : t("our_says.about_line")
  }

  /** @param {"picture" | "slips"} what */
  function print(what) {
    root.dataset.lwPrint = what
    window.print()
    delete root.dataset.lwPrint
  }

  const many = /** @type {HTMLInputElement} */ (h("input", { type: "number", min: 1, max: 60, value: 4, autocomplete: "off" }))
  our.place("printing").append(h("p", { class: "lw-our-many" }, h("label", {}, `${t("our_says.how_many_slips")} `, many), " ", button(t("our_says.print_slips"), () => {
    const slips = all(root, "[data-lw-slip]"), wanted = Math.max(1, Math.min(60, Number(many.value) || 1))
    for (const copy of slips.slice(1)) copy.remove()
    for (let i = 1; i < wanted; i++) slips[0].after(slips[0].cloneNode(true))
    print("slips")
    for (const copy of all(root, "[data-lw-slip]").slice(1)) copy.remove()
  })))

  async function rehearse() {
    if (!room.empty) return our.tell(t("our_says.rehearse_not"))
    const { madeUp } = await import("./rehearsal.mjs")
    room.forget(form.read(), true)
    our.took(room.add(madeUp(room.questions, REHEARSED), "rehearsal"))
    room.unsaved = false
  }

  // A round is too much to lose by a wrong swipe: it stays when the page is left, where a browser lets it.
  const clear = clearing(view, empty, () => true)

  function empty() {
    room.earlier = null
    room.floor = 5
    form.reset()
    room.forget(form.read())
    for (const place of ["box", "form", "paper", "codes", "arrivals", "closing", "shown"]) our.place(place).replaceChildren()
    for (const dialog of all(root, "dialog")) dialog.remove()
    parts.clear()
    loaded.clear()
    for (const way of /** @type {HTMLDetailsElement[]} */ (all(root, "[data-lw-way]"))) way.open = false
    if (!live) history.replaceState(null, "")
    begin()
    our.tell(t("our_says.cleared"))
  }

  function begin() {
    open(form.read().ways)
    part("closing")
    refresh()
  }

  room.forget(form.read())
  listen("click", event => {
    const deed = event.target.dataset?.lwDo
    if (deed === "rehearse") rehearse()
    if (deed === "clear") clear()
  })
  listen("change", event => { if (event.target.matches("[data-lw-files]")) chosen(event.target) })
  root.addEventListener("toggle", event => opened(/** @type {Element} */ (event.target)), { signal: view.signal, capture: true })
  listen("drop", event => {
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    take([...event.dataTransfer.files])
  })
  listen("beforeunload", event => { if (room.unsaved && !room.round.madeUp) event.preventDefault() }, window)
  begin()

  /** @param {File[]} files */
  async function take(files) {
    await (await part("codes")).readFiles(files)
  }

  /** @param {HTMLInputElement} input */
  function chosen(input) {
    const files = [...(input.files ?? [])]
    input.value = ""
    return take(files)
  }

  /** @param {Element} way */
  function opened(way) {
    if (way.matches("[data-lw-way][open]")) part(data(way, "way"))
  }

  // What a reader did while this was on its way.
  for (const way of all(root, "[data-lw-way][open]")) opened(way)
  for (const input of /** @type {HTMLInputElement[]} */ (all(root, "[data-lw-files]"))) if (input.files?.length) chosen(input)
}
