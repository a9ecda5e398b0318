// @ts-check
// The set-up that everyone shares: read from the form or from an invitation.

import { all, leap, one, tick, ticked } from "../kit.mjs"

/** @typedef {import("../../reflection/invitations.mjs").SetUp} SetUp */
/** @typedef {import("../../reflection/questions.mjs").Questions} Questions */

const DEEDS = ["invite", "copy-link", "qr"]
const inputs = (/** @type {ParentNode} */ root, /** @type {string} */ place) => /** @type {HTMLInputElement[]} */ (all(root, `${place} input`))

/**
 * Brings the form of a set-up to life.
 * @param {import("../kit.mjs").View} view
 * @param {Questions} known the whole collection
 * @param {(setUp: SetUp, from: "form" | "invitation") => void} changed called with each new set-up
 */
export function settingUp({ root, live, t, listen, follow }, known, changed) {
  const form = one(root, "[data-lw-set-up]"), invited = one(form, "[data-lw-invited]")
  const about = /** @type {HTMLInputElement} */ (one(form, "[data-lw-about]"))
  const hoped = /** @type {HTMLInputElement} */ (one(form, "[data-lw-hoped]"))
  const which = inputs(form, "[data-lw-which]"), ways = inputs(form, "[data-lw-ways]")
  const begun = read()

  /** @returns {SetUp} */
  function read() {
    return { about: about.value.trim(), pairs: ticked(which), hoped: hoped.checked, ways: ticked(ways) }
  }

  /** Shows a set-up in the form. @param {SetUp} setUp */
  function show(setUp) {
    if (about.value.trim() !== setUp.about) about.value = setUp.about
    tick(which, setUp.pairs)
    hoped.checked = setUp.hoped
    tick(ways, setUp.ways)
  }

  /** @param {string} text */
  function tell(text) {
    invited.textContent = text
    invited.hidden = !text
  }

  async function readHash() {
    if (!location.hash.startsWith("#set-up=")) return
    const { readInvitation } = await import("../../reflection/invitations.mjs")
    const found = readInvitation(location.hash, known, ways.map(({ value }) => value))
    if (found === "none") return
    if (found === "damaged") tell(t("set_up.damaged"))
    else {
      show(found)
      tell(t(found.about ? "set_up.invited" : "set_up.invited_plain", { about: found.about, count: found.pairs.length }))
      changed(found, "invitation")
    }
    // It is the first to be read, unless a reader is at something already; a question above it stays in sight.
    if (document.activeElement === document.body) {
      leap(invited)
      root.querySelector("[data-lw-keep]")?.scrollIntoView()
    }
  }

  listen("input", event => {
    if (!form.contains(event.target)) return
    // A set-up needs a pair: the last one stays ticked.
    if (!ticked(which).length && which.includes(event.target)) {
      event.target.checked = true
      tell(t("set_up.one_pair"))
    }
    one(root, "[data-lw-invitation]")?.setAttribute("hidden", "")
    changed(read(), "form")
  })
  listen("click", async event => {
    const deed = event.target.dataset?.lwDo
    if (DEEDS.includes(deed) && root.querySelector("[data-lw-link]")) await (await import("./inviting.mjs")).inviting(deed, root, t, read(), known)
  })
  if (!live) follow(readHash)

  return { read, show, reset() { show(begun); tell("") } }
}
