"""Files of reflections and rounds tell what they ask, codes do not, and nothing is guessed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.reflection import (
    FileError,
    FormError,
    Questions,
    Reflection,
    Round,
    RoundError,
    encode,
    questions_in,
)
from tests.reflection.made_up import BOTH, NOW, PAIRS, TWO, answers, answers_to, closed

STEP = st.integers(1, 5) | st.just("not-sure")
CODES = [encode(TWO, answers((3, n)), month=10, mark=n) for n in range(1, 6)]


def saved(folder, name, one):
    path = folder / name
    path.write_text(one if isinstance(one, str) else one.to_json(), encoding="utf-8")
    return path


@given(
    st.lists(st.sampled_from(PAIRS), min_size=1, max_size=6, unique=True),
    st.permutations(["up", "down", "strange"]).flatmap(lambda some: st.integers(2, 3).map(lambda n: some[:n])),
    st.booleans(), st.integers(3, 9), st.data(),
)  # fmt: skip
def test_files_tell_their_questions_whoever_answered_what(pairs, sides, hoped, steps, data):
    questions = Questions("orchard", "7", tuple(pairs), tuple(sides), hoped, steps)
    people = [data.draw(answers_to(questions, st.none() | st.integers(1, 3))) for _ in range(3)]
    full = {pairs[0]: {"now": dict.fromkeys(data.draw(st.permutations(sides)), "not-sure")}}
    files = [Reflection(questions, one, mark=mark).to_json() for mark, one in enumerate([*people, full])]
    assert questions_in(*data.draw(st.permutations(files))) == questions
    group = Round.read(*files)
    assert (group.questions, [person.answers for person in group.people]) == (questions, [*people, full])


@given(answers_to(NOW, STEP), st.sampled_from([3, 4, 6]), st.booleans())
def test_what_is_found_is_never_other_than_what_was_asked(given, steps, swapped):
    data = json.loads(Reflection(NOW, given, mark=1).to_json())
    other = replace(NOW, steps=steps, sides=NOW.sides[::-1] if swapped else NOW.sides)
    assert questions_in(json.dumps(data)) == NOW
    data["questions"]["fingerprint"] = other.fingerprint
    assert questions_in(json.dumps(data)) == other
    data["questions"]["edition"] = "2"
    with pytest.raises(FileError, match=r"the fingerprint .* is not that of its pairs"):
        questions_in(json.dumps(data))


def test_a_file_that_names_no_side_is_read_beside_one_that_does(tmp_path):
    passed = saved(tmp_path, "passed.json", Reflection(TWO, mark=1))
    half = saved(tmp_path, "half.json", Reflection(TWO, {"wet-dry": {"now": {"other": 2}}}, mark=2))
    rest = saved(tmp_path, "rest.json", Reflection(TWO, {"sun-shade": {"now": {"one": 2}}}, mark=3))
    for some, said in (
        ([passed], "passed.json answers nothing"),
        ([passed, half], "passed.json and half.json answers"),
    ):
        with pytest.raises(FileError, match=f"{said}.*Give the questions, or read it beside") as caught:
            questions_in(*some)
        assert caught.value.reason == "questions"
    assert Round.read(passed, half, rest).questions == TWO
    assert Reflection.read(passed, TWO).answers == {}


@pytest.mark.parametrize(
    "other",
    [
        replace(TWO, pairs=TWO.pairs[:1]), replace(TWO, pairs=TWO.pairs[::-1]), replace(TWO, hoped=True),
        replace(TWO, edition="2"), replace(TWO, id="meadow"),
    ],
)  # fmt: skip
def test_files_that_disagree_are_named(tmp_path, other):
    one, two = {"sun-shade": {"now": {"one": 2, "other": 3}}}, {"sun-shade": {"now": {"one": 4, "other": 4}}}
    files = [
        saved(tmp_path, f"{name}.json", Reflection(questions, one, mark=mark))
        for mark, (name, questions, one) in enumerate([("a", TWO, one), ("b", other, two), ("c", TWO, two)])
    ]
    with pytest.raises(FileError, match=r"different questions: a\.json and c\.json \(.*\); b\.json \(.*\)\. Read"):
        Round.read(*files)
    assert len(Round.read(files[0], files[2]).people) == 2


def test_files_say_what_people_thought_of_and_are_refused_where_that_differs(tmp_path):
    abouts = {"a": "the help here", "b": "", "c": "The  help here", "d": "our street"}
    a, b, c, d = (
        saved(tmp_path, f"{name}.json", Reflection(TWO, answers((mark, 4)), about, mark=mark))
        for mark, (name, about) in enumerate(abouts.items(), start=1)
    )
    assert (Round.read(a, b, c).about, Round.read(b).about) == ("the help here", "")
    with pytest.raises(RoundError, match=r"a\.json and c\.json \('the help here'\); d\.json \('our street'\)\. Read"):
        Round.read(a, b, c, d)
    assert Round.read(a, d, about="both").about == "both"


def test_a_round_is_reopened_by_its_file_alone(tmp_path):
    for sides in ((2, 4), (1, "not-sure")):
        group = closed([answers(sides) for _ in range(9)], about="here")
        path = saved(tmp_path, "round-2026-11-27.json", group)
        again = Round.read(path)
        assert (again.questions, again.summary(), again.to_json()) == (TWO, group.summary(), group.to_json())
    with pytest.raises(RoundError, match=r"round-2026-11-27\.json is a closed round, which takes no more"):
        Round.read(path, codes=CODES[0])
    with pytest.raises(RoundError, match="closed round"):
        Round.read(path, path)


def test_codes_are_read_beside_files_or_with_the_questions_of_another_round(tmp_path):
    mine = saved(tmp_path, "mine.json", Reflection(TWO, answers((2, 4)), date="2026-11-27", mark=0))
    chat = saved(tmp_path, "chat.txt", "\n".join(CODES))
    group = Round.read(mine, codes=chat, form="1a,1b,2a,2b\n4,0,,1\n", day="2026-11-28")
    assert (group.questions, [person.way for person in group.people]) == (TWO, ["file", *["code"] * 5, "form"])
    assert group.summary()["people"] == 7
    before = saved(tmp_path, "round.json", group)
    assert len(Round.read(codes=chat, questions=questions_in(before)).people) == 5


@pytest.mark.parametrize("more", [{}, {"form": "1a,1b,2a,2b\n4,0,,1\n"}])
def test_codes_alone_are_refused_with_the_remedy(more):
    with pytest.raises(RoundError, match=r"A code tells neither .* Give questions=…, or beside it the files"):
        Round.read(codes="\n".join(CODES), **more)
    with pytest.raises(RoundError, match="Nothing is given"):
        Round.read()


def test_codes_of_several_months_stand_apart_until_some_are_chosen():
    text = "\n".join([*CODES, encode(TWO, answers((1, 1)), month=9, mark=77)])
    with pytest.raises(
        RoundError,
        match=r"several months: 9 \(October .* \(lines 6\); 10 \(November .* \(lines 1, 2, 3, 4, 5\)\. Choose",
    ):
        Round.read(codes=text, questions=TWO)
    assert len(Round.read(codes=text, questions=TWO, months=[10]).people) == 5
    assert len(Round.read(codes=text, questions=TWO, months=[9, 10]).people) == 6


def test_a_form_by_itself_is_read_by_its_tags(tmp_path):
    path = saved(
        tmp_path, "export.csv", "\ufeffTime;2b. Dry?;1a. Sun?;1b. Shade?;2a. Wet?\n9:00;1;4;0;\n9:01;2;5;3;3\n"
    )
    group = Round.read(form=path)
    assert group.questions == Questions("form", "", ("1", "2"), ("a", "b"))
    assert group.people[0].answers == {"1": {"now": {"a": 4, "b": "not-sure"}}, "2": {"now": {"b": 1}}}
    for heads in ("Time,Name", "1a,1b,1c,1d", "1a,2a", "2a,2b"):
        with pytest.raises(FormError, match="Give the questions"):
            Round.read(form=f"{heads}\n1,2,3,4\n")


@pytest.mark.parametrize("cell", ["quite often", "6", "4.5", "4: not at all"])
def test_a_cell_that_is_no_answer_is_named_and_never_left_out_unsaid(cell):
    with pytest.raises(RoundError, match=f"Row 2 of the form, 1b: '{cell}' is no answer.*from 1 to 5"):
        Round.read(form=f"1a,1b,2a,2b\n2,3,,\n4,{cell},,\n", questions=TWO)


def test_a_form_may_answer_in_the_words_that_the_page_writes_or_in_others():
    usual = Round.read(form="1a,1b,2a,2b\n4: quite a lot,Not at all,,\n0: not sure,2,,\n", questions=TWO)
    assert [person.answers["sun-shade"]["now"] for person in usual.people] == [
        {"one": 4, "other": 1}, {"one": "not-sure", "other": 2},
    ]  # fmt: skip
    words = ["nie", "selten", "manchmal", "oft", "immer"]
    other = Round.read(form="1a,1b,2a,2b\nOft,1: nie,,\n", questions=TWO, steps=words)
    assert other.people[0].answers["sun-shade"]["now"] == {"one": 4, "other": 1}


def test_a_text_file_that_cannot_be_read_is_named(tmp_path):
    odd = tmp_path / "export.csv"
    odd.write_bytes("1a,1b\n4,5\nné,1\n".encode("utf-16"))
    with pytest.raises(FileError, match=r"export\.csv cannot be read.*UTF-8"):
        Round.read(form=odd)
    odd.write_bytes(b"1" * 5_000_001)
    with pytest.raises(FileError, match=r"export\.csv is larger than 5 MB"):
        Round.read(form=odd)
    with pytest.raises(FileError, match=r"gone\.csv is no file"):
        Round.read(form=tmp_path / "gone.csv")


def test_a_reflection_is_read_by_itself_and_a_changed_one_is_refused():
    mine = Reflection(BOTH, {"wet-dry": {"hoped": {"one": 4, "other": 1}}}, mark=1)
    assert Reflection.read(mine.to_json()) == mine
    data = json.loads(mine.to_json())
    del data["answers"]["soft-hard"]
    with pytest.raises(FileError, match="fingerprint"):
        Reflection.read(json.dumps(data))
    data["answers"]["soft-hard"] = {"now": {"Not A Key": 1}}
    with pytest.raises(FileError, match="is no key"):
        Reflection.read(json.dumps(data))
