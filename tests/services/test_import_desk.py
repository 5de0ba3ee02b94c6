"""What the window asks of an import: looks, words, dry runs and imports, on every database."""

import csv
import gzip
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import (
    BadUsage,
    Cancelled,
    Damaged,
    HelpdeskError,
    NotAllowed,
    Unavailable,
)
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.import_values import (
    REJECT,
    FileLook,
    ImportMapping,
    ImportOutcome,
    ImportTotals,
    Reading,
)
from helpdesk_desktop.services import import_desk
from helpdesk_desktop.services.imports import importer
from tests import builders
from tests.importing import DATA, DEMO, written

ODD = "No,Title,State\n1,First,open\n2,,open\n3,Third,gone\n4,Fourth,closed\n1,Again,closed\n"
TORTURE = sorted((DATA / "csv-torture").glob("*.csv"))
HOSTILE = [*TORTURE, *sorted((DATA / "json-torture").glob("*.json")),
           *sorted((DATA / "csv-injection").iterdir()),
           *sorted((DATA / "freshdesk-json").iterdir())]  # fmt: skip


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with builders.opened(database_url) as opened:
        yield opened


def _look(desk: OpenDesk, path: Path, **reading: str) -> FileLook:
    return desk.imports.look(str(path), Reading(**reading), Cancellation())


def _mapped(look: FileLook) -> ImportMapping:
    return (
        look.suggested.with_field("external_id", "No")
        .with_field("subject", "Title")
        .with_field("status", "State")
        .with_word("status", "open", "processing")
    )


def _run(desk: OpenDesk, path: Path, mapping: ImportMapping | None = None) -> ImportOutcome:
    look = _look(desk, path)
    return desk.imports.run(look, mapping or look.suggested, Cancellation())


def _count(desk: OpenDesk, query: str = "") -> int:
    spec = FilterSpec(filter=parse(query, desk.directory()))
    return desk.tickets.count(spec, Cancellation())


def _many(folder: Path, rows: int, width: int = 10) -> Path:
    text = "x" * width
    lines = "".join(f"{n},Number {n} {text},new\n" for n in range(1, rows + 1))
    return written(folder, "many.csv", f"id,subject,status\n{lines}")


def test_a_look_tells_how_a_real_file_would_be_read(desk: OpenDesk) -> None:
    look = _look(desk, DEMO / "sf311.csv")
    assert (look.encoding, look.delimiter, look.preset) == ("utf-8", ",", "sf311")
    assert (look.name, look.is_whole, look.date_order) == ("sf311.csv", True, "ymd")
    assert len(look.rows) == 20
    assert look.rows[0].line == 2
    assert look.suggested.template_of("subject") == "{category} - {descriptor}"
    assert look.suggested.source == "sf311"


def test_a_look_goes_by_the_wishes_it_is_given(desk: OpenDesk, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "Title;When\nMünze;03/04/2020\n".encode("cp1252"))
    found = _look(desk, path)
    assert (found.delimiter, found.date_order, found.doubtful_date) == (";", None, "")
    path = written(tmp_path, "b.csv", "Title;Created\nx;03/04/2020\n")
    found = _look(desk, path)
    assert (found.date_order, found.doubtful_date) == ("dmy", "03/04/2020")
    forced = _look(desk, path, date_order="mdy", delimiter=",", encoding="latin-1")
    assert (forced.date_order, forced.doubtful_date) == ("mdy", "")
    assert forced.columns == ("Title;Created",)
    assert forced.suggested.reading == Reading("latin-1", ",", "mdy")
    with pytest.raises(BadUsage):
        _look(desk, path, encoding="nonsense")
    with pytest.raises(BadUsage):
        _look(desk, path, delimiter="ab")


def test_long_cells_are_cut_for_display(desk: OpenDesk, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", f"subject,description\nx,{'y' * 1_000_000}\n")
    assert len(_look(desk, path).rows[0].cells[1]) < 1_000


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_every_odd_file_is_shown_or_refused_with_a_sentence(desk: OpenDesk, path: Path) -> None:
    try:
        look = _look(desk, path)
    except HelpdeskError as error:
        assert error.message  # noqa: PT017  # either outcome is fine, a traceback is not
        return
    mapping = look.suggested
    if look.columns:
        mapping = mapping.with_field("subject", look.columns[0])
    desk.imports.words(look, mapping, Cancellation())
    tried = desk.imports.dry_run(look, mapping, Cancellation())
    done = desk.imports.run(look, mapping, Cancellation())
    assert done.totals == tried.totals
    assert _count(desk) == done.totals.created


@pytest.mark.parametrize("path", TORTURE, ids=lambda path: path.name)
def test_odd_tables_lose_no_row(desk: OpenDesk, path: Path) -> None:
    with path.open(newline="", encoding="utf-8") as file:
        expected = list(csv.reader(file))
    look = _look(desk, path)
    assert list(look.columns) == expected[0]
    assert [list(row.cells) for row in look.rows] == expected[1:]


@pytest.mark.parametrize("name", ["no such file.csv", "", "  ", "a\0b.csv", "."])
def test_a_path_that_is_no_file_is_told(desk: OpenDesk, tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name) if name.strip() else name
    with pytest.raises(HelpdeskError) as caught:
        desk.imports.look(path, Reading(), Cancellation())
    assert caught.value.message


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"\x89PNG\r\n",
        b"SQLite format 3\0",
        b"a\0b,c\n1,2\n",
    ],
)
def test_a_file_of_another_kind_is_not_shown_as_rows(
    desk: OpenDesk, tmp_path: Path, content: bytes
) -> None:
    path = written(tmp_path, "book.xlsx", content)
    with pytest.raises(Damaged) as caught:
        _look(desk, path)
    assert "Expected csv" in caught.value.message


def test_a_name_of_emoji_and_accents_is_a_name(desk: OpenDesk, tmp_path: Path) -> None:
    path = written(tmp_path, "đơn hàng 🎫.csv", "subject\nx\n")
    look = _look(desk, path)
    assert look.name == "đơn hàng 🎫.csv"
    outcome = desk.imports.run(look, look.suggested, Cancellation())
    assert outcome.totals.created == 1


def test_a_huge_file_is_glanced_at_without_reading_it(desk: OpenDesk, tmp_path: Path) -> None:
    path = _many(tmp_path, 60_000, 60)
    with path.open("r+b") as file:
        file.truncate(10_000_000_000)  # sparse: no disk is used
    tracemalloc.start()
    began = time.monotonic()
    look = desk.imports.glance(str(path), Reading())
    took_s = time.monotonic() - began
    cancel = Cancellation()

    def heard(read: int) -> None:
        if read > 32_000_000:
            cancel.request()

    with pytest.raises(Cancelled):
        desk.imports.look(str(path), Reading(), cancel, heard)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert look is not None
    assert not look.is_whole
    assert (look.size, look.columns) == (10_000_000_000, ("id", "subject", "status"))
    assert look.rows[0].cells[0] == "1"
    assert took_s < 2
    assert peak < 40_000_000


def test_a_small_file_needs_no_glance(desk: OpenDesk, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "subject\nx\n")
    assert desk.imports.glance(str(path), Reading()) is None
    with pytest.raises(Unavailable):
        desk.imports.glance(str(tmp_path / "none.csv"), Reading())


def test_a_glance_at_packed_text_is_one_at_its_text(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_desk, "_SMALL_BYTES", 10)
    monkeypatch.setattr(import_desk, "HEAD_BYTES", 4_000)
    text = _many(tmp_path, 5_000).read_bytes()
    path = written(tmp_path, "a.csv.gz", gzip.compress(text))
    look = desk.imports.glance(str(path), Reading())
    assert look is not None
    assert len(look.rows) == 20
    # Cut off in the middle, an object is no JSON: then the whole file tells.
    rows = ",".join(f'{{"subject": "x", "n": {n}}}' for n in range(2_000))
    whole = written(tmp_path, "a.json", f'{{"rows": [{rows}]}}')
    assert desk.imports.glance(str(whole), Reading()) is None
    assert _look(desk, whole).columns == ("subject", "n")


def test_words_are_counted_and_unknown_ones_have_no_meaning(desk: OpenDesk, tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.csv", "subject,status,priority\na,Open,P1\nb,open,\nc,NEW,High\nd,ópen,P1\n"
    )
    look = _look(desk, path)
    mapping = look.suggested.with_word("priority", "P1", "urgent")
    status, priority = desk.imports.words(look, mapping, Cancellation())
    assert status.field == "status"
    assert status.words == (("Open", 3, None), ("NEW", 1, "new"))
    assert priority.words == (("P1", 2, "urgent"), ("", 1, "normal"), ("High", 1, "high"))


def test_of_very_many_words_the_most_frequent_are_kept(desk: OpenDesk, tmp_path: Path) -> None:
    lines = "".join(f"a,word {n}\n" for n in range(700)) + "a,often\na,often\n"
    look = _look(desk, written(tmp_path, "a.csv", f"subject,status\n{lines}"))
    (words,) = desk.imports.words(look, look.suggested, Cancellation())
    assert words.words[0] == ("often", 2, None)
    assert len(words.words) == 500
    assert words.left_out == 201


def test_a_dry_run_names_every_row_it_would_reject_and_stores_nothing(
    desk: OpenDesk, tmp_path: Path
) -> None:
    look = _look(desk, written(tmp_path, "a.csv", ODD))
    mapping = _mapped(look).with_word("status", "gone", REJECT)
    outcome = desk.imports.dry_run(look, mapping, Cancellation())
    assert outcome.totals == ImportTotals(rows=5, created=2, duplicate=1, rejected=2, warnings=1)
    assert [(one.line, one.column, one.key) for one in outcome.problems] == [
        (3, "Title", "required"),
        (4, "State", "choice_refused"),
        (6, "No", "duplicate_row"),
    ]
    assert _count(desk) == 0


def test_an_import_tells_which_tickets_it_made(desk: OpenDesk, tmp_path: Path) -> None:
    builders.add_ticket(desk, "Made by hand")
    look = _look(desk, written(tmp_path, "a.csv", ODD))
    heard: list[ImportTotals] = []
    outcome = desk.imports.run(look, _mapped(look), Cancellation(), heard.append)
    assert (outcome.totals.created, outcome.totals.rejected) == (2, 2)
    assert heard[-1] == outcome.totals
    query = f"serial:{outcome.first_serial}..{outcome.last_serial} external_id:any"
    assert _count(desk, query) == 2
    again = desk.imports.run(look, _mapped(look), Cancellation())
    assert (again.totals.created, again.totals.unchanged) == (0, 2)
    assert again.first_serial is None


def test_constants_and_new_fields_reach_every_row(desk: OpenDesk, tmp_path: Path) -> None:
    builders.add_group(desk, "vip", name="VIP")
    path = written(tmp_path, "a.csv", "Title,Colour\nx,red\ny,blue\n")
    look = _look(desk, path)
    mapping = (
        look.suggested.with_constant("type", "problem")
        .with_constant("group", "vip")
        .with_custom("Colour", look.columns)
    )
    assert desk.imports.run(look, mapping, Cancellation()).totals.created == 2
    assert _count(desk, "type:problem group:vip") == 2
    assert [field.label for field in desk.directory().custom_fields] == ["Colour"]


def test_a_cancelled_import_tells_what_was_stored(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", 10)
    look = _look(desk, _many(tmp_path, 95))
    cancel = Cancellation()

    def heard(totals: ImportTotals) -> None:
        if totals.rows >= 30:
            cancel.request()

    outcome = desk.imports.run(look, look.suggested, cancel, heard)
    assert isinstance(outcome.error, Cancelled)
    assert outcome.totals.created == 30 == _count(desk)
    assert (outcome.first_serial, outcome.last_serial) == (1, 30)
    rest = desk.imports.run(look, look.suggested, Cancellation())
    assert (rest.totals.created, rest.totals.unchanged) == (65, 30)


def test_an_import_called_off_before_it_began_stored_nothing(
    desk: OpenDesk, tmp_path: Path
) -> None:
    look = _look(desk, _many(tmp_path, 5))
    cancel = Cancellation()
    cancel.request()
    outcome = desk.imports.run(look, look.suggested, cancel)
    assert isinstance(outcome.error, Cancelled)
    assert outcome.totals == ImportTotals()


def test_a_file_that_turns_into_another_ends_the_import_with_what_was_stored(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", 500)
    path = _many(tmp_path, 3_000, 400)
    look = _look(desk, path)

    def heard(totals: ImportTotals) -> None:
        if totals.rows == 500:
            with path.open("r+b") as file:
                file.seek(600_000)
                file.write(b"\xff" * 400_000)

    outcome = desk.imports.run(look, look.suggested, Cancellation(), heard)
    assert isinstance(outcome.error, Damaged)
    assert outcome.error.key == "file_changed"
    assert outcome.has_file_changed
    assert 500 <= outcome.totals.created < 3_000
    assert _count(desk) == outcome.totals.created


def test_a_file_that_vanished_or_grew_is_told(desk: OpenDesk, tmp_path: Path) -> None:
    path = _many(tmp_path, 5)
    look = _look(desk, path)
    with path.open("a", encoding="utf-8") as file:
        file.write("6,Another,new\n")
    grown = desk.imports.dry_run(look, look.suggested, Cancellation())
    assert (grown.totals.created, grown.has_file_changed) == (6, True)
    path.unlink()
    with pytest.raises(Unavailable) as caught:
        desk.imports.run(look, look.suggested, Cancellation())
    assert str(path) in caught.value.message
    assert _count(desk) == 0


def test_a_role_that_may_not_create_imports_nothing(
    desk: OpenDesk, database_url: str, tmp_path: Path
) -> None:
    builders.add_role(desk, "reader", name="Reader", kind="agent", rights="export")
    builders.add_agent(desk, "rita", name="Rita", role="reader")
    look = _look(desk, _many(tmp_path, 5))
    with builders.opened(database_url, "rita") as other, pytest.raises(NotAllowed):
        other.imports.run(look, look.suggested, Cancellation())
    assert _count(desk) == 0


def test_a_database_that_cannot_be_written_is_told_and_can_be_tried(
    desk: OpenDesk, engine_name: str, tmp_path: Path
) -> None:
    look = _look(desk, _many(tmp_path, 5))
    statement = {
        "sqlite": "PRAGMA query_only = 1",
        "postgres": "SET TRANSACTION READ ONLY",
        "mariadb": "SET SESSION TRANSACTION READ ONLY",
    }[engine_name]

    @event.listens_for(desk.session.database._writes, "checkout")
    def _forbid(connection: object, *_: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own
        cursor.execute(statement)
        cursor.close()

    assert desk.imports.dry_run(look, look.suggested, Cancellation()).totals.created == 5
    with pytest.raises(Unavailable) as caught:
        desk.imports.run(look, look.suggested, Cancellation())
    assert caught.value.key == "read_only"
    assert _count(desk) == 0


def test_a_mapping_that_names_a_missing_column_is_refused(desk: OpenDesk, tmp_path: Path) -> None:
    look = _look(desk, _many(tmp_path, 5))
    with pytest.raises(BadUsage) as caught:
        desk.imports.dry_run(look, look.suggested.with_field("due", "{when}"), Cancellation())
    assert "when" in caught.value.message


def test_a_report_is_a_table_that_starts_no_formula(desk: OpenDesk, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "subject,=cmd\nx,\nz\n,y\n")
    look = _look(desk, path)
    mapping = look.suggested.with_field("due", "=cmd")
    outcome = desk.imports.dry_run(look, mapping, Cancellation())
    report = tmp_path / "report.csv"
    desk.imports.save_report(str(report), look, outcome)
    with report.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["file", "line", "column", "field", "severity", "code", "message"]
    assert [row[1] for row in rows[1:]] == ["3", "4"]
    assert all(cell[:1] not in set("=+-@") for row in rows for cell in row)
    with pytest.raises(Unavailable):
        desk.imports.save_report(str(report / "below.csv"), look, outcome)
    with pytest.raises(HelpdeskError):
        desk.imports.save_report("a\0.csv", look, outcome)
