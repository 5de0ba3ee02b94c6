"""Workbooks as they are written: full sheets go on, long texts are whole, texts are no formulas."""

import zipfile
from pathlib import Path

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.services.imports import xlsx_reader
from helpdesk_desktop.services.imports.formats import open_file
from helpdesk_desktop.services.imports.import_map import Options
from helpdesk_desktop.services.xlsx import writer
from helpdesk_desktop.services.xlsx.cell_text import column_letters, pieces, spelled, unspelled
from helpdesk_desktop.services.xlsx.writer import WorkbookWriter

HEADER = ("subject", "description")


def _written(path: Path, rows: list[tuple[str, str]]) -> WorkbookWriter:
    with path.open("wb") as file, WorkbookWriter(file, "Tickets", HEADER, (20, 20)) as book:
        for row in rows:
            book.write(row)
    return book


def test_a_full_sheet_goes_on_in_the_next_and_comes_back_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "ROW_LIMIT", 4)
    monkeypatch.setattr(xlsx_reader, "ROW_LIMIT", 4)
    # Of five pieces each: the sheet of long texts is full as well.
    long = ["x" * 150_000 if at in {1, 4, 5} else str(at) for at in range(7)]
    rows = [(f"s{at}", text) for at, text in enumerate(long)]
    path = tmp_path / "a.xlsx"
    book = _written(path, rows)
    assert (book.sheets, book.long_texts) == (3, 3)
    opened = open_file(path, Options(), Cancellation(), max_bytes=10**9)
    assert opened.sheets[:4] == ("Tickets", "Tickets (2)", "Tickets (3)", "Long texts")
    assert len(opened.sheets) == 7
    found = list(opened.reader.records(Cancellation()))
    assert [tuple(one.cells) for one in found] == rows
    assert [one.line for one in found] == [2, 3, 4, 6, 7, 8, 10]


def test_no_text_is_a_formula_or_a_link(tmp_path: Path) -> None:
    _written(tmp_path / "a.xlsx", [("=1+1", "https://x.vn"), ("@SUM(1)", "<r><f>1</f></r>")])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in archive.namelist()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    # The style with the quote prefix: F2 and Enter make no formula of it either.
    assert '<c r="A2" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>' in sheet


@pytest.mark.parametrize(
    "text", ["_x000D_", "_x0041_x0042_", "\x00\x1f", "\ud800", "\ufffe", "_x005F_", "a&<b>", "😀"]
)
def test_a_spelled_text_is_read_as_it_was(text: str) -> None:
    there = spelled(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert unspelled(there) == text


def test_pieces_fit_a_cell_as_a_spreadsheet_counts() -> None:
    for text in ("x" * 32_767, "😀" * 16_383):
        assert list(pieces(text)) == [text]
    for text in ("x" * 32_768, "😀" * 16_384, "😀" + "x" * 32_766):
        parts = list(pieces(text))
        assert len(parts) > 1
        assert "".join(parts) == text
        assert all(len(part.encode("utf-16-le")) <= 2 * 32_767 for part in parts)


def test_columns_are_named_by_letters() -> None:
    assert [column_letters(at) for at in (1, 26, 27, 702, 703, 16_384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
