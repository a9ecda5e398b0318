// @ts-check
// The ballot box: a shared device goes from hand to hand, and shows how many are in and nothing else.

import { all, data, one } from "../kit.mjs"
import { button, buttons, fill, h } from "./building.mjs"
import { receipt } from "./room.mjs"

/** @typedef {import("./group.mjs").Our} Our */

/** @param {Our} our */
export function ballotBox(our) {
  const { view: { root, live, listen }, t, room } = our
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
    const made = /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (one(root, "[data-lw-ballot]")).content.cloneNode(true))
    for (const pair of all(made, "[data-lw-of]")) if (!room.questions.pairs.includes(data(pair, "of"))) pair.remove()
    if (!room.questions.hoped) for (const side of all(made, "[data-lw-when=hoped]")) side.remove()
    const empty = h("p", { class: "lw-said", role: "status", hidden: true })
    show(
      t("our_says.box_yours"), h("p", {}, t("our_says.box_blank")), made, empty,
      buttons(button(t("our_says.box_put"), () => put(empty), "lw-main-deed"), button(t("our_says.box_nothing"), next)),
    )
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
