// @ts-check
// The search of the book. It stores nothing, sends nothing, and loads its index when a reader comes to the field.
// Words of a crisis need no index: the lines of help stand on every page.

import { crisis } from "./find.mjs"

/** @typedef {import("./find.mjs").Found} Found */

const PAGE = 8
const MAIN = "index.json"
const REST = "rest.json"
const QUIET = 400
const here = import.meta.url
const root = new URL("../../", here)

/** @param {string} selector @returns {any} */
const part = selector => document.querySelector(selector)
const form = /** @type {HTMLFormElement} */ (part(".lw-search"))
const field = /** @type {HTMLInputElement} */ (part("#lw-q"))
const status = /** @type {HTMLElement} */ (part(".lw-search-said"))
const help = /** @type {HTMLElement} */ (part(".lw-search-help"))
const list = /** @type {HTMLElement} */ (part(".lw-search-found"))
const more = /** @type {HTMLButtonElement} */ (part(".lw-search-more"))
const setup = JSON.parse(part("#lw-search-setup").textContent)
const inCrisis = crisis(setup.crisis)

/** @param {string} key @param {Record<string, string | number>} [values] */
function say(key, values = {}) {
  const entry = setup.said.words[`search.${key}`]
  const sentence = typeof entry === "string" ? entry : entry[new Intl.PluralRules(setup.said.locale).select(Number(values.count))] ?? entry.other
  return sentence.replace(/\{([a-z_]+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) =>
    name in values ? (typeof values[name] === "number" ? values[name].toLocaleString(setup.said.locale) : values[name]) : whole)
}

/** @typedef {import("./find.mjs").Book} Book */
/** @type {Map<string, Promise<Book>>} */
const loading = new Map()
/** @type {Map<string, Book>} */
const books = new Map()
/** @type {typeof import("./find.mjs") | undefined} */
let finder

/** @param {string} name @param {RequestCache} cache */
async function read(name, cache) {
  const answer = await fetch(new URL(name, here), { cache })
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
  return answer.json()
}

/** @param {string} name */
async function open(name) {
  const [module, packed] = await Promise.all([import("./find.mjs"), read(name, "no-cache")])
  finder = module
  const book = new module.Book(packed, setup.alike)
  await book.ready
  books.set(name, book)
  return book
}

/** @param {string} name */
function load(name) {
  const begun = loading.get(name) ?? open(name).catch(error => {
    loading.delete(name)
    throw error
  })
  loading.set(name, begun)
  return begun
}

/** @type {Map<string, Promise<string[]>>} */
const pieces = new Map()

/** @param {string} name */
function piece(name) {
  const known = pieces.get(name) ?? read(`${name}.json`, "default").catch(() => { pieces.delete(name); return [] })
  pieces.set(name, known)
  return known
}

let shownFor = ""
/** @type {Found[]} */
let found = []
let near = false
let timer = 0

/** Say how it stands once the reader pauses; where scripts of the page are slow, at once. @param {string} sentence @param {number} wait */
function tell(sentence, wait = 0) {
  clearTimeout(timer)
  timer = setTimeout(() => { if (status.textContent !== sentence) status.textContent = sentence }, wait)
}

/** Show the lines of help as they stand at the foot of the page, above all that was found. @param {boolean} needed */
function showHelp(needed) {
  if (needed && !help.firstChild) {
    const panel = part("#help")
    for (const child of panel?.cloneNode(true).children ?? []) help.append(child)
    help.querySelector(".lw-back")?.remove()
    for (const element of help.querySelectorAll("[id]")) element.id = `lw-found-${element.id}`
    for (const link of help.querySelectorAll("a[href^='#']"))
      if (help.querySelector(`#lw-found-${CSS.escape(link.getAttribute("href")?.slice(1) ?? "")}`))
        link.setAttribute("href", `#lw-found-${link.getAttribute("href")?.slice(1)}`)
  }
  help.hidden = !needed
}

/** @param {HTMLElement} element @param {[string, boolean][]} stretches */
function write(element, stretches) {
  element.textContent = ""
  for (const [text, is] of stretches) {
    if (!is) { element.append(text); continue }
    const mark = document.createElement("mark")
    mark.textContent = text
    element.append(mark)
  }
}

/** @param {Found} item */
function entry(item) {
  const { marked, excerpt } = /** @type {typeof import("./find.mjs")} */ (finder)
  const li = document.createElement("li")
  const link = document.createElement("a")
  link.href = item.href.startsWith("#") ? item.href : new URL(item.href, root).href
  write(link, marked(item.title, item.words))
  const where = document.createElement("span")
  where.className = "lw-search-where"
  where.textContent = [item.kind, item.page === item.title ? "" : item.page].filter(Boolean).join(" · ")
  const text = document.createElement("p")
  li.append(link, where, text)
  const [name, at] = item.book.piece(item.at)
  piece(name).then(texts => { if (texts[at]) write(text, excerpt(texts[at], item.words)) })
  return li
}

/** @param {number} from */
function show(from) {
  if (!from) list.textContent = ""
  list.append(...found.slice(from, from + PAGE).map(entry))
  const all = list.children.length >= found.length
  more.hidden = all && (books.has(REST) || !shownFor)
  more.textContent = say(all ? "more_sources" : "more")
}

/** Find the words in what has been loaded. */
function find() {
  const one = /** @type {Book} */ (books.get(MAIN)).find(shownFor)
  ;({ near, found } = /** @type {typeof import("./find.mjs")} */ (finder).together(one, books.get(REST)?.find(shownFor)))
}

/** @param {number} wait */
function summary(wait) {
  const lines = help.hidden ? "" : `${say("lines_first")} `
  const words = field.value.trim()
  if (!words) tell("")
  else if (!found.length) tell(lines + say("none", { words }), wait)
  else tell(lines + say(near ? "near" : "places", { count: found.length, words }), wait)
}

/** @param {number} wait */
async function look(wait = QUIET) {
  const words = field.value.trim()
  showHelp(inCrisis(words))
  if (!books.has(MAIN)) {
    if (words) tell((help.hidden ? "" : `${say("lines_first")} `) + say("loading"), 150)
    try {
      await load(MAIN)
    } catch {
      tell((help.hidden ? "" : `${say("lines_first")} `) + say("failed"))
      return
    }
  }
  const now = field.value.trim()
  if (now !== shownFor) {
    shownFor = now
    find()
    show(0)
    if (now && !books.has(REST) && (near || !found.length)) await rest(now)
  }
  if (now === field.value.trim()) summary(wait)
}

/** Look through the sources, too: where little was found, or the reader asks. @param {string} words */
async function rest(words) {
  try {
    await load(REST)
  } catch {
    return
  }
  if (words !== shownFor) return
  const before = found.length
  find()
  if (found.length !== before) show(0)
  else more.hidden = list.children.length >= found.length
}

const links = () => /** @type {HTMLElement[]} */ ([field, ...document.querySelectorAll(".lw-search-help:not([hidden]) a, .lw-search-found a")])

/** @param {KeyboardEvent} event */
function step(event) {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
  const stops = links()
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement))
  if (!by || at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const next = stops[at + by]
  if (!next) return
  event.preventDefault()
  next.focus()
}

field.addEventListener("focus", () => { load(MAIN).catch(() => {}) }, { once: true })
field.addEventListener("input", () => { look() })
form.addEventListener("submit", async event => {
  event.preventDefault()
  await look(0)
  links()[1]?.focus()
})
more.addEventListener("click", async () => {
  const from = list.children.length
  if (from >= found.length) await rest(shownFor)
  while (list.children.length < Math.min(found.length, from + PAGE)) show(list.children.length)
  summary(0)
  ;(list.children[from]?.querySelector("a") ?? field).focus()
})
addEventListener("keydown", step)
form.dataset.lwLive = ""
if (field.value.trim()) look()
