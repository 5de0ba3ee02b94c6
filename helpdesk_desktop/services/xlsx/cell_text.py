"""The only place for what a text may be inside a workbook, on its way out and in.

XML holds no control characters, so a workbook spells them `_x0001_` (ECMA-376, ST_Xstring), and
what already looks like such a spelling has its underscore spelled. Both ways are exact for every
text, half characters included.
"""

import re
from collections.abc import Iterator

# Excel's own limits; a text is counted in UTF-16 units, so an emoji counts twice.
TEXT_LIMIT = 32_767
ROW_LIMIT = 1_048_576
COLUMN_LIMIT = 16_384

_ODD = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SPELLED = re.compile("_x([0-9A-Fa-f]{4})_")
_HALVES = re.compile("[\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def spelled(text: str) -> str:
    """The text as XML content."""
    if _ODD.search(text):
        text = _ODD.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def unspelled(text: str) -> str:
    """The text as it was before it was spelled; XML has done its own part."""
    if "_x" not in text:
        return text
    text = _SPELLED.sub(lambda found: chr(int(found[1], 16)), text)
    if _HALVES.search(text):
        # Some programs spell an emoji as its two halves.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def pieces(text: str) -> Iterator[str]:
    """The text in pieces that a cell can hold: one, unless it is too long."""
    size = TEXT_LIMIT
    if len(text) > size // 2 and _ASTRAL.search(text):
        size //= 2
    if len(text) <= size:
        yield text
        return
    for start in range(0, len(text), size):
        yield text[start : start + size]


def column_letters(number: int) -> str:
    """The name of a column, from 1: A, B, … Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
