// @ts-check
// Answers from paper: slips typed as digits, a line a slip, or a tally of each pair.

import { all, data } from "../kit.mjs"
import { NOT_SURE, tags, whens } from "../../reflection/questions.mjs"
import { button, buttons, fill, h, labelled } from "./building.mjs"
import { freshMark } from "./room.mjs"
import { pairNamed } from "./sentences.mjs"

/** @typedef {import("./group.mjs").Our} Our */
/** @typedef {import("../../reflection/questions.mjs").Questions} Questions */
/** @typedef {import("../../reflection/questions.mjs").Answers} Answers */

const BLANKS = "-–—_", BETWEEN = /[\s,;/|]/

/**
 * What a line says: a mark a question, in the order of the tags; 0 is not sure, and a dash is blank.
 * @param {string} line @param {Questions} questions
 * @returns {{ answers: Answers, said: [string, string | number][] } | { wrong: "count" | "mark", count: number, mark: string }}
 */
export function readSlip(line, questions) {
  const marks = [...line].filter(c => !BETWEEN.test(c)), asked = [...tags(questions)]
  const strange = marks.find(c => !BLANKS.includes(c) && !(c >= "0" && c <= String(questions.steps)))
  if (strange) return { wrong: "mark", count: 0, mark: strange }
  if (marks.length !== asked.length) return { wrong: "count", count: marks.length, mark: "" }
  /** @type {Answers} */
  const answers = {}
  const said = asked.map(([tag, [pair, when, side]], i) => {
    if (!BLANKS.includes(marks[i])) ((answers[pair] ??= {})[when] ??= {})[side] = Number(marks[i]) || NOT_SURE
    return /** @type {[string, string]} */ ([tag, BLANKS.includes(marks[i]) ? "–" : marks[i]])
  })
  return { answers, said }
}

/**
 * People of tallies: a tally has no rows, so cells of several pairs are put together by chance; nothing shown rests on it.
 * @param {{ pair: string, when: string, cells: [string, string][] }[]} tallies a cell a person, as typed
 * @param {Questions} questions
 * @returns {Answers[]}
 */
export function peopleOf(tallies, { sides }) {
  const most = Math.max(0, ...tallies.map(({ cells }) => cells.length))
  /** @type {Answers[]} */
  const people = Array.from({ length: most }, () => ({}))
  for (const { pair, when, cells } of tallies) {
    const order = people.map((_, i) => i)
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1))
      ;[order[i], order[j]] = [order[j], order[i]]
    }
    cells.forEach((cell, k) => {
      const mine = ((people[order[k]][pair] ??= {})[when] = /** @type {Record<string, any>} */ ({}))
      sides.forEach((side, i) => (mine[side] = Number(cell[i]) || NOT_SURE))
    })
  }
  return people
}

/** @param {Our} our */
export function paper(our) {
  const { t, asked, room } = our
  const slips = /** @type {HTMLTextAreaElement} */ (h("textarea", { rows: 4, autocomplete: "off", spellcheck: "false", inputmode: "text", class: "lw-our-digits", input: read }))
  const readBack = h("ol", { class: "lw-our-read" }), order = h("small")
  const putSlips = /** @type {HTMLButtonElement} */ (button("", put, "lw-main-deed"))
  const tally = h("div", { class: "lw-our-tallies" })
  const field = labelled(t("our_says.slips_label"), slips)
  field.append(order)
  our.place("paper").append(
    field, readBack, buttons(putSlips),
    h("details", { "data-lw-paper": "as-left" }, h("summary", { class: "lw-opens" }, t("our_says.tally_open")), h("p", {}, t("our_says.tally_how")), tally),
  )

  const lines = () => slips.value.split("\n").filter(line => line.trim())

  /** @param {ReturnType<typeof readSlip>} slip @param {number} number @param {number} size how many are asked */
  function readAs(slip, number, size) {
    if ("wrong" in slip) {
      const values = { number, count: slip.count, all: size, mark: slip.mark }
      return h("li", { class: "lw-our-wrong" }, t(`our_says.slip_${slip.wrong}`, values))
    }
    return h("li", {}, `${t("our_says.slip_number", { number })} `, slip.said.map(([tag, mark]) => [h("span", {}, h("b", {}, tag), ` ${mark === "0" ? t("our_says.unsure") : mark}`), " "]))
  }

  // A key changes one line: the others stay as they are, since laying out all of them anew takes long.
  /** @type {string[]} */
  let shown = []

  function read() {
    const found = lines().map(line => readSlip(line, room.questions)), { size } = tags(room.questions)
    const now = found.map((slip, i) => JSON.stringify([slip, room.slips.length + i, size]))
    now.forEach((said, i) => {
      if (said === shown[i]) return
      const item = readAs(found[i], room.slips.length + i + 1, size)
      if (readBack.children[i]) readBack.children[i].replaceWith(item)
      else readBack.append(item)
    })
    while (readBack.children.length > now.length) readBack.lastElementChild?.remove()
    shown = now
    const good = found.filter(slip => !("wrong" in slip)).length
    putSlips.textContent = t("our_says.slips_put", { count: good })
    putSlips.disabled = !good || good < found.length
  }

  function put() {
    const given = lines().map(line => ({ ...readSlip(line, room.questions), mark: freshMark() }))
    const people = given.flatMap(slip => ("answers" in slip ? [{ answers: slip.answers, mark: slip.mark }] : []))
    const first = room.slips.length + 1
    room.slips.push(...people.map(({ mark }) => mark))
    our.took(room.add(people, "paper"), t("our_says.slips_in", { count: people.length, first, last: room.slips.length }))
    slips.value = ""
    read()
    slips.focus()
  }

  function drawTally() {
    const { steps, sides } = room.questions
    const columns = [...Array.from({ length: steps }, (_, i) => i + 1), 0]
    const word = (/** @type {number} */ i) => i || t("our_says.unsure")
    fill(tally,
      ...room.questions.pairs.flatMap(pair => whens(room.questions).map(when => {
        const [first, second] = sides.map(side => asked.names[pair][side])
        const total = h("p", { "data-lw-total": true, role: "status" })
        return h("div", { class: "lw-our-typed", "data-lw-tally": pair, "data-lw-when": when },
          h("table", {}, h("caption", {}, pairNamed(asked, pair, t), when === "hoped" && ` – ${t("our_says.hoped")}`),
            h("thead", {}, h("tr", {}, h("td"), columns.map(a => h("th", { scope: "col", class: "lw-ink-1" }, word(a))))),
            h("tbody", {}, [...columns].reverse().map(b => h("tr", {}, h("th", { scope: "row", class: "lw-ink-2" }, word(b)),
              columns.map(a => h("td", {}, h("input", { type: "text", inputmode: "numeric", maxlength: 3, autocomplete: "off", "data-lw-cell": `${a} ${b}`, "aria-label": t("our_says.tally_cell", { first, a: word(a), second, b: word(b) }) }))))))),
          total)
      })),
      buttons(button(t("our_says.tally_put"), putTally, "lw-main-deed")),
    )
  }

  /** @param {Element} sheet */
  function cellsOf(sheet) {
    return all(sheet, "input").flatMap(input => {
      const { value } = /** @type {HTMLInputElement} */ (input)
      const cell = /** @type {[string, string]} */ (data(input, "cell").split(" "))
      return /^\d{1,3}$/.test(value.trim()) ? Array.from({ length: Number(value) }, () => cell) : []
    })
  }

  tally.addEventListener("input", event => {
    const input = /** @type {HTMLInputElement} */ (event.target), sheet = /** @type {Element} */ (input.closest("[data-lw-tally]"))
    input.setAttribute("aria-invalid", String(!/^\s*\d{0,3}\s*$/.test(input.value)))
    const bad = sheet.querySelector("[aria-invalid=true]")
    const total = /** @type {Element} */ (sheet.querySelector("[data-lw-total]"))
    total.textContent = bad ? t("our_says.tally_wrong") : t("our_says.tally_total", { count: cellsOf(sheet).length })
  })

  function putTally() {
    if (tally.querySelector("[aria-invalid=true]")) return our.tell(t("our_says.tally_wrong"))
    const given = all(tally, "[data-lw-tally]").map(sheet => ({ pair: data(sheet, "tally"), when: data(sheet, "when"), cells: cellsOf(sheet) }))
    const people = peopleOf(given, room.questions).map(answers => ({ answers, mark: freshMark() }))
    if (!people.length) return our.tell(t("our_says.nothing_typed"))
    our.took(room.add(people, "paper"))
    drawTally()
  }

  let drawn = ""
  return {
    refresh() {
      const now = JSON.stringify(room.questions)
      if (now !== drawn) {
        order.textContent = t("our_says.slips_order", { tags: [...tags(room.questions).keys()].join(" "), example: [...tags(room.questions).keys()].map((_, i) => "420–35"[i % 6]).join("") })
        drawTally()
      }
      drawn = now
      read()
    },
  }
}
