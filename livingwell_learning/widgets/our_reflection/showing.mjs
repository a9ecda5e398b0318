// @ts-check
// What is shown of a closed round, pair by pair in the report's order; two rounds stand one above the other.

import { whens } from "../../reflection/questions.mjs"
import { summary } from "../../reflection/summaries.mjs"
import { NOT_GIVEN } from "../../reflection/tallies.mjs"
import { button, buttons, h } from "./building.mjs"
import { grid, row } from "./drawing.mjs"
import { countsIn, dayIn, groupsIn, middle, mostIn, nearness, pairNamed, roundIn, squareIn } from "./sentences.mjs"

/** @typedef {import("./group.mjs").Our} Our */
/** @typedef {import("../../reflection/rounds.mjs").Round} Round */
/** @typedef {import("./sentences.mjs").Shown} Shown */

const SMALL_GROUP = 12

/** The names of a pair, each in the ink of its side. @param {Our} our @param {string} pair */
export const inked = ({ asked, t }, pair) =>
  asked.questions.sides.flatMap((side, i) => [i ? t("explorer.and") : "", h("span", { class: `lw-ink-${i + 1}` }, asked.names[pair][side])])

/** The picture of a question alone: rows of dots, from eight the square. @param {Our} our @param {Shown} shown */
export function figureOf({ asked, t }, shown) {
  const { sides, square, squared, people, pair } = shown
  const names = asked.questions.sides.map(side => asked.names[pair][side])
  if (square) return h("figure", { class: "lw-our-square" }, grid(square, asked.questions.steps, names, t("our_says.unsure"), squareIn(square, names, t)),
    squared !== people && h("figcaption", { class: "lw-hint" }, t("our_says.square_of", { count: squared })))
  if (!sides) return null
  return h("div", { class: "lw-our-rows" }, asked.questions.sides.map((side, i) => h("figure", {}, h("figcaption", { class: `lw-our-side-name lw-ink-${i + 1}` }, names[i]), rowOf(sides[side], /** @type {1 | 2} */ (i + 1), names[i], t))))
}

/** @param {import("./sentences.mjs").Side} side @param {1 | 2} n @param {string} name @param {import("../kit.mjs").Speaker} t */
const rowOf = (side, n, name, t) => row(side.counts, side.unsure, n, t("our_says.unsure"), `${name}: ${countsIn(side, t)}.`)

/** What may be said of each side. @param {Our} our @param {Shown} shown @param {boolean} drawn whether the rows stand here, too */
export function sidesOf({ asked, t }, shown, drawn) {
  const { sides, pair, blank } = shown
  if (!sides) return null
  return h("dl", { class: "lw-our-sides" }, asked.questions.sides.map((side, i) => {
    const mine = sides[side], name = asked.names[pair][side], near = nearness(mine, t)
    return h("div", { class: `lw-side-${i + 1}` }, h("dt", { class: `lw-ink-${i + 1}` }, name), h("dd", {},
      near && h("p", { class: "lw-our-near" }, h("b", {}, near)),
      drawn && h("figure", {}, rowOf(mine, /** @type {1 | 2} */ (i + 1), name, t)),
      mine.numbers > 0 && mine.word && h("p", {}, `${mostIn(mine, t)} ${middle(mine, asked.steps, t)}`),
      !mine.word && h("p", {}, middle(mine, asked.steps, t)),
      h("p", { class: "lw-our-counts" }, `${countsIn(mine, t)}.`, blank[side] ? ` ${t("our_says.left_blank", { count: blank[side] })}` : ""),
    ))
  }))
}

/** @param {Our} our @param {Shown} shown */
function question(our, shown) {
  const { asked, t } = our
  if (!shown.sides) return h("p", {}, t("our_says.too_few"))
  const squared = Boolean(shown.square)
  return h("div", { class: squared ? "lw-our-card" : "lw-our-card lw-our-plain" },
    h("div", {}, figureOf(our, shown), shown.groups && h("ul", { class: "lw-our-groups" }, groupsIn(shown, asked, t).map(([n, words]) => h("li", { class: n ? "" : "lw-our-none" }, words)))),
    sidesOf(our, shown, squared))
}

/** All of one pair in one round. @param {Our} our @param {Round} round @param {Shown[]} tallies */
function inRound(our, round, tallies) {
  const { t } = our
  return whens(round.questions).flatMap(when => tallies.filter(tally => tally.when === when).map(tally => {
    const label = [when === "hoped" ? t("our_says.hoped") : round.questions.hoped ? t("our_says.now") : "", tally.part && t("our_says.part", { part: tally.part === NOT_GIVEN ? t("our_says.not_given") : tally.part })].filter(Boolean).join(", ")
    return h("div", { class: tally.part ? "lw-our-part" : "" }, label && our.heading(2, label), question(our, tally))
  }))
}

const SAVED = /** @type {const} */ (["json", "csv", "svg", "png"])

/** What can be done with what is shown. @param {Our} our */
function deeds(our) {
  const { t } = our
  return h("div", { class: "lw-our-deeds" },
    buttons(button(t("our_says.project"), our.projected, "lw-main-deed"), button(t("our_says.print"), () => our.print("picture"))),
    h("details", { "data-lw-paper": "as-left" }, h("summary", { class: "lw-opens" }, t("our_says.save")), h("p", {}, t("our_says.save_words")),
      buttons(SAVED.map(kind => button(t(`our_says.save_${kind}`), async () => (await import("./exports.mjs")).saveAs(our, kind))))))
}

/** @param {Our} our */
export function showing(our) {
  const { t, asked, room } = our
  const place = our.place("shown")

  return {
    refresh() {
      const rounds = [room.earlier, room.round].filter(round => round !== null && round.closed !== "").map(round => /** @type {Round} */ (round))
      place.replaceChildren()
      if (!rounds.length) return
      const summaries = rounds.map(round => ({ round, ...summary(round) }))
      const pairs = asked.questions.pairs.filter(pair => rounds.some(round => round.questions.pairs.includes(pair)))
      const two = rounds.length === 2
      place.append(
        h("div", { class: "lw-our-rounds" }, summaries.map(({ round, waiting, repeated }, i) => h("p", {}, two && h("b", {}, `${t(i ? "our_says.this_round" : "our_says.earlier_round")} `), roundIn(asked, t, round), waiting ? ` ${t("our_says.waiting", { count: waiting, least: round.floor })}` : "", repeated ? ` ${t("our_says.repeated", { count: repeated })}` : ""))),
        two ? h("p", {}, t("our_says.two_rounds")) : "",
        summaries.some(({ people }) => people < SMALL_GROUP) ? h("p", { class: "lw-hint" }, t("our_says.alike")) : "",
        deeds(our),
        ...summaries.filter(({ differ }) => differ.length).map(({ differ, round }, i) => h("div", { class: "lw-our-differ" }, h("p", {}, h("b", {}, two ? t("our_says.differ_in", { day: dayIn(round.closed, asked) }) : t("our_says.differ"))), h("ol", {}, differ.map(({ pair, side, spread }) =>
          h("li", {}, h("a", { href: `#${our.id(pair)}`, class: `lw-ink-${asked.questions.sides.indexOf(side) + 1}` }, asked.names[pair][side]), ` ${t("our_says.apart", { steps: spread.toFixed(1) })}`))))),
        ...pairs.map(pair => h("article", { class: "lw-our-pair", id: our.id(pair) }, our.heading(1, ...inked(our, pair)),
          summaries.map(({ round, tallies }, i) => {
            const mine = tallies.filter(tally => tally.pair === pair)
            const head = two ? h("p", { class: "lw-our-of-round" }, h("b", {}, `${t(i ? "our_says.this_round" : "our_says.earlier_round")} ${dayIn(round.closed, asked)}`), ` · ${t("our_says.people", { count: mine.find(tally => !tally.part)?.people ?? 0 })}`) : null
            return h("div", { class: "lw-our-in-round" }, head, mine.length ? inRound(our, round, mine) : h("p", {}, t("our_says.not_asked")))
          }),
          asked.talk[pair] && h("p", { class: "lw-our-talk" }, h("b", {}, `${t("our_says.talk")} `), asked.talk[pair]))),
        h("p", { class: "lw-hint" }, t("our_says.how_near")),
      )
    },
  }
}

/** @param {Our} our @param {string} pair */
export const pairTitle = (our, pair) => pairNamed(our.asked, pair, our.t)
