"""Exports of a desk: who may, what is in the file, and that a file is whole or not there."""

import json
import os
import resource
import stat
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk_desktop.bootstrap import init_database
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import column_keys
from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
)
from helpdesk_desktop.domain.errors import (
    BadUsage,
    Cancelled,
    HelpdeskError,
    NotAllowed,
    Unavailable,
)
from helpdesk_desktop.domain.export_values import (
    TABLES,
    ExportFormat,
    ExportOutcome,
    ExportProgress,
    ExportWish,
)
from helpdesk_desktop.domain.formula_guard import unguarded
from helpdesk_desktop.domain.people import Directory, NewContact
from helpdesk_desktop.domain.records import RowExtras
from helpdesk_desktop.domain.ticket import Priority, Source, Status, TicketRow
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.export_cells import ExportRow
from helpdesk_desktop.services.export_desk import ExportFile, write_file
from helpdesk_desktop.services.imports.formats import open_file
from helpdesk_desktop.services.imports.import_map import Options
from helpdesk_desktop.services.imports.importer import import_files
from helpdesk_desktop.services.imports.report import ImportReport
from helpdesk_desktop.services.listing import Listing
from tests import builders
from tests.builders import add_agent, add_group, add_role, add_ticket, opened, spec, type_id
from tests.importing import DATA

NUMBER = "0908 123 331"
PAYLOADS = (DATA / "csv-injection" / "csv-payload.txt").read_text("utf-8").splitlines()
FORMATS = list(TABLES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


def _export(
    desk: OpenDesk,
    path: Path,
    *columns: str,
    query: str = "",
    cancel: Cancellation | None = None,
    only: tuple[int, ...] | None = None,
) -> ExportOutcome:
    wish = ExportWish(
        spec(desk, query),
        columns,
        ExportFormat(path.suffix[1:]),
        str(path),
        only,
        is_replacing=True,
    )
    return desk.exports.run(wish, cancel or Cancellation())


def _rows(path: Path) -> list[dict[str, str]]:
    opened_file = open_file(path, Options(), Cancellation(), max_bytes=10**9)
    reader = opened_file.reader
    return [
        dict(zip(reader.columns, one.cells, strict=True)) for one in reader.records(Cancellation())
    ]


def _left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.parametrize("kind", FORMATS)
def test_what_the_list_shows_is_in_the_file_in_its_order(
    desk: OpenDesk, folder: Path, kind: ExportFormat
) -> None:
    for subject in ("b", "a", "c"):
        add_ticket(desk, subject, priority=Priority.URGENT if subject == "c" else Priority.LOW)
    path = folder / f"Phiếu 🎫.{kind}"
    wish = ExportWish(
        spec(desk, "priority:low"), ("subject", "serial", "priority"), kind, str(path)
    )
    said: list[ExportProgress] = []
    outcome = desk.exports.run(wish, Cancellation(), said.append)
    assert outcome == ExportOutcome(str(path), 2, path.stat().st_size)
    assert _left(folder) == [path.name]
    assert [list(row.items()) for row in _rows(path)] == [
        [("subject", subject), ("serial", serial), ("priority", "low")]
        for subject, serial in (("a", "2"), ("b", "1"))
    ]
    assert said[0] == (0, 0)
    assert said[-1] == (2, 2)


@pytest.mark.parametrize("kind", FORMATS)
def test_some_tickets_are_written_in_the_order_given(
    desk: OpenDesk, folder: Path, kind: ExportFormat
) -> None:
    for subject in ("a", "b", "c"):
        add_ticket(desk, subject)
    outcome = _export(desk, folder / f"some.{kind}", "subject", "serial", only=(3, 1, 99))
    assert [row["subject"] for row in _rows(folder / f"some.{kind}")] == ["c", "a"]
    assert (outcome.rows, outcome.missing) == (2, 1)


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_list_gives_a_header_and_no_row(
    desk: OpenDesk, folder: Path, kind: ExportFormat
) -> None:
    outcome = _export(desk, folder / f"none.{kind}", "subject", "serial")
    assert outcome.rows == 0
    if kind is not ExportFormat.JSON:
        assert _rows(folder / f"none.{kind}") == []


def test_a_csv_has_the_mark_by_which_spreadsheets_know_utf_8(desk: OpenDesk, folder: Path) -> None:
    add_ticket(desk, "Đơn hàng")
    _export(desk, folder / "a.csv", "subject", "serial")
    assert (folder / "a.csv").read_bytes() == (
        b"\xef\xbb\xbfsubject,serial\r\n" + "Đơn hàng,1\r\n".encode()
    )
    _export(desk, folder / "a.json", "subject")
    assert json.loads((folder / "a.json").read_bytes())["rows"] == [{"subject": "Đơn hàng"}]


# --- Who may ------------------------------------------------------------------------------------


def test_a_role_without_the_right_exports_nothing(database_url: str, folder: Path) -> None:
    with opened(database_url) as boss:
        add_role(boss, "plain", tickets="all", contacts="all", rights="create,edit")
        add_role(boss, "out", tickets="all", contacts="all", rights="export")
        add_agent(boss, "lan", role="out")
        add_ticket(boss)
        with opened(database_url, "lan") as lan:
            _export(lan, folder / "a.csv", "subject")
            # Taken away while the window is open: the right is read anew.
            boss.team.set_agent("lan", {"role": "plain"})
            with pytest.raises(NotAllowed):
                _export(lan, folder / "b.csv", "subject")
    assert _left(folder) == ["a.csv"]


@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_shows_no_more_than_the_list(
    database_url: str, folder: Path, kind: ExportFormat
) -> None:
    with opened(database_url) as boss:
        add_role(boss, "few", tickets="own", contacts="all", phones="masked", rights="export")
        lan = add_agent(boss, "lan", role="few")
        hoa = NewContact(name="Hoa", phones=(NUMBER,), emails=())
        add_ticket(boss, "hers", assignee_id=lan, new_contact=hoa)
        add_ticket(boss, "hidden")
        every = column_keys(boss.directory())
    with opened(database_url, "lan") as desk:
        path = folder / f"a.{kind}"
        _export(desk, path, *every)
        (row,) = _rows(path)
        assert (row["subject"], row["phone"]) == ("hers", "•••• 331")
        assert _export(desk, path, "subject", only=(1, 2)).rows == 1
        assert [one["subject"] for one in _rows(path)] == ["hers"]


# --- The file -----------------------------------------------------------------------------------


def test_a_cancelled_export_leaves_the_old_file(desk: OpenDesk, folder: Path) -> None:
    for number in range(450):
        add_ticket(desk, f"ticket {number}")
    for kind in FORMATS:
        path = folder / f"a.{kind}"
        path.write_text("old", "utf-8")
        cancel = Cancellation()

        def stop(told: ExportProgress, cancel: Cancellation = cancel) -> None:
            if told.rows >= 200:
                cancel.request()

        wish = ExportWish(spec(desk, ""), ("subject", "serial"), kind, str(path), is_replacing=True)
        with pytest.raises(Cancelled):
            desk.exports.run(wish, cancel, stop)
        assert path.read_text("utf-8") == "old"
    assert _left(folder) == ["a.csv", "a.json", "a.xlsx"]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_full_disk_leaves_the_old_file(desk: OpenDesk, folder: Path, kind: ExportFormat) -> None:
    for number in range(30):
        add_ticket(
            desk,
            "long",
            description="".join(chr(0x4E00 + (n * number * 7919) % 20_000) for n in range(9_000)),
        )
    path = folder / f"a.{kind}"
    path.write_text("old", "utf-8")
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(HelpdeskError) as caught:
            _export(desk, path, "subject", "description")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert str(path) in caught.value.message
    assert path.read_text("utf-8") == "old"
    assert _left(folder) == [path.name]


def _noise(seed: int) -> str:
    # What packs to no less than half.
    return "".join(chr(0x4E00 + (at * (seed + 1) * 7919) % 20_000) for at in range(9_000))


def test_a_file_that_is_replaced_keeps_who_may_read_it(desk: OpenDesk, folder: Path) -> None:
    path = folder / "a.csv"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    link = folder / "link.csv"
    link.symlink_to(path)
    _export(desk, link, "subject")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert path.read_bytes().startswith(b"\xef\xbb\xbfsubject")


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("", "export_no_name"), ("  ", "export_no_name"), ("a\0.csv", "export_no_name"),
        ("folder", "export_folder"), ("gone/a.csv", "export_no_folder"),
        ("file.txt/a.csv", "export_no_folder"), ("pipe", "export_odd_file"),
        ("desk.db", "export_database"), ("n" * 300, "unwritable"),
    ],
)  # fmt: skip
def test_a_place_where_no_file_can_be_is_told(
    desk: OpenDesk, folder: Path, place: str, key: str
) -> None:
    (folder / "folder").mkdir()
    (folder / "file.txt").write_text("x", "utf-8")
    (folder / "desk.db").write_bytes(b"SQLite format 3\0 and more")
    os.mkfifo(folder / "pipe")
    before = _left(folder)
    path = str(folder / place) if place.strip() else place
    wish = ExportWish(spec(desk, ""), ("subject",), ExportFormat.CSV, path)
    with pytest.raises(HelpdeskError) as caught:
        desk.exports.run(wish, Cancellation())
    assert caught.value.key == key
    assert caught.value.message
    assert _left(folder) == before


def test_a_file_is_replaced_only_when_that_is_wished(desk: OpenDesk, folder: Path) -> None:
    path = folder / "a.csv"
    path.write_text("old", "utf-8")
    wish = ExportWish(spec(desk, ""), ("subject",), ExportFormat.CSV, str(path))
    with pytest.raises(Unavailable) as caught:
        desk.exports.run(wish, Cancellation())
    assert caught.value.key == "export_exists"
    assert path.read_text("utf-8") == "old"
    desk.exports.run(wish._replace(is_replacing=True), Cancellation())
    assert path.read_text("utf-8-sig") == "subject\n"


def test_columns_are_asked_for(desk: OpenDesk, folder: Path) -> None:
    with pytest.raises(BadUsage, match="column"):
        _export(desk, folder / "a.csv")
    with pytest.raises(BadUsage, match="no column"):
        _export(desk, folder / "a.csv", "subject", "nonsense")
    assert _left(folder) == []


# --- There and back -----------------------------------------------------------------------------

_TEXTS = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=30
) | st.sampled_from(
    [*PAYLOADS, "'quoted", "''twice", "007", "+84 908 123 331", "-5", "1e5", "true", "a\r\nb",
     "\ttab", "<r><t>x</t></r>", "_x000D_", "_x005F_x0041_x0042_", "😀🎫", "Đơn hàng", "\x01\x1f",
     "\ufffe\uffff", "2026-11-23", "  spaces  ", "#N/A", "ẽ̂", "a\u2028b", "null", "[x]", '"q"']
)  # fmt: skip


def _back(desk: OpenDesk, path: Path) -> ImportReport:
    return import_files(
        desk.session.database, desk.viewer, [path], now=builders.NOW, zone=desk.clock.zone
    )


def _staffed(desk: OpenDesk) -> None:
    for login in ("lan", "mai"):
        add_agent(desk, login)
    add_group(desk, "vip", members="lan")


_KEPT = (
    "subject", "description", "status", "type", "priority", "source", "contact", "phone", "email",
    "company", "assignee", "group", "ccs", "created", "updated", "due", "closed",
    "first_response", "external_id",
)  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_every_value_comes_back_as_it_was(
    empty_database_url: str, database_url: str, folder: Path, kind: ExportFormat
) -> None:
    columns = (*_KEPT, "serial", "uid", "version", "unread", "call")
    with opened(database_url) as desk:
        _staffed(desk)
        agents = {one.login: one.id for one in desk.directory().agents}
        (group,) = desk.directory().groups
        add_ticket(
            desk,
            "=1+1",
            description="'line one\r\n\n@SUM(1) 😀\x0b",
            status=Status.PENDING,
            priority=Priority.URGENT,
            source=Source.CHAT,
            type_id=type_id(desk, "problem"),
            assignee_id=agents["lan"],
            group_id=group.id,
            cc_ids=(agents["mai"], agents["lan"]),
            due_at=builders.NOW + timedelta(days=2, microseconds=7),
            new_contact=NewContact(
                name="+Hoa\t'", phones=(NUMBER,), emails=("hoa@x.vn",), company="-Công ty"
            ),
        )
        add_ticket(desk, "no one", description="x" * 40_000 + "đ", phone="+1 (555) 010-9999")
        add_ticket(desk, "@closed", description="y" * 70_001, status=Status.CLOSED)
        first = folder / f"first.{kind}"
        _export(desk, first, *columns)
    init_database(builders.request(empty_database_url))
    with opened(empty_database_url, None) as other:
        _staffed(other)
        found = _back(other, first)
        assert (found.totals.created, found.totals.warnings) == (3, 0)
        second = folder / f"second.{kind}"
        _export(other, second, *columns)
        assert _back(other, first).totals.unchanged == 3
    for was, came in zip(_rows(first), _rows(second), strict=True):
        kept = [key for key in _KEPT if key != "external_id" or was[key]]
        assert {key: came[key] for key in kept} == {key: was[key] for key in kept}


_NOTES = tuple(
    CustomField(CustomFieldId(number), owner, "note", "Note", CustomFieldKind.TEXT)
    for number, owner in enumerate(CustomFieldOwner, start=1)
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(*[_TEXTS] * 5), min_size=1, max_size=5))
def test_any_text_of_any_column_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    columns = (
        "serial", "subject", "contact", "company", "description", "cf.note",
        "contact.cf.note", "company.cf.note",
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("texts")
    listed = [_listed(number, *texts) for number, texts in enumerate(rows, start=1)]
    for kind in FORMATS:
        path = folder / f"a.{kind}"
        file = ExportFile(path, kind, columns, Directory(custom_fields=_NOTES))
        write_file(Listing(len(listed), iter(listed)), file, Cancellation())
        opened_file = open_file(path, Options(), Cancellation(), max_bytes=10**9)
        read = [one.cells for one in opened_file.reader.records(Cancellation())]
        if opened_file.is_own_export:
            read = [[unguarded(cell) for cell in cells] for cells in read]
        # The contact's and the company's note is the contact's and the company's name again.
        expected = [[str(at), *texts, *texts[1:3]] for at, texts in enumerate(rows, start=1)]
        assert [cells[: len(columns)] for cells in read] == expected, kind


def _listed(serial: int, *texts: str) -> ExportRow:
    subject, contact, company, description, note = texts
    row = TicketRow(
        serial, subject, 0, None, 1, 0, serial, contact, None, None, company, None, None, None,
        None, None, 0, 0, None, None, 0, 1, None,
        {"cf.note": note, "contact.cf.note": contact, "company.cf.note": company},
    )  # fmt: skip
    return row, RowExtras(UUID(int=serial), description, None, None, (), None)
