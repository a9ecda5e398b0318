"""Two hundred codes and five hundred people are shown at once, and a key never waits: measured in the browser."""

from __future__ import annotations

import random

from tests.reflection.chat import mess
from tests.widgets.our_reflection.by_hand import code, press, way

CHANCE = random.Random(5)
LONG = (
    "What a session that was, don't you think? I wrote 3 things down; half past suits me, "
    "and I will bring what we said about the rota."
)
# A busy machine is no measure of the code: the best of a few tries counts.
BEST = """async ([text, tries]) => {
  const field = document.querySelector("[data-lw-place=codes] textarea")
  const look = field.closest("[data-lw-place]").querySelector("button")
  let best = Infinity
  for (let i = 0; i < tries; i++) {
    field.value = text
    const start = performance.now()
    look.click()
    document.querySelector(".lw-our-result").getBoundingClientRect()
    best = Math.min(best, performance.now() - start)
  }
  return best
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
    best = page.evaluate(BEST, [text, 5])
    assert "200 codes were found" in page.locator("[data-lw-place=codes] .lw-our-result").inner_text()
    assert best <= 200, best


def test_five_hundred_people_are_shown_within_three_tenths(our):
    page = our({"pairs": ["oak-ash", "rain-sun"]})
    way(page, "codes")
    page.evaluate(BEST, ["\n".join(people(500)), 1])
    press(page, "Put 500 in")
    press(page, "Close the round")
    taken = page.evaluate("""async () => {
      const now = [...document.querySelectorAll("button")].find(button => button.textContent === "Close it now")
      const start = performance.now()
      now.click()
      while (!document.querySelector(".lw-our-pair")) await new Promise(resolve => setTimeout(resolve))
      document.querySelector(".lw-our-pair").getBoundingClientRect()
      return performance.now() - start
    }""")
    assert taken <= 300, taken
    assert page.locator(".lw-grid-of-dots").count() == 2


def test_a_key_never_waits(our):
    page = our()
    way(page, "paper")
    longest = page.evaluate("""() => {
      const field = document.querySelector("[data-lw-place=paper] textarea")
      let best = Infinity
      for (let n = 0; n < 5; n++) {
        field.value = "4230\\n".repeat(60) + "1".repeat(n)
        const start = performance.now()
        field.dispatchEvent(new Event("input", { bubbles: true }))
        field.getBoundingClientRect()
        best = Math.min(best, performance.now() - start)
      }
      return best
    }""")
    assert longest <= 50, longest
