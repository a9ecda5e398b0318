// @ts-check
// Who is in, by which way; what came twice and differs; taking answers out, pausing, and closing.

import { decode } from "../../reflection/codes.mjs"
import { pauseFile } from "../../reflection/files.mjs"
import { RoundError } from "../../reflection/rounds.mjs"
import { button, buttons, fill, h, labelled, save, today } from "./building.mjs"

/** @typedef {import("./group.mjs").Our} Our */

/** @param {Our} our */
export function arrivals(our) {
  const { t, room } = our
  const list = h("ul", { class: "lw-our-came" }), asks = h("div")
  const which = /** @type {HTMLInputElement} */ (h("input", { type: "text", autocomplete: "off", spellcheck: "false" }))
  const taking = h("details", { "data-lw-paper": "as-left" }, h("summary", { class: "lw-opens" }, t("our_says.withdraw_open")),
    labelled(t("our_says.withdraw_label"), which, t("our_says.withdraw_hint")), buttons(button(t("our_says.withdraw"), withdraw)))
  const pausing = h("details", { "data-lw-paper": "as-left" }, h("summary", { class: "lw-opens" }, t("our_says.pause_open")),
    h("p", { class: "lw-said" }, t("our_says.pause_warning")), h("p", {}, t("our_says.pause_words")), buttons(button(t("our_says.pause"), pause)))
  our.place("arrivals").append(asks, list, taking, pausing)

  function withdraw() {
    const text = which.value.trim(), digits = text.replace(/\s/g, "")
    which.value = ""
    let gone = 0
    if (/^\d{8}$/.test(digits)) gone = room.withdraw(Number(digits))
    else if (/^\d{1,4}$/.test(digits) && room.slips[Number(digits) - 1]) gone = room.withdraw(room.slips[Number(digits) - 1])
    else {
      try {
        const { answers, mark } = decode(text, room.questions)
        gone = room.withdraw(mark, answers)
      } catch { gone = 0 }
    }
    our.tell(gone ? t("our_says.taken_out", { count: gone }) : t("our_says.not_found"))
    our.refresh()
  }

  function pause() {
    const { questions, about, floor, madeUp, parts, people } = room.round
    save(`${madeUp ? "made-up-" : ""}pause-${today()}.json`, pauseFile({ questions, about, floor, madeUp, parts, people }, t("our_says.pause_warning")))
    room.unsaved = false
    our.tell(t("our_says.paused"))
  }

  /** Answers that came again under a mark and differ. */
  function ask() {
    const marks = [...new Set(room.round.conflicts.map(({ mark }) => mark))]
    const settle = (/** @type {number} */ mark, /** @type {"first" | "last" | "both"} */ keep) => { room.round.settle(mark, keep); our.refresh() }
    fill(asks, ...marks.map(mark => h("div", { class: "lw-said" }, h("p", {}, t("our_says.same_mark")), buttons(
      button(t("our_says.keep_first"), () => settle(mark, "first")),
      !room.round.closed && button(t("our_says.keep_last"), () => settle(mark, "last")),
      button(t("our_says.keep_both"), () => settle(mark, "both")),
    ))))
  }

  return {
    refresh() {
      ask()
      fill(list,
        ...room.byWay().map(([way, count]) => h("li", {}, `${t(`our_says.way_${way}`, { count })} `,
          !room.round.closed && way !== "box" && button(t("our_says.take_all_out", { count }), () => {
            for (const batch of room.batches.filter(other => other.way === way)) room.withdrawAll(batch)
            our.tell(t("our_says.taken_out", { count }))
            our.refresh()
          }))),
        room.round.repeated > 0 ? h("li", {}, t("our_says.repeated", { count: room.round.repeated })) : "",
        room.round.closed && room.round.waiting() ? h("li", {}, t("our_says.waiting", { count: room.round.waiting() })) : "",
      )
      const open = !room.round.closed && room.round.counted > 0
      taking.hidden = pausing.hidden = !open
    },
  }
}

/** Floor, split and closing. @param {Our} our */
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
    const given = Math.floor(Number(floor.value))
    room.floor = Math.max(5, Math.min(99, given || 5))
    if (given < 5) our.tell(t("our_says.floor_only_up"))
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
    fill(sure, h("p", {}, t("our_says.close_sure", { count: room.round.counted })), buttons(
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
      state.textContent = round.closed ? t("our_says.is_closed") : lacking > 0 ? t("our_says.close_lacking", { count: lacking }) : t("our_says.close_can", { count: round.counted })
      closer.disabled = lacking > 0
      if (round.closed || lacking > 0) sure.hidden = true
    },
  }
}
