// @ts-check
// My picture: a small square a pair, each point named beside it, and plain sentences that say all that the squares show.

import { all, data, one } from "../kit.mjs"
import { fill } from "../reflecting/square.mjs"
import { answerOf, both } from "./state.mjs"

/** @typedef {import("./state.mjs").State} State */
/** @typedef {import("./state.mjs").Asked} Asked */
/** @typedef {import("../kit.mjs").Speaker} Speaker */
/** @typedef {Pick<State, "answers" | "hoped"> & { date: string }} Earlier */

/** @param {Asked} asked @param {Speaker} t @param {unknown} answer */
const inWords = (asked, t, answer) =>
  typeof answer === "number" ? t("my.answer", { answer, word: asked.steps[answer - 1] }) : t(answer === undefined ? "my.blank" : "my.unsure")

/**
 * The point of a pair, named: a line a side, and a line for the hope.
 * @param {Asked} asked @param {Speaker} t @param {string} pair @param {Pick<State, "answers" | "hoped">} given
 */
export function pointInWords(asked, t, pair, { answers, hoped }) {
  const { sides } = asked.questions
  const lines = sides.map(side => ({
    name: asked.names[pair][side], words: inWords(asked, t, answerOf(answers, pair, "now", side)),
  }))
  const hopes = both(asked, answers, pair, "hoped")
  if (!hoped || hopes.every(hope => hope === undefined)) return { lines, hope: "" }
  const [first, second] = hopes.map(hope => (hope === undefined ? t("my.blank") : typeof hope === "number" ? hope : t("my.unsure")))
  return { lines, hope: t("my.hope", { first, second }) }
}

/**
 * What is seen a lot and what little, side by side, as sentences; the same for those who see the squares and those who do not.
 * @param {Asked} asked @param {Speaker} t @param {State} state
 * @returns {{ title: string, sentences: string[] }[]}
 */
export function sentences(asked, t, { chosen, answers }) {
  const most = asked.steps.length
  const groups = asked.questions.sides.map(side => {
    /** @param {string} key @param {(answer: any) => boolean} fits */
    const say = (key, fits) => {
      const names = chosen.filter(pair => fits(answerOf(answers, pair, "now", side))).map(pair => asked.names[pair][side])
      return names.length ? [t(key, { names: t.listed(names) })] : []
    }
    return {
      title: t("my.side", { side: asked.sides[side] }),
      sentences: [
        ...say("my.a_lot", answer => answer >= most - 1), ...say("my.between", answer => answer > 2 && answer < most - 1),
        ...say("my.little", answer => answer <= 2), ...say("my.not_sure_of", answer => answer === "not-sure"),
        ...say("my.not_rated", answer => answer === undefined),
      ],
    }
  })
  const middle = Math.ceil((most + 1) / 2)
  const met = chosen.filter(pair => both(asked, answers, pair).every(answer => typeof answer === "number" && answer >= middle))
  const pairs = met.map(pair => Object.values(asked.names[pair]).join(t("my.and")))
  return met.length ? [...groups, { title: t("my.both_title"), sentences: [t("my.both_seen", { names: t.listed(pairs), middle })] }] : groups
}

/** @param {HTMLElement} line @param {ReturnType<typeof pointInWords>} named */
function write(line, { lines, hope }) {
  line.replaceChildren(...lines.flatMap(({ name, words }, n) => {
    const ink = Object.assign(document.createElement("b"), { className: `lw-ink-${n + 1}`, textContent: name })
    return [ink, ` ${words}`, document.createElement("br")]
  }), hope)
}

/** @param {string} text @param {string} tag */
const element = (text, tag) => Object.assign(document.createElement(tag), { textContent: text })

/** Gives each place of the strip and of the picture a square of its own, and each pair its question. @param {HTMLElement} root @param {Asked} asked */
export function furnish(root, asked) {
  for (const item of all(root, "[data-lw-talk]")) one(item, "[data-lw-talk-words]").textContent = asked.talk[data(item, "talk")] ?? ""
  const square = one(root, "[data-lw-pair] .lw-square")
  for (const button of all(root, "[data-lw-go]")) button.prepend(square.cloneNode(true))
  for (const words of all(root, "[data-lw-was-words], [data-lw-now-words]")) words.before(square.cloneNode(true))
}

/**
 * Draws everything that follows from the answers.
 * @param {HTMLElement} root @param {Asked} asked @param {Speaker} t @param {State} state @param {Earlier | null} earlier
 * @param {(day: string) => string} inDays says a day in words
 */
export function draw(root, asked, t, state, earlier, inDays) {
  const { chosen, answers, hoped } = state
  const hopes = (/** @type {string} */ pair) => (hoped ? both(asked, answers, pair, "hoped") : [])
  for (const pair of all(root, "[data-lw-pair]")) {
    const id = data(pair, "pair"), now = both(asked, answers, id)
    fill(one(pair, ".lw-square"), now, hopes(id))
    one(pair, "[data-lw-sentence]").textContent = asked.vocabulary[now.map(answer => answer ?? "").join(" ")] ?? ""
  }
  for (const button of all(root, "[data-lw-go]")) {
    const id = data(button, "go")
    button.hidden = !chosen.includes(id)
    fill(one(button, ".lw-square"), both(asked, answers, id), hopes(id))
  }
  for (const item of all(root, "[data-lw-picture]")) {
    const id = data(item, "picture"), was = one(item, "[data-lw-was]")
    item.hidden = !chosen.includes(id)
    fill(/** @type {Element} */ (item.querySelector(":scope > .lw-square")), both(asked, answers, id), hopes(id))
    write(one(item, "[data-lw-now-words]"), pointInWords(asked, t, id, state))
    was.hidden = !earlier
    one(item, "[data-lw-now-date]").hidden = !earlier
    if (!earlier) continue
    one(item, "[data-lw-was-date]").textContent = inDays(earlier.date)
    one(item, "[data-lw-now-date]").textContent = t("my.legend_now")
    fill(one(was, ".lw-square"), both(asked, earlier.answers, id), earlier.hoped ? both(asked, earlier.answers, id, "hoped") : [])
    write(one(item, "[data-lw-was-words]"), pointInWords(asked, t, id, earlier))
  }
  for (const item of all(root, "[data-lw-talk]")) {
    item.hidden = !chosen.includes(data(item, "talk"))
    one(item, "[data-lw-sheet-note]").textContent = state.notes[data(item, "talk")] ?? ""
  }
  one(root, "[data-lw-two]").hidden = !earlier
  one(root, "[data-lw-legend-hoped]").hidden = !hoped
  one(root, "[data-lw-words-of-picture]").replaceChildren(...sentences(asked, t, state).map(({ title, sentences }) => {
    const group = element("", "div")
    group.append(element(title, "b"), ...sentences.map(text => element(text, "p")))
    return group
  }))
}
