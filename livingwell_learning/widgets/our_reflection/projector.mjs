// @ts-check
// One pair at a time for a room, in large type: guess first, then reveal. Page Up, Page Down and arrows turn; no letter does.

import { whens } from "../../reflection/questions.mjs"
import { summary } from "../../reflection/summaries.mjs"
import { button, buttons, fill, h } from "./building.mjs"
import { grid } from "./drawing.mjs"
import { dayIn, groupsIn, mostIn, nearness, middle } from "./sentences.mjs"
import { figureOf, inked } from "./showing.mjs"

/** @typedef {import("./group.mjs").Our} Our */

const ON = ["PageDown", "ArrowRight", "ArrowDown"], BACK = ["PageUp", "ArrowLeft", "ArrowUp"]

/** @param {Our} our */
export function projector(our) {
  const { view: { root, say }, t, asked, room } = our
  const screen = /** @type {HTMLDialogElement} */ (h("dialog", { class: "lw-our-full lw-our-projector" }))
  root.append(screen)
  let at = 0
  /** @type {{ shown: import("./sentences.mjs").Shown, revealed: boolean }[]} */
  let screens = []
  const round = () => (room.round.closed ? room.round : room.earlier ?? room.round)

  function turn(/** @type {number} */ by) {
    at = Math.max(0, Math.min(screens.length - 1, at + by))
    draw()
  }

  function draw() {
    const { shown, revealed } = screens[at], { pair, when } = shown
    const { steps, sides } = asked.questions
    const names = sides.map(side => asked.names[pair][side])
    const number = round().questions.pairs.indexOf(pair) + 1
    const title = h("h2", { tabindex: -1 }, ...inked(our, pair), when === "hoped" ? h("small", {}, ` – ${t("our_says.hoped")}`) : "")
    const empty = shown.square || !shown.sides ? h("figure", { class: "lw-our-square" }, grid(null, steps, names, t("our_says.unsure"), t("our_says.empty_grid"))) : h("div", { class: "lw-our-guess-rows" }, names.map((name, i) => h("p", { class: `lw-our-side-name lw-ink-${i + 1}` }, name)))
    const said = shown.sides
      ? h("div", {}, h("dl", { class: "lw-our-sides" }, sides.map((side, i) => {
          const mine = /** @type {any} */ (shown.sides)[side]
          return h("div", { class: `lw-side-${i + 1}` }, h("dt", { class: `lw-ink-${i + 1}` }, names[i]), h("dd", {}, mine.word && h("b", {}, nearness(mine, t)), h("p", {}, mine.word ? mostIn(mine, t) : middle(mine, asked.steps, t))))
        })), shown.groups && h("p", {}, groupsIn(shown, asked, t).filter(([n]) => n).map(([, words]) => words).join(" ")))
      : h("p", {}, t("our_says.too_few"))
    fill(screen,
      h("div", { class: "lw-our-full-in" }, our.banner(round()),
        h("p", { class: "lw-our-at" }, t("our_says.pair_at", { number, count: round().questions.pairs.length }), ` · ${t("our_says.round", { count: round().counted, day: dayIn(round().closed, asked) })}`), title,
        h("div", { class: "lw-our-card" }, revealed ? figureOf(our, shown) ?? empty : empty, revealed ? said : h("div", {}, h("p", { class: "lw-our-big" }, t("our_says.guess")), h("p", {}, t("our_says.guess_how")))),
      ),
      h("div", { class: "lw-our-turn" }, buttons(
        button(t("our_says.back"), () => turn(-1)), button(revealed ? t("our_says.next") : t("our_says.reveal"), () => turn(1), "lw-main-deed"), button(t("our_says.leave_screen"), () => screen.close())), our.help()),
    )
    const [back, on] = /** @type {NodeListOf<HTMLButtonElement>} */ (screen.querySelectorAll(".lw-our-turn button"))
    back.disabled = at === 0
    on.disabled = at === screens.length - 1
    screen.scrollTop = 0
    title.focus()
    say("")
  }

  screen.addEventListener("keydown", event => {
    const by = ON.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    turn(by)
  })
  screen.addEventListener("close", () => screen.replaceChildren())

  return {
    open() {
      const tallies = summary(round()).tallies.filter(tally => !tally.part)
      screens = round().questions.pairs.flatMap(pair => whens(round().questions).flatMap(when => {
        const shown = tallies.find(tally => tally.pair === pair && tally.when === when)
        return shown ? [{ shown, revealed: false }, { shown, revealed: true }] : []
      }))
      at = 0
      screen.showModal()
      draw()
    },
    refresh() {},
  }
}
