// @ts-check
// What a reader keeps on this device, after saying so: one entry, written as the page goes out of sight.

export const KEY = "lw-reflection"

/** What is kept here. @returns {{ found: any } | "none" | "broken" | "refused"} */
export function kept() {
  let text
  try { text = localStorage.getItem(KEY) } catch { return "refused" }
  if (text === null) return "none"
  try {
    const found = JSON.parse(text)
    return found && typeof found === "object" && found.version === 1 ? { found } : "broken"
  } catch {
    return "broken"
  }
}

/** Keeps something; tells whether that went well. @param {object} what */
export function keep(what) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: 1, ...what }))
    return true
  } catch {
    return false
  }
}

/** Keeps nothing any more. */
export function forget() {
  try { localStorage.removeItem(KEY) } catch { /* Where nothing can be kept, nothing is. */ }
}

/**
 * Calls back when the page goes out of sight, which is the last that some devices tell it, and when another window forgets.
 * @param {import("../kit.mjs").View} view @param {() => void} away @param {() => void} forgotten
 */
export function watchOver({ listen }, away, forgotten) {
  listen("pagehide", away, window)
  listen("visibilitychange", () => document.visibilityState === "hidden" && away(), document)
  listen("storage", event => (event.key === KEY || event.key === null) && event.newValue === null && forgotten(), window)
}
