// @ts-check
// On paper no link can be pressed: a source that a figure names by maker and year, as its title and address stand on the
// page of all sources, joins the list of this page when it is printed. What is printed must be there before the event
// ends, so the page of all sources is waited for; where it cannot be read, the list stays as it is.

const list = document.querySelector(".lw-page-sources ol")
/** @type {Map<string, Document | null>} */
const pages = new Map()
/** @type {HTMLElement[]} */
let joined = []

/** @param {string} address @returns {Document | null} */
function read(address) {
  const asked = new XMLHttpRequest()
  try {
    asked.open("GET", address, false)
    asked.send()
  } catch {
    return null
  }
  return asked.status === 200 ? new DOMParser().parseFromString(asked.responseText, "text/html") : null
}

addEventListener("beforeprint", () => {
  document.dispatchEvent(new Event("lw-paper"))
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('main a[href*="#source-"]'))
  const hrefs = new Set([...links].map(link => link.href))
  joined = []
  for (const href of hrefs) {
    const [address, id] = href.split("#")
    if (document.getElementById(id.replace("source-", "cited-"))) continue
    if (!pages.has(address)) pages.set(address, read(address))
    const words = pages.get(address)?.getElementById(id)?.querySelector("p")
    if (!words) continue
    const item = document.createElement("li"), line = document.createElement("span")
    line.append(...document.importNode(words, true).childNodes)
    item.append(line)
    joined.push(item)
  }
  joined.sort((one, other) => (one.textContent ?? "").localeCompare(other.textContent ?? "", document.documentElement.lang))
  list?.append(...joined)
})
addEventListener("afterprint", () => {
  for (const item of joined) item.remove()
  joined = []
})
