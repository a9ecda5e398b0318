// @ts-check
// A told version of a picture: steps that a reader goes through one by one, while the picture shows what each is about.

import { all, data, one } from "../kit.mjs"

/** @typedef {{ years: number[], places: string[], events: string[] }} Scene */

/**
 * Shows one step at a time while the steps lie open. Without scripts they are a list to read.
 * @param {import("../kit.mjs").View} view
 * @param {HTMLDetailsElement} details
 * @param {(scene: Scene | null) => void} show Shows a scene in the picture; none when the steps are closed.
 */
export function told({ t, listen }, details, show) {
  const steps = all(details, "[data-lw-step]"), at = one(details, "[data-lw-at]")
  const [back, next] = ["back", "next"].map(name => /** @type {HTMLButtonElement} */ (one(details, `[data-lw-do=${name}]`)))
  let now = 0
  /** @param {string} text */
  const words = text => text.split(" ").filter(Boolean)

  function update() {
    details.classList.toggle("lw-live", details.open)
    steps.forEach((step, index) => step.classList.toggle("lw-now", index === now))
    at.textContent = t("timeline.step", { step: now + 1, all: steps.length })
    back.disabled = !now
    next.disabled = now === steps.length - 1
    const step = steps[now]
    show(details.open ? { years: words(data(step, "years")).map(Number), places: words(data(step, "places")), events: words(data(step, "events")) } : null)
  }

  /** @param {number} to */
  const go = to => {
    now = Math.min(Math.max(to, 0), steps.length - 1)
    update()
    details.scrollIntoView({ block: "start", behavior: "instant" })
  }
  listen("click", () => go(now - 1), back)
  listen("click", () => go(now + 1), next)
  listen("toggle", update, details)
  if (details.open) update()
}
