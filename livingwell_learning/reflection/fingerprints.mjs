// @ts-check
// What tells collections of questions apart in codes and files: the twin of what questions.py says of it.

import { sha256 } from "./sha256.mjs"

/** @typedef {import("./questions.mjs").Questions} Questions */

/** @type {Map<string, string>} */
const digests = new Map()

/** SHA-256 of edition, pairs, sides and steps, never of words. @param {Questions} questions @returns {string} */
export function digest({ edition, pairs, sides, steps }) {
  const text = JSON.stringify([edition, pairs, sides, steps]).replace(/[\x7f-\uffff]/g, escaped)
  const known = digests.get(text) ?? sha256(text)
  digests.set(text, known)
  return known
}

/** @param {string} character */
const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

/** What a file carries of the digest. @param {Questions} questions */
export const fingerprint = (questions) => digest(questions).slice(0, 16)
