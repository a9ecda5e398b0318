// @ts-check
// Floor, split and closing.

import { RoundError } from "../../reflection/rounds.mjs"
import { button, buttons, fill, h, labelled, today } from "./building.mjs"

/** @typedef {import("./group.mjs").Our} Our */

/** @param {Our} our */
export function closing(our) {
  const { t, room } = our
  const floor = /** @type {HTMLInputElement} */ (h("input", { type: "number", min: 5, max: 99, value: room.floor, autocomplete: "off", change: raise }))
  const parts = /** @type {HTMLInputElement} */ (h("input", { type: "text", autocomplete: "off", maxlength: 200, change: divide }))
  const sure = h("div", { class: "lw-said", hidden: true }), state = h("p")
  const closer = /** @type {HTMLButtonElement} */ (button(t("our_says.close"), ask, "lw-main-deed"))
  our.place("closing").append(
    h("details", { "data-lw-paper": "as-left" }, h("summary", { class: "lw-opens" }, t("our_says.close_more")),
      labelled(t("our_says.floor_label"), floor, t("our_says.floor_hint")), labelled(t("our_says.parts_label"), parts, t("our_says.parts_hint"))),
    state, buttons(closer), sure,
  )

  function raise() {
    // Whoever answered did so under the floor of that time; before, a slip of the finger may be put right.
    const given = Math.floor(Number(floor.value)), least = room.empty ? 5 : room.round.floor
    room.floor = Math.max(least, Math.min(99, given || 5))
    if (given < least) our.tell(t("our_says.floor_only_up", { count: least }))
    floor.value = String(room.floor)
    room.round.floor = room.floor
    our.refresh()
  }

  function divide() {
    const given = [...new Set(parts.value.split(",").map(part => part.trim().slice(0, 40)).filter(Boolean))].slice(0, 8)
    const used = new Set(room.round.people.map(({ part }) => part).filter(Boolean))
    if ([...used].some(part => !given.includes(part))) our.tell(t("our_says.parts_used"))
    room.round.parts = [...new Set([...given, ...used])]
    our.refresh()
  }

  function ask() {
    fill(sure, h("p", {}, t("our_says.close_sure", { count: room.round.counted, least: room.round.floor })), buttons(
      button(t("our_says.close_now"), close, "lw-main-deed"), button(t("our_says.close_not_yet"), () => { sure.hidden = true; closer.focus() })))
    sure.hidden = false
    sure.querySelector("button")?.focus()
  }

  function close() {
    sure.hidden = true
    try {
      room.round.close(today())
    } catch (error) {
      if (!(error instanceof RoundError)) throw error
      return our.tell(t(`our_says.close_${error.reason}`, { count: error.number }))
    }
    room.unsaved = true
    our.refresh()
    our.toSee()
  }

  return {
    refresh() {
      const { round } = room
      floor.value = String(round.floor)
      if (document.activeElement !== parts) parts.value = round.parts.join(", ")
      floor.disabled = parts.disabled = closer.hidden = Boolean(round.closed)
      const lacking = round.floor - round.counted
      state.textContent = round.closed ? t("our_says.is_closed", { least: round.floor }) : lacking > 0 ? t("our_says.close_lacking", { count: lacking }) : t("our_says.close_can", { count: round.counted })
      closer.disabled = lacking > 0
      if (round.closed || lacking > 0) sure.hidden = true
    },
  }
}
