"""Two hundred codes and five hundred people are shown at once, and a key never waits: measured in the browser."""

from __future__ import annotations

import random

from tests.reflection.chat import mess
from tests.spent import Spent
from tests.widgets.our_reflection.by_hand import code, press, way

CHANCE = random.Random(5)
TRIES = 5
LONG = (
    "What a session that was, don't you think? I wrote 3 things down; half past suits me, "
    "and I will bring what we said about the rota."
)
# What stands there once the script is done was put off to no later moment.
LOOK = """text => {
  const field = document.querySelector("[data-lw-place=codes] textarea")
  field.value = text
  field.closest("[data-lw-place]").querySelector("button").click()
  return document.querySelector(".lw-our-result").innerText
}"""
CLOSE = """async () => {
  [...document.querySelectorAll("button")].find(button => button.textContent === "Close it now").click()
  while (!document.querySelector(".lw-our-pair")) await new Promise(resolve => setTimeout(resolve))
  document.querySelector(".lw-our-pair").getBoundingClientRect()
}"""
KEY = """text => {
  const field = document.querySelector("[data-lw-place=paper] textarea")
  field.value = text
  field.dispatchEvent(new Event("input", { bubbles: true }))
  field.getBoundingClientRect()
}"""


def people(count):
    numbers = lambda: [CHANCE.choice([0, 1, 2, 3, 4, 5]) for _ in range(4)]  # noqa: E731
    return [code(n * 31, *numbers()) for n in range(count)]


def test_two_hundred_codes_in_a_long_chat_are_shown_within_a_fifth_of_a_second(our):
    page = our()
    way(page, "codes")
    said = [f"[10:{n % 60:02}] Fern H.: 😀 {mess(c, CHANCE)} thanks!\n{LONG}" for n, c in enumerate(people(200))]
    text = "\n".join(said)
    assert len(text.encode()) >= 35_000
    spent = Spent(page)
    tries = [spent.on(LOOK, text) for _ in range(TRIES)]
    assert all("200 codes were found" in shown for _, shown in tries)
    assert min(took for took, _ in tries) <= 200, tries


def test_five_hundred_people_are_shown_within_three_tenths(our):
    page = our({"pairs": ["oak-ash", "rain-sun"]})
    way(page, "codes")
    page.evaluate(LOOK, "\n".join(people(500)))
    press(page, "Put 500 in")
    press(page, "Close the round")
    took, _ = Spent(page).on(CLOSE)
    assert page.locator(".lw-grid-of-dots").count() == 2
    assert took <= 300, took


def test_a_key_never_waits(our):
    page = our()
    way(page, "paper")
    spent = Spent(page)
    slips = "4230\n" * 200
    spent.on(KEY, slips)
    tries = [spent.on(KEY, slips + "1" * n)[0] for n in range(1, TRIES + 1)]
    assert page.locator(".lw-our-read li").count() == 201
    assert min(tries) <= 50, tries
