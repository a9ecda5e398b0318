"""One person's reflection on pairs with two sides: rate, see, note, keep, compare with an earlier day, take away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import traitlets

from ...markup import json_script
from ...reflection import Reflection
from ...words import t
from ..alone import standing_alone
from ..base import LearningWidget
from ..reflecting import WORDS, asked, help_lines

if TYPE_CHECKING:
    from ...data import DataPackage


class MyReflection(LearningWidget, folder=__file__):
    """A conversation with oneself about pairs: each side is rated on its own, and nothing is added up.

    Parameters
    ----------
    tables
        A data package with ``pairs`` and ``statements``, as :func:`..reflecting.asked` reads them.
    **traits
        Starting values of ``about``, ``chosen``, ``hoped``, ``answers``, ``notes`` and ``next``.

    Examples
    --------
    >>> from livingwell_learning import MyReflection, load
    >>> mine = MyReflection(load(), about="the help around here")  # doctest: +SKIP
    >>> mine.reflection().to_json()  # doctest: +SKIP
    """

    headings = 3
    private = True
    along = True
    """Whether a site offers the tool as a file to take along, which :meth:`alone` writes."""
    module_words = ("my.", *WORDS)

    about = traitlets.Unicode().tag(sync=True)
    """What the person is thinking of. Empty at first."""

    chosen = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids of the pairs of the set-up; the first two where none is given."""

    hoped = traitlets.Bool().tag(sync=True)
    """Whether each side is also rated as hoped for. False at first."""

    answers = traitlets.Dict().tag(sync=True)
    """Answers by pair, then ``now`` or ``hoped``, then side: a step from 1, or ``"not-sure"``. Empty at first."""

    notes = traitlets.Dict().tag(sync=True)
    """A note by pair. Empty at first."""

    next = traitlets.Dict().tag(sync=True)
    """``keep``, ``try``, ``who`` and ``look_again``, a day. Empty at first."""

    def __init__(self, tables: DataPackage, **traits: Any) -> None:
        self._asked = asked(tables)
        self._help = help_lines(tables)[:3]
        self._alone = False
        traits.setdefault("chosen", list(self._asked.questions.pairs[:2]))
        super().__init__(**traits)
        self._checked(self.answers)

    @traitlets.validate("chosen")
    def _known_pairs(self, proposal: dict[str, Any]) -> list[str]:
        known = self._asked.questions.pairs
        for pair in proposal["value"]:
            if pair not in known:
                raise traitlets.TraitError(
                    f"chosen names a pair {pair!r} that is not in the data. Use one of {', '.join(known)}."
                )
        return [pair for pair in known if pair in proposal["value"]]

    @traitlets.validate("answers")
    def _known_answers(self, proposal: dict[str, Any]) -> dict[str, Any]:
        self._checked(proposal["value"])
        return dict(proposal["value"])

    def _checked(self, answers: dict[str, Any]) -> None:
        for pair, whens in answers.items():
            for when, sides in whens.items():
                for side, answer in sides.items():
                    try:
                        self._asked.questions.check(pair, when, side, answer)
                    except ValueError as error:
                        raise traitlets.TraitError(f"answers: {error}") from None

    def reflection(self, date: str = "") -> Reflection:
        """Return what stands in the figure now, as the library's rooms use it.

        Parameters
        ----------
        date
            The day, ``YYYY-MM-DD``.
        """
        questions = replace(self._asked.questions, pairs=tuple(self.chosen), hoped=self.hoped)
        answers = {
            pair: {when: dict(sides) for when, sides in whens.items() if when in questions.whens}
            for pair, whens in self.answers.items()
            if pair in questions.pairs
        }
        notes = {pair: note for pair, note in self.notes.items() if note and pair in questions.pairs}
        return Reflection(questions, answers, self.about, date, notes=notes, next=dict(self.next))

    def alone(self) -> str:
        """Return the tool as one file that works from a disk, without a connection and without invitations."""
        self._alone = True
        try:
            return standing_alone(self, t("my.title"), t("my.along_lead"), self._help)
        finally:
            self._alone = False

    def context(self) -> dict[str, Any]:
        """Return what is asked, and the words that the module needs."""
        known = self._asked
        return {
            "asked": known,
            "sides": known.scale.sides,
            "steps": len(known.scale.steps),
            "help": self._help,
            "alone": self._alone,
            "for_module": json_script({**known.for_module(), "vocabulary": known.scale.vocabulary()}),
        }
