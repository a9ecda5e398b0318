"""Write a figure as one file that works from a disk, without a connection: style, module and all within it."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import rcssmin
import rjsmin

from ..markup import render
from ..words import current
from .joining import HERE, joined_module, joined_style

if TYPE_CHECKING:
    from .base import LearningWidget

DEFAULT = re.compile(r"^export default ", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class) )", re.MULTILINE)


def standing_alone(widget: LearningWidget, title: str, lead: str, help: list[dict[str, str]] | None = None) -> str:
    """Return a whole page with one figure, which asks nothing of any other file.

    Parameters
    ----------
    widget
        The figure, as it is to stand there.
    title, lead
        The heading of the page, and the paragraph under it.
    help
        Lines to call, each with ``name``, ``number`` and ``tel``, for the foot of the page.

    Returns
    -------
    str
        HTML. Its Content-Security-Policy lets through its own style and its own script, by their digests, and no
        connection at all.
    """
    around = (HERE / "alone.css").read_text(encoding="utf-8")
    own = joined_style(widget.folder / f"{widget.name}.css", guest=False)
    style = str(rcssmin.cssmin(f"{own}\n{around}", keep_bang_comments=True))
    module = EXPORT.sub("", DEFAULT.sub("globalThis.lwWidget = ", joined_module(widget.folder)))
    start = (HERE / "alone.mjs").read_text(encoding="utf-8")
    script = str(rjsmin.jsmin(f"{module}\n;{{\n{start}}}\n", keep_bang_comments=True))
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return str(
        render(
            "widgets/alone.html", language=current().locale.replace("_", "-"), title=title, lead=lead,
            figure=widget.to_html(), style=style, script=script, policy=policy, help=help or [],
        )
    )  # fmt: skip


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
