// @ts-check
// Who is in, by which way; what came twice and differs; taking answers out, and pausing.

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

  async function withdraw() {
    const text = which.value.trim(), digits = text.replace(/\s/g, "")
    which.value = ""
    let gone = 0
    if (/^\d{8}$/.test(digits)) gone = room.withdraw(Number(digits))
    else if (/^\d{1,4}$/.test(digits) && room.slips[Number(digits) - 1]) gone = room.withdraw(room.slips[Number(digits) - 1])
    else {
      try {
        const { decode } = await import("../../reflection/codes.mjs")
        const { answers, mark } = decode(text, room.questions)
        gone = room.withdraw(mark, answers)
      } catch { gone = 0 }
    }
    our.tell(gone ? t("our_says.taken_out", { count: gone }) : t("our_says.not_found"))
    our.refresh()
  }

  async function pause() {
    const { pauseFile } = await import("../../reflection/files.mjs")
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
        room.round.closed && room.round.waiting() ? h("li", {}, t("our_says.waiting", { count: room.round.waiting(), least: room.round.floor })) : "",
      )
      const open = !room.round.closed && room.round.counted > 0
      taking.hidden = pausing.hidden = !open
    },
  }
}
