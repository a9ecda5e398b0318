// @ts-check
// A map of one's own place as Markdown.

import { followed, plain, quoted } from "../reflecting/sheet_leaving.mjs"
import { inDays } from "../reflecting/sheet_days.mjs"
import { said } from "../reflecting/sheet_state.mjs"

/** @typedef {import("../reflecting/sheet_state.mjs").State} State */
/** @typedef {{ names: Record<string, Record<string, string>>, marks: Record<string, Record<string, string>>, titles: Record<string, string> }} Names */

/** @param {import("../kit.mjs").Speaker} t @param {Names} names @returns {(state: State, day: string) => string[]} */
export const markdown = (t, { names, marks, titles }) => (state, day) => {
  const parts = [`# ${t("future.title")}`, [plain(state.about), inDays(day)].filter(Boolean).join(" · ")]
  const own = state.own.places ?? []
  const line = (/** @type {string} */ name, /** @type {string} */ note) => `- ${name}${note ? `: ${plain(note)}` : ""}`
  for (const group of ["conditions", "help_places"]) {
    const parted = Object.entries(marks[group]).map(([mark, label]) => [label, [
      ...Object.entries(names[group]).filter(([id]) => said(state, group, id, "mark") === mark).map(([id, name]) => line(name, said(state, group, id, "note"))),
      ...(group === "help_places" ? own.filter(row => row.mark === mark).map(row => line(`${plain(row.name ?? "")} (${t("future.yours")})`, row.note ?? "")) : []),
    ]])
    if (group === "help_places") parted.push([t("future.not_marked"), own.filter(row => !Object.keys(marks[group]).includes(row.mark ?? "")).map(row => line(`${plain(row.name ?? "")} (${t("future.yours")})`, row.note ?? ""))])
    const filled = parted.filter(([, lines]) => lines.length)
    if (filled.length) parts.push(`## ${titles[group]}`)
    for (const [label, lines] of filled) parts.push(`**${label}**`, /** @type {string[]} */ (lines).join("\n"))
  }
  const matters = Object.entries(names.hoped_outcomes).filter(([id]) => said(state, "hoped_outcomes", id, "mark"))
  if (matters.length) parts.push(`## ${t("future.matters")}`, matters.map(([, name]) => `- ${name}`).join("\n"))
  const next = followed(t, state.next, inDays)
  if (next.length) parts.push(`## ${t("sheet.next_title")}`, ...next.flatMap(([title, text]) => [`**${title}**`, quoted(text)]))
  return parts
}
