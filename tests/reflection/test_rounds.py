from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from livingwell_learning.reflection import Round, RoundError
from tests.reflection.made_up import ANSWER, TWO, answers, closed, filled, first, gathered


def test_nothing_shows_before_closing_nor_below_the_floor():
    group = filled([answers((2, 3))] * 4)
    for look in (group.summary, lambda: list(group.tallies()), group.to_json, group.spread):
        with pytest.raises(RoundError, match="open"):
            look()
    with pytest.raises(RoundError, match="Wait for 5"):
        group.close("2026-11-27")
    with pytest.raises(RoundError, match="only be raised"):
        Round(TWO, floor=4)


@pytest.mark.parametrize(
    ("people", "sides", "square", "word", "ends"),
    [(5, True, False, False, False), (7, True, False, False, False), (8, True, True, True, False),
     (11, True, True, True, False), (12, True, True, True, True)],
)  # fmt: skip
def test_how_much_is_said_depends_on_how_many_answered(people, sides, square, word, ends):
    shown = first(closed([answers((1 + n % 5, 3)) for n in range(people)]))
    one = shown["sides"]["one"]
    assert (one["median"] is not None) is sides
    assert (shown["square"] is not None) is (shown["groups"] is not None) is square
    assert (one["word"] is not None) is word
    assert (one["ends"] is not None) is ends


def test_a_raised_floor_raises_all():
    assert first(closed([answers((2, 3))] * 9, floor=9))["sides"] is not None
    group = filled([answers((2, 3))] * 9, floor=10)
    with pytest.raises(RoundError, match="Wait for 10"):
        group.close("2026-11-27")


@pytest.mark.parametrize(
    ("steps", "word", "far"),
    [([3] * 8, "near", 0), ([1, 1, *[4] * 18], "most-near", 2), ([1, 2, 3, 4, 5, 1, 5, 3], "different", 4)],
)
def test_near_only_if_nobody_is_far(steps, word, far):
    one = first(closed([answers((step, 3)) for step in steps]))["sides"]["one"]
    assert (one["word"], one["far"]) == (word, far)


def test_at_both_ends():
    assert first(closed([answers((step, 3)) for step in [1] * 6 + [5] * 6]))["sides"]["one"]["ends"] is True


def test_groups_are_those_who_see_both_one_or_neither():
    seen = [(3, 3), (5, 4), (4, 2), (3, 1), (1, 3), (2, 2), (1, 1), ("not-sure", 5)]
    assert first(closed([answers(pair) for pair in seen]))["groups"] == {
        "both": 2, "first": 2, "second": 1, "neither": 2, "unsure": 1,
    }  # fmt: skip


def test_the_widest_are_named_from_twelve_on():
    people = [answers((3, 1 + 4 * (n % 2)), (2, 3)) for n in range(12)]
    assert [(d["pair"], d["side"]) for d in closed(people).summary()["differ"]] == [("sun-shade", "other")]
    assert closed(people[:11]).summary()["differ"] == []


def test_a_repeated_answer_counts_once_and_other_answers_are_asked_about():
    group = filled([answers((2, 3))] * 5)
    assert group.add(answers((2, 3)), mark=0) == "repeated"
    assert group.add(answers((5, 3)), mark=1) == "asked"
    assert group.add(answers((5, 3)), mark=1) == "repeated"
    with pytest.raises(RoundError, match="Settle"):
        group.close("2026-11-27")
    group.settle(1, "last")
    group.close("2026-11-27")
    assert group.summary()["repeated"] == 2
    assert first(group)["sides"]["one"]["counts"] == [0, 4, 0, 0, 1]


def test_withdrawal_until_closing():
    group = filled([answers((2, 3))] * 6)
    group.withdraw(3)
    group.close("2026-11-27")
    assert first(group)["people"] == 5
    with pytest.raises(RoundError, match="closed"):
        group.withdraw(0)


def test_where_two_people_share_a_mark_only_the_one_with_these_answers_leaves():
    group = filled([answers((2, 3))] * 6)
    group.add(answers((5, 5)), mark=3)
    group.settle(3, "both")
    group.withdraw(3, answers((5, 5)))
    group.withdraw(4, answers((1, 1)))
    group.close("2026-11-27")
    assert first(group)["sides"]["one"]["counts"] == [0, 6, 0, 0, 0]


def test_late_answers_wait_for_five():
    group = closed([answers((2, 3), (1, 1))] * 8)
    before = group.summary()["tallies"]
    for mark in range(8, 12):
        group.add(answers((5, 5), (5, 5)), mark=mark)
        assert group.summary()["tallies"] == before
    assert group.summary()["waiting"] == 4
    group.add(answers((5, 5)), mark=12)
    after = group.summary()["tallies"]
    assert after[0]["sides"]["one"]["counts"] == [0, 8, 0, 0, 5]
    assert after[1] == before[1], "only four of the late answered the second pair"


def test_nobody_is_late_who_was_there_at_closing():
    group = closed([answers((3, 3), (2, 2))] * 4 + [answers((3, 3))] * 4)
    assert group.summary()["waiting"] == 0, "four rated the second pair: too few to show, and not late"
    group.add(answers((3, 3)), mark=8)
    assert group.waiting() == 1


def test_what_one_late_person_left_blank_does_not_show():
    group = closed([answers((2, 3))] * 8)
    before = first(group)["blank"]
    group.add({}, mark=9)
    assert first(group)["blank"] == before


def split(sizes, late=(), floor=5):
    group = Round(TWO, parts=("blue", "green"), floor=floor)
    mark = 0
    for part, size in sizes.items():
        for _ in range(size):
            group.add(answers((2, 3)), mark=(mark := mark + 1), part=part)
    group.close("2026-11-27")
    for part in late:
        group.add(answers((4, 4)), mark=(mark := mark + 1), part=part)
    return {(t["part"]): t for t in group.summary()["tallies"] if t["pair"] == "sun-shade"}


def test_a_question_is_split_only_where_every_part_has_five():
    assert set(split({"blue": 5, "green": 6})) == {"", "blue", "green"}
    assert set(split({"blue": 5, "green": 5, "": 5})) == {"", "blue", "green", "not-given"}
    assert set(split({"blue": 5, "green": 6, "": 1})) == {""}
    assert set(split({"blue": 9, "green": 4})) == {""}
    assert set(split({"blue": 9})) == {""}


def test_parts_have_squares_only_together_and_from_twelve():
    shown = split({"blue": 12, "green": 11})
    assert shown[""]["square"], "and one part's square, taken from this, would show the other part's"
    assert not shown["blue"]["square"] and not shown["green"]["square"] and shown["green"]["sides"]
    shown = split({"blue": 12, "green": 12})
    assert shown["blue"]["square"] and shown["green"]["square"]


def test_late_answers_wait_for_the_square_until_no_two_squares_show_fewer_than_eight():
    group = closed([answers((1 + n % 5, 3)) for n in range(9)])
    before = first(group)
    for n in range(5):
        group.add(answers((5, 5)), mark=100 + n)
    later = first(group)
    assert (later["people"], later["squared"], group.waiting()) == (14, 9, 0)
    assert later["square"] == before["square"] and later["sides"]["other"]["counts"][4] == 5
    again = Round.read(group.to_json(), questions=TWO)
    assert first(again) == later and again.to_json() == group.to_json()
    for n in range(5):
        group.add(answers((5, 5)), mark=200 + n)
    assert (first(group)["people"], first(group)["squared"]) == (19, 19)


def test_late_answers_join_a_split_only_in_fives_of_each_part():
    assert split({"blue": 5, "green": 5}, ["blue"] * 4 + ["green"])[""]["people"] == 10
    assert split({"blue": 5, "green": 5}, ["blue"] * 5)["blue"]["people"] == 10


PART = st.sampled_from(["", "blue", "green"])
EVENT = st.one_of(
    st.tuples(st.just("add"), PART, st.lists(ANSWER, min_size=4, max_size=4)),
    st.tuples(st.just("withdraw"), st.integers(0, 60)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(EVENT, min_size=5, max_size=60), st.lists(EVENT, max_size=30), st.booleans())
@example([("add", "blue" if n % 2 else "green", [3, 3, 3, 3]) for n in range(24)],
         [("add", "blue" if n % 2 else "green", [4, 4, 4, 4]) for n in range(30)], True)  # fmt: skip
@example([("add", "blue" if n < 12 else "green", [3, 3, 3, 3]) for n in range(20)], [], True)
@example([("add", "", [3, 3, 3, 3])] * 9, [("add", "", [4, 4, 4, 4])] * 6, False)
def test_no_two_views_give_a_few_people_by_subtraction(before, after, parts):
    """Collect every view that the page allows, as the people behind it, and take any one from any other."""
    group = Round(TWO, parts=("blue", "green") if parts else ())
    mark = 0

    def play(events):
        nonlocal mark
        for event in events:
            mark += 1
            if event[0] == "add":
                # A step that only this person has: the counts of a view then tell who is in it.
                group.add(gathered(TWO, event[2]), mark=mark, part=event[1] if parts else "")
            elif not group.closed:
                group.withdraw(event[1])
            if group.closed:
                look()

    views, squares = {}, {}

    def look():
        for tally in group.summary()["tallies"]:
            if tally["sides"] is None:
                continue
            key = tally["pair"], tally["when"]
            inside = frozenset(
                person.mark for person in group._joined[key]
                if not tally["part"] or (person.part or "not-given") == tally["part"]
            )  # fmt: skip
            assert len(inside) == tally["people"]
            assert sum(tally["sides"]["one"]["counts"]) + tally["sides"]["one"]["unsure"] == len(inside)
            views.setdefault(key, set()).add(inside)
            if tally["square"]:
                squared = group._squared[*key, bool(tally["part"])]
                seen = frozenset(
                    p.mark for p in squared if not tally["part"] or (p.part or "not-given") == tally["part"]
                )
                assert len(seen) == tally["squared"] == sum(map(sum, tally["square"]))
                squares.setdefault(key, set()).add(seen)
                # The sums of a square's rows are a view of the sides.
                views[key].add(seen)

    play(before)
    try:
        group.close("2026-11-27")
    except RoundError:
        assert len(group.people) < 5
        return
    look()
    play(after)
    for seen in views.values():
        assert all(len(view) >= 5 for view in seen)
        for one, other in product(seen, repeat=2):
            for difference in (one - other, *(one - (other | third) for third in seen)):
                assert not difference or len(difference) >= 5
        for one, other in combinations(seen, 2):
            assert not (one & other) or len(one & other) >= 5
    for seen in squares.values():
        # Counts can be taken from counts only where all those people are in them.
        for one, other, third in product(seen, [frozenset(), *seen], [frozenset(), *seen]):
            if other | third <= one and not other & third:
                assert one == other | third or len(one - other - third) >= 8
