// @ts-check
// Pictures that leave a page: SVG in fixed colours, which look the same anywhere, and the PNG that is made from one.

export const PAPER = "#fdfcf9"
export const INK = "#231d2b"
export const MUTED = "#59515f"
export const LINE = "#857c8c"
export const ACCENT = "#5f2459"
export const SOFT = "#f4e7f1"
export const DISPLAY = "Georgia, serif"
const TEXT = "system-ui, sans-serif"
// What XML cannot hold, and would make the whole picture unreadable.
const NO_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} inside */
export function part(name, attributes, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.append(...inside)
  return made
}

/** Words in lines of some length; a longer word is cut. @param {string} text @param {number} most */
export function lines(text, most) {
  const rows = [""]
  const words = text.replace(NO_XML, "").split(/\s+/).flatMap(word => [...word.matchAll(new RegExp(`.{1,${most}}`, "gu"))].map(([piece]) => piece))
  for (const word of words) {
    const row = rows[rows.length - 1]
    if (row && row.length + word.length >= most) rows.push(word)
    else rows[rows.length - 1] = row ? `${row} ${word}` : word
  }
  return rows
}

/** @typedef {{ text: string, size?: number, fill?: string, weight?: number, face?: string, before?: number }} Passage */

/**
 * Sets passages one below the other, each with the lines that its writer made.
 * @param {number} x @param {number} y where the first begins @param {number} wide @param {Passage[]} passages
 * @param {string} [anchor] @returns {{ parts: SVGElement[], end: number }}
 */
export function setText(x, y, wide, passages, anchor = "start") {
  const parts = /** @type {SVGElement[]} */ ([])
  for (const { text, size = 14, fill = INK, weight = 400, face = TEXT, before = 0 } of passages) {
    y += before
    for (const line of text.split(/\r?\n/).flatMap(line => lines(line, Math.max(4, Math.floor(wide / (size * 0.54)))))) {
      y += size * 1.3
      parts.push(part("text", { x, y: Math.round(y), "font-size": size, fill, "font-weight": weight, "font-family": face, "text-anchor": anchor }, line))
    }
  }
  return { parts, end: y }
}

/** A whole picture as a text. @param {string} title @param {number} width @param {number} height @param {SVGElement[]} parts */
export const whole = (title, width, height, parts) => new XMLSerializer().serializeToString(
  part("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": TEXT, role: "img" }, part("title", {}, title), part("rect", { width, height, fill: PAPER }), ...parts))

/** A picture in dots, twice as fine as it is shown. @param {string} drawing @returns {Promise<Blob>} */
export async function png(drawing) {
  const address = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth * 2, height: image.naturalHeight * 2 })
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((done, fail) => canvas.toBlob(blob => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"))
  } finally {
    URL.revokeObjectURL(address)
  }
}
