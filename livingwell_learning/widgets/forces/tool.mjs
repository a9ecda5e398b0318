// @ts-check
// Lets a reader write how forces act where they are, and which tensions they see, and take the sheet away.

import { all, data, one } from "../kit.mjs"
import { filling } from "../reflecting/filling.mjs"
import { sheet } from "../reflecting/sheet.mjs"
import { said } from "../reflecting/sheet_state.mjs"

const GROUP = "forces"

/** Brings the tool to life. @param {import("../kit.mjs").View} view */
export function start(view) {
  const { root, t } = view
  const names = JSON.parse(one(root, "[data-lw-names]").textContent ?? "{}")
  const columns = all(root, "[data-lw-mine-tensions]").map(list => data(list, "mine-tensions"))

  /** Shows the sheet as it will be printed. @param {import("../reflecting/sheet_state.mjs").State} state */
  function draw(state) {
    filling(view, state)
    for (const place of all(root, "[data-lw-mine]")) {
      const text = said(state, GROUP, data(place, "mine"), data(place, "level-of"))
      place.textContent = text || t("forces.blank")
      place.classList.toggle("lw-forces-blank", !text)
    }
    for (const list of all(root, "[data-lw-mine-tensions]")) {
      const of = data(list, "mine-tensions")
      const rows = (state.own.tensions ?? []).filter(row => (columns.includes(row.of ?? "") ? (row.of ?? "") === of : !of))
      list.replaceChildren(...rows.map(row => {
        const item = document.createElement("li")
        item.append(Object.assign(document.createElement("b"), { textContent: [row.one, row.other].filter(Boolean).join(t("forces.plus")) }))
        if (row.both) item.append(` ${t("forces.both_said")} ${row.both}`)
        return item
      }))
      list.hidden = !rows.length
    }
  }

  sheet(view, {
    format: "forces", draw, markdown: async () => (await import("./forces_text.mjs")).markdown(t, names),
    picture: async () => (await import("./forces_picture.mjs")).picture(t, names),
  })
}
