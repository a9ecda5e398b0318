from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.reflection import FileError, Questions, Reflection, Round, decode, encode
from tests.reflection.made_up import BOTH, NOW, PAIRS, answers_to

V1 = Path(__file__).parent / "v1"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(answers_to(BOTH), TEXT, TEXT, st.dictionaries(st.sampled_from(PAIRS), TEXT.filter(bool)))
def test_a_reflection_comes_back_from_its_file(answers, about, keep, notes):
    mine = Reflection(
        BOTH, answers, about, "2026-11-27", 12, notes, {"keep": keep} if keep else {}, "en", {"extra": [1]}
    )
    assert Reflection.read(mine.to_json(), BOTH) == mine


def test_the_file_has_the_documented_shape(tmp_path):
    mine = Reflection(
        NOW, {"wet-dry": {"now": {"one": 4, "other": "not-sure"}}}, "the help around here", "2026-11-27", 7
    )
    data = json.loads(mine.to_json())
    assert list(data) == ["format", "version", "questions", "language", "about", "date", "mark", "answers", "next"]
    assert data["questions"] == {"id": "orchard", "edition": "1", "fingerprint": NOW.fingerprint}
    assert data["answers"]["wet-dry"] == {"now": {"one": 4, "other": "not-sure"}}
    assert list(data["answers"]) == list(PAIRS)
    assert data["next"] == {"keep": "", "try": "", "who": "", "look_again": ""}
    path = tmp_path / "reflection-2026-11-27.json"
    path.write_text(mine.to_json(), encoding="utf-8-sig")
    assert Reflection.read(path, NOW) == mine


def test_some_of_the_pairs_are_a_set_up_of_their_own():
    two = replace(NOW, pairs=PAIRS[:2])
    assert Reflection.read(Reflection(two, mark=1).to_json(), NOW).questions == two


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda d: d.update(version=2), "version"), (lambda d: d.update(version="1"), "version"),
        (lambda d: d.update(version=True), "version"), (lambda d: d.update(format="round"), "format"),
        (lambda d: d["questions"].update(fingerprint="0" * 16), "questions"),
        (lambda d: d["questions"].update(id="meadow"), "questions"),
        (lambda d: d["answers"].update({"__proto__": {}}), "content"),
        (lambda d: d["answers"]["wet-dry"]["now"].update(one=6), "content"),
        (lambda d: d["answers"]["wet-dry"]["now"].update(third=1), "content"),
        (lambda d: d["answers"].update({"wet-dry": [1]}), "content"), (lambda d: d.update(mark=-1), "content"),
        (lambda d: d.update(date="27/11/2026"), "content"), (lambda d: d.update(about=["x"]), "content"),
        (lambda d: d["next"].update(look_again="soon"), "content"), (lambda d: d.update(more="x" * 1_000_001), "size"),
    ],
)  # fmt: skip
def test_a_file_that_was_changed_is_refused_with_its_reason(change, reason):
    data = json.loads(Reflection(NOW, {"wet-dry": {"now": {"one": 4}}}, mark=1).to_json())
    change(data)
    with pytest.raises(FileError) as caught:
        Reflection.read(json.dumps(data), NOW)
    assert caught.value.reason == reason


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", '{"format": NaN}', "\0", "{" * 9000])
def test_what_is_no_json_is_refused(text, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError):
        Reflection.read(path, NOW)
    with pytest.raises(FileError, match="no file that can be read"):
        Reflection.read(tmp_path / "nothing.json", NOW)


def test_unknown_keys_are_kept():
    data = json.loads(Reflection(NOW, mark=1).to_json())
    data["colour"] = {"deep": [1, 2]}
    again = json.loads(Reflection.read(json.dumps(data), NOW).to_json())
    assert again["colour"] == {"deep": [1, 2]}


def test_files_and_codes_of_the_first_version_are_read_for_ever():
    kept = json.loads((V1 / "codes.json").read_text(encoding="utf-8"))
    for case in kept:
        questions = Questions(**case["questions"])
        assert questions.fingerprint == case["fingerprint"]
        assert encode(questions, case["answers"], month=case["month"], mark=case["mark"]) == case["code"]
        assert decode(case["code"], questions).answers == case["answers"]
    mine = Reflection.read(V1 / "reflection-2026-11-27.json", BOTH)
    assert (mine.answers["old-new"]["hoped"]["other"], mine.mark, mine.notes) == (4, 17, {"old-new": "Näh & „fern“"})
    assert mine.to_json() == (V1 / "reflection-2026-11-27.json").read_text(encoding="utf-8")
    assert Reflection.read(V1 / "reflection-2026-11-27.json") == mine
    group = Round.read(V1 / "round-2026-11-27.json")
    assert group.questions == NOW
    assert [(t["pair"], t["people"], t["square"] is None) for t in group.summary()["tallies"]][:3] == [
        ("sun-shade", 9, False), ("wet-dry", 6, True), ("old-new", 0, True),
    ]  # fmt: skip
    assert group.to_json() == (V1 / "round-2026-11-27.json").read_text(encoding="utf-8")
