// @ts-check
// An invitation: a set-up written as a link and, on request, as a QR; and copying, which other texts need, too.

import { one } from "../kit.mjs"
import { invitation } from "../../reflection/invitations.mjs"

/**
 * Makes an invitation, copies it, or draws it.
 * @param {string} deed `invite`, `copy-link` or `qr` @param {HTMLElement} root @param {import("../kit.mjs").Speaker} t
 * @param {import("../../reflection/invitations.mjs").SetUp} setUp @param {import("../../reflection/questions.mjs").Questions} known
 */
export async function inviting(deed, root, t, setUp, known) {
  const field = /** @type {HTMLInputElement} */ (one(root, "[data-lw-link]"))
  const code = one(root, "[data-lw-qr]"), said = one(root, "[data-lw-invite-said]")
  if (deed === "invite") {
    field.value = `${location.href.split("#")[0]}#${invitation(setUp, known)}`
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
