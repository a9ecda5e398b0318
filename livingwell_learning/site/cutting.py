"""Make a typeface small: only some letters and weights, only the kerning that is seen, and a coarser grid."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from fontTools.otlLib.builder import buildLookup, buildPairPosGlyphs, buildValue
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables import otTables
from fontTools.varLib.instancer import instantiateVariableFont
from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from pathlib import Path

UNUSED = ["STAT", "GSUB", "gasp"]
# Whose the font is; the file of its licence stands beside it.
NAMES = [0]
LEAST_KERNING = 0.03
"""Part of the size of the letters: half a pixel at the size of text."""
LEAST_STEP = 1
"""Units by which a point of a heavier letter may stand off its path: less than a twentieth of a pixel in text."""
OPENING, CLOSING = "\u2018\u201c(", ".,:;-\u2013\u2019\u201d)"


@lru_cache(maxsize=16)
def cut(file: Path, stamp: int, weights: tuple[float, ...], text: str, units: int = 0) -> bytes:
    """Return a variable font as WOFF2, cut to some weights and to the characters of a text.

    Parameters
    ----------
    file
        The font, in any format that fontTools reads.
    stamp
        Time of its last change; a font is cut again when it changes.
    weights
        One weight, or the two ends of a range that stays variable.
    text
        The characters to keep. Those that the font lacks are left out.
    units
        Steps into which the size of a letter is divided; 0 leaves the font's own.

    Raises
    ------
    ExtensionError
        When the file is no font, or has no such weights.
    """
    options = Options(layout_features=["kern"], hinting=False, drop_tables=UNUSED, name_IDs=NAMES, notdef_outline=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    try:
        font = TTFont(file, recalcTimestamp=False)  # one font, one file: its address is a digest
        subsetter.subset(font)
        if "fvar" in font:
            limits = {"wght": weights if len(weights) > 1 else weights[0]}
            font = instantiateVariableFont(font, limits, inplace=True)
    except (TTLibError, ValueError, KeyError, OSError) as error:
        raise ExtensionError(f"{file}: the font cannot be cut to weight {weights}: {error}") from None
    if units:
        scale_upem(font, units)
    keep_kerning(font)
    if "gvar" in font:
        straighten(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def meets(left: str, right: str) -> bool:
    """Say whether two characters often stand side by side, as in words and at their ends.

    Examples
    --------
    >>> meets("T", "o"), meets("“", "T"), meets("y", "."), meets("A", "V"), meets("1", "1")
    (True, True, True, False, False)
    """
    if left.isalpha():
        return right.islower() or right in CLOSING
    return left in OPENING and right.isalpha()


def moves(font: TTFont) -> dict[tuple[str, str], int]:
    """Return by how much a font moves each pair of its glyphs, at the weight that it begins with."""
    found: dict[tuple[str, str], int] = {}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            pairs = getattr(part, "ExtSubTable", part)
            if not isinstance(pairs, otTables.PairPos):
                continue
            for at, left in enumerate(pairs.Coverage.glyphs):
                if pairs.Format == 1:
                    row = {record.SecondGlyph: record.Value1 for record in pairs.PairSet[at].PairValueRecord}
                else:
                    records = pairs.Class1Record[pairs.ClassDef1.classDefs.get(left, 0)].Class2Record
                    classes = pairs.ClassDef2.classDefs
                    row = {right: records[classes.get(right, 0)].Value1 for right in font.getGlyphOrder()}
                for right, value in row.items():
                    found.setdefault((left, right), getattr(value, "XAdvance", 0))
    return found


def keep_kerning(font: TTFont) -> None:
    """Keep of a font's kerning the pairs that are met with and move by what an eye sees."""
    if "GPOS" not in font:
        return
    least = font["head"].unitsPerEm * LEAST_KERNING
    named = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    kept = {
        pair: (buildValue({"XAdvance": move}), None)
        for pair, move in moves(font).items()
        if abs(move) >= least and all(glyph in named for glyph in pair) and meets(*(named[glyph] for glyph in pair))
    }
    # How kerning changes with the weight.
    if "GDEF" in font:
        del font["GDEF"]
    if not kept:
        del font["GPOS"]
        return
    table = font["GPOS"].table
    table.LookupList.Lookup = [buildLookup(buildPairPosGlyphs(kept, font.getReverseGlyphMap()))]
    for record in table.FeatureList.FeatureRecord:
        record.Feature.LookupListIndex, record.Feature.LookupCount = [0], 1


def straighten(font: TTFont) -> None:
    """Leave out how a point moves with the weight where its neighbours say it well enough."""
    letters, metrics = font["glyf"], font["hmtx"].metrics
    for name, changes in font["gvar"].variations.items():
        points, about = letters._getCoordinatesAndControls(name, metrics)
        for change in changes:
            change.calcInferredDeltas(points, about.endPts)
            change.roundDeltas()
            change.optimize(points, about.endPts, tolerance=LEAST_STEP)
            change.coordinates = [at and (round(at[0]), round(at[1])) for at in change.coordinates]
