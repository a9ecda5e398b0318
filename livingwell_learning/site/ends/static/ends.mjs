// @ts-check
// Copies a reference, and fills in where a reader found this copy of the page if the book does not know its own address.

const place = /** @type {HTMLElement | null} */ (document.querySelector(".lw-ends"))
const cite = /** @type {HTMLElement | null} */ (document.querySelector("#cite"))
const relative = place?.dataset.lwNowhere
const here = location.protocol.startsWith("http") ? location.origin + location.pathname : ""

if (place && relative && here) {
  for (const at of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-lw-here]")))
    at.textContent = (at.dataset.lwHere ?? "").replace("*", () => here)
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (place.querySelectorAll(".lw-ends-mistake")))
    link.href = link.href.replaceAll(encodeURIComponent(relative), encodeURIComponent(here))
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (place.querySelectorAll("[download]"))) {
    link.download = link.pathname.split("/").pop() ?? ""
    link.href = URL.createObjectURL(new Blob([`${textOf(link)}\n`]))
  }
}

/** @param {Element} part Below the text. */
function textOf(part) {
  return part.closest("p")?.previousElementSibling?.textContent ?? ""
}

if (cite && navigator.clipboard) {
  const said = cite.appendChild(document.createElement("p"))
  said.setAttribute("role", "status")
  said.className = "lw-hidden"
  const copied = cite.dataset.lwCopied ?? ""
  for (const button of cite.querySelectorAll("button")) {
    const name = button.textContent
    button.hidden = false
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(textOf(button))
      } catch {
        const text = button.closest("p")?.previousElementSibling
        if (text) getSelection()?.selectAllChildren(text)
        return
      }
      button.textContent = said.textContent = copied
      setTimeout(() => {
        button.textContent = name
        said.textContent = ""
      }, 2000)
    })
  }
}
