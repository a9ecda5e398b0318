from __future__ import annotations

NAME = "place_comparison"
PLACES = ["heath", "meadow", "garden", "orchard"]
SHOWN = "els => els.filter(el => el.offsetParent).map(el => el.dataset.lwPlace)"
MARKS = """rows => Object.fromEntries(rows.filter(row => row.offsetParent).map(row => [row.dataset.lwPlace,
    [...row.querySelectorAll('[data-lw-event]')].filter(m => m.getClientRects().length).map(m => {
        const { x, y, width, height } = m.getBoundingClientRect()
        return { x, y, width, height, middle: x + width / 2, on: m.classList.contains('lw-chosen') } })]))"""


def shown(page, row="dl > [data-lw-place]"):
    return page.locator(row).evaluate_all(SHOWN)


def marks(page):
    return page.locator(".lw-strip").evaluate_all(MARKS)
