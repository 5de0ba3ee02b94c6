"""The only place that makes of rows what a clipboard holds: tab-separated lines and a table.

A spreadsheet starts what begins with `=` when it is pasted, too: every cell is guarded as in an
export.
"""

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.export_values import ReadRows
from helpdesk_desktop.domain.formula_guard import guarded
from helpdesk_desktop.ui.list.row_texts import RowTexts
from helpdesk_desktop.ui.list.shown_table import Face

# More make a table that word processors take minutes for; the lines hold the same.
MOST_IN_TABLE = 10_000
_HEAD = '<html><head><meta charset="utf-8"></head><body><table border="1">'
_FOOT = "</table></body></html>"
# Else a spreadsheet makes a number of 0908 and drops its zero.
_AS_TEXT = """ style="mso-number-format:'\\@'\""""
_NUMBERS = frozenset({"serial"})


class CopiedRows(NamedTuple):
    """What goes on the clipboard; `html` is empty where the rows are too many for a table."""

    rows: int
    text: str
    html: str


def copied(
    read: ReadRows, texts: RowTexts, cancel: Cancellation, tell: Callable[[int], object]
) -> CopiedRows:
    """The rows as lines and as a table, below a row of headings; `tell` hears how many there are.

    Raises:
        Cancelled: it was called off.
    """
    has_table = read.total <= MOST_IN_TABLE
    styles = [
        "" if column.key in _NUMBERS or column.face is Face.NUMBER else _AS_TEXT
        for column in texts.columns
    ]
    headings = list(map(guarded, texts.headings))  # an administrator's labels are among them
    lines = ["\t".join(headings)]
    table = [f"<tr>{''.join(f'<th>{_escaped(one)}</th>' for one in headings)}</tr>"]
    count = 0
    for block in read.blocks:
        cancel.check()
        for row in block:
            if row is None:
                continue
            cells = [guarded(cell) for cell in texts.cells(row)]
            lines.append("\t".join(cells))
            if has_table:
                said = zip(cells, styles, strict=True)
                row_of = (f"<td{style}>{_escaped(cell)}</td>" for cell, style in said)
                table.append(f"<tr>{''.join(row_of)}</tr>")
            count += 1
        tell(count)
    lines.append("")
    html = "\n".join((_HEAD, *table, _FOOT)) if has_table else ""
    return CopiedRows(count, "\n".join(lines), html)


def _escaped(text: str) -> str:
    return escape(text, quote=False)
