"""A chat that nobody wrote: codes among names, times, signs, quoted replies and broken lines."""

from __future__ import annotations

from livingwell_learning.reflection import encode
from livingwell_learning.reflection.codes import marks
from tests.reflection.made_up import gathered

NAMES = ("Mo", "Dr C. Dench", "Cçil", "D", "CJ 7", "Fern H.")
BEFORE = ("here it is", "😀 mine", "C you soon:", "my code", "my 2 cents", "thx", "D", "cd 4", "")
AFTER = ("thanks", "", "🎉", "CD", "ok then", "(see below)", "?!")


def mess(code, chance):
    kind = chance.randrange(8)
    return [
        code, code.lower(), code.replace(" ", "-"), code.replace(" ", "\n", 1), "> " + code.replace(" ", "\n> ", 2),
        code.replace(" ", ""), code.replace(" ", "\u200b "), code.replace(" ", " – "),  # noqa: RUF001
    ][kind]  # fmt: skip


def chat(questions, people, chance):
    """Give a text of about 200 characters a person, and the codes in it."""
    codes, lines = [], []
    for _ in range(people):
        answers = gathered(questions, [chance.choice([1, 2, 3, 4, 5, "not-sure"]) for _ in questions.slots()])
        code = encode(questions, answers, month=10, mark=chance.randrange(marks(questions)))
        codes.append(code)
        time = f"[{chance.randrange(24)}:{chance.randrange(60):02}]"
        said = f"{time} {chance.choice(NAMES)}: {chance.choice(BEFORE)} {mess(code, chance)} {chance.choice(AFTER)}"
        lines.append(f"{said}\nWhat a session that was, don't you think? I wrote down 3 things, 12:30 suits me.")
    return "\n".join(lines), codes
