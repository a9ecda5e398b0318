// @ts-check
// A mark opens its source in place: beside the text where there is a margin, else under its paragraph. Without this module
// it is a link to the list at the end of the page, from which everything here is taken. The look of what is opened comes
// with it.

const sheet = document.createElement("link")
sheet.rel = "stylesheet"
sheet.href = new URL("cited.css", import.meta.url).href
const dressed = new Promise(done => (sheet.onload = sheet.onerror = done))
document.head.append(sheet)
await dressed

const marks = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("a.lw-cite")])
const words = /** @type {HTMLElement | null} */ (document.querySelector(".lw-page-sources"))?.dataset ?? {}
/** @type {Map<HTMLAnchorElement, HTMLElement>} */
const opened = new Map()

/** Puts an opened source where it belongs. @param {HTMLAnchorElement} mark @param {HTMLElement} cited */
function place(mark, cited) {
  if (getComputedStyle(mark).getPropertyValue("--lw-in-margin").trim() === "1") {
    cited.dataset.lwMargin = ""
    mark.after(cited)
    return
  }
  const row = mark.closest("tr")
  if (row) {
    const line = document.createElement("tr")
    line.className = "lw-cited-row"
    line.append(Object.assign(document.createElement("td"), { colSpan: row.cells.length }))
    line.cells[0].append(cited)
    row.after(line)
    return
  }
  const block = mark.closest("p, dt, h1, h2, h3, h4, h5, h6, figcaption")
  if (block) block.after(cited)
  else (mark.closest("li, dd, blockquote, div") ?? mark).append(cited)
}

/** @param {HTMLAnchorElement} mark @param {HTMLElement} entry */
function open(mark, entry) {
  const cited = document.createElement("span")
  cited.className = "lw-cited"
  cited.tabIndex = -1
  cited.setAttribute("role", "note")
  cited.setAttribute("aria-label", mark.getAttribute("aria-label") ?? "")
  const number = document.createElement("b")
  number.textContent = `${mark.firstChild?.textContent} `
  cited.append(number)
  for (const part of entry.children) if (!part.matches(".lw-return")) cited.append(part.cloneNode(true), " ")
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = words.lwClose ?? ""
  button.addEventListener("click", () => close(mark))
  cited.append(button)
  cited.addEventListener("keydown", event => {
    if (event.key === "Escape") close(mark)
  })
  opened.set(mark, cited)
  place(mark, cited)
  mark.setAttribute("aria-expanded", "true")
  cited.focus({ preventScroll: true })
  cited.scrollIntoView({ block: "nearest" })
}

/** @param {HTMLAnchorElement} mark */
function close(mark) {
  const cited = opened.get(mark)
  opened.delete(mark)
  mark.setAttribute("aria-expanded", "false")
  mark.focus({ preventScroll: true })
  ;(cited?.closest(".lw-cited-row") ?? cited)?.remove()
}

for (const mark of marks) {
  const entry = document.getElementById(decodeURIComponent(mark.hash.slice(1)))
  if (!entry) continue
  mark.setAttribute("role", "button")
  mark.setAttribute("aria-expanded", "false")
  mark.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    opened.has(mark) ? close(mark) : open(mark, entry)
  })
  mark.addEventListener("keydown", event => {
    if (event.key === "Escape" && opened.has(mark)) close(mark)
    if (event.key !== " ") return
    event.preventDefault()
    mark.click()
  })
}
