// @ts-check
// What may be said of a question, in plain words: every number that a picture shows stands here, too.

/** @typedef {ReturnType<typeof import("../../reflection/summaries.mjs").shown>} Shown */
/** @typedef {ReturnType<typeof import("../../reflection/summaries.mjs").sideShown>} Side */
/** @typedef {import("../kit.mjs").Speaker} Speaker */
/** @typedef {{ locale: string, questions: import("../../reflection/questions.mjs").Questions, sides: Record<string, string>, steps: string[], names: Record<string, Record<string, string>>, gists: Record<string, Record<string, string>>, ask: Record<string, string>, talk: Record<string, string>, lines: { number: string, tel: string, name: string }[] }} Asked */

/** The names of a pair's sides, as words. @param {Asked} asked @param {string} pair @param {Speaker} t */
export const pairNamed = ({ names, questions }, pair, t) => questions.sides.map(side => names[pair][side]).join(t("explorer.and"))

/** How many chose each step, all of it. @param {Side} side @param {Speaker} t */
export function countsIn({ counts, unsure }, t) {
  const said = counts.flatMap((count, i) => (count ? [t("our_says.chose", { count, step: i + 1 })] : []))
  return t.listed([...said, ...(unsure ? [t("our_says.were_unsure", { count: unsure })] : [])])
}

/** How near answers stand: nothing below eight. @param {Side} side @param {Speaker} t */
export function nearness({ word, far, ends }, t) {
  if (ends) return t("our_says.ends")
  if (word === "near") return t("our_says.near")
  if (word === "most-near") return t("our_says.most_near", { count: far ?? 0 })
  return word ? t("our_says.different") : ""
}

/** The two neighbouring steps that most chose, and how many: "10 of 12 chose 3 or 4". @param {Side} side @param {Speaker} t */
export function mostIn({ counts, numbers }, t) {
  const one = counts.indexOf(Math.max(...counts))
  if (counts[one] === numbers) return t("our_says.all_one", { count: numbers, step: one + 1 })
  const pairs = counts.slice(0, -1).map((n, i) => n + counts[i + 1])
  const at = pairs.indexOf(Math.max(...pairs))
  return t("our_says.most", { count: pairs[at], all: numbers, first: at + 1, second: at + 2 })
}

/** The middle answer and how far answers reach, in words. @param {Side} side @param {string[]} steps @param {Speaker} t */
export function middle({ median, low, high, numbers }, steps, t) {
  if (!median || low == null || high == null) return t("our_says.no_middle", { count: numbers })
  const [one, other] = median
  const where = one === other
    ? t("our_says.middle", { step: one, words: steps[one - 1] })
    : t("our_says.middle_between", { first: one, second: other })
  return `${where} ${low === high ? t("our_says.range_one") : t("our_says.range", { low, high })}`
}

/** Who sees both, mainly one, neither. @param {Shown} shown @param {Asked} asked @param {Speaker} t */
export function groupsIn({ groups, pair }, { names, questions }, t) {
  if (!groups) return []
  const [first, second] = questions.sides.map(side => names[pair][side])
  return [
    [groups.both, t("our_says.both", { count: groups.both })],
    [groups.first, t("our_says.mainly", { count: groups.first, name: first })],
    [groups.second, t("our_says.mainly", { count: groups.second, name: second })],
    [groups.neither, t("our_says.neither", { count: groups.neither })],
    ...(groups.unsure ? [/** @type {[number, string]} */ ([groups.unsure, t("our_says.unsure_of_one", { count: groups.unsure })])] : []),
  ]
}

/** What the dots of a square say, row by row. @param {number[][]} square @param {string[]} names @param {Speaker} t */
export function squareIn(square, [first, second], t) {
  const steps = square.length - 1
  const at = (/** @type {number} */ i) => (i === steps ? t("our_says.unsure") : i + 1)
  const said = square.flatMap((row, a) => row.flatMap((count, b) => (count ? [t("our_says.cell", { count, first, a: at(a), second, b: at(b) })] : [])))
  return `${t.listed(said)}.`
}

/** A day in words. @param {string} day @param {Asked} asked */
export const dayIn = (day, { locale }) =>
  day ? new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T12:00Z`)) : ""

/** Month and year of a code's month, the nearest that is past. @param {number} month from 0 to 23 @param {string} day @param {Asked} asked */
export function monthNamed(month, day, { locale }) {
  const now = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const then = now - ((((now - month) % 24) + 24) % 24)
  return new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(Date.UTC(Math.floor(then / 12), then % 12, 1)))
}

/** What a round is, in a sentence. @param {Asked} asked @param {Speaker} t @param {import("../../reflection/rounds.mjs").Round} round */
export function roundIn(asked, t, round) {
  const said = t("our_says.round", { count: round.counted, day: dayIn(round.closed, asked) })
  return [round.madeUp ? t("our_says.made_up") : "", round.about ? t("our_says.about", { about: round.about }) : "", said].filter(Boolean).join(" ")
}
