"""A group's round: answers come in unseen, it closes once, and what it shows never gives a few people away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

from .days import checked_day
from .files import RoundError
from .frames import answers_frame, spread_frame
from .gathering import gather
from .round_files import to_json
from .squares import Person, admit_to_squares, counted
from .tallies import FLOOR, NOT_GIVEN, Tally, differ_most

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from .questions import Questions


@dataclass
class Round:
    """Answers of a group to the same questions.

    Before :meth:`close` it takes and withdraws answers, and shows nothing but how many are in. Afterwards late
    answers wait, question by question, until five of them can join at once.

    Parameters
    ----------
    questions
        What everybody is asked.
    about
        What they are thinking of.
    floor
        The fewest answers that show anything; 5 or more.
    made_up
        Whether the answers are made up, to rehearse. Every view and file says so.
    parts
        The parts of a split, chosen before closing; ``""`` is "not given". At most one split.

    Notes
    -----
    Floors protect from a screen, a print or a file, and never from the one who collects. Four known answers single
    out nearly everybody in a group of twelve, so nothing here keeps one person's pairs together once it is closed.

    Examples
    --------
    >>> from livingwell_learning.reflection import Questions
    >>> group = Round(Questions("orchard", "1", ("sun-shade",), ("one", "other")))
    >>> for step in (2, 3, 3, 4, 4):
    ...     _ = group.add({"sun-shade": {"now": {"one": step, "other": 3}}}, mark=step * 10 + len(group.people))
    >>> group.summary()
    Traceback (most recent call last):
    livingwell_learning.reflection.files.RoundError: The round is open. Close it first; until then it shows nothing.
    >>> group.close("2026-11-27")
    >>> group.summary()["tallies"][0]["sides"]["one"]["median"]
    [3, 3]
    """

    questions: Questions
    about: str = ""
    floor: int = FLOOR
    made_up: bool = False
    parts: tuple[str, ...] = ()
    people: list[Person] = field(default_factory=list, repr=False)
    repeated: int = 0
    conflicts: list[Person] = field(default_factory=list, repr=False)
    closed: str = ""
    more: dict[str, Any] = field(default_factory=dict, repr=False)
    _joined: dict[tuple[str, str], list[Person]] = field(default_factory=dict, repr=False)
    _split: set[tuple[str, str]] = field(default_factory=set, repr=False)
    _squared: dict[tuple[str, str, bool], list[Person]] = field(default_factory=dict, repr=False)
    _kept: list[Tally] | None = field(default=None, repr=False)
    _kept_people: int = 0
    _at_closing: int = 0

    def __post_init__(self) -> None:
        if self.floor < FLOOR:
            raise RoundError(f"The floor is {self.floor}. It may only be raised: give {FLOOR} or more.")

    def add(
        self, answers: dict[str, dict[str, dict[str, int | str]]], *, mark: int, way: str = "box", part: str = ""
    ) -> str:
        """Take one person's answers.

        Returns
        -------
        str
            ``"added"``; ``"repeated"`` for the same answers under a mark that is in, counted once; ``"asked"`` for
            other answers under such a mark, which wait for :meth:`settle`.

        Raises
        ------
        RoundError
            When the round was reopened from a file, which holds counts alone, or the part is none of its parts.
        """
        if self._kept is not None:
            raise RoundError("This round was read from its file, which holds counts. It takes no more answers.")
        if part and part not in self.parts:
            raise RoundError(f"{part!r} is no part of this round. Its parts are {', '.join(map(repr, self.parts))}.")
        for pair, whens in answers.items():
            for when, sides in whens.items():
                for side, answer in sides.items():
                    self.questions.check(pair, when, side, answer)
        person = Person(answers, mark, way, part)
        same = [other for other in [*self.people, *self.conflicts] if other.mark == mark]
        if any(other.answers == answers for other in same):
            self.repeated += 1
            return "repeated"
        if same:
            self.conflicts.append(person)
            return "asked"
        self.people.append(person)
        self._admit()
        return "added"

    def settle(self, mark: int, keep: str) -> None:
        """Decide about answers under a mark that is in: ``keep`` the ``"first"``, the ``"last"``, or ``"both"``."""
        waiting = [person for person in self.conflicts if person.mark == mark]
        if not waiting or keep not in ("first", "last", "both"):
            raise RoundError(f"Nothing waits under {mark} to keep {keep!r}. Keep 'first', 'last' or 'both'.")
        if self.closed and keep == "last":
            raise RoundError("The round is closed, so nothing leaves it. Keep 'first' or 'both'.")
        self.conflicts = [person for person in self.conflicts if person.mark != mark]
        if keep == "last":
            self.people = [person for person in self.people if person.mark != mark]
            self.people.append(waiting[-1])
        elif keep == "both":
            self.people += waiting
            self._admit()

    def withdraw(self, mark: int, answers: dict[str, dict[str, dict[str, int | str]]] | None = None) -> None:
        """Take one person's answers out again; only while the round is open.

        Give the ``answers`` themselves where several people may share a ``mark``: nobody else's then leave.
        """
        if self.closed:
            raise RoundError(
                "The round is closed, so nothing can be withdrawn: the difference would show whose it was."
            )
        gone = [p for p in [*self.people, *self.conflicts] if p.mark == mark and answers in (None, p.answers)]
        self.people = [person for person in self.people if person not in gone]
        self.conflicts = [person for person in self.conflicts if person not in gone]

    def close(self, day: str) -> None:
        """Close the round on a day, ``YYYY-MM-DD``; what it shows is settled now.

        Raises
        ------
        RoundError
            When it is closed already, fewer people than the floor are in, or answers wait for :meth:`settle`.
        """
        if self.closed:
            raise RoundError(f"The round was closed on {self.closed}. A round closes once.")
        if self.conflicts:
            raise RoundError(f"{len(self.conflicts)} answers came again and differ. Settle them, then close.")
        if len(self.people) < self.floor:
            raise RoundError(
                f"{len(self.people)} people are in. Wait for {self.floor}; fewer would be seen one by one."
            )
        try:
            checked_day(day)
        except ValueError as error:
            raise RoundError(str(error)) from None
        self.closed, self._at_closing = day, len(self.people)
        for pair, when in product(self.questions.pairs, self.questions.whens):
            whole = [person for person in self.people if self._is_whole(person, pair, when)]
            self._joined[pair, when] = whole if len(whole) >= self.floor else []
            by_part = Counter(person.part for person in whole)
            if self.parts and all(by_part[part] >= self.floor for part in {*self.parts, *by_part}):
                self._split.add((pair, when))
        self._square()

    @property
    def counted(self) -> int:
        """How many people are in."""
        return self._kept_people if self._kept is not None else len(self.people)

    @classmethod
    def kept(cls, tallies: list[Tally], people: int, **given: Any) -> Round:
        """Return a closed round of counts alone, as a file holds it."""
        closed = given.pop("closed")
        kept = cls(**given)
        kept.closed, kept._kept, kept._kept_people = closed, tallies, people
        return kept

    def waiting(self) -> int:
        """Return how many late answers wait, for at least one question, until five can join."""
        late = self.people[self._at_closing :]
        return sum(any(self._waits(person, *question) for question in self._joined) for person in late)

    def _is_whole(self, person: Person, pair: str, when: str) -> bool:
        return set(person.answers.get(pair, {}).get(when, {})) == set(self.questions.sides)

    def _waits(self, person: Person, pair: str, when: str) -> bool:
        return self._is_whole(person, pair, when) and person not in self._joined[pair, when]

    def _admit(self) -> None:
        """Let late answers join a question when no part of what joins is smaller than the floor."""
        for (pair, when), joined in self._joined.items():
            late = [person for person in self.people if self._waits(person, pair, when)]
            sizes = Counter(person.part for person in late) if (pair, when) in self._split else {"": len(late)}
            if late and all(size >= self.floor for size in sizes.values()):
                joined += late
        self._square()

    def _square(self) -> None:
        for question, joined in self._joined.items():
            squared, parted = (self._squared.setdefault((*question, split), []) for split in (False, True))
            admit_to_squares(joined, squared, parted if question in self._split else None, self.floor)

    def tallies(self) -> Iterator[Tally]:
        """Yield the counts of each question, of everybody, then of each part; :meth:`summary` is for showing."""
        if not self.closed:
            raise RoundError("The round is open. Close it first; until then it shows nothing.")
        if self._kept is not None:
            yield from self._kept
            return
        for pair, when in product(self.questions.pairs, self.questions.whens):
            joined = self._joined[pair, when]
            squared = self._squared.get((pair, when, False), [])
            blank = self._blanks(pair, when)
            yield counted(self.questions, pair, when, joined, squared, blank=blank)
            if (pair, when) in self._split:
                squared = self._squared.get((pair, when, True), [])
                for part in dict.fromkeys([*self.parts, *sorted({person.part for person in joined})]):
                    mine, own = ([p for p in some if p.part == part] for some in (joined, squared))
                    yield counted(self.questions, pair, when, mine, own, part=part or NOT_GIVEN)

    def _blanks(self, pair: str, when: str) -> dict[str, int]:
        # Of those who were in at closing: one late answer must not show by what it left blank.
        answers = [person.answers.get(pair, {}).get(when, {}) for person in self.people[: self._at_closing]]
        return {side: sum(side not in mine for mine in answers) for side in self.questions.sides}

    def summary(self) -> dict[str, Any]:
        """Return what may be shown, obeying the floors.

        Returns
        -------
        dict
            ``about``, ``closed``, ``floor``, ``made_up``, ``people``, ``repeated``, ``waiting``; ``tallies``, a list
            of :meth:`Tally.shown` by pair and when; ``differ``, the list of :func:`differ_most` of what is there now.
        """
        tallies = list(self.tallies())
        everybody = [t for t in tallies if not t.part and t.people >= self.floor]
        return {
            "about": self.about, "closed": self.closed, "floor": self.floor, "made_up": self.made_up,
            "people": self.counted,
            "repeated": self.repeated, "waiting": self.waiting(),
            "tallies": [tally.shown(self.floor) for tally in tallies],
            "differ": differ_most([t for t in everybody if t.when == "now"], self.floor),
        }  # fmt: skip

    def spread(self) -> pd.DataFrame:
        """Return how far apart people stand, a row a side; see :func:`~.frames.spread_frame`. Obeys the floors."""
        return spread_frame(self)

    def frame(self) -> pd.DataFrame:
        """Return every person's every answer, with NO FLOOR: for the one who collects alone.

        See :func:`~.frames.answers_frame`.
        """
        return answers_frame(self)

    @property
    def is_kept(self) -> bool:
        """Whether the round was read from its file, which holds counts alone."""
        return self._kept is not None

    def to_json(self) -> str:
        """Return the file of a closed round: counts a pair, never a person's row; below 8 answers no square."""
        return to_json(self)

    read = classmethod(gather)
