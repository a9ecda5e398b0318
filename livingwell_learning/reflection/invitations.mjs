// @ts-check
// A set-up in a link: what a group thinks of and which pairs it rates. It never holds an answer.

import { sha256 } from "./sha256.mjs"

/** @typedef {import("./questions.mjs").Questions} Questions */
/**
 * @typedef {object} SetUp
 * @property {string} about what everybody is thinking of
 * @property {string[]} pairs one or more, in the collection's order
 * @property {boolean} hoped
 * @property {string[]} ways which ways in are open
 */

const MOST_ABOUT = 120

/** @param {Questions} known @param {URLSearchParams} words */
const checkOf = (known, words) => sha256(`${known.edition} ${words}`).slice(0, 6)

/** The fragment of an invitation. @param {SetUp} setUp @param {Questions} known */
export function invitation({ about, pairs, hoped, ways }, known) {
  const words = new URLSearchParams({ about, pairs: pairs.join(" "), hoped: hoped ? "1" : "0", ways: ways.join(" ") })
  const check = checkOf(known, words)
  words.set("check", check)
  return `set-up=${encodeURIComponent(words.toString())}`
}

/**
 * The set-up in an address's fragment.
 * @param {string} hash with or without its #
 * @param {Questions} known the collection it may choose from
 * @param {string[]} knownWays
 * @returns {SetUp | "none" | "damaged"}
 */
export function readInvitation(hash, known, knownWays) {
  const outer = new URLSearchParams(hash.replace(/^#/, ""))
  if (!outer.has("set-up")) return "none"
  const words = new URLSearchParams(outer.get("set-up") ?? "")
  const check = words.get("check")
  words.delete("check")
  /** @param {string} key */
  const list = (key) => (words.get(key) ?? "").split(" ").filter(Boolean)
  const [about, pairs, ways] = [words.get("about") ?? "", list("pairs"), list("ways")]
  const ordered = known.pairs.filter((pair) => pairs.includes(pair))
  const sound =
    check === checkOf(known, words) &&
    about.length <= MOST_ABOUT &&
    pairs.length > 0 &&
    ordered.join(" ") === pairs.join(" ") &&
    ways.every((way) => knownWays.includes(way))
  return sound ? { about, pairs, hoped: words.get("hoped") === "1", ways } : "damaged"
}
