// @ts-check
// What a reader keeps on this device, after saying so: one entry a tool, written as the page goes out of sight.

/** The name under which My reflection keeps; those of the sheets begin with it. */
export const KEY = "lw-reflection"
/** The name under which a sheet keeps. @param {string} tool */
export const keyOf = tool => `${KEY}-${tool}`

/** What is kept here under a name. @param {string} key @returns {{ found: any } | "none" | "broken" | "refused"} */
export function kept(key) {
  let text
  try { text = localStorage.getItem(key) } catch { return "refused" }
  if (text === null) return "none"
  try {
    const found = JSON.parse(text)
    return found && typeof found === "object" && found.version === 1 ? { found } : "broken"
  } catch {
    return "broken"
  }
}

/** Keeps something; tells whether that went well. @param {string} key @param {object} what */
export function keep(key, what) {
  try {
    localStorage.setItem(key, JSON.stringify({ version: 1, ...what }))
    return true
  } catch {
    return false
  }
}

/** Keeps nothing under a name any more. @param {string} key */
export function forget(key) {
  try { localStorage.removeItem(key) } catch { /* Where nothing can be kept, nothing is. */ }
}

/** The names under which tools of the book keep something. @returns {string[]} */
export function keptByTools() {
  try { return Object.keys(localStorage).filter(key => key === KEY || key.startsWith(`${KEY}-`)) } catch { return [] }
}

/**
 * Calls back when the page goes out of sight, which is the last that some devices tell it, and when another window forgets.
 * @param {import("../kit.mjs").View} view @param {string} key @param {() => void} away @param {() => void} forgotten
 */
export function watchOver({ listen }, key, away, forgotten) {
  listen("pagehide", away, window)
  listen("visibilitychange", () => document.visibilityState === "hidden" && away(), document)
  listen("storage", event => (event.key === key || event.key === null) && event.newValue === null && forgotten(), window)
}
