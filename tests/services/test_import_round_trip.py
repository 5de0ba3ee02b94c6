"""An export of all columns, imported into an empty desk with the same fields, is exported again."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import column_keys
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.export_values import TABLES, ExportFormat, ExportWish
from helpdesk_desktop.domain.field_wishes import NewField
from helpdesk_desktop.domain.filters import FilterSpec, SortKey
from helpdesk_desktop.domain.option_lines import option_lines
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.imports.report import ImportReport
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database
from tests.builders import add_field, opened
from tests.importing import DATA, DEMO, bring_in, written

CONTACT, COMPANY = CustomFieldOwner.CONTACT, CustomFieldOwner.COMPANY
K = CustomFieldKind
# Born with the ticket: every desk gives its own.
BORN = {"uid"}
# Records of each file: enough for every kind of column, and seconds for all of them.
SAMPLE = 120
MERCHANTS = """
recognise = []
[fields]
external_id = "ticket_id"
subject = "{category} - {sub_category}"
contact = "merchant_id"
company = "merchant_id"
created = "created_at"
closed = "closed_at"
"contact.cf.tier" = "merchant_id"
"company.cf.sector" = "merchant_id"
"company.cf.region" = "merchant_id"
[options]
custom = ["*"]
"""
# Every kind; texts that look like a formula, a number, a list, a guard of ours.
KINDS = (
    (K.TEXT, "=1+1", "007"), (K.MULTI_LINE, "a\nb\n\n- c", " x "), (K.INTEGER, "-7", "70000"),
    (K.DECIMAL, "-1234.5", "0.000001"), (K.CHECKBOX, "no", "yes"), (K.REGEX, "'q", "+A-B"),
    (K.DATE, "2026-11-23", "0001-01-01"), (K.DROP_DOWN, "B, b", "A/x"),
    (K.MULTI_SELECT, "A/x,C", "B, b"), (K.DEPENDENT, "North/Hà Nội", "South"),
)  # fmt: skip


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[OpenDesk]:
    create_database(parse_database_url(empty_database_url))
    with opened(empty_database_url) as made:
        yield made


def _exported(desk: OpenDesk, path: Path) -> list[bytes]:
    """Every byte of the file; of a workbook those of its parts, which bear the time of day."""
    columns = tuple(key for key in column_keys(desk.directory()) if key not in BORN)
    spec = FilterSpec(sort=(SortKey("serial"),))
    wish = ExportWish(spec, columns, ExportFormat(path.suffix[1:]), str(path), is_replacing=True)
    desk.exports.run(wish, Cancellation())
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as book:
        return [part.encode() + book.read(part) for part in book.namelist()]


def _same_fields(desk: OpenDesk, other: OpenDesk) -> None:
    for one in desk.directory().custom_fields:
        lines = tuple(replace(line, id=None) for line in option_lines(one))
        other.fields.add(
            NewField(one.owner, one.key, one.label, one.kind, pattern=one.pattern, options=lines)
        )


def _there_and_back(desk: OpenDesk, empty: OpenDesk, path: Path) -> ImportReport:
    first = _exported(desk, path)
    _same_fields(desk, empty)
    found = bring_in(empty.session.database, empty.viewer, path)
    assert found.files[0].problems == ()
    assert (
        found.totals.created
        == found.totals.rows
        == desk.tickets.count(FilterSpec(), Cancellation())
    )
    assert _exported(empty, path) == first
    again = bring_in(empty.session.database, empty.viewer, path, update=True)
    assert (again.totals.unchanged, again.totals.warnings) == (found.totals.rows, 0)
    return found


def _sampled(path: Path, folder: Path) -> Path:
    """The first records of a CSV file, whole ones."""
    text = path.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    taken = "".join(islice(lines, SAMPLE))
    while taken.count('"') % 2:
        taken += lines[len(taken.splitlines())]
    return written(folder, path.name, taken)


@pytest.mark.parametrize("kind", list(TABLES))
@pytest.mark.parametrize("name", ["sf311", "cfpb-complaints", "boston311", "it-service-tickets"])
def test_tickets_of_a_real_file_come_back_byte_for_byte(
    desk: OpenDesk, empty: OpenDesk, tmp_path: Path, name: str, kind: str
) -> None:
    bring_in(desk.session.database, desk.viewer, _sampled(DEMO / f"{name}.csv", tmp_path))
    _there_and_back(desk, empty, tmp_path / f"a.{kind}")


@pytest.mark.parametrize("kind", list(TABLES))
def test_real_contacts_and_companies_come_back_with_what_they_hold(
    desk: OpenDesk, empty: OpenDesk, tmp_path: Path, kind: str
) -> None:
    add_field(desk, "tier", K.DROP_DOWN, owner=CONTACT, options="Foundation\nAdvanced")
    add_field(desk, "sector", owner=COMPANY)
    add_field(desk, "region", owner=COMPANY)
    look_ups = "".join(
        f'[lookups."{field}"]\nfile = "merchants.csv"\nkey = "merchant_id"\nvalue = "{column}"\n'
        for field, column in (
            ("contact", "merchant_name"), ("company", "merchant_name"), ("contact.cf.tier", "tier"),
            ("company.cf.sector", "sector"), ("company.cf.region", "region"),
        )
    )  # fmt: skip
    for one in (DATA / "itsm-synthetic").glob("*.csv"):
        shutil.copy(one, tmp_path)
    found = bring_in(
        desk.session.database, desk.viewer, tmp_path / "tickets.csv",
        map_file=written(tmp_path, "m.toml", f"{MERCHANTS}{look_ups}"),
    )  # fmt: skip
    assert found.totals.created == found.totals.rows == 40
    assert found.totals.warnings == 0
    _there_and_back(desk, empty, tmp_path / f"a.{kind}")
    rows = _exported(desk, tmp_path / "look.csv")[0].decode("utf-8-sig")
    assert "foundation" in rows
    assert "Fashion" in rows


@pytest.mark.parametrize("kind", list(TABLES))
def test_fields_of_every_kind_and_owner_come_back(
    desk: OpenDesk, empty: OpenDesk, tmp_path: Path, kind: str
) -> None:
    names = []
    for owner in CustomFieldOwner:
        for one, _, _ in KINDS:
            more: dict[str, str] = {"pattern": ".*"} if one is K.REGEX else {}
            if one is K.DEPENDENT:
                more = {"options": "North\n  Hà Nội\nSouth"}
            elif one in {K.DROP_DOWN, K.MULTI_SELECT}:
                more = {"options": "A/x\nB, b\nC"}
            names.append(add_field(desk, one.value.replace("-", "_"), one, owner=owner,
                                   **more).filter_key)  # fmt: skip
    rows = ["id", "s", "c", "e", "p", "f", *names]
    first, second = ([kind[at] for kind in KINDS] * 3 for at in (1, 2))
    people = (
        ["1", "=a", "Mai", "mai@x.vn", "+84908123331", "ACME", *first],
        ["2", "-b", "Đỗ Anh", "", "", "Công ty=", *second],
        ["3", "c", "", "", "+84908123399", "", *first[:10], *[""] * 20],
        ["4", "d", "", "", "", "Only firm", *[""] * 20, *second[:10]],
    )
    text = "\r\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in (rows, *people)
    )
    fields = "".join(f'"{name}" = "{name}"\n' for name in names)
    heads = 'external_id="id"\nsubject="s"\ncontact="c"\nemail="e"\nphone="p"\ncompany="f"\n'
    map_file = written(tmp_path, "m.toml", f"[fields]\n{heads}{fields}")
    path = written(tmp_path, "in.csv", text)
    found = bring_in(desk.session.database, desk.viewer, path, map_file=map_file)
    assert [one.message for one in found.files[0].problems] == []
    assert found.totals.created == 4
    _there_and_back(desk, empty, tmp_path / f"a.{kind}")
