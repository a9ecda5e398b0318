// @ts-check
// The anonymous form: the questions to put into it, and what its export holds, shown to confirm before it counts.

import { data, one } from "../kit.mjs"
import { FormError, readForm } from "../../reflection/forms.mjs"
import { tags } from "../../reflection/questions.mjs"
import { copied } from "../reflecting/inviting.mjs"
import { button, buttons, fill, h, labelled } from "./building.mjs"
import { freshMark } from "./room.mjs"

/** @typedef {import("./group.mjs").Our} Our */
/** @typedef {import("../../reflection/forms.mjs").Form} Form */

/** A sentence that closes with a heading of theirs has one end: the heading's own. @param {string} sentence */
const ended = sentence => sentence.replace(/([?!.])\.$/, "$1")

/** @param {Our} our @param {string} text */
export function inForm({ t, asked, room }, text) {
  /** @type {Record<string, string>} */
  const headings = {}
  for (const [tag, [pair, when, side]] of tags(room.questions)) headings[tag] = asked.ask[when].replace("{name}", asked.names[pair][side])
  return readForm(text, room.questions, { steps: asked.steps, notSure: [t("our_says.unsure")], headings })
}

/** @param {Our} our */
export function formIn(our) {
  const { t, asked, room } = our
  const questions = /** @type {HTMLTextAreaElement} */ (h("textarea", { readonly: true, rows: 10, class: "lw-our-form-text" }))
  const pasted = /** @type {HTMLTextAreaElement} */ (h("textarea", { rows: 4, autocomplete: "off", spellcheck: "false" }))
  const result = h("div", { class: "lw-our-result", "aria-live": "polite" })
  our.place("form").append(
    labelled(t("our_says.form_questions"), questions, t("our_says.form_settings")),
    buttons(button(t("our_says.form_copy"), async () => our.tell(t((await copied(questions)) ? "our_says.copied" : "our_says.not_copied")))),
    labelled(t("our_says.form_paste"), pasted, t("our_says.form_paste_hint")),
    buttons(button(t("our_says.form_read"), () => read(pasted.value), "lw-main-deed"), our.chooser(t("our_says.form_file"))),
    result,
  )
  pasted.addEventListener("paste", () => setTimeout(() => read(pasted.value)))

  function write() {
    const lines = [t("our_says.form_title", { about: room.round.about || t("our_says.our_system") }), t("our_says.form_intro"), ""]
    for (const [tag, [pair, when, side]] of tags(room.questions)) {
      lines.push(`${tag}. ${asked.ask[when].replace("{name}", asked.names[pair][side])}`)
      lines.push(...asked.steps.map((word, i) => `   ${i + 1}: ${word}`), `   0: ${t("our_says.unsure")}`, "")
    }
    return lines.join("\n")
  }

  /** @param {string} text */
  function read(text) {
    if (!text.trim()) return void fill(result, h("p", { class: "lw-said" }, t("our_says.nothing_pasted")))
    try {
      confirm(inForm(our, text))
    } catch (error) {
      if (!(error instanceof FormError)) throw error
      fill(result, h("p", { class: "lw-said" }, t(`our_says.form_${error.reason}`, { tag: error.detail })))
    }
  }

  /** @param {Form} form */
  function confirm(form) {
    const choices = Object.keys(form.choices)
    // Choices on the page, not in a list that drops down: a long heading wraps.
    const radio = (/** @type {string} */ value) => h("input", { type: "radio", name: `form-split${data(our.view.root, "figure")}`, value, checked: !value, autocomplete: "off" })
    const split = h("fieldset", { class: "lw-which" }, h("legend", {}, t("our_says.form_split")),
      h("label", { class: "lw-choice" }, radio(""), h("span", {}, t("our_says.form_no_split"))),
      choices.map(head => h("label", { class: "lw-choice" }, radio(head), h("span", {}, h("b", {}, head), ` ${t.listed([...new Set(form.choices[head].filter(Boolean))])}`))),
      h("p", { class: "lw-hint" }, t("our_says.form_split_hint")))
    const chosen = () => /** @type {HTMLInputElement | null} */ (split.querySelector("input:checked"))?.value ?? ""
    const before = room.batches.filter(({ way }) => way === "form")
    const already = before.reduce((sum, batch) => sum + batch.people.length, 0)
    const add = () => {
      const by = chosen()
      if (by) room.round.parts = [...new Set([...room.round.parts, ...form.choices[by].filter(Boolean)])]
      const people = form.people.map((answers, i) => ({ answers, mark: freshMark(), part: by ? form.choices[by][i] : "" }))
      const tale = room.add(people, "form")
      forget()
      our.took(tale)
    }
    const replace = () => { for (const batch of before) room.withdrawAll(batch); add() }
    const count = form.people.length
    fill(result,
      our.heading(2, t("our_says.form_found", { count })),
      h("table", { class: "lw-our-matched" }, h("caption", { class: "lw-unseen" }, t("our_says.form_matched")), h("tbody", {}, [...tags(room.questions).keys()].map(tag =>
        h("tr", {}, h("th", { scope: "row" }, tag), h("td", {}, tag in form.matched ? form.matched[tag] : h("b", {}, t("our_says.form_missing")), form.byWords.includes(tag) && h("small", {}, ` ${t("our_says.form_by_words")}`)))))),
      form.dropped.length > 0 && h("p", {}, ended(t("our_says.form_dropped", { count: form.dropped.length, columns: t.listed(form.dropped) }))),
      form.blankRows > 0 && h("p", {}, t("our_says.form_blank", { count: form.blankRows })),
      form.unread.length > 0 && h("div", {}, h("p", {}, t("our_says.form_unread", { count: form.unread.length })), h("ul", {}, form.unread.slice(0, 12).map(([row, tag, text]) => h("li", {}, t("our_says.form_unread_cell", { row, tag, text }))), form.unread.length > 12 && h("li", {}, t("our_says.and_more", { count: form.unread.length - 12 })))),
      choices.length > 0 && !room.round.closed && split,
      already > 0 && h("p", { class: "lw-said" }, t("our_says.form_again", { count: already })),
      buttons(
        already > 0 && !room.round.closed && button(t("our_says.form_replace", { count }), replace, "lw-main-deed"),
        count > 0 && button(t("our_says.form_add", { count }), add, already ? "" : "lw-main-deed"),
        button(t("our_says.leave"), forget),
      ),
    )
    one(result, "[tabindex]").focus()
  }

  function forget() {
    pasted.value = ""
    result.replaceChildren()
  }

  return {
    read,
    refresh() { questions.value = write() },
  }
}

