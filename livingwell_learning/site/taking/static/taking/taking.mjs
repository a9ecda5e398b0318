// @ts-check
// Fills what a figure offers when a reader opens it: addresses to copy, and pictures that are drawn here.

import { made, saying } from "./said.mjs"

/** The address of a figure as it stands now. One that holds what readers say of themselves has that of its place alone. @param {HTMLElement} fold */
function address(fold) {
  const id = fold.dataset.lwTake ?? "", figure = document.getElementById(id)
  const page = location.href.split("#")[0]
  const root = /** @type {HTMLElement | null} */ (figure?.querySelector("[data-lw-figure]") ?? null)
  if (!fold.dataset.lwEmbed) return `${page.split("?")[0]}#${id}`
  if (!root) return `${page}#${id}`
  if (root.dataset.lwAddress) return page + root.dataset.lwAddress
  // A widget writes its state into the address: what leads to no place of the page, or into the figure.
  const at = document.getElementById(decoded(location.hash.slice(1)))
  return location.hash.length > 1 && (!at || root.contains(at)) ? location.href : `${page}#${id}`
}

/** Anybody can write an address that no browser reads. @param {string} text */
function decoded(text) {
  try { return decodeURIComponent(text) } catch { return text }
}

/** @param {HTMLElement} fold */
function snippet(fold) {
  const frame = made("iframe", { src: new URL(fold.dataset.lwEmbed ?? "", location.href).href, title: name(fold), width: "100%", height: "600", loading: "lazy" })
  return frame.outerHTML
}

/** The finding of a chart, else what the page is about. @param {HTMLElement} fold */
const name = fold => (fold.closest("figure")?.querySelector("figcaption") ?? document.querySelector("h1"))?.textContent?.trim() ?? ""

/** Hands a file to the reader. @param {Blob} blob @param {string} file */
function handOver(blob, file) {
  const link = made("a", { href: URL.createObjectURL(blob), download: file })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Draws a picture as dots, twice as fine as the screen shows it. @param {string} svg @returns {Promise<Blob>} */
async function dotted(svg) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = made("canvas")
    // Browsers make no picture that is longer.
    const scale = Math.min(2, 16_384 / Math.max(image.naturalWidth, image.naturalHeight))
    canvas.width = Math.round(scale * image.naturalWidth)
    canvas.height = Math.round(scale * image.naturalHeight)
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((done, failed) => canvas.toBlob(blob => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"))
  } finally {
    URL.revokeObjectURL(url)
  }
}

/**
 * Lays out a figure that has no picture of its own as it was built, with what stands open now: no answer is on it.
 * @param {HTMLElement} fold @param {HTMLElement} figure
 */
async function copyOf(fold, figure) {
  const answer = await fetch(fold.dataset.lwEmbed ?? "")
  const copy = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".lw-widget")
  if (!answer.ok || !copy) throw new Error(`${fold.dataset.lwEmbed}: ${answer.status}`)
  for (const part of /** @type {NodeListOf<HTMLDetailsElement>} */ (copy.querySelectorAll("details[id]"))) {
    const now = document.getElementById(part.id)
    part.open = now instanceof HTMLDetailsElement && now.open
  }
  for (const part of [copy, ...copy.querySelectorAll("[id],[name]")]) for (const name of ["id", "name"]) part.removeAttribute(name)
  const place = made("div", { class: "lw-embed lw-taking-copy", inert: "" }, document.importNode(copy, true))
  figure.after(place)
  return place
}

/** @param {HTMLDetailsElement} fold */
export async function fill(fold) {
  const say = await saying()
  const id = fold.dataset.lwTake ?? "", private_ = !fold.dataset.lwEmbed
  const told = made("p", { role: "status" })
  const list = /** @type {HTMLElement} */ (fold.querySelector("ul"))
  const link = /** @type {HTMLAnchorElement | null} */ (list.querySelector("[data-lw-link]"))
  const more = made("div", { class: "lw-taking" })

  /** @param {HTMLInputElement | HTMLTextAreaElement} box @param {string} label */
  function field(box, label) {
    const copy = made("button", { type: "button", "aria-label": `${say("take.copy")}: ${label}` }, say("take.copy"))
    copy.addEventListener("click", async () => {
      refresh()
      box.select()
      try {
        await navigator.clipboard.writeText(box.value)
        told.textContent = say("take.copied")
      } catch {
        told.textContent = say("take.not_copied")
      }
    })
    box.id = `${id}-take-${more.childElementCount}`
    more.append(made("div", { class: "lw-taking-field" }, made("label", { for: box.id }, label), box, copy))
    return box
  }

  const here = field(made("input", { readonly: "", type: "text" }), say("take.address"))
  if (!private_) field(made("textarea", { readonly: "", rows: "4" }), say("take.snippet")).value = snippet(fold)
  const refresh = () => {
    here.value = address(fold)
    if (link) link.href = here.value
  }

  const buttons = made("div", { class: "lw-taking-buttons" })
  /** @param {string} label @param {() => Promise<void>} make */
  function draws(label, make) {
    const button = made("button", { type: "button" }, label)
    button.addEventListener("click", () => make().then(
      () => { told.textContent = say("take.drawn") },
      error => { console.error(error); told.textContent = say("take.not_drawn") },
    ))
    buttons.append(button)
  }

  const file = /** @type {HTMLAnchorElement | null} */ (list.querySelector("a[href$='.svg']"))
  const figure = private_ || file ? null : document.getElementById(id)
  if (file) draws(say("take.png"), async () => handOver(await dotted(await (await fetch(file.href)).text()), file.href.replace(/^.*\/|svg$/g, "") + "png"))
  if (figure) {
    const drawn = async () => {
      const { picture } = await import("./picture.mjs")
      const own = /** @type {HTMLElement | null} */ (figure.querySelector("[data-lw-picture],.lw-picture"))
      const part = own ?? await copyOf(fold, figure)
      try {
        return picture(part, { title: name(fold), below: say("take.from_page", { title: document.title, address: address(fold) }) })
      } finally {
        if (!own) part.remove()
      }
    }
    draws(say("take.svg_now"), async () => handOver(new Blob([await drawn()], { type: "image/svg+xml" }), `${id}.svg`))
    draws(say("take.png_now"), async () => handOver(await dotted(await drawn()), `${id}.png`))
  }
  if (buttons.childElementCount) more.append(buttons)
  more.append(told)
  refresh()
  fold.addEventListener("toggle", refresh)
  fold.addEventListener("focusin", refresh)
  fold.append(more)
}
