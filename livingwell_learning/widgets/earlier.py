"""The recipe as it was, for the figures that have not moved to the new one yet."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from ..markup import json_script, render

HERE = Path(__file__).parent
TOKENS = HERE / "tokens.css"


class LearningWidget(anywidget.AnyWidget):
    """A figure with three lives: in a notebook, on a static page with its module, and without any script.

    A subclass lives in ``widgets/<name>/`` with ``<name>.mjs`` and ``<name>.css`` beside it and is
    declared as ``class Explorer(LearningWidget, name="explorer")``. It writes its whole figure in
    :meth:`figure` and declares what a reader can change as synchronised traits.

    Parameters
    ----------
    **traits
        Starting values of the traits. A name that the widget does not have is an error.
    """

    name: ClassVar[str] = ""

    figure_html = traitlets.Unicode(read_only=True).tag(sync=True)
    """The figure that Python wrote; a notebook shows it before the module enhances it."""

    def __init_subclass__(cls, name: str = "", **kwargs: Any) -> None:
        if name:
            folder = HERE / name
            cls.name = name
            cls._esm = folder / f"{name}.mjs"
            cls._css = TOKENS.read_text(encoding="utf-8") + (folder / f"{name}.css").read_text(encoding="utf-8")
        super().__init_subclass__(**kwargs)

    def __init__(self, **traits: Any) -> None:
        known = self.public_traits()
        unknown = sorted(set(traits) - set(known))
        if unknown:
            # A subclass takes its data by named arguments of its own; those are known, too.
            arguments = [p for p in inspect.signature(type(self).__init__).parameters if p not in ("self", "traits")]
            message = f"{type(self).__name__} does not know {', '.join(map(repr, unknown))}."
            raise TypeError(f"{message} It knows {', '.join(arguments + known)}.")
        super().__init__(**traits)
        self.set_trait("figure_html", str(self.figure()))

    @classmethod
    def public_traits(cls) -> list[str]:
        """Return the names of the traits that this widget shares with its reader."""
        inherited = set(anywidget.AnyWidget.class_trait_names())
        own = cls.class_traits(sync=True)
        return sorted(n for n in own if n not in inherited and n != "figure_html" and not n.startswith("_"))

    def figure(self) -> str:
        """Return the whole figure as HTML that can be read without a script."""
        raise NotImplementedError

    @property
    def element_id(self) -> str:
        """The id of the figure on its page; one page may hold several widgets of different names."""
        return self.name.replace("_", "-")

    def to_html(self) -> str:
        """Return the figure with the state that the host module on a static page starts from."""
        state = {name: getattr(self, name) for name in self.public_traits()}
        return render(
            "widgets/widget.html", name=self.name, id=self.element_id, figure=self.figure(), level="",
            state=json_script(state), style="",
        )  # fmt: skip

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict]:
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": self.to_html()}, metadata
