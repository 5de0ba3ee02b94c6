"""The only place that keeps a spreadsheet from taking a cell for a formula, and undoes it.

It stands before every cell that leaves for a file or for the clipboard.

A cell that begins with = + - @, a tab or a carriage return gets a leading `'`, and so does one
that begins with `'`: only then can a reader of our own exports take exactly one away and have the
text as it was. Numbers and phone numbers begin with a sign and are no formulas: they stay.
"""

import re

FORMULA_STARTS = "=+-@\t\r'"
# A number as spreadsheets read it, or a phone number: a plus and then digits with their marks.
_HARMLESS = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?|\+[\d][\d ().\-/]*")


def guarded(cell: str) -> str:
    """The cell as it is exported."""
    if not cell or cell[0] not in FORMULA_STARTS or _HARMLESS.fullmatch(cell):
        return cell
    return f"'{cell}"


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    if len(cell) > 1 and cell[0] == "'" and cell[1] in FORMULA_STARTS:
        return cell[1:]
    return cell
