"""Make a typeface small: only some letters and weights, only the kerning that is seen, and a coarser grid."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fontTools.misc.roundTools import otRound
from fontTools.otlLib.builder import buildLookup, buildPairPosGlyphs, buildValue
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables import otTables
from fontTools.varLib.instancer import AxisLimits, instantiateVariableFont
from fontTools.varLib.varStore import VarStoreInstancer
from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Limits = Mapping[str, float | tuple[float, ...]]

UNUSED = ["STAT", "GSUB", "gasp"]
# Whose the font is; the file of its licence stands beside it.
NAMES = [0]
LEAST_KERNING = 0.03
"""Part of the size of the letters: half a pixel at the size of text."""
LEAST_STEP = 1
"""Units by which a point of a heavier letter may stand off its path: less than a twentieth of a pixel in text."""
KERNING, VARIES = "kern", 0x8000
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
    options = Options(
        layout_features=[KERNING], hinting=False, drop_tables=UNUSED, name_IDs=NAMES, notdef_outline=False
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    try:
        font = TTFont(file, recalcTimestamp=False)  # one font, one file: its address is a digest
        limits = {"wght": weights if len(weights) > 1 else weights[0]} if "fvar" in font else {}
        keep_kerning(font, text, limits, units)
        subsetter.subset(font)
        if limits:
            font = instantiateVariableFont(font, limits, inplace=True)
    except (TTLibError, ValueError, KeyError, OSError) as error:
        raise ExtensionError(f"{file}: the font cannot be cut to weight {weights}: {error}") from None
    if units:
        scale_upem(font, units)
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


def moves(font: TTFont, shown: Mapping[str, str], limits: Limits) -> dict[tuple[str, str], int]:
    """Return by how much a font moves each pair of some of its glyphs, at the weight that it will begin with."""
    table, deltas = font["GPOS"].table, None
    if limits and "GDEF" in font and (store := getattr(font["GDEF"].table, "VarStore", None)):
        normal = AxisLimits(limits).limitAxesAndPopulateDefaults(font).normalize(font)
        start = {axis: limit.default for axis, limit in normal.items()}
        deltas = VarStoreInstancer(store, font["fvar"].axes, start)
    kerning = {at for record in table.FeatureList.FeatureRecord if record.FeatureTag == KERNING
               for at in record.Feature.LookupListIndex}  # fmt: skip
    found: dict[tuple[str, str], int] = {}
    for part in (part for at in sorted(kerning) for part in table.LookupList.Lookup[at].SubTable):
        pairs = getattr(part, "ExtSubTable", part)
        if not isinstance(pairs, otTables.PairPos):
            continue
        for at, left in enumerate(pairs.Coverage.glyphs):
            if left not in shown:
                continue
            if pairs.Format == 1:
                row = {record.SecondGlyph: record.Value1 for record in pairs.PairSet[at].PairValueRecord}
            else:
                records = pairs.Class1Record[pairs.ClassDef1.classDefs.get(left, 0)].Class2Record
                classes = pairs.ClassDef2.classDefs
                row = {right: records[classes.get(right, 0)].Value1 for right in shown}
            for right, value in row.items():
                if right in shown and (left, right) not in found:
                    found[left, right] = advance(value, deltas)
    return found


def advance(value: Any, deltas: Any) -> int:
    """Return by how much a record of a font moves what follows, with what it says of other weights."""
    own, device = int(getattr(value, "XAdvance", 0)), getattr(value, "XAdvDevice", None)
    if deltas is None or device is None or device.DeltaFormat != VARIES:
        return own
    return own + int(otRound(deltas[(device.StartSize << 16) + device.EndSize]))


def keep_kerning(font: TTFont, text: str, limits: Limits, units: int) -> None:
    """Keep of a font's kerning the pairs that are met with and move by what an eye sees, alike at every weight.

    It comes before all else: to carry along the kerning of all pairs, at all weights, would take most of the time.
    """
    if "GPOS" not in font:
        return
    unit = font["head"].unitsPerEm
    scale = (units or unit) / unit
    shown = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if chr(code) in text}
    kept = {
        (left, right): (buildValue({"XAdvance": move}), None)
        for (left, right), move in moves(font, shown, limits).items()
        if abs(otRound(move * scale)) >= (units or unit) * LEAST_KERNING and meets(shown[left], shown[right])
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
        own = [0] if record.FeatureTag == KERNING else []
        record.Feature.LookupListIndex, record.Feature.LookupCount = own, len(own)


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
