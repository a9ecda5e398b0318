"""Cut a text into the words that a search compares; ``find.mjs`` does the same in the browser."""

from __future__ import annotations

import re
import unicodedata

MARKS = re.compile("[\u0300-\u036f'\u2018\u2019\u02bc\u00ad]")
GROUPS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)+|[^\W_]+(?:&[^\W_]+)*")


def tokens(text: str) -> list[str]:
    """Return the words of a text as a search compares them: no capitals, accents, apostrophes or commas in numbers.

    Examples
    --------
    >>> tokens("The orchard's A&E: 1,250 trees, £18.22 each (Mélanie)")
    ['the', 'orchards', 'a&e', '1250', 'trees', '18.22', 'each', 'melanie']
    """
    plain = MARKS.sub("", unicodedata.normalize("NFKD", text.lower()))
    return TOKEN.findall(GROUPS.sub("", plain))
