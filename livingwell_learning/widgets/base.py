"""The one recipe that every widget follows: a figure in HTML first, enhanced by a module where scripts run."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from .. import words
from ..looks import copy_key
from ..markup import json_script, render
from .hosts import is_still, written_down
from .joining import joined_module, joined_style

KEY = "\ue000"
"""Stands for the key of an instance in the figure that a notebook gets, where each view has a key of its own."""
VIEW = "application/vnd.jupyter.widget-view+json"
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class LearningWidget(anywidget.AnyWidget):
    """A figure with three lives: in a notebook, on a static page with its module, and without any script.

    A subclass is declared as ``class Tally(LearningWidget, folder=__file__)`` in the folder that holds its template,
    module and style. It declares what a reader can change as synchronised traits, and returns the names that its
    template uses from :meth:`context`.

    Parameters
    ----------
    heading_level
        Level of the highest heading in the figure. If not given, a page of the book takes the level that follows
        from where the figure stands, and a notebook takes 2.
    **traits
        Starting values of the traits. A name that the widget does not have is an error.
    """

    name: ClassVar[str] = ""
    """Name of the folder, from which template, module, style and address follow."""
    folder: ClassVar[Path]
    style: ClassVar[str] = ""
    """Tokens, kit and own rules as one style sheet, for pages that are not the book's own."""
    headings: ClassVar[int] = 1
    """How many levels of headings the figure uses."""
    also: ClassVar[str] = ""
    """Further class of the figure, for a style that widgets share."""
    module_words: ClassVar[tuple[str, ...]] = ()
    """Keys of the sentences that the module says; one that ends in ``.`` stands for a room."""

    private: ClassVar[bool] = False
    """Whether the figure holds what readers say of themselves: then a page offers its address and nothing else."""

    figure_html = traitlets.Unicode(read_only=True).tag(sync=True)
    """The figure that Python wrote; a notebook shows it before the module enhances it."""

    def __init_subclass__(cls, folder: str | Path | None = None, **kwargs: Any) -> None:
        if folder is not None:
            place = Path(folder).resolve()
            cls.folder = place.parent if place.is_file() else place
            cls.name = cls.folder.name
            if not NAME.fullmatch(cls.name):
                rule = f"{cls.__name__} lies in a folder {cls.name!r}."
                raise TypeError(f"{rule} Name it with lower-case letters, digits and _ alone.")
            missing = [f"{cls.name}.{end}" for end in ("html", "mjs", "css") if not cls._file(end).is_file()]
            if missing:
                raise TypeError(
                    f"{cls.__name__} has no {' and no '.join(missing)} in {cls.folder}. Write what is missing."
                )
            cls._esm = joined_module(cls.folder)
            cls.style = joined_style(cls._file("css"))
            cls._css = cls.style
        super().__init_subclass__(**kwargs)

    @classmethod
    def _file(cls, ending: str) -> Path:
        return cls.folder / f"{cls.name}.{ending}"

    def __init__(self, *, heading_level: int | None = None, **traits: Any) -> None:
        known = self.public_traits()
        unknown = sorted(set(traits) - set(known))
        if unknown:
            # A subclass takes its data by named arguments of its own; those are known, too.
            own = inspect.signature(type(self).__init__).parameters
            arguments = [name for name in own if name not in ("self", "traits", "heading_level")]
            message = f"{type(self).__name__} does not know {', '.join(map(repr, unknown))}."
            raise TypeError(f"{message} It knows {', '.join([*arguments, 'heading_level', *known])}.")
        deepest = 7 - self.headings
        if heading_level is not None and heading_level not in range(2, deepest + 1):
            raise ValueError(
                f"heading_level is {heading_level!r}. Use a number from 2 to {deepest}: "
                f"{type(self).__name__} needs {self.headings} of the six levels, and 1 is the page's."
            )
        self._level = heading_level
        super().__init__(**traits)

    def open(self) -> None:
        """Open the way to a notebook, with the figure written, so that its first message holds it."""
        if not is_still():
            self.set_trait("figure_html", self.figure(KEY))
        super().open()

    @classmethod
    def public_traits(cls) -> list[str]:
        """Return the names of the traits that this widget shares with its reader."""
        inherited = set(anywidget.AnyWidget.class_trait_names())
        own = cls.class_traits(sync=True)
        return sorted(n for n in own if n not in inherited and n != "figure_html" and not n.startswith("_"))

    def context(self) -> dict[str, Any]:
        """Return the names that the template uses beside ``key``, ``level`` and the traits."""
        return {}

    def rows(self) -> dict[str, list[str] | None]:
        """Return which rows of which tables readers may take along: their ids by the table's name; ``None`` for all."""
        return {}

    def figure(self, key: str = "") -> str:
        """Return the whole figure as HTML that can be read without a script.

        Parameters
        ----------
        key
            Put at the end of every id and every name of a radio button, since a page may hold many figures.
        """
        level = self._level or 2
        traits = {name: getattr(self, name) for name in self.public_traits()}
        body = render(f"{self.name}.html", folder=self.folder, **{**traits, **self.context()}, key=key, level=level)
        return str(
            render(
                "widgets/figure.html",
                name=self.name,
                also=self.also,
                key=key,
                body=body,
                words=json_script(words.only(*self.module_words)) if self.module_words else "",
            )
        )

    def to_html(self, key: str = "", *, guest: bool = False) -> str:
        """Return the figure with the state that the host module on a static page starts from.

        Parameters
        ----------
        key
            Put at the end of every id: give one to each copy where a page holds several.
        guest
            Whether the figure brings its own style along, as it must on pages that are not the book's own.
        """
        state = {name: getattr(self, name) for name in self.public_traits()}
        return str(
            render(
                "widgets/widget.html",
                name=self.name,
                id=self.name.replace("_", "-") + key,
                figure=self.figure(key),
                state=json_script(state),
                rows=json_script(rows) if (rows := self.rows()) else "",
                private=self.private,
                level="auto" if self._level is None else self._level,
                style=self.style if guest else "",
            )
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        if written_down():
            data = {kind: shown for kind, shown in data.items() if kind != VIEW}
        return {**data, "text/html": self.to_html(copy_key(self.name), guest=True)}, metadata
