// @ts-check
// Refreshes the page that an editor has open, and shows what stands in the way of the next one.

/**
 * @typedef {{file: string, line: number | null, column: string, value: string, rule: string, remedy: string}} Fault
 * @typedef {{kind: "faults", faults: Fault[]} | {kind: "changed", paths: string[]} | {kind: "building"}} News
 */

const PANEL = "livingwell-faults"
const STYLE = new URL("live.css", import.meta.url).href

/** The path of this page inside the site. */
function here() {
  const path = decodeURIComponent(location.pathname).replace(/^\//, "")
  return path === "" || path.endsWith("/") ? `${path}index.html` : path
}

/**
 * Loads the page again where it, or what its pages share, has changed; a style alone is put in place. A style can be
 * part of other pages, too, which then change with it and are no reason to load this one.
 * @param {string[]} paths
 */
function refresh(paths) {
  const pages = paths.filter((path) => path.endsWith(".html"))
  const styles = paths.filter((path) => path.endsWith(".css"))
  if (pages.includes(here()) || (!pages.length && styles.length < paths.length)) {
    location.reload()
    return
  }
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel="stylesheet"]')))
    if (styles.some((path) => new URL(link.href).pathname.endsWith(`/${path}`))) restyle(link)
}

/**
 * Puts a new style in the place of the old one only when it has come, so that the page is never without.
 * @param {HTMLLinkElement} link
 */
function restyle(link) {
  const fresh = /** @type {HTMLLinkElement} */ (link.cloneNode())
  const address = new URL(link.href)
  address.searchParams.set("at", String(Date.now()))
  fresh.href = address.href
  fresh.addEventListener("load", () => link.remove(), { once: true })
  link.after(fresh)
}

/** @param {Fault[]} faults */
function show(faults) {
  document.getElementById(PANEL)?.remove()
  if (!faults.length) return
  const panel = document.createElement("aside")
  panel.id = PANEL
  panel.setAttribute("role", "alert")
  panel.setAttribute("aria-label", "What is to be put right")
  const root = panel.attachShadow({ mode: "open" })
  const style = document.createElement("link")
  style.rel = "stylesheet"
  style.href = STYLE
  const heading = document.createElement("p")
  heading.className = "heading"
  const count = faults.length === 1 ? "1 thing" : `${faults.length} things`
  heading.textContent = `${count} to put right. The last good page stays until then.`
  const list = document.createElement("ol")
  for (const fault of faults) {
    const item = document.createElement("li")
    const place = document.createElement("code")
    place.textContent = `${fault.file}${fault.line ? `:${fault.line}` : ""}${fault.column ? `, column ${fault.column}` : ""}`
    const rule = document.createElement("span")
    rule.textContent = ` ${fault.value ? `‘${fault.value}’ ` : ""}${fault.rule}. `
    const remedy = document.createElement("strong")
    remedy.textContent = fault.remedy
    item.append(place, rule, remedy)
    list.append(item)
  }
  root.append(style, heading, list)
  document.body.append(panel)
}

let lost = false
const news = new EventSource(new URL("news", import.meta.url))
news.addEventListener("message", ({ data }) => {
  const said = /** @type {News} */ (JSON.parse(data))
  if (said.kind === "faults") {
    if (lost) location.reload()
    show(said.faults)
  } else if (said.kind === "changed") refresh(said.paths)
})
news.addEventListener("error", () => {
  lost = true
})
