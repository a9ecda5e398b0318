"""What axe finds on a page: WCAG 2.2 AA and best practice, the size of targets included."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

from tests.waiting import until

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_COLOUR = ["color-contrast", "link-in-text-block"]
RULES = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}, **{rule: {"enabled": True} for rule in BY_COLOUR}},
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": BY_COLOUR}, "resultTypes": ["violations"]}
"""The rules that light and dark can tell apart: the two differ in colours alone."""
# More than half of the time went into the colours of parts that look the same, such as 150 events. Of words that have
# the same path of elements and classes, the same type, and the same colours behind them, one is enough, on one page or
# on sixty; ``SEEN`` has the looks, each as a number, that broke no rule.
SEEN: set[int] = set()
LOOKS = """
window.looks = new Map()
window.lookAround = seen => {
    const around = new WeakMap(), passed = new Set(seen)
    const look = (part, own) => {
        if (!part) return 0
        if (!own && around.has(part)) return around.get(part)
        const number = numbered(part, own)
        if (!own) around.set(part, number)
        return number
    }
    const numbered = (part, own) => {
        const style = getComputedStyle(part), parent = part.parentElement, before = look(parent)
        const bare = style.backgroundColor === "rgba(0, 0, 0, 0)" && style.backgroundImage === "none"
            && style.opacity === "1" && parent && style.color === getComputedStyle(parent).color
        if (!own && bare && !part.getAttribute("class")) return before
        const large = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24)
        const name = [before, part.localName, part.getAttribute("class"), style.color, style.backgroundColor,
            style.backgroundImage, style.opacity, large, style.textDecorationLine, style.textShadow,
            style.visibility].join("|")
        let one = 0xdeadbeef, other = 0x41c6ce57
        for (let at = 0; at < name.length; at++) {
            one = Math.imul(one ^ name.charCodeAt(at), 2654435761)
            other = Math.imul(other ^ name.charCodeAt(at), 1597334677)
        }
        return ((other ^ other >>> 16) & 0x1fffff) * 0x100000000 + ((one ^ one >>> 16) >>> 0)
    }
    const says = part => [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    looks.clear()
    for (const part of document.body.querySelectorAll("*")) {
        if (part.childElementCount && !says(part) || !part.checkVisibility()) continue
        const name = look(part, true)
        if (!passed.has(name)) { passed.add(name); looks.set(part, name) }
    }
    return [...looks.values()]
}
for (const rule of axe._audit.rules.filter(({ id }) => COLOURS.includes(id))) {
    const { matches } = rule
    rule.matches = (node, ...more) => looks.has(node) && matches.call(rule, node, ...more)
}"""
# Most of the time axe reads colours, a few of them thousands of times; here each is read once.
REMEMBER = """
const { prototype } = axe.commons.color.Color, read = prototype.parseString, known = new Map()
prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, (({ r, g, b, alpha }) => ({ r, g, b, alpha }))(read.call(this, text)))
    return Object.assign(this, known.get(text))
}"""
# A page's policy lets no style element be added; a sheet that a script makes is none.
LAY_OUT = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync("* { content-visibility: visible !important }")
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}"""
NO_TIME = "held = []; requestIdleCallback = task => held.push(task)"
"""A script that keeps a page from doing what it does when it has time; ``held`` has the tasks."""
WAITING = """() => [...document.querySelectorAll("main *")].filter(part =>
    getComputedStyle(part).contentVisibility === "auto" && !part.closest("details:not([open]) > :not(summary)")
    && part.firstElementChild && !part.firstElementChild.checkVisibility({ contentVisibilityAuto: true }))"""
WAITING_BELOW = f"({WAITING})().filter(part => part.getBoundingClientRect().top > innerHeight).length"
HEIGHTS = "parts => parts.map(part => [part.id || part.textContent.slice(0, 40), part.getBoundingClientRect().height])"


def broken_rules(page, *, colours_alone=False):
    """Check a page with axe; give each broken rule with the first places that break it."""
    page.evaluate(LAY_OUT)
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{Axe().axe_script}; {{ const COLOURS = {BY_COLOUR}; {REMEMBER}; {LOOKS} }} 0")
    looks = page.evaluate("seen => lookAround(seen)", list(SEEN))
    if colours_alone and not looks:
        return []
    run = "async rules => (await axe.run(document, rules)).violations"
    found = page.evaluate(run, COLOURS if colours_alone else RULES)
    if not {rule["id"] for rule in found} & {*BY_COLOUR}:
        SEEN.update(looks)
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


def whole(page):
    """Wait until nothing on the page waits off the screen any more."""
    until(page, f"!({WAITING})().length")
    return page


def too_little_room(page):
    """Give what waits off the screen and was promised less height than it then takes, and how many wait in all.

    The page is one that never comes to lay out what waits (``NO_TIME``).
    """
    parts = page.evaluate_handle(WAITING)
    promised = page.evaluate(HEIGHTS, parts)
    page.evaluate(LAY_OUT)
    taken = page.evaluate(HEIGHTS, parts)
    return [(*one, other[1]) for one, other in zip(promised, taken, strict=True) if one[1] < other[1]], len(taken)
