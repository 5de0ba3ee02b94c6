"""Exports of custom fields of every kind: of tickets, contacts and companies, as in the list."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import column_keys
from helpdesk_desktop.domain.contacts import ContactSpec
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import flat, spoken
from helpdesk_desktop.domain.export_values import TABLES, ExportFormat, ExportWish
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.formula_guard import guarded
from helpdesk_desktop.domain.people import CompanyId, ContactId, NewContact
from helpdesk_desktop.domain.ticket import CELL_LETTERS, Serial, TicketEdit
from helpdesk_desktop.services import exports, listing
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.imports.formats import open_file
from helpdesk_desktop.services.imports.import_map import Options
from helpdesk_desktop.services.imports.importer import import_files
from helpdesk_desktop.storage.lists import list_export
from tests import builders
from tests.builders import add_agent, add_field, add_role, add_ticket, opened

NOBODY = Cancellation()
FORMATS = list(TABLES)
LONG = "=dòng một\n" + "😀đ" * CELL_LETTERS


def _defined(desk: OpenDesk) -> dict[str, CustomField]:
    """A field of every kind for every owner, by the key of its column."""
    made: dict[str, CustomField] = {}
    for owner in CustomFieldOwner:
        for kind in CustomFieldKind:
            values: dict[str, Any] = {"owner": owner}
            if kind is CustomFieldKind.DEPENDENT:
                values["options"] = "North\n  Hà Nội\nSouth"
            elif kind in {CustomFieldKind.DROP_DOWN, CustomFieldKind.MULTI_SELECT}:
                values["options"] = "A\nB\nC"
            elif kind is CustomFieldKind.REGEX:
                values["pattern"] = ".*"
            field = add_field(desk, kind.value.replace("-", "_"), kind, **values)
            made[field.filter_key] = field
    return made


def _values(fields: Mapping[str, CustomField], owner: CustomFieldOwner) -> dict[str, Any]:
    """A value for each field of an owner, by its bare key."""
    mine = {field.key: field for field in fields.values() if field.owner is owner}
    tags = [option.id for option in mine["multi_select"].options]
    return {
        "text": f"=1+1 {owner.name}",
        "multi_line": f"{LONG} {owner.name}",
        "drop_down": mine["drop_down"].options[1].id,
        "integer": -7,
        "decimal": Decimal("-1234.5"),
        "checkbox": False,
        "regex": "+A-B",
        "date": date(2026, 11, 23),
        "multi_select": (tags[0], tags[2]),
        "dependent": mine["dependent"].options[1].id,
    }


def _filled(desk: OpenDesk) -> dict[str, CustomField]:
    """A ticket whose contact and company have every value, one of a bare contact, one of nobody."""
    fields = _defined(desk)
    of_contact = tuple(_values(fields, CustomFieldOwner.CONTACT).items())
    number = desk.contacts.create(NewContact("Hoa", company="ACME", custom=of_contact))
    (firm,) = desk.companies.first_page(ContactSpec(), NOBODY)
    of_company = _values(fields, CustomFieldOwner.COMPANY)
    desk.companies.edit(
        CompanyId(firm.id), firm.version, {f"cf.{key}": one for key, one in of_company.items()}
    )
    of_ticket = tuple(_values(fields, CustomFieldOwner.TICKET).items())
    add_ticket(desk, "full", contact_id=number, custom=of_ticket)
    add_ticket(desk, "bare", new_contact=NewContact("An"))
    add_ticket(desk, "nobody")
    return fields


def _written(desk: OpenDesk, path: Path, *columns: str) -> list[dict[str, Any]]:
    """The rows of a new file, in their order, as the program reads them."""
    kind = ExportFormat(path.suffix[1:])
    desk.exports.run(ExportWish(FilterSpec(), columns, kind, str(path)), NOBODY)
    if kind is ExportFormat.JSON:
        return list(json.loads(path.read_text("utf-8"))["rows"])
    reader = open_file(path, Options(), NOBODY, max_bytes=10**9).reader
    return [dict(zip(reader.columns, one.cells, strict=True)) for one in reader.records(NOBODY)]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_field_of_every_owner_is_written_whole(
    desk: OpenDesk, tmp_path: Path, kind: ExportFormat
) -> None:
    fields = _filled(desk)
    rows = _written(desk, tmp_path / f"a.{kind}", "subject", *fields)
    by_subject = {row.pop("subject"): row for row in rows}
    nothing = None if kind is ExportFormat.JSON else ""
    for subject in ("bare", "nobody"):
        assert set(by_subject[subject].values()) == {nothing}
    for key, field in fields.items():
        value = _values(fields, field.owner)[field.key]
        if kind is ExportFormat.JSON:
            assert by_subject["full"][key] == spoken(field, value), key
            continue
        told = flat(field, value)
        text = str(told).lower() if isinstance(told, bool) else str(told)
        if kind is ExportFormat.CSV:
            text = guarded(text)
        assert by_subject["full"][key] == text, key


def test_no_cell_of_a_contacts_or_companys_field_starts_a_formula(
    desk: OpenDesk, tmp_path: Path
) -> None:
    fields = _filled(desk)
    _written(desk, tmp_path / "a.csv", *fields)
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    full = next(dict(zip(header, row, strict=True)) for row in rows if any(row))
    assert full["contact.cf.text"] == "'=1+1 CONTACT"
    assert full["company.cf.regex"] == "'+A-B"
    assert full["company.cf.integer"] == "-7"
    assert not [cell for cell in full.values() if cell[0] in "=@\t\r"]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_contact_out_of_sight_and_its_company_leave_their_cells_empty(
    database_url: str, desk: OpenDesk, tmp_path: Path, kind: ExportFormat
) -> None:
    fields = _filled(desk)
    add_role(desk, "own", tickets="all", contacts="managed", rights="export")
    lan = add_agent(desk, "lan", role="own")
    with opened(database_url, as_="lan") as theirs:
        rows = _written(theirs, tmp_path / f"a.{kind}", *column_keys(theirs.directory()))
        full = next(row for row in rows if row["subject"] == "full")
        others = {full[key] for key in fields if not key.startswith("cf.")}
        assert others == {None if kind is ExportFormat.JSON else ""}
        assert full["cf.integer"] in {"-7", -7}
        hoa = next(
            row for row in desk.contacts.first_page(ContactSpec(), NOBODY) if row.name == "Hoa"
        )
        desk.people.edit_contact(ContactId(hoa.id), hoa.version, {"manager_id": lan})
        rows = _written(theirs, tmp_path / f"b.{kind}", *fields)
        assert [row["contact.cf.text"] for row in rows if row["contact.cf.text"]]
        assert [row["company.cf.text"] for row in rows if row["company.cf.text"]]


@pytest.mark.parametrize("kind", FORMATS)
def test_such_a_file_comes_in_again_and_makes_no_fields_of_those_columns(
    desk: OpenDesk, tmp_path: Path, kind: ExportFormat
) -> None:
    fields = _filled(desk)
    path = tmp_path / f"a.{kind}"
    _written(desk, path, *column_keys(desk.directory()))
    found = import_files(
        desk.session.database, desk.viewer, [path], now=builders.NOW, zone=desk.clock.zone
    )
    assert found.files[0].preset == "helpdesk-desktop"
    assert (found.totals.created, found.totals.rejected, found.totals.warnings) == (3, 0, 0)
    assert {one.filter_key for one in desk.directory().custom_fields} == set(fields)
    # Of the tickets every value came; the contact keeps its own.
    rows = _written(desk, tmp_path / f"again.{kind}", "subject", *fields)
    first, second = (row for row in rows if row["subject"] == "full")
    assert first == second


def test_rows_with_fields_of_contacts_are_read_as_they_are_asked_for(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(desk)
    monkeypatch.setattr(listing, "_BLOCK", 1)
    read: list[int] = []

    def counted(*words: Any, **named: Any) -> Any:
        read.append(len(words[2]))
        return list_export.load_export_rows(*words, **named)

    monkeypatch.setattr(listing, "load_export_rows", counted)
    columns = ("serial", "contact.cf.text")
    found = listing.list_rows(desk.session, FilterSpec(), columns, NOBODY, limit=0)
    assert (found.total, read) == (3, [])
    next(found.rows)
    assert read == [1]
    out = io.StringIO()
    exports.write_csv(found.rows, columns, desk.directory(), out)
    assert read == [1, 1, 1]


def test_a_value_that_changes_is_told_as_it_is_when_its_block_is_read(desk: OpenDesk) -> None:
    fields = _filled(desk)
    columns = ("serial", "cf.integer")
    found = listing.list_rows(desk.session, FilterSpec(), columns, NOBODY, limit=0)
    (full,) = builders.serials(desk, "full")
    desk.tickets.edit(TicketEdit(Serial(full), None, (("custom", (("integer", 8),)),)))
    rows = {int(row.serial): row.custom for row, _ in found.rows}
    assert fields["cf.integer"].key == "integer"
    assert rows[full] == {"cf.integer": 8}
