// @ts-check
// Lets a reader mark what there is in their own place, and see it as a map to print.

import { all, data, one, own } from "../kit.mjs"
import { filling } from "../reflecting/filling.mjs"
import { sheet } from "../reflecting/sheet.mjs"
import { said } from "../reflecting/sheet_state.mjs"

const MARKS = ["here", "could", "missing", "not-sure"]

/** Brings the tool to life. @param {import("../kit.mjs").View} view */
export function start(view) {
  const { root, t } = view
  /** @type {import("./future_text.mjs").Names} */
  const names = JSON.parse(one(root, "[data-lw-names]").textContent ?? "{}")
  const street = one(root, ".lw-future-street")
  const pattern = one(street, "[data-lw-own-house]")

  /** Marks one house, in a word and in how it is drawn. @param {Element} house @param {string} mark @param {string} note */
  function mark(house, mark, note) {
    for (const each of MARKS) house.classList.toggle(`lw-future-is-${each}`, each === mark)
    one(house, "[data-lw-standing]").textContent = own(names.marks.help_places, mark) ?? t("future.not_marked")
    one(house, "[data-lw-note]").textContent = note
  }

  /** Shows the map. @param {import("../reflecting/sheet_state.mjs").State} state */
  function draw(state) {
    filling(view, state)
    for (const house of all(street, "[data-lw-house]"))
      mark(house, said(state, "help_places", data(house, "house"), "mark"), said(state, "help_places", data(house, "house"), "note"))
    for (const house of all(street, "[data-lw-added]")) house.remove()
    for (const row of state.own.places ?? []) {
      const house = /** @type {HTMLElement} */ (pattern.cloneNode(true))
      house.hidden = false
      house.removeAttribute("data-lw-own-house")
      house.setAttribute("data-lw-added", "")
      one(house, "[data-lw-name]").textContent = row.name ?? ""
      mark(house, row.mark ?? "", row.note ?? "")
      street.append(house)
    }
    const marked = MARKS.map(mark => /** @type {[string, string[]]} */ ([
      names.marks.conditions[mark],
      Object.entries(names.names.conditions).filter(([id]) => said(state, "conditions", id, "mark") === mark)
        .map(([id, name]) => [name, said(state, "conditions", id, "note")].filter(Boolean).join(": ")),
    ]))
    const matters = Object.entries(names.names.hoped_outcomes).filter(([id]) => said(state, "hoped_outcomes", id, "mark"))
    const ground = one(root, "[data-lw-ground]")
    list(ground, marked)
    one(root, ".lw-future-ground-title").hidden = !ground.children.length
    list(one(root, "[data-lw-matters]"), [[t("future.matters"), matters.map(([, name]) => name)]])
  }

  sheet(view, {
    format: "future", draw, markdown: async () => (await import("./future_text.mjs")).markdown(t, names),
    picture: async () => (await import("./future_picture.mjs")).picture(t, names, root),
  })
}

/** Writes titles and what stands under each; a title with nothing under it is left out. @param {HTMLElement} place @param {[string, string[]][]} lines */
function list(place, lines) {
  place.replaceChildren(...lines.filter(([, items]) => items.length).map(([title, items]) => {
    const pair = document.createElement("div")
    pair.append(Object.assign(document.createElement("dt"), { textContent: title }))
    for (const text of items) pair.append(Object.assign(document.createElement("dd"), { textContent: text }))
    return pair
  }))
}
