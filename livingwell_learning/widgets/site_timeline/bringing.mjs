// @ts-check
// What a site keeps on pages of their own, so that the figure is light, comes into it when it is asked for or printed.

import { all, data } from "../kit.mjs"

/** @param {string} text @returns {HTMLElement[]} The parts of such a page, as the figure had them. */
function partsOf(text) {
  const found = new DOMParser().parseFromString(text, "text/html")
  for (const link of all(found, "a[href]")) {
    const { pathname, hash } = /** @type {HTMLAnchorElement} */ (link)
    if (hash && pathname === location.pathname) link.setAttribute("href", hash)
  }
  return all(found, "[data-lw-row]")
}

/** @param {string} href */
async function read(href) {
  const response = await fetch(href)
  if (!response.ok) throw new Error(`${href}: ${response.status}`)
  return response.text()
}

/**
 * Brings the events that wait, each to its year and its place there.
 * @param {import("../kit.mjs").View} view
 * @param {{ turned(): boolean, came(entries: HTMLElement[]): void }} list Whether the list stands in the other order than
 *   the one that it was written in, and what follows when entries have come.
 */
export function bringing({ root, signal }, { turned, came }) {
  const ways = () => all(root, ".lw-way")
  const href = () => /** @type {HTMLAnchorElement} */ (root.querySelector(".lw-way a")).href
  /** @type {Promise<void> | undefined} */
  let coming

  /** @param {string} text */
  function take(text) {
    if (!ways().length) return
    for (const way of ways()) way.remove()
    const entries = /** @type {HTMLElement[]} */ ([])
    for (const part of partsOf(text)) {
      const year = root.querySelector(`[id="${data(part, "row")}"]`)
      if (!year) continue
      let list = year.querySelector("ol")
      if (!list) {
        list = document.createElement("ol")
        list.setAttribute("role", "list")
        year.append(list)
      }
      if (turned()) list.append(...[...list.children].reverse())
      for (const entry of /** @type {HTMLElement[]} */ ([...part.children])) {
        list.insertBefore(document.adoptNode(entry), list.querySelector(`[id="${data(entry, "before")}"]`))
        entries.push(entry)
      }
      if (turned()) list.append(...[...list.children].reverse())
    }
    came(entries)
  }

  // What is printed must be there before the event ends, so this page is waited for; where it cannot be had, links stay.
  function print() {
    if (!ways().length) return
    const asked = new XMLHttpRequest()
    try {
      asked.open("GET", href(), false)
      asked.send()
      if (asked.status === 200) take(asked.responseText)
    } catch { /* The links say where they are. */ }
  }
  addEventListener("beforeprint", print, { signal })
  // Whoever lists what is printed asks for it first.
  document.addEventListener("lw-paper", print, { signal })

  return {
    waiting: () => ways().length > 0,
    /** Whether an event waits. @param {string} id */
    holds: id => Boolean(root.querySelector(`.lw-way [id="${CSS.escape(id)}"]`)),
    bring() {
      coming ??= ways().length ? read(href()).then(take) : Promise.resolve()
      coming.catch(() => (coming = undefined))
      return coming
    },
  }
}

/** Brings the told story in the place of the link to it. @param {HTMLAnchorElement} way @returns {Promise<HTMLDetailsElement>} */
export async function story(way) {
  const details = /** @type {HTMLDetailsElement} */ (partsOf(await read(way.href))[0].firstElementChild)
  way.replaceWith(document.adoptNode(details))
  for (const part of all(details, "[data-lw-script]")) part.hidden = false
  details.open = false
  return details
}
