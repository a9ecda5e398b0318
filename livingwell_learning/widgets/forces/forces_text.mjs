// @ts-check
// A sheet about forces as Markdown.

import { followed, plain, quoted } from "../reflecting/sheet_leaving.mjs"
import { inDays } from "../reflecting/sheet_days.mjs"
import { said } from "../reflecting/sheet_state.mjs"

/** @typedef {import("../reflecting/sheet_state.mjs").State} State */
/** @typedef {{ forces: Record<string, string>, levels: Record<string, string> }} Names */

/** @param {import("../kit.mjs").Speaker} t @param {Names} names @returns {(state: State, day: string) => string[]} */
export const markdown = (t, { forces, levels }) => (state, day) => {
  const parts = [`# ${t("forces.title")}`, [plain(state.about), inDays(day)].filter(Boolean).join(" · ")]
  const tensions = state.own.tensions ?? []
  const listed = (/** @type {import("../reflecting/sheet_state.mjs").Texts[]} */ rows) => rows.map(({ one = "", other = "", both = "" }) =>
    `- ${t("forces.yours")} **${[one, other].filter(Boolean).map(plain).join(t("forces.plus"))}**${both ? ` ${t("forces.both_said")} ${plain(both)}` : ""}`).join("\n")
  for (const [force, name] of Object.entries(forces)) {
    const written = Object.entries(levels).map(([level, label]) => [label, said(state, "forces", force, level)]).filter(([, text]) => text)
    const mine = tensions.filter(({ of }) => of === force)
    if (!written.length && !mine.length) continue
    parts.push(`## ${plain(name)}`, ...written.flatMap(([label, text]) => [`**${plain(label)}**`, quoted(text)]), ...(mine.length ? [listed(mine)] : []))
  }
  const across = tensions.filter(({ of = "" }) => !Object.keys(forces).includes(of))
  if (across.length) parts.push(`## ${t("forces.across")}`, listed(across))
  const next = followed(t, state.next, inDays)
  if (next.length) parts.push(`## ${t("sheet.next_title")}`, ...next.flatMap(([title, text]) => [`**${title}**`, quoted(text)]))
  return parts
}
