// @ts-check
// The set-up that everyone shares: read from the form or from an invitation, written as a link and, on request, as a QR.

import { all, one, tick, ticked } from "../kit.mjs"

/** @typedef {import("../../reflection/invitations.mjs").SetUp} SetUp */
/** @typedef {import("../../reflection/questions.mjs").Questions} Questions */

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
  const said = root.querySelector("[data-lw-invite-said]")
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
    if (found === "damaged") {
      tell(t("set_up.damaged"))
      return
    }
    show(found)
    tell(t(found.about ? "set_up.invited" : "set_up.invited_plain", { about: found.about, count: found.pairs.length }))
    changed(found, "invitation")
  }

  async function link() {
    const { invitation } = await import("../../reflection/invitations.mjs")
    return `${location.href.split("#")[0]}#${invitation(read(), known)}`
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
    const field = /** @type {HTMLInputElement | null} */ (root.querySelector("[data-lw-link]"))
    const code = /** @type {HTMLElement | null} */ (root.querySelector("[data-lw-qr]"))
    const deed = event.target.dataset?.lwDo
    if (!field || !code || !said) return
    if (deed === "invite") {
      field.value = await link()
      code.hidden = true
      one(root, "[data-lw-invitation]").hidden = false
      said.textContent = ""
      field.focus()
      field.select()
    }
    if (deed === "copy-link") said.textContent = t((await copied(field)) ? "set_up.copied" : "set_up.not_copied")
    if (deed === "qr") {
      code.replaceChildren(await drawn(field.value, t("set_up.qr_label")), Object.assign(document.createElement("figcaption"), { textContent: t("set_up.qr_holds") }))
      code.hidden = false
    }
  })
  if (!live) follow(readHash)

  return { read, show, reset() { show(begun); tell("") } }
}

/** Copies a field; where a browser does not let a page do so, the text is marked for the reader to copy. @param {HTMLInputElement | HTMLTextAreaElement} field */
export async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    field.focus()
    field.select()
    return false
  }
}

/** A QR as a picture; its library is loaded only now. @param {string} text @param {string} label */
async function drawn(text, label) {
  const { encode } = await import("./vendor/uqr.mjs")
  const { data, size } = encode(text, { ecc: "M", border: 4 })
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`)
  svg.setAttribute("role", "img")
  svg.setAttribute("aria-label", label)
  path.setAttribute("d", data.flatMap((/** @type {boolean[]} */ row, /** @type {number} */ y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ""))).join(""))
  svg.append(path)
  return svg
}
