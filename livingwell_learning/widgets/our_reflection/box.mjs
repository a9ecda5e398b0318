// @ts-check
// The ballot box: a shared device goes from hand to hand, and shows how many are in and nothing else.

import { whens } from "../../reflection/questions.mjs"
import { all, data } from "../kit.mjs"
import { button, buttons, fill, h } from "./building.mjs"
import { receipt } from "./room.mjs"
import { inked } from "./showing.mjs"

/** @typedef {import("./group.mjs").Our} Our */

/** @param {Our} our */
export function ballotBox(our) {
  const { view: { root, live, listen }, t, asked, room } = our
  const screen = /** @type {HTMLDialogElement} */ (h("dialog", { class: "lw-our-full lw-our-ballot" }))
  root.append(screen)
  const part = /** @type {HTMLSelectElement} */ (h("select", { autocomplete: "off" }))
  const whose = h("label", { hidden: true }, `${t("our_says.box_for")} `, part)
  our.place("box").append(whose, buttons(button(t("our_says.box_start"), open, "lw-main-deed")))

  /** @param {string} heading @param {...any} children */
  function show(heading, ...children) {
    const title = h("h2", { tabindex: -1 }, heading)
    fill(screen, h("div", { class: "lw-our-full-in" }, our.banner(), title, ...children), our.help())
    screen.scrollTop = 0
    title.focus()
  }

  function open() {
    screen.showModal()
    next()
  }

  /** Between two people: nothing of anybody is on the screen. */
  function next() {
    show(
      t("our_says.box_next"), h("p", { class: "lw-our-big" }, our.inWords()),
      h("p", {}, t("our_says.box_alone")), buttons(button(t("our_says.box_begin"), ballot, "lw-main-deed"), button(t("our_says.box_leave"), () => screen.close())),
    )
  }

  function ballot() {
    const made = room.questions.pairs.map(pair => h("section", { class: "lw-our-ballot-pair", "data-lw-of": pair },
      our.heading(1, ...inked(our, pair)),
      room.questions.sides.map((side, i) => h("div", { class: "lw-our-ballot-side" },
        h("p", { class: "lw-gist" }, h("b", { class: `lw-ink-${i + 1}` }, `${asked.names[pair][side]}.`), ` ${asked.gists[pair][side]}`),
        whens(room.questions).map(when => steps(pair, side, when, i + 1))))))
    const empty = h("p", { class: "lw-said", role: "status", hidden: true })
    show(
      t("our_says.box_yours"), h("p", {}, t("our_says.box_blank")), made, empty,
      buttons(button(t("our_says.box_put"), () => put(empty), "lw-main-deed"), button(t("our_says.box_nothing"), next)),
    )
  }

  /** Five words in a row and "not sure" apart, as every tool has them. @param {string} pair @param {string} side @param {string} when @param {number} n */
  function steps(pair, side, when, n) {
    const radio = (/** @type {number | string} */ value) => h("input", { type: "radio", name: `${pair}-${side}-${when}`, value, autocomplete: "off" })
    return h("fieldset", { class: `lw-rate lw-rate-${n} lw-rate-${when}`, "data-lw-side": side, "data-lw-when": when },
      h("legend", {}, asked.ask[when].replace("{name}", asked.names[pair][side])),
      h("div", { class: "lw-steps" }, asked.steps.map((word, i) => h("label", { class: "lw-step" }, radio(i + 1), h("span", {}, h("b", {}, i + 1), ` ${word}`)))),
      h("label", { class: "lw-not-sure" }, radio("not-sure"), ` ${t("set_up.not_sure")}`))
  }

  /** @param {HTMLElement} empty */
  function put(empty) {
    /** @type {import("../../reflection/questions.mjs").Answers} */
    const answers = {}
    for (const radio of /** @type {HTMLInputElement[]} */ (all(screen, "input:checked"))) {
      const side = /** @type {Element} */ (radio.closest("fieldset")), pair = data(/** @type {Element} */ (radio.closest("[data-lw-of]")), "of")
      ;((answers[pair] ??= {})[data(side, "when")] ??= {})[data(side, "side")] = Number(radio.value) || "not-sure"
    }
    if (!Object.keys(answers).length) {
      empty.textContent = t("our_says.box_empty")
      empty.hidden = false
      return
    }
    const mark = receipt()
    room.add([{ answers, mark, part: part.value }], "box")
    forget()
    const number = String(mark).replace(/(\d{4})(\d+)/, "$1 $2")
    show(
      t("our_says.box_is_in"), h("p", { class: "lw-our-big" }, our.inWords()),
      room.round.closed ? null : [h("p", {}, t("our_says.box_number")), h("p", { class: "lw-our-big" }, number), h("p", {}, t("our_says.box_number_is"))],
      buttons(button(t("our_says.box_hand_on"), next, "lw-main-deed")),
    )
    our.refresh()
  }

  /** Takes an unfinished ballot off the screen, and anything of ours out of the history. */
  function forget() {
    screen.replaceChildren()
    if (!live) history.replaceState(null, "")
  }

  screen.addEventListener("close", () => { screen.replaceChildren(); our.refresh() })
  listen("pagehide", () => { if (screen.open) next() }, window)

  return {
    refresh() {
      const { parts } = room.round
      whose.hidden = !parts.length
      const chosen = part.value
      fill(part, ...["", ...parts].map(value => h("option", { value }, value || t("our_says.not_given"))))
      if (parts.includes(chosen)) part.value = chosen
    },
  }
}
