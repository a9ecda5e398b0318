// @ts-check
// The ways in which a reflection leaves, each as a text that is shown before it goes; and the way back in, a file.

import { CodeError, encode, marks, monthOf, newMark } from "../../reflection/codes.mjs"
import { FileError, MOST_BYTES, readReflection, reflectionFile } from "../../reflection/files.mjs"
import { clean } from "../../reflection/questions.mjs"
import { pointInWords, sentences } from "./picture.mjs"
import { TRAITS } from "./state.mjs"

/** @typedef {import("./state.mjs").State} State */
/** @typedef {import("./state.mjs").Asked} Asked */
/** @typedef {import("../kit.mjs").Speaker} Speaker */
/** @typedef {import("../../reflection/files.mjs").Reflection} Reflection */
/** @typedef {{ date: string, mark?: number, more?: Record<string, unknown>, language?: string }} Rest */

/** @param {Asked} asked @param {State} state @param {Rest} rest @returns {Reflection} */
export function reflection(asked, state, rest) {
  const questions = { ...asked.questions, pairs: state.chosen, hoped: state.hoped }
  // A code has less room for a mark than a file; another set-up may have less still.
  if (rest.mark === undefined || rest.mark >= (marks(questions) || Infinity)) rest.mark = newMark(questions)
  const notes = Object.fromEntries(Object.entries(state.notes).filter(([pair]) => state.chosen.includes(pair)))
  return {
    questions, notes, answers: clean(state.answers, questions), about: state.about, date: rest.date, mark: rest.mark,
    next: state.next, language: rest.language ?? "en", more: rest.more ?? {},
  }
}

/** @param {Asked} asked @param {State} state @param {Rest} rest */
export const file = (asked, state, rest) => reflectionFile(reflection(asked, state, rest))

/** The short code; nothing where these answers fit into none. @param {Asked} asked @param {State} state @param {Rest} rest */
export function code(asked, state, rest) {
  const { questions, answers, date, mark } = reflection(asked, state, rest)
  try {
    return encode(questions, answers, monthOf(date), mark)
  } catch (error) {
    if (error instanceof CodeError) return ""
    throw error
  }
}

/** People's own words within Markdown: no mark-up of theirs counts. @param {string} text */
const plain = text => text.replace(/[\\`*_{}[\]<>#|~!]/g, "\\$&").replace(/&/g, "&amp;")
/** @param {string} text */
const quoted = text => text.trim().split(/\r?\n/).map(line => `> ${plain(line)}`).join("\n")

/** @param {Asked} asked @param {Speaker} t @param {State} state @param {string} day in words */
export function markdown(asked, t, state, day) {
  const parts = [`# ${t("my.title")}`, [state.about && plain(state.about), day].filter(Boolean).join(" · ")]
  for (const pair of state.chosen) {
    const { lines, hope } = pointInWords(asked, t, pair, state)
    parts.push(`## ${lines.map(({ name }) => name).join(t("my.and"))}`)
    parts.push([...lines.map(({ name, words }) => `- ${name}: ${words}`), ...(hope ? [`- ${hope}`] : [])].join("\n"))
    if (state.notes[pair]?.trim()) parts.push(quoted(state.notes[pair]))
    if (asked.talk[pair]) parts.push(`${t("my.talk")} ${asked.talk[pair]}`)
  }
  parts.push(`## ${t("my.in_words")}`)
  for (const { title, sentences: said } of sentences(asked, t, state)) parts.push(`**${title}** ${said.join(" ")}`)
  const next = followed(t, state.next, String)
  if (next.length) parts.push(`## ${t("my.next_title")}`, ...next.map(([title, text]) => `**${title}**\n\n${quoted(text)}`))
  return `${parts.join("\n\n")}\n`
}

/** What to keep and to try, each with its name. @param {Speaker} t @param {Record<string, string>} next @param {(day: string) => string} inDays @returns {[string, string][]} */
export const followed = (t, next, inDays) =>
  ["keep", "try", "who", "look_again"].filter(key => next[key]?.trim())
    .map(key => [t(`my.next_${key}`), key === "look_again" ? inDays(next[key]) : next[key]])

/**
 * What a file holds, or the sentence that says why it is not opened.
 * @param {File} chosen @param {Asked} asked @param {Speaker} t
 * @returns {Promise<{ reflection: Reflection | null, problem: string }>}
 */
export async function open(chosen, asked, t) {
  const name = chosen.name
  if (chosen.size > MOST_BYTES) return { reflection: null, problem: t("my.file_size", { name }) }
  return read(await chosen.text(), name, asked, t)
}

/** @param {string} text @param {string} name @param {Asked} asked @param {Speaker} t */
export function read(text, name, asked, t) {
  try {
    return { reflection: readReflection(text, asked.questions), problem: "" }
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { reflection: null, problem: t(`my.file_${error.reason}`, { name, detail: error.detail }) }
  }
}

/** @param {Reflection} found @returns {State} */
export const stateOf = ({ questions, about, answers, notes, next }) =>
  /** @type {State} */ (Object.fromEntries(TRAITS.map(key => [key, { about, answers, notes, next, chosen: questions.pairs, hoped: questions.hoped }[key]])))
