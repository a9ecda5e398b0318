// @ts-check
// Draws a part of a page as one SVG file that needs nothing else: grounds, borders, words and shapes where they stand,
// in the colours that they have. A part may mix HTML and SVG; what a style adds before or after an element is left out.

const SVG = "http://www.w3.org/2000/svg"
const PAINT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linecap", "opacity", "paint-order"]
const FONT = ["font-family", "font-size", "font-weight", "font-style"]
const SHAPES = "rect,circle,ellipse,line,path,polyline,polygon"
const EDGE = 20, TITLE = 20, SMALL = 12
const brush = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"))

/** @param {string} tag @param {Record<string, string | number>} attributes */
function made(tag, attributes) {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, typeof value === "number" ? String(Math.round(value * 100) / 100) : value)
  return element
}

/** @param {CSSStyleDeclaration} style */
const invisible = style => style.display === "none" || style.visibility === "hidden" || style.opacity === "0" || style.clipPath.startsWith("inset(50%")
/** @param {string} colour */
const clear = colour => !colour || colour === "transparent" || /, 0\)$|\/ 0\)$/.test(colour)
/** @param {CSSStyleDeclaration} style */
const font = style => FONT.slice().reverse().map(name => style.getPropertyValue(name)).join(" ")

/** Where the letters of a font stand over the middle of their line. @param {CSSStyleDeclaration} style @param {DOMRect} line */
function baseline(style, line) {
  brush.font = font(style)
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = brush.measureText("x")
  return line.top + (line.height - up - down) / 2 + up
}

/** @param {SVGGeometryElement} shape @param {CSSStyleDeclaration} style @param {DOMRect} frame */
function copied(shape, style, frame) {
  const at = shape.getScreenCTM()
  const box = shape.getBBox()
  if (!at) return null
  /** @type {Record<string, string | number>} */
  const form = { transform: `matrix(${[at.a, at.b, at.c, at.d, at.e - frame.left, at.f - frame.top].map(n => Math.round(n * 1000) / 1000).join(" ")})` }
  const tag = shape.localName
  if (tag === "rect") Object.assign(form, { x: box.x, y: box.y, width: box.width, height: box.height, rx: parseFloat(style.rx) || 0 })
  else if (tag === "circle" || tag === "ellipse")
    Object.assign(form, { cx: box.x + box.width / 2, cy: box.y + box.height / 2, ...(tag === "circle" ? { r: box.width / 2 } : { rx: box.width / 2, ry: box.height / 2 }) })
  else if (tag === "line") {
    const { x1, y1, x2, y2 } = /** @type {SVGLineElement} */ (shape)
    Object.assign(form, { x1: x1.baseVal.value, y1: y1.baseVal.value, x2: x2.baseVal.value, y2: y2.baseVal.value })
  } else for (const name of ["d", "points"]) if (shape.hasAttribute(name)) form[name] = shape.getAttribute(name) ?? ""
  for (const name of PAINT) form[name] = style.getPropertyValue(name)
  return made(tag, form)
}

/** Writes the words of a text as they stand, a line at a time. @param {Text} text @param {CSSStyleDeclaration} style @param {DOMRect} frame */
function written(text, style, frame) {
  /** @type {{ words: string, line: DOMRect, right: number }[]} */
  const lines = []
  const range = document.createRange()
  for (const { index, 0: word } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index)
    range.setEnd(text, index + word.length)
    const line = range.getClientRects()[0]
    const last = lines.at(-1)
    if (!line?.width) continue
    if (last && Math.abs(last.line.top - line.top) < 2) Object.assign(last, { words: `${last.words} ${word}`, right: line.right })
    else lines.push({ words: word, line, right: line.right })
  }
  return lines.map(({ words, line, right }) => letters(words, style, {
    x: line.left - frame.left, y: baseline(style, line) - frame.top, fill: style.color, textLength: right - line.left,
  }))
}

/** @param {string} words @param {CSSStyleDeclaration} style @param {Record<string, string | number>} more */
function letters(words, style, more) {
  // Where the font is not at hand another one takes the same room.
  const element = made("text", { ...more, lengthAdjust: "spacingAndGlyphs", ...Object.fromEntries(FONT.map(name => [name, style.getPropertyValue(name)])) })
  element.textContent = words
  return element
}

/** The ground and the borders of a box. @param {Element} element @param {CSSStyleDeclaration} style @param {DOMRect} frame */
function box(element, style, frame) {
  const at = element.getBoundingClientRect()
  const x = at.left - frame.left, y = at.top - frame.top
  const parts = []
  if (!at.width || !at.height) return []
  if (!clear(style.backgroundColor)) parts.push(made("rect", { x, y, width: at.width, height: at.height, rx: parseFloat(style.borderTopLeftRadius) || 0, fill: style.backgroundColor }))
  const sides = /** @type {const} */ ([["top", x, y, x + at.width, y], ["bottom", x, y + at.height, x + at.width, y + at.height], ["left", x, y, x, y + at.height], ["right", x + at.width, y, x + at.width, y + at.height]])
  for (const [side, x1, y1, x2, y2] of sides) {
    const stroke = style.getPropertyValue(`border-${side}-color`), kind = style.getPropertyValue(`border-${side}-style`)
    const width = parseFloat(style.getPropertyValue(`border-${side}-width`)) / (kind === "double" ? 3 : 1)
    if (width && kind !== "none" && !clear(stroke)) parts.push(made("line", { x1, y1, x2, y2, stroke, "stroke-width": width }))
  }
  return parts
}

/** The line that a style draws around an element. @param {Element} element @param {CSSStyleDeclaration} style @param {DOMRect} frame */
function outline(element, style, frame) {
  const width = parseFloat(style.outlineWidth), at = element.getBoundingClientRect()
  if (style.outlineStyle !== "solid" || !width || element === document.activeElement) return []
  const out = parseFloat(style.outlineOffset) + width / 2, side = Math.min(at.width, at.height)
  const round = style.borderTopLeftRadius.endsWith("%") ? side * parseFloat(style.borderTopLeftRadius) / 100 : parseFloat(style.borderTopLeftRadius) || 0
  return [made("rect", {
    x: at.left - frame.left - out, y: at.top - frame.top - out, width: at.width + 2 * out, height: at.height + 2 * out,
    rx: round && Math.max(0, round + out), fill: "none", stroke: style.outlineColor, "stroke-width": width,
  })]
}

/** @param {Element} element @param {DOMRect} frame @param {Node[]} into */
function walk(element, frame, into) {
  const style = getComputedStyle(element)
  if (invisible(style) || element.matches("script,style,template,title,desc,defs")) return
  if (element.namespaceURI === SVG) {
    if (element.matches(SHAPES)) {
      const shape = copied(/** @type {SVGGeometryElement} */ (element), style, frame)
      if (shape) into.push(shape)
    } else if (element.matches("text")) {
      const at = /** @type {SVGTextElement} */ (element).getBoundingClientRect()
      if (at.width) into.push(letters(element.textContent?.trim() ?? "", style, { x: at.left - frame.left, y: baseline(style, at) - frame.top, fill: style.fill, textLength: at.width }))
      return
    } else if (element.matches("svg")) into.push(...outline(element, style, frame))
  } else {
    if (element.matches(".lw-unseen,.lw-on-paper,.lw-here,details:not([open])>:not(summary)")) return
    into.push(...box(element, style, frame), ...outline(element, style, frame))
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) walk(child, frame, into)
    else if (child instanceof Text && element.namespaceURI !== SVG) into.push(...written(child, style, frame))
  }
}

/** @param {string} words @param {string} face @param {number} width */
function lines(words, face, width) {
  brush.font = face
  const found = [""]
  const fits = (/** @type {string} */ text) => brush.measureText(text).width <= width
  // An address may be longer than a line.
  const pieces = words.split(/\s+/).flatMap(word => (fits(word) ? word : word.match(new RegExp(`.{1,${Math.max(1, Math.floor(word.length * width / brush.measureText(word).width) - 1)}}`, "gu")) ?? []))
  for (const word of pieces) {
    const longer = `${found.at(-1)} ${word}`.trim()
    if (!fits(longer) && found.at(-1)) found.push(word)
    else found[found.length - 1] = longer
  }
  return found
}

/**
 * Draws a part of the page, with a title over it and a line below that says where it is from.
 * @param {HTMLElement} part @param {{ title: string, below: string }} words
 * @returns {string} An SVG document.
 */
export function picture(part, { title, below }) {
  const page = getComputedStyle(document.body), at = part.getBoundingClientRect()
  // What scrolls in its place is drawn whole.
  const wide = [...part.querySelectorAll("*")].filter(box => box.scrollWidth > box.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(box).overflowX))
  const were = wide.map(box => box.scrollLeft)
  for (const box of wide) box.scrollLeft = 0
  const frame = new DOMRect(at.left, at.top, at.width + Math.max(0, ...wide.map(box => box.scrollWidth - box.clientWidth)), at.height)
  /** @type {Node[]} */
  const inside = []
  walk(part, frame, inside)
  const under = /** @type {Element | undefined} */ (inside[0])
  if (wide.length && under?.localName === "rect") under.setAttribute("width", String(frame.width))
  wide.forEach((box, number) => { box.scrollLeft = were[number] })
  const face = "system-ui, sans-serif", width = frame.width + 2 * EDGE
  const head = lines(title, `600 ${TITLE}px ${face}`, frame.width), foot = lines(below, `${SMALL}px ${face}`, frame.width)
  const top = EDGE + head.length * TITLE * 1.3 + EDGE / 2
  const height = top + frame.height + EDGE / 2 + foot.length * SMALL * 1.4 + EDGE
  const whole = made("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${Math.round(width * 100) / 100} ${Math.round(height * 100) / 100}`, role: "img" })
  const name = made("title", {})
  name.textContent = title
  const ground = clear(page.backgroundColor) ? "#fff" : page.backgroundColor
  whole.append(name, made("rect", { width, height, fill: ground }))
  /** @param {string[]} texts @param {number} y @param {number} size @param {Record<string, string>} more */
  const write = (texts, y, size, more) => texts.forEach((text, at) => {
    const line = made("text", { x: EDGE, y: y + at * size * (size === TITLE ? 1.3 : 1.4), fill: page.color, "font-family": face, "font-size": size, ...more })
    line.textContent = text
    whole.append(line)
  })
  write(head, EDGE + TITLE, TITLE, { "font-weight": "600" })
  const middle = made("g", { transform: `translate(${EDGE} ${top})` })
  middle.append(...inside)
  whole.append(middle)
  write(foot, top + frame.height + EDGE / 2 + SMALL, SMALL, {})
  return new XMLSerializer().serializeToString(whole)
}
