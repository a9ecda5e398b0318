from __future__ import annotations

import json

import pandas as pd
import pytest

from livingwell_learning.reflection import FileError, Reflection, Round, RoundError, encode
from tests.reflection.made_up import NOW, TWO, answers, closed, filled, first


def test_the_file_of_a_round_holds_counts_and_nobodys_row():
    people = [answers((1 + n % 5, 3), (2, 2)) if n < 6 else answers((1 + n % 5, 3)) for n in range(9)]
    data = json.loads(closed(people, about="the help around here").to_json())
    assert list(data) == [
        "format", "version", "questions", "about", "closed", "floor", "people", "made_up", "pairs",
    ]  # fmt: skip
    assert len(data["pairs"]["sun-shade"]["now"]["square"]) == 6
    assert data["pairs"]["sun-shade"]["now"]["blank"] == {"one": 0, "other": 0}
    assert "square" not in data["pairs"]["wet-dry"]["now"] and data["pairs"]["wet-dry"]["now"]["sides"]
    few = json.loads(closed([answers((2, 2), (1, 1)) if n < 3 else answers((2, 2)) for n in range(9)]).to_json())
    assert set(few["pairs"]["wet-dry"]["now"]) == {"blank"}


def test_a_reopened_round_shows_the_same_and_takes_nothing(tmp_path):
    group = closed([answers((1 + n % 5, 1 + n % 3), (2, 2)) for n in range(14)], about="here", made_up=True)
    path = tmp_path / "round-2026-11-27.json"
    path.write_text(group.to_json(), encoding="utf-8")
    again = Round.read(path, questions=TWO)
    assert again.summary() == group.summary()
    assert again.spread().equals(group.spread())
    assert again.to_json() == group.to_json()
    with pytest.raises(RoundError, match="takes no more"):
        again.add(answers((1, 1)), mark=99)
    with pytest.raises(LookupError, match="no person's answers"):
        again.frame()


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(floor=1), lambda d: d.update(people=3),
        lambda d: d["pairs"]["sun-shade"]["now"].update(square=[[1]]),
        lambda d: d["pairs"]["sun-shade"]["now"]["square"][0].__setitem__(0, -1),
        lambda d: d["pairs"]["sun-shade"]["now"]["square"][0].__setitem__(0, 900),
        lambda d: d["pairs"]["sun-shade"]["now"].update(square=[[1] + [0] * 5] + [[0] * 6] * 5),
        lambda d: d["pairs"]["sun-shade"]["now"].update(blank={"third": 1}),
    ],
)  # fmt: skip
def test_a_file_of_counts_that_cannot_be_is_refused(change):
    data = json.loads(closed([answers((1 + n % 5, 3), (2, 2)) for n in range(9)]).to_json())
    change(data)
    with pytest.raises(FileError):
        Round.read(json.dumps(data), questions=TWO)


def test_everything_that_came_in_is_read(tmp_path):
    files = []
    for n in range(3):
        path = tmp_path / f"r{n}.json"
        path.write_text(Reflection(TWO, answers((2, 4)), mark=n).to_json(), encoding="utf-8")
        files.append(path)
    codes = "\n".join(encode(TWO, answers((3, 3)), month=10, mark=mark) for mark in (0, 11, 12))
    with pytest.raises(RoundError, match=r"their marks: 0\. .*settle"):
        Round.read(*files, questions=TWO, codes=codes, day="2026-11-27")
    group = Round.read(*files, questions=TWO, codes=codes, form="1a,1b,2a,2b\n4,5,,\nnot sure,1,,\n")
    group.settle(0, "both")
    group.close("2026-11-27")
    assert first(group)["people"] == 8


def test_a_code_with_a_slip_stops_the_reading_and_is_named():
    code = encode(TWO, answers((3, 3)), month=10, mark=11)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    with pytest.raises(RoundError, match=f"Line 2 of the codes.*Was {code} meant"):
        Round.read(questions=TWO, codes=f"hello\n{wrong}")


def test_a_frame_keeps_numbers_not_sure_and_blank_apart_and_can_be_averaged():
    group = filled([answers((2, "not-sure"), (4, None)), answers((4, 5))])
    frame = group.frame()
    assert list(frame.columns) == ["person", "part", "pair", "when", "side", "answer", "step"]
    assert frame["answer"].value_counts().to_dict() == {"step": 4, "blank": 3, "not-sure": 1}
    assert frame.loc[frame["side"] == "one", "step"].mean() == pytest.approx(10 / 3)
    assert frame["step"].dtype == pd.Int64Dtype()
    assert "NO FLOOR" in Round.frame.__doc__


def test_spread_obeys_the_floors():
    frame = closed([answers((1 + n % 5, 3)) for n in range(9)]).spread()
    assert list(frame["pair"]) == ["sun-shade", "sun-shade"]
    assert frame["agreement"].isna().all()
    assert closed([answers((1 + n % 5, 3)) for n in range(12)]).spread()["agreement"].notna().all()


def test_what_is_no_answer_to_these_questions_is_refused():
    group = Round(NOW)
    for bad in ({"nothing": {"now": {"one": 1}}}, {"wet-dry": {"hoped": {"one": 1}}}, {"wet-dry": {"now": {"one": 9}}}):
        with pytest.raises(ValueError, match=r"not among|not asked|no answer|not an answer"):
            group.add(bad, mark=1)
