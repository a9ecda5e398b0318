"""Python and JavaScript say the same, asked in a real browser about thousands of cases made by chance."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import asdict
from pathlib import Path

import pytest

import livingwell_learning.reflection as reflection
from livingwell_learning.reflection import (
    Questions,
    Reflection,
    Round,
    agreement,
    consensus,
    encode,
    find,
    leik,
    likely,
    median,
    read_form,
    spread,
)  # fmt: skip
from livingwell_learning.reflection.agreement import far_from_middle
from livingwell_learning.reflection.checks import plain
from livingwell_learning.reflection.codes import marks
from tests.conftest import serving
from tests.reflection.chat import chat
from tests.reflection.made_up import BOTH, NOW, gathered
from tests.reflection.test_forms import HEADS, STEPS, TWO, export
from tests.spent import Spent

HERE = Path(reflection.__file__).parent
V1 = Path(__file__).parent / "v1"
CHANCE = random.Random(10)


@pytest.fixture(scope="module")
def ask(browser, tmp_path_factory):
    """Run a function of JavaScript with all twins at hand as ``m``, and one argument."""
    folder = tmp_path_factory.mktemp("twins")
    names = [path.stem for path in HERE.glob("*.mjs")]
    for name in names:
        (folder / f"{name}.mjs").write_bytes((HERE / f"{name}.mjs").read_bytes())
    imports = "\n".join(f'import * as {name} from "./{name}.mjs"' for name in names)
    (folder / "all.mjs").write_text(f"{imports}\nexport {{{', '.join(names)}}}", encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>Twins</title>", encoding="utf-8")
    with serving(folder) as address:
        page = browser.new_page()
        page.goto(f"{address}/index.html")

        def run(code, given=None):
            # As texts, since handing over thousands of objects takes the most time.
            said = page.evaluate(
                "async ([code, given]) => { const m = await import('./all.mjs');"
                " return JSON.stringify((await (new Function('m', 'given', code))(m, JSON.parse(given))) ?? null) }",
                [code, json.dumps(given)],
            )
            return json.loads(said)

        run.page = page
        yield run
        page.close()


def test_measures_of_ten_thousand_counts(ask):
    counts = []
    while len(counts) < 10_000:
        one = [CHANCE.choice([0, 0, 1, 2, 5, 40, 530]) for _ in range(CHANCE.randint(3, 9))]
        counts += [one] if any(one) else []
    got = ask(
        "const a = m.agreement; return given.map(c => [a.agreement(c), a.spread(c), a.consensus(c), a.leik(c),"
        " ...a.median(c), a.farFromMiddle(c)])",
        counts,
    )
    for one, values in zip(counts, got, strict=True):
        wanted = [agreement(one), spread(one), consensus(one), leik(one), *median(one), far_from_middle(one)]
        assert values == pytest.approx(wanted, abs=1e-12)


def test_the_vectors_are_those_of_javascript_too(ask):
    vectors = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
    counts, *wanted = zip(*vectors["agreement"], strict=True)
    for name, values in zip(("agreement", "consensus", "leik"), wanted, strict=True):
        assert ask(f"return given.map(m.agreement.{name})", counts) == pytest.approx(list(values), abs=5e-5)
    for name, cases in (("spread", vectors["spread"]), ("median", vectors["median"])):
        got = ask(f"return given.map(([counts]) => m.agreement.{name}(counts))", cases)
        for value, (_, known) in zip(got, cases, strict=True):
            assert value == pytest.approx(known, abs=5e-8)


def test_digests(ask):
    texts = ["", "a", "ä€😀", *("x" * n for n in range(50, 140)), "y" * 100_000]
    from hashlib import sha256

    assert ask("return given.map(m.sha256.sha256)", texts) == [sha256(t.encode()).hexdigest() for t in texts]
    for questions in (NOW, BOTH, Questions("ä", "Ausgabe ä – 1", ("a",), ("b", "c", "d"), steps=4)):  # noqa: RUF001
        assert ask("return m.fingerprints.digest(given)", asdict(questions)) == questions.digest


def coded(questions):
    answers = gathered(questions, [CHANCE.choice([None, 1, 2, 3, 4, 5, "not-sure"]) for _ in questions.slots()])
    return answers, CHANCE.randrange(24), CHANCE.randrange(marks(questions))


@pytest.mark.parametrize("questions", [NOW, BOTH, TWO])
def test_ten_thousand_codes(ask, questions):
    cases = [coded(questions) for _ in range(3400)]
    codes = [encode(questions, answers, month=month, mark=mark) for answers, month, mark in cases]
    got = ask(
        "return given[1].map(([a, month, mark]) => m.codes.encode(given[0], a, month, mark))",
        [asdict(questions), cases],
    )
    assert got == codes
    back = ask("return given[1].map(c => m.codes.decode(c, given[0]))", [asdict(questions), codes])
    assert [(b["answers"], b["month"], b["mark"]) for b in back] == cases
    assert ask("return m.codes.marks(given)", asdict(questions)) == marks(questions)


def test_ten_thousand_reflections(ask):
    given = [(coded(TWO)[0], CHANCE.randrange(2**50), CHANCE.choice(["", "Näh & „fern“ </b>"])) for _ in range(10_000)]
    whole = hashlib.sha256()
    for answers, mark, note in given:
        notes = {"wet-dry": note} if note else {}
        whole.update(Reflection(TWO, answers, "here", "2026-11-27", mark, notes).to_json().encode())
    got = ask(
        """const [questions, all] = given, { reflectionFile, readReflection } = m.files
        const rest = { about: "here", date: "2026-11-27", next: {}, language: "en", more: {} }
        const texts = all.map(([answers, mark, note]) =>
          reflectionFile({ ...rest, questions, answers, mark, notes: note ? { "wet-dry": note } : {} }))
        const again = texts.slice(0, 1000).every((text) => reflectionFile(readReflection(text, questions)) === text)
        const bytes = new TextEncoder().encode(texts.join(""))
        return crypto.subtle.digest("SHA-256", bytes).then((digest) => [again, [...new Uint8Array(digest)]])""",
        [asdict(TWO), given],
    )
    assert got == [True, list(whole.digest())]


@pytest.mark.parametrize("questions", [NOW, BOTH])
def test_every_wrong_character_and_every_swap_is_caught_in_javascript_too(ask, questions):
    cases = [coded(questions) for _ in range(20)]
    codes = [plain(encode(questions, answers, month=month, mark=mark)) for answers, month, mark in cases]
    got = ask(
        """const { ALPHABET, isSound } = m.codes
        let [tried, passed] = [0, 0]
        const look = (slip, code) => { if (slip !== code) { tried++; passed += Number(isSound(slip)) } }
        for (const code of given)
          for (let i = 0; i < code.length; i++) {
            for (const c of ALPHABET) look(code.slice(0, i) + c + code.slice(i + 1), code)
            if (i + 1 < code.length) look(code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2), code)
          }
        return [given.every(isSound), tried, passed]""",
        codes,
    )
    assert got[0] and got[1] > 20 * 22 * len(codes[0]) and got[2] == 0


def test_slips_are_mended_alike(ask):
    slips = []
    for questions in (NOW, BOTH):
        for _ in range(60):
            answers, month, mark = coded(questions)
            text = plain(encode(questions, answers, month=month, mark=mark))
            place = CHANCE.randrange(len(text))
            wrong = CHANCE.choice("ABE0123456789CDFX")
            slips.append([asdict(questions), text[:place] + wrong + text[place + CHANCE.randint(0, 1) :]])
    got = ask("return given.map(([q, text]) => m.codes.likely(text, q))", slips)
    assert got == [likely(text, Questions(**q)) for q, text in slips]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_chat_is_searched_alike_and_fast(ask, seed):
    text, codes = chat(NOW, 200, random.Random(seed))
    broken = text.replace(codes[3], codes[3][:6] + "O" + codes[3][7:], 1) + "\nC234 5678 9CDF HJKM\n" + codes[5][:-6]
    spent, tries = Spent(ask.page), []
    for _ in range(3):
        before = spent.so_far()
        found = ask("return m.pasted.find(given[1], given[0])", [asdict(NOW), broken])
        tries.append(spent.so_far() - before)
    wanted = find(broken, NOW)
    assert [(f["text"], f["line"], f["reason"], f["likely"], bool(f["decoded"])) for f in found] == [
        (f.text, f.line, f.reason, list(f.likely), bool(f.decoded)) for f in wanted
    ]
    assert min(tries) < 200, f"{tries} ms for {len(broken)} characters"


def test_rounds_are_shown_alike(ask):
    for _ in range(30):
        parts = CHANCE.choice([(), ("blue", "green")])
        events = []
        for mark in range(CHANCE.randint(5, 50)):
            given = [CHANCE.choice([None, 1, 2, 3, 4, 5, 5, "not-sure"]) for _ in TWO.slots()]
            part = CHANCE.choice(["", *parts]) if CHANCE.random() < 0.2 else (parts or [""])[mark % max(1, len(parts))]
            events.append([gathered(TWO, given), CHANCE.choice([mark, mark, mark, max(0, mark - 1)]), part])
        late = CHANCE.randint(0, len(events) - 5)
        group = Round(TWO, "here", parts=parts)
        for place, (answers, mark, part) in enumerate(events):
            if place == len(events) - late:
                for conflict in {person.mark for person in group.conflicts}:
                    group.settle(conflict, "last")
                if len(group.people) < 5:
                    break
                group.close("2026-11-27")
            group.add(answers, mark=mark, part=part)
        if not group.closed:
            continue
        got = ask(
            """const [questions, parts, events, late] = given
            const round = new m.rounds.Round(questions, { about: "here", parts })
            events.forEach(([answers, mark, part], place) => {
              if (place === events.length - late) {
                for (const person of [...round.conflicts]) round.settle(person.mark, "last")
                round.close("2026-11-27")
              }
              round.add({ answers, mark, part })
            })
            const kept = { ...round, people: round.counted, tallies: round.tallies().filter((t) => !t.part), more: {} }
            const file = m.files.roundFile(kept)
            const again = m.rounds.Round.reopened(m.files.readRound(file, questions))
            return [m.summaries.summary(round), JSON.parse(file), m.summaries.summary(again)]""",
            [asdict(TWO), list(parts), events, late],
        )
        assert got[0] == json.loads(json.dumps(group.summary()))
        assert got[1] == json.loads(group.to_json())
        again = Round.read(group.to_json(), questions=TWO).summary()
        assert got[2] == json.loads(json.dumps(again))


def test_files_of_the_first_version_are_read_alike(ask):
    text = (V1 / "reflection-2026-11-27.json").read_text(encoding="utf-8")
    got = ask("return m.files.reflectionFile(m.files.readReflection(given[1], given[0]))", [asdict(BOTH), text])
    assert json.loads(got) == json.loads(Reflection.read(text, BOTH).to_json()) == json.loads(text)
    text = (V1 / "round-2026-11-27.json").read_text(encoding="utf-8")
    shown = ask(
        "return m.summaries.summary(m.rounds.Round.reopened(m.files.readRound(given[1], given[0])))",
        [asdict(NOW), text],
    )
    assert shown == json.loads(json.dumps(Round.read(text, questions=NOW).summary()))
    codes = json.loads((V1 / "codes.json").read_text(encoding="utf-8"))
    for case in codes:
        got = ask("return m.codes.decode(given.code, given.questions).answers", case)
        assert got == case["answers"]


def test_files_that_were_changed_are_refused_alike(ask):
    def reason(text):
        return ask(
            "try { m.files.readReflection(given[1], given[0]) } catch (error) { return error.reason ?? String(error) }",
            [asdict(NOW), text],
        )

    good = json.loads(Reflection(NOW, {"wet-dry": {"now": {"one": 4}}}, mark=1).to_json())
    for key, value, wanted in (
        ("version", 2, "version"), ("format", "round", "format"), ("mark", -1, "content"), ("date", "soon", "content"),
        ("answers", {"__proto__": {}}, "questions"), ("answers", {"constructor": {}}, "questions"),
        ("answers", {**good["answers"], "wet-dry": {"now": {"one": 9}}}, "content"), ("about", 3, "content"),
        ("more", "x" * 1_000_001, "size"),
    ):  # fmt: skip
        assert reason(json.dumps({**good, key: value})) == wanted, key
    assert reason("{") == "json"
    assert reason(json.dumps(good)) is None


def test_forms_are_read_alike(ask):
    cells = ["", "0", "4", "quite a lot", "4: quite a lot", "Not sure", "9", "4 people", "-", "5.", "=1", "-4", "- 4"]
    for separator in ",;\t":
        rows = [[*(CHANCE.choice(cells) for _ in HEADS[:-1]), CHANCE.choice(["a", "b  c", ""])] for _ in range(60)]
        text = "\ufeff" + export([HEADS, *rows], separator)
        got = ask("return m.forms.readForm(given[1], given[0], { steps: given[2] })", [asdict(TWO), text, list(STEPS)])
        form = read_form(text, TWO, STEPS)
        wanted = {
            "people": form.people, "matched": form.matched, "byWords": list(form.by_words),
            "missing": list(form.missing), "dropped": list(form.dropped), "blankRows": form.blank_rows,
            "unread": [list(cell) for cell in form.unread], "choices": form.choices,
        }  # fmt: skip
        assert got == wanted and "Anything else?" in form.choices
    for text, wanted in (('1a,1b\n2,3\n"4,5\n1,1', "open 2"), ("1a,1b\n2,3\n4,5,1", "longer 2"), ("1a\n", "rows ")):
        read = "try { m.forms.readForm(given[1], given[0]) } catch (error) { return error.message }"
        assert ask(read, [asdict(TWO), text]) == wanted


def test_an_invitation_holds_the_set_up_and_shows_when_it_was_tampered_with(ask):
    setup = {
        "about": "the help around here & über 50%",
        "pairs": ["wet-dry", "old-new"],
        "hoped": True,
        "ways": ["box"],
    }
    link = ask("return m.invitations.invitation(given[1], given[0])", [asdict(NOW), setup])
    read = "return m.invitations.readInvitation(given[1], given[0], ['box', 'form'])"
    assert ask(read, [asdict(NOW), f"#{link}"]) == setup
    assert ask(read, [asdict(NOW), "#event-3"]) == "none"
    for bad in (link[:-3], link.replace("wet-dry", "sun-shade"), link.replace("help", "hope"), "set-up=", "set-up=%zz"):
        assert ask(read, [asdict(NOW), bad]) == "damaged", bad
