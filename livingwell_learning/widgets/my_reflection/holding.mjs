// @ts-check
// Shows exactly what a way out holds; only then can it be saved, copied or printed.

import { one } from "../kit.mjs"
import { png } from "../reflecting/svg.mjs"
import { copiedText, offer, printAlone, save } from "../reflecting/taking.mjs"
import { svg } from "./drawing.mjs"
import { code, file, followed, markdown } from "./leaving.mjs"

/** @typedef {{ root: HTMLElement, asked: import("./state.mjs").Asked, t: import("../kit.mjs").Speaker, state: import("./state.mjs").State,
 *   rest: import("./leaving.mjs").Rest, inDays: (day: string) => string }} Holding */

/** @param {Holding} what @param {string} way */
export async function holding({ root, asked, t, state, rest, inDays }, way) {
  const exact = one(root, "[data-lw-exact]")
  const drawn = /** @type {HTMLImageElement} */ (one(root, "[data-lw-drawn]")), said = one(root, "[data-lw-left]")
  const name = (/** @type {string} */ end) => `${way === "picture" ? "picture" : "reflection"}-${rest.date}.${end}`
  /** @type {[string, () => unknown][]} */
  let deeds = []
  let text = "", what = `my.holds_${way}`
  const keep = (/** @type {string} */ type, /** @type {string} */ end) => () => {
    save(new Blob([text], { type }), name(end))
    said.textContent = t("my.saved", { name: name(end) })
  }
  const copy = async () => { said.textContent = t((await copiedText(exact, text)) ? "my.copied" : "my.not_copied") }
  if (way === "file") {
    text = file(asked, state, rest)
    deeds = [["my.save", keep("application/json", "json")]]
  } else if (way === "text") {
    text = markdown(asked, t, state, inDays(rest.date))
    deeds = [["my.save", keep("text/markdown", "md")], ["my.copy", copy]]
  } else if (way === "code") {
    text = code(asked, state, rest)
    if (text) deeds = [["my.copy", copy]]
    else what = "my.no_code"
  } else if (way === "picture") {
    text = svg(asked, t, state, inDays(rest.date))
    drawn.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
    drawn.alt = t("my.picture_title")
    deeds = [["my.save_svg", keep("image/svg+xml", "svg")], ["my.save_png", async () => {
      save(await png(text), name("png"))
      said.textContent = t("my.saved", { name: name("png") })
    }]]
  } else deeds = [["my.print", () => print(root, t, state, inDays)]]
  drawn.hidden = way !== "picture"
  exact.hidden = way === "picture" || way === "paper" || !text
  exact.textContent = exact.hidden ? "" : text
  exact.classList.toggle("lw-my-code", way === "code")
  said.textContent = ""
  one(root, "[data-lw-holds-title]").textContent = t(`my.leave_${way}`)
  one(root, "[data-lw-holds-what]").textContent = t(what)
  offer(root, deeds.map(([label, deed]) => [t(label), deed]))
}

/** Prints the picture, the words and what follows on one page, and nothing else of the page that they stand on.
 * @param {HTMLElement} root @param {import("../kit.mjs").Speaker} t @param {import("./state.mjs").State} state @param {(day: string) => string} inDays */
function print(root, t, state, inDays) {
  one(root, "[data-lw-sheet-next]").replaceChildren(...followed(t, state.next, inDays).flatMap(([title, words]) => [
    Object.assign(document.createElement("dt"), { textContent: title }), Object.assign(document.createElement("dd"), { textContent: words }),
  ]))
  printAlone(root, "lw-my-sheet")
}
