// @ts-check
// A host shows this page at any address that it has no page for. The book may stand below the root of its host: the
// nearest folder above this address that holds the book's own file is the one that all links start from.
(async () => {
  const base = document.querySelector("base")
  if (!base) return
  const folders = location.pathname.split("/").slice(1, -1).slice(0, 12)
  while (folders.length) {
    const root = `/${folders.join("/")}/`
    const found = await fetch(`${root}_static/first.js`, { method: "HEAD" }).then(answer => answer.ok, () => false)
    if (found) {
      base.href = root
      for (const old of document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")) {
        const fresh = document.createElement(old.localName)
        for (const { name, value } of old.attributes) fresh.setAttribute(name, value)
        old.replaceWith(fresh)
      }
      return
    }
    folders.pop()
  }
})()
// What is on this page stays on this page, wherever other links start from.
addEventListener("click", event => {
  const link = event.target instanceof Element ? event.target.closest("a") : null
  const at = link?.getAttribute("href") ?? ""
  if (!at.startsWith("#") || event.defaultPrevented) return
  event.preventDefault()
  location.hash = at
})
