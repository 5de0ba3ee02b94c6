"""Workbooks: every kind of cell as people see it, sheets, limits, and what cannot be read."""

import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, Cancelled, Damaged, HelpdeskError
from helpdesk_desktop.services.imports.byte_source import DEFAULT_MAX_BYTES
from helpdesk_desktop.services.imports.formats import FileKind, OpenedFile, open_file
from helpdesk_desktop.services.imports.import_map import Options
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.schema import ticket
from tests.importing import add_agent, bring_in, read_all, written
from tests.workbooks import MAIN, packed, row, saved, sheet, workbook

HEADER = row(1, "subject", "value")


def _opened(path: Path, *, name: str = "", max_bytes: int = DEFAULT_MAX_BYTES) -> OpenedFile:
    opened = open_file(path, Options(sheet=name), Cancellation(), max_bytes=max_bytes)
    assert opened.kind is FileKind.WORKBOOK
    return opened


def _read(path: Path, *, name: str = "") -> list[tuple[int, list[str]] | str]:
    found: list[tuple[int, list[str]] | str] = []
    for one in _opened(path, name=name).reader.records(Cancellation()):
        if one.problem is not None:
            found.append(f"{one.line} {one.problem.key}")
        else:
            found.append((one.line, one.cells))
    return found


def _value(tmp_path: Path, cell: str, *, strings: str = "", properties: str = "") -> str:
    parts = workbook(
        {"S": sheet(HEADER + row(2, "a", cell))}, strings=strings, properties=properties
    )
    (record,) = _opened(saved(tmp_path, parts)).reader.records(Cancellation())
    return record.cells[1]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("5", "5"), ("5.0", "5"), ("0.1", "0.1"), ("0.30000000000000004", "0.3"),
        ("12345678901234567890", "12345678901234567890"), ("-0.5", "-0.5"), ("-0", "0"),
        ("1.23456789012345E+19", "12345678901234500000"), ("1E-3", "0.001"), ("1e300", "1e+300"),
        ("12345.678900000001", "12345.6789"), ("100", "100"), ("0.0", "0"), ("100.0", "100"),
        ("nonsense", "nonsense"), ("007", "7"), ("NaN", "NaN"), ("", ""),
    ],
)  # fmt: skip
def test_numbers_are_as_people_see_them(tmp_path: Path, raw: str, text: str) -> None:
    assert _value(tmp_path, f"<c><v>{raw}</v></c>") == text


@pytest.mark.parametrize(
    ("style", "raw", "text"),
    [
        (1, "46349", "2026-11-23"), (2, "46349.59375", "2026-11-23 14:15:00"),
        # 14 digits of a fraction: half past twelve, not 12:29:59.999998.
        (1, "46349.5208333333", "2026-11-23 12:30:00"),
        (1, "46349.5000000116", "2026-11-23 12:00:00.001"),
        (1, "1", "1900-01-01"), (1, "59", "1900-02-28"), (1, "60", "60"), (1, "61", "1900-03-01"),
        (3, "0.75", "18:00:00"), (3, "46349.75", "2026-11-23 18:00:00"), (4, "1.5", "1.5"),
        (5, "1500.5", "1500.5"), (1, "-3", "-3"), (1, "99999999", "99999999"), (1, "x", "x"),
        (0, "46349", "46349"), (77, "46349", "46349"),
    ],
)  # fmt: skip
def test_what_is_styled_as_a_date_is_one(tmp_path: Path, style: int, raw: str, text: str) -> None:
    assert _value(tmp_path, f'<c s="{style}"><v>{raw}</v></c>') == text


def test_dates_of_old_macs_begin_in_1904(tmp_path: Path) -> None:
    old = '<workbookPr date1904="1"/>'
    cell = '<c s="1"><v>44887.25</v></c>'
    assert _value(tmp_path, cell, properties=old) == "2026-11-23 06:00:00"
    assert _value(tmp_path, '<c s="1"><v>0</v></c>', properties=old) == "1904-01-01"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="b"><v>1</v></c>', "true"), ('<c t="b"><v>0</v></c>', "false"),
        ('<c t="s"><v>0</v></c>', "Đơn hàng"), ('<c t="s"><v>1</v></c>', "thick thin"),
        ('<c t="s"><v>2</v></c>', "東京"), ('<c t="s"><v>3</v></c>', "a\rb_x000D_😀"),
        ('<c t="str"><f>A1&amp;"x"</f><v>ax</v></c>', "ax"), ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="d"><v>2026-11-23T14:15:00</v></c>', "2026-11-23T14:15:00"),
        ('<c t="inlineStr"><is><r><t>one </t></r><r><t>two</t></r></is></c>', "one two"),
        ('<c t="s"/>', ""), ("<c/>", ""),
    ],
)  # fmt: skip
def test_every_kind_of_cell_gives_its_text(tmp_path: Path, cell: str, text: str) -> None:
    strings = (
        "<si><t>Đơn hàng</t></si><si><r><rPr><b/></rPr><t>thick</t></r>"
        '<r><t xml:space="preserve"> thin</t></r></si>'
        "<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh></si>"
        "<si><t>a_x000D_b_x005F_x000D__xD83D__xDE00_</t></si>"
    )
    assert _value(tmp_path, cell, strings=strings) == text


def test_an_error_is_an_empty_cell_with_a_warning(database: Database, tmp_path: Path) -> None:
    admin = add_agent(database, "ada", "Ada", role="administrator")
    rows = row(1, "subject", "type") + row(
        2, "a", '<c t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>'
    ) + row(3, "b", "<c><f>1+1</f></c>")  # fmt: skip
    found = bring_in(database, admin, saved(tmp_path, workbook({"S": sheet(rows)})))
    assert (found.totals.created, found.totals.warnings) == (2, 2)
    said = [(one.line, one.column, one.key, one.values["value"]) for one in found.files[0].problems]
    assert said == [(2, "type", "cell_error", "#N/A"), (3, "type", "cell_uncomputed", "B3")]


def test_cells_stand_where_their_references_say(tmp_path: Path) -> None:
    rows = (
        row(3, '<c r="A3" t="inlineStr"><is><t>Report of November</t></is></c>')
        + row(5, '<c r="B5" t="inlineStr"><is><t>subject</t></is></c>',
              '<c r="D5" t="inlineStr"><is><t>type</t></is></c>')
        + '<row r="7" hidden="1"><c r="D7"><v>7</v></c></row>'
        + row(8, '<c r="A8"/>', '<c r="B8"/>')
        + row(9, '<c r="B9" t="inlineStr"><is><t> </t></is></c>')
        + row(1_048_576, '<c r="B1048576"><v>1</v></c>', '<c r="XFD1048576" s="1"/>')
    )  # fmt: skip
    path = saved(tmp_path, workbook({"S": sheet(rows)}))
    assert _opened(path).reader.columns == ["column 1", "subject", "column 3", "type"]
    assert _read(path) == [(7, ["", "", "", "7"]), (1_048_576, ["", "1", "", ""])]


def test_rows_and_cells_without_numbers_follow_each_other(tmp_path: Path) -> None:
    rows = "".join(
        f"<row><c t='inlineStr'><is><t>{text}</t></is></c><c><v>{at}</v></c></row>"
        for at, text in enumerate(("subject", "x", "y"))
    )
    path = saved(tmp_path, workbook({"S": sheet(rows)}))
    assert _read(path) == [(2, ["x", "1"]), (3, ["y", "2"])]


def test_a_cell_beyond_the_header_costs_its_row_alone(tmp_path: Path) -> None:
    rows = HEADER + row(2, "a", "b", "stray") + row(3, "c", "d")
    assert _read(saved(tmp_path, workbook({"S": sheet(rows)}))) == ["2 ragged", (3, ["c", "d"])]


def test_a_text_that_is_far_too_long_costs_its_row_alone(tmp_path: Path) -> None:
    # Of random letters: what is one letter a million times is a bomb.
    long = "".join(chr(0x100 + n * 7919 % 20_000) for n in range(4_100_000))
    rows = HEADER + row(2, "a", long) + row(3, "c", "d")
    path = saved(tmp_path, workbook({"S": sheet(rows)}))
    assert _read(path) == ["2 field_too_large", (3, ["c", "d"])]


def test_the_first_filled_sheet_is_read_and_another_on_wish(tmp_path: Path) -> None:
    parts = workbook(
        {
            "Lists": sheet(row(1, "hidden", "words") + row(2, "no", "no")),
            "Empty": sheet(""),
            "Năm &amp; nay": sheet(HEADER + row(2, "a", "b")),
            "Old": sheet(row(1, "x", "y") + row(2, "1", "2")),
        },
        hidden=("Lists",),
    )
    path = saved(tmp_path, parts)
    opened = _opened(path)
    assert opened.sheet == "Năm & nay"
    assert opened.sheets == ("Lists", "Empty", "Năm & nay", "Old")
    assert _read(path, name="Old") == [(2, ["1", "2"])]
    assert _read(path, name="Lists") == [(2, ["no", "no"])]
    with pytest.raises(BadUsage, match="Sheets: Lists, Empty, Năm & nay, Old"):
        _opened(path, name="Nope")
    with pytest.raises(Damaged, match="no header"):
        _opened(path, name="Empty")


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a", "a.xlsx.txt"])
def test_a_workbook_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path, workbook({"S": sheet(HEADER + row(2, "a", "b"))}), name)
    assert _read(path) == [(2, ["a", "b"])]


def test_text_in_a_file_named_xlsx_is_read_as_text(tmp_path: Path) -> None:
    path = written(tmp_path, "a.xlsx", "subject,type\na,question\n")
    opened = open_file(path, Options(), Cancellation(), max_bytes=DEFAULT_MAX_BYTES)
    assert opened.kind is FileKind.SEPARATED


def _refused(path: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> str:
    with pytest.raises(HelpdeskError) as caught:
        list(_opened(path, max_bytes=max_bytes).reader.records(Cancellation()))
    assert str(path) in caught.value.message
    return caught.value.key


def test_locked_and_old_workbooks_are_told_apart(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000_000)
    locked = ole + "EncryptedPackage".encode("utf-16-le") + bytes(900)
    assert _refused(written(tmp_path, "locked.xlsx", locked)) == "workbook_locked"
    assert _refused(written(tmp_path, "old.xls", ole)) == "workbook_old"


def test_archives_that_are_no_workbooks_are_refused(tmp_path: Path) -> None:
    assert _refused(saved(tmp_path, {"a.txt": "x"})) == "unknown_format"
    assert _refused(written(tmp_path, "b.xlsx", packed({"a": "x"})[:40])) == "bad_workbook"
    parts = workbook({})
    assert _refused(saved(tmp_path, parts)) == "workbook_no_sheet"
    binary = workbook({"S": ""})
    binary["_rels/.rels"] = binary["_rels/.rels"].replace("workbook.xml", "workbook.bin")
    binary["xl/workbook.bin"] = ""
    assert _refused(saved(tmp_path, binary)) == "workbook_binary"


def test_a_bomb_is_refused_before_it_fills_anything(tmp_path: Path) -> None:
    blank = row(2, "a", "b" + " " * 30_000_000)
    path = saved(tmp_path, workbook({"S": sheet(HEADER + blank)}))
    assert path.stat().st_size < 60_000
    assert _refused(path) == "packed_ratio"
    strings = f"<si><t>{'x' * 30_000_000}</t></si>"
    path = saved(tmp_path, workbook({"S": sheet(HEADER)}, strings=strings))
    assert _refused(path) == "packed_ratio"
    rows = "".join(row(n, f"subject {n * 7919}", str(n)) for n in range(2, 3_000))
    path = saved(tmp_path, workbook({"S": sheet(HEADER + rows)}))
    assert _refused(path, max_bytes=100_000) == "file_too_large"


def test_document_types_are_refused(tmp_path: Path) -> None:
    evil = (
        '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<worksheet xmlns="{MAIN}"><sheetData>{row(1, "&b;", "&x;")}</sheetData></worksheet>'
    )
    assert _refused(saved(tmp_path, workbook({"S": evil}))) == "bad_workbook"


@pytest.mark.parametrize(
    "rows",
    [
        row(2, '<c t="s"><v>99</v></c>'), row(2, '<c t="s"><v>x</v></c>'), "<row><c>",
        row(2, '<c r="ZZZ2"><v>1</v></c>'), row(2, '<c t="s"><v>-1</v></c>'), "&#0;", "\x01",
    ],
)  # fmt: skip
def test_a_broken_sheet_is_told_in_a_sentence(tmp_path: Path, rows: str) -> None:
    assert _refused(saved(tmp_path, workbook({"S": sheet(HEADER + rows)}))) == "bad_workbook"


def test_any_damage_ends_in_a_sentence_or_in_rows(tmp_path: Path) -> None:
    rows = HEADER + "".join(row(n, f"s{n}", str(n)) for n in range(2, 40))
    whole = packed(workbook({"S": sheet(rows)}))
    told = 0
    for at in range(0, len(whole), 7):
        hurt = bytearray(whole)
        hurt[at] ^= 0xFF
        for number, content in enumerate((bytes(hurt), whole[:at])):
            path = written(tmp_path, f"{number}.xlsx", content)
            try:
                opened = open_file(path, Options(), Cancellation(), max_bytes=DEFAULT_MAX_BYTES)
                list(opened.reader.records(Cancellation()))
            except HelpdeskError as error:
                assert error.message  # noqa: PT017  # either outcome is fine, a traceback is not
                told += 1
    assert told > len(whole) / 7


def test_reading_can_be_called_off(tmp_path: Path) -> None:
    rows = HEADER + "".join(row(n, f"s{n * 7919}", str(n * 104729)) for n in range(2, 20_000))
    opened = _opened(saved(tmp_path, workbook({"S": sheet(rows)})))
    cancel = Cancellation()
    records = opened.reader.records(cancel)
    next(records)
    cancel.request()
    with pytest.raises(Cancelled):
        list(records)


def test_how_far_it_is_is_told_in_bytes_of_the_file(tmp_path: Path) -> None:
    rows = HEADER + "".join(row(n, f"s{n * 7919}", str(n * 104729)) for n in range(2, 20_000))
    path = saved(tmp_path, workbook({"S": sheet(rows)}))
    said: list[int] = []
    opened = open_file(
        path, Options(), Cancellation(), max_bytes=DEFAULT_MAX_BYTES, heard=said.append
    )
    said.clear()
    list(opened.reader.records(Cancellation()))
    assert said == sorted(said)
    assert len(said) > 5
    assert said[-1] == path.stat().st_size


def test_a_beginning_is_read_without_the_rest(tmp_path: Path) -> None:
    rows = HEADER + "".join(row(n, f"s{n * 7919}", str(n * 104729)) for n in range(2, 20_000))
    path = saved(tmp_path, workbook({"S": sheet(rows)}))
    opened = open_file(
        path, Options(), Cancellation(), max_bytes=DEFAULT_MAX_BYTES, head_bytes=100_000
    )
    found = list(opened.reader.records(Cancellation()))
    assert 20 < len(found) < 5_000


def test_a_workbook_comes_in_once(database: Database, tmp_path: Path) -> None:
    admin = add_agent(database, "ada", "Ada", role="administrator")
    rows = row(1, "Title", "State", "Opened") + row(
        2, "A", "open", '<c s="2"><v>46349.59375</v></c>'
    )
    parts = workbook({"Other": sheet(row(1, "x", "y")), "Data": sheet(rows + row(3, "B", "gone"))})
    text = (
        "[fields]\nsubject = 'Title'\nstatus = 'State'\ncreated = 'Opened'\n"
        "[values.status]\nopen = 'new'\n[options]\nsheet = 'Data'\n"
    )
    path, map_file = saved(tmp_path, parts), written(tmp_path, "m.toml", text)
    found = bring_in(database, admin, path, map_file=map_file)
    assert (found.totals.created, found.totals.rejected) == (1, 1)
    assert [one.line for one in found.files[0].problems] == [3]
    assert json.loads(json.dumps(found.as_json()))["files"][0]["delimiter"] is None
    (at,) = read_all(database, select(ticket.c.created_at))[0]
    assert at.isoformat() == "2026-11-23T07:15:00+00:00"
    again = bring_in(database, admin, path, map_file=map_file)
    assert (again.totals.created, again.totals.unchanged) == (0, 1)


def test_a_zip_with_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(packed(workbook({"S": sheet(HEADER)})))
    # The first bit of the flags says that a part is locked.
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    path = written(tmp_path, "a.xlsx", bytes(data))
    assert zipfile.is_zipfile(path)
    assert _refused(path) == "workbook_locked"
