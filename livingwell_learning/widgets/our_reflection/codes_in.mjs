// @ts-check
// Codes found in whatever is pasted, and files that are dropped: everything is shown before it counts.

import { clean } from "../../reflection/questions.mjs"
import { decode, monthOf } from "../../reflection/codes.mjs"
import { find } from "../../reflection/pasted.mjs"
import { FileError, MOST_BYTES, parse, readPause, readReflection, readRound } from "../../reflection/files.mjs"
import { button, buttons, fill, h, labelled, today } from "./building.mjs"
import { alike, join, reopen } from "./returning.mjs"
import { monthNamed, pairNamed } from "./sentences.mjs"

/** @typedef {import("./group.mjs").Our} Our */
/** @typedef {import("../../reflection/questions.mjs").Questions} Questions */
/** @typedef {import("./room.mjs").Given & { line?: number }} Given what came, and its line where it was pasted */
/** @typedef {{ ready: Given[], months: Map<number, Given[]>, others: Map<string, Given[]>, abouts: Map<string, Given[]>, slips: import("../../reflection/pasted.mjs").Found[], strange: import("../../reflection/pasted.mjs").Found[], count: number, lines: number }} Sorted */

const MOST_FORM = 5_000_000
const MOST_SUBSETS = 8, MOST_LINES = 12

/** Every set-up of a collection; too many where the collection is large. @param {Questions} known @param {boolean} hoped */
function setUps(known, hoped) {
  if (known.pairs.length > MOST_SUBSETS) return []
  return Array.from({ length: 2 ** known.pairs.length - 1 }, (_, i) => ({ ...known, hoped, pairs: known.pairs.filter((_, k) => (i + 1) & (1 << k)) }))
}

/** The one other set-up that a code answers, if it can be told. @param {string} code @param {Questions} known */
function elsewhere(code, known) {
  const fits = setUps(known, code[0] === "D").flatMap(questions => {
    try { return [{ questions, ...decode(code, questions) }] } catch { return [] }
  })
  return fits.length === 1 ? fits[0] : null
}

/** Sorts what was found: ready, of another month, of another set-up, with a slip. @param {string} text @param {Questions} questions @param {Questions} known @param {number} month @returns {Sorted} */
export function sorted(text, questions, known, month) {
  const found = find(text, questions)
  /** @type {Sorted} */
  const all = { ready: [], months: new Map(), others: new Map(), abouts: new Map(), slips: [], strange: [], count: found.length, lines: text.split("\n").length }
  for (const one of found) {
    const { line } = one
    if (one.decoded) place(all, { ...one.decoded, line }, one.decoded.month, month)
    else if (one.reason !== "questions") all.slips.push(one)
    else {
      const other = elsewhere(one.text, known)
      if (other) placeOther(all, other.questions, { ...other, line })
      else all.strange.push(one)
    }
  }
  return all
}

/** @param {Sorted} all @param {Given} given @param {number} of @param {number} month */
function place(all, { answers, mark, line }, of, month) {
  if (of === month) all.ready.push({ answers, mark })
  else all.months.set(of, [...(all.months.get(of) ?? []), { answers, mark, line }])
}

/** @param {Sorted} all @param {Questions} questions @param {Given} given */
function placeOther(all, { pairs, hoped }, { answers, mark, line }) {
  const key = JSON.stringify({ pairs, hoped })
  all.others.set(key, [...(all.others.get(key) ?? []), { answers, mark, line }])
}

/** @param {Our} our */
export function codesIn(our) {
  const { t, asked, room } = our
  const pasted = /** @type {HTMLTextAreaElement} */ (h("textarea", { rows: 4, autocomplete: "off", spellcheck: "false" }))
  const result = h("div", { class: "lw-our-result" })
  our.place("codes").append(
    labelled(t("our_says.codes_label"), pasted, t("our_says.codes_hint")),
    buttons(button(t("our_says.codes_look"), () => look(pasted.value), "lw-main-deed"), our.chooser(t("our_says.codes_files"))),
    result,
  )
  pasted.addEventListener("paste", () => setTimeout(() => look(pasted.value)))

  /** @param {string} text @param {(all: Sorted) => void} [more] */
  function look(text, more) {
    if (!text.trim() && !more) return void fill(result, h("p", { class: "lw-said" }, t("our_says.nothing_pasted")))
    our.openWay("codes")
    const all = sorted(text, room.questions, room.known, monthOf(today()))
    more?.(all)
    show(all)
  }

  /** @param {Sorted} all */
  function show(all) {
    const { ready, months, others, abouts, slips, strange, count } = all
    const heading = our.heading(2, t("our_says.codes_found", { count: count || ready.length }))
    const put = /** @type {HTMLButtonElement} */ (button("", () => { const people = all.ready; forget(); our.took(room.add(people, "code")) }, "lw-main-deed"))
    const name = () => {
      put.textContent = t("our_says.codes_put", { count: all.ready.length })
      put.disabled = !all.ready.length
    }
    /** Where codes were pasted; files have names and no lines. @param {Given[]} given */
    const placesOf = given => {
      const lines = [...new Set(given.flatMap(({ line }) => line ?? []))]
      const more = lines.splice(MOST_LINES).length
      return lines.length ? t("our_says.on_lines", { count: lines.length, lines: t.listed([...lines.map(String), ...(more ? [t("our_says.and_more", { count: more })] : [])]) }) : ""
    }
    /** Lets what stands apart join when it is chosen. @param {Given[]} given @param {string} words @param {string} label */
    const apart = (given, words, label) => {
      const line = h("li", {}, h("span", {}, `${words} ${placesOf(given)} `))
      line.append(button(label, () => { all.ready.push(...given.map(({ answers, mark }) => ({ answers, mark }))); fill(line, words, ` ${t("our_says.chosen")}`); name(); put.focus() }))
      return line
    }
    /** @param {import("../../reflection/pasted.mjs").Found} slip */
    const slipped = slip => {
      const line = h("li", {}, `${t(`our_says.slip_is_${slip.reason}`, { line: slip.line })} `, h("code", {}, slip.text), " ")
      for (const near of slip.likely.slice(0, 3)) line.append(h("span", { class: "lw-our-likely" }, `${t("our_says.likely")} `, h("code", {}, near), " ", button(t("our_says.use"), () => {
        const { answers, mark, month } = decode(near, room.questions)
        place(all, { answers, mark }, month, monthOf(today()))
        all.slips = slips.filter(other => other !== slip)
        show(all)
      })))
      if (!slip.likely.length) line.append(t("our_says.no_likely"))
      return line
    }
    const list = [
      ...slips.map(slipped),
      ...[...months].map(([month, given]) => apart(given, t("our_says.other_month", { count: given.length, month: monthNamed(month, today(), asked) }), t("our_says.take_too", { count: given.length }))),
      ...[...others].map(([key, given]) => {
        const { pairs, hoped } = JSON.parse(key)
        const words = t(hoped ? "our_says.other_set_up_hoped" : "our_says.other_set_up", { count: given.length, pairs: t.listed(pairs.map((/** @type {string} */ pair) => pairNamed(asked, pair, t))) })
        const shared = given.filter(({ answers }) => Object.keys(clean(answers, room.questions)).length)
        return shared.length ? apart(shared, words, t("our_says.take_shared", { count: shared.length })) : h("li", {}, `${words} ${placesOf(given)} ${t("our_says.nothing_shared")}`)
      }),
      ...[...abouts].map(([about, given]) => apart(given, t("our_says.other_about", { count: given.length, about }), t("our_says.take_too", { count: given.length }))),
      ...strange.map(({ line, text }) => h("li", {}, `${t("our_says.slip_is_questions", { line })} `, h("code", {}, text))),
    ]
    name()
    fill(result, heading, h("p", {}, t("our_says.codes_ready", { count: ready.length })), list.length > 0 && h("ul", { class: "lw-our-apart" }, list), buttons(put, button(t("our_says.leave"), forget)))
    heading.focus()
  }

  function forget() {
    pasted.value = ""
    result.replaceChildren()
  }

  /** Reads files of any kind that the tools make or a form exports. @param {FileList | File[]} files */
  async function readFiles(files) {
    /** @type {[string, import("../../reflection/files.mjs").Reflection][]} */
    const reflections = []
    /** @type {string[]} */
    const told = []
    for (const file of files) {
      try {
        if (file.size > MOST_FORM) throw new FileError("size")
        const text = await file.text()
        if (text.slice(0, 4000).includes("\0")) told.push(t("our_says.file_binary", { name: file.name }))
        else if (/^\s*\ufeff?\s*[{[]/.test(text)) {
          if (file.size > MOST_BYTES) throw new FileError("size")
          const { format } = parse(text, ["reflection", "round", "pause"])
          if (format === "reflection") reflections.push([file.name, readReflection(text, room.known)])
          else if (format === "round") told.push(reopen(our, readRound(text, room.known), file.name))
          else told.push(join(our, readPause(text, room.known), file.name))
        } else if (/\.(csv|tsv)$/i.test(file.name)) (await our.openWay("form")).read(text)
        else look(text)
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        told.push(t(`our_says.file_${error.reason}`, { name: file.name, detail: error.detail }))
      }
    }
    if (told.length) our.tell(told.join(" "))
    if (reflections.length) look("", all => {
      all.count = reflections.length
      for (const [, { questions, answers, mark, date, about }] of reflections) {
        const same = questions.pairs.join(" ") === room.questions.pairs.join(" ") && questions.hoped === room.questions.hoped
        if (!same) placeOther(all, questions, { answers, mark })
        else if (!alike(about, room.round.about)) all.abouts.set(about, [...(all.abouts.get(about) ?? []), { answers, mark }])
        else place(all, { answers, mark }, date ? monthOf(date) : monthOf(today()), monthOf(today()))
      }
    })
  }

  return { readFiles, refresh() {} }
}
