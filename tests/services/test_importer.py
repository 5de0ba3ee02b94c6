"""Imports, end to end, on every database."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, Cancelled, Damaged, HelpdeskError, NotAllowed
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.ticket import Priority, Source, Status
from helpdesk_desktop.services.imports import importer, report
from helpdesk_desktop.services.imports.importer import ImportProgress
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.schema import (
    activity,
    change,
    company,
    contact,
    contact_point,
    custom_field,
    team,
    ticket,
    ticket_cc,
    ticket_text,
    ticket_value,
)
from tests.importing import DATA, DEMO, HANOI, add_agent, bring_in, read_all, written

KEYED = "id,subject,status\n1,First,new\n2,Second,closed\n"
MAP = """
[fields]
external_id = "id"
subject = "subject"
status = "status"
"""


@pytest.fixture
def admin(database: Database) -> Viewer:
    return add_agent(database, "ada", "Ada Admin", role="administrator")


def _mapped(folder: Path, extra: str = "", text: str = MAP) -> dict[str, Any]:
    return {"map_file": written(folder, "desk.toml", text + extra)}


def _codes(found: report.ImportReport) -> list[tuple[int | None, str | None, str, str]]:
    return [
        (one.line, one.field, one.code.value, one.severity.value)
        for file in found.files
        for one in file.problems
    ]


def _serials(database: Database) -> list[int]:
    return [row[0] for row in read_all(database, select(ticket.c.serial).order_by(ticket.c.serial))]


# --- Presets --------------------------------------------------------------------------------------


@pytest.mark.smoke
def test_real_cases_come_in_once(database: Database, admin: Viewer) -> None:
    first = bring_in(database, admin, DEMO / "sf311.csv")
    rows = first.totals.rows
    assert first.as_json() == {
        "dry_run": False,
        "totals": {"rows": rows, "created": rows, "updated": 0, "unchanged": 0, "duplicate": 0,
                   "rejected": 0, "warnings": 0},
        "files": [
            {"file": "sf311.csv", "preset": "sf311", "encoding": "utf-8", "delimiter": ",",
             "date_order": "ymd", "rows": rows, "created": rows, "updated": 0, "unchanged": 0,
             "duplicate": 0, "rejected": 0, "warnings": 0, "first_serial": 1,
             "last_serial": rows, "problems": []}
        ],
    }  # fmt: skip
    assert first.exit_code == 0
    assert _serials(database) == list(range(1, rows + 1))
    second = bring_in(database, admin, DEMO / "sf311.csv")
    assert (second.totals.created, second.totals.unchanged) == (0, rows)
    closed = read_all(
        database, select(func.count()).select_from(ticket).where(ticket.c.status == 3)
    )
    assert closed[0][0] > rows * 0.9
    dated = read_all(database, select(ticket.c.created_at, ticket.c.touched_at).limit(1))
    assert dated[0][0].year < 2025
    assert dated[0][1] is None


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("it-service-tickets.csv", {"source": {Source.IMPORT}, "status": {Status.NEW}}),
        ("cfpb-complaints.csv", {"priority": {Priority.NORMAL, Priority.HIGH}}),
        ("boston311.csv", {"status": {Status.NEW, Status.CLOSED}}),
    ],
)
def test_a_file_is_recognised_by_its_header(
    database: Database, admin: Viewer, name: str, columns: dict[str, set[int]]
) -> None:
    found = bring_in(database, admin, DEMO / name)
    assert found.totals.created == found.totals.rows > 0
    assert found.files[0].preset == Path(name).stem
    for column, allowed in columns.items():
        values = {row[0] for row in read_all(database, select(ticket.c[column]).distinct())}
        assert values <= set(map(int, allowed))


def test_the_subject_of_a_bare_text_is_how_it_begins(database: Database, admin: Viewer) -> None:
    bring_in(database, admin, DEMO / "it-service-tickets.csv")
    rows = read_all(
        database,
        select(ticket.c.subject, ticket_text.c.description).join_from(
            ticket, ticket_text, ticket_text.c.serial == ticket.c.serial
        ),
    )
    assert all(len(subject.split()) <= 10 for subject, _ in rows)
    assert all(" ".join(text.split()).startswith(subject) for subject, text in rows)


def test_codes_are_explained_by_files_beside(database: Database, admin: Viewer) -> None:
    add_agent(database, "hannah", "Hannah Abbott")
    found = bring_in(database, admin, DATA / "itsm-synthetic" / "tickets.csv")
    assert found.totals.created == found.totals.rows == 40
    assert found.totals.warnings > 0
    assert {code for _, _, code, _ in _codes(found)} == {"not_found"}
    names = {row[0] for row in read_all(database, select(company.c.name))}
    assert "Pro Yard Services" in names or len(names) > 5
    assert not any(name.isdigit() for name in names)
    assigned = read_all(database, select(ticket.c.assignee_id).distinct())
    assert len(assigned) == 2


def test_files_that_explain_codes_may_be_given_too(database: Database, admin: Viewer) -> None:
    files = sorted((DATA / "itsm-synthetic").glob("*.csv"))
    found = bring_in(database, admin, *files, preset=None)
    assert [one.file for one in found.files] == ["tickets.csv"]


def test_rows_that_miss_cells_are_each_rejected(database: Database, admin: Viewer) -> None:
    found = bring_in(database, admin, DATA / "ibm-edb-tickets" / "tickets.csv")
    assert (found.totals.rows, found.totals.rejected, found.exit_code) == (20, 20, 1)
    assert _codes(found)[0] == (2, None, "ragged", "rejected")
    assert [line for line, *_ in _codes(found)] == list(range(2, 22))


def test_answers_of_an_interface_are_read(database: Database, admin: Viewer) -> None:
    folder = DATA / "freshdesk-json"
    found = bring_in(database, admin, folder / "ticket_1.json", folder / "search_tickets.json")
    assert [one.totals.created for one in found.files] == [1, 1]
    assert found.files[1].totals.duplicate == 1
    rows = read_all(database, select(contact.c.name).order_by(contact.c.id))
    assert rows == [("Dummyname",), ("Rachel",)]


def test_a_preset_that_does_not_fit_is_refused(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", KEYED)
    for options in ({"preset": "sf311"}, {"preset": "nothing"}, {}):
        with pytest.raises(BadUsage):
            bring_in(database, admin, path, **options)
    assert _serials(database) == []


# --- Identity -------------------------------------------------------------------------------------


def test_a_second_row_with_the_same_id_is_a_duplicate(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", KEYED + "1,Again,new\n,No id,new\n,No id,new\n")
    found = bring_in(database, admin, path, **_mapped(tmp_path))
    assert found.totals == report.Totals(5, 4, 0, 0, 1, 0, 1)
    assert _codes(found) == [(4, "external_id", "duplicate", "warning")]
    again = bring_in(database, admin, path, **_mapped(tmp_path))
    assert again.totals == report.Totals(5, 0, 0, 4, 1, 0, 1)
    ids = read_all(database, select(ticket.c.external_source, ticket.c.external_id))
    assert {source for source, _ in ids} == {"desk"}
    assert sorted(len(one) for _, one in ids) == [1, 1, 66, 66]


def test_a_rejected_row_does_not_use_up_its_id(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", "id,subject,status\n1,,new\n1,Whole,new\n")
    found = bring_in(database, admin, path, **_mapped(tmp_path))
    assert (found.totals.created, found.totals.rejected) == (1, 1)
    assert _serials(database) == [1]


def test_sources_keep_equal_ids_apart(database: Database, admin: Viewer, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", KEYED)
    bring_in(database, admin, path, **_mapped(tmp_path))
    other = bring_in(database, admin, path, **_mapped(tmp_path, "[options]\nsource = 'b'\n"))
    assert other.totals.created == 2


def test_an_update_writes_what_differs_and_nothing_else(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    options = _mapped(
        tmp_path,
        'group = "team"\ncontact = "who"\ndue = "due"\nccs = "cc"\n[options]\ncustom = ["extra"]\n',
    )
    header = "id,subject,status,team,who,due,cc,extra\n"
    before = "1,First,new,Support,Lan,2026-01-02,,x\n2,Second,new,,,,,\n"
    bring_in(database, admin, written(tmp_path, "a.csv", header + before), **options)
    same = bring_in(
        database, admin, written(tmp_path, "a.csv", header + before), **options, update=True
    )
    assert same.totals == report.Totals(2, 0, 0, 2, 0, 0, 0)
    after = "1,Đổi,closed,Billing,Mai,2026-01-03,ada,y\n2,Second,new,,,,,\n3,Third,new,,,,,\n"
    path = written(tmp_path, "a.csv", header + after)
    dry = bring_in(database, admin, path, **options, update=True, dry_run=True)
    wet = bring_in(database, admin, path, **options, update=True)
    assert dry.totals == wet.totals == report.Totals(3, 1, 1, 1, 0, 0, 0)
    row = read_all(
        database,
        select(
            ticket.c.subject, ticket.c.status, ticket.c.version, ticket.c.touched_at, team.c.name,
            contact.c.name, ticket_text.c.search, ticket_value.c.text_value,
        )
        .select_from(ticket)
        .join(ticket_text, ticket_text.c.serial == ticket.c.serial)
        .join(team, team.c.id == ticket.c.team_id)
        .join(contact, contact.c.id == ticket.c.contact_id)
        .join(ticket_value, ticket_value.c.serial == ticket.c.serial)
        .where(ticket.c.serial == 1),
    )  # fmt: skip
    assert row == [("Đổi", 3, 2, None, "Billing", "Mai", " doi ¶ mai", "y")]
    assert read_all(database, select(ticket_cc)) == [(1, int(admin.agent_id))]
    fields = {one for (one,) in read_all(database, select(activity.c.field))}
    assert fields == {"subject", "status", "group", "contact", "due", "ccs", "cf.extra"}
    third = bring_in(database, admin, path, **options, update=True)
    assert third.totals.updated == 0


def test_an_agent_updates_only_what_the_role_shows(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    supervisor = add_agent(database, "sue", "Sue", role="supervisor")
    agent = add_agent(database, "tom", "Tom")
    options = _mapped(tmp_path, 'assignee = "who"\n')
    header = "id,subject,status,who\n"
    bring_in(
        database, supervisor, written(tmp_path, "a.csv", f"{header}1,One,new,ada\n2,Two,new,\n"),
        **options,
    )  # fmt: skip
    changed = written(tmp_path, "a.csv", f"{header}1,Uno,new,ada\n2,Due,new,\n")
    found = bring_in(database, agent, changed, **options, update=True)
    assert (found.totals.updated, found.totals.rejected) == (1, 1)
    rows = read_all(database, select(ticket.c.subject).order_by(ticket.c.serial))
    assert rows == [("One",), ("Due",)]
    assert admin.is_administrator


# --- Values ---------------------------------------------------------------------------------------


def test_every_rejected_row_says_its_line_field_and_reason(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    options = _mapped(tmp_path, 'created = "at"\nemail = "mail"\nphone = "tel"\nassignee = "who"\n')
    rows = [
        "1,Good,new,2026-01-01,a@example.com,0908 123 456,ada",
        "2,,new,,,,",
        "3,Bad status,resolved,,,,",
        "4,Bad date,new,31/31/2020,,,",
        "5,Bad mail,new,,nobody,,",
        "6,Bad phone,new,,,call me,",
        "7,Nobody,new,,,,zoe",
        '8,"Two\nlines",new,,,,',
        "9,Nul\0,new,,,,",
        f"10,{'x' * 1_001},new,,,,",
        f"{'1' * 201},Long id,new,,,,",
        "12,short,new",
    ]  # fmt: skip
    path = written(tmp_path, "a.csv", "id,subject,status,at,mail,tel,who\n" + "\n".join(rows))
    found = bring_in(database, admin, path, **options)
    assert _codes(found) == [
        (3, "subject", "required", "rejected"),
        (4, "status", "unknown_choice", "rejected"),
        (5, "created", "bad_date", "rejected"),
        (6, "email", "pattern", "rejected"),
        (7, "phone", "pattern", "rejected"),
        (8, "assignee", "not_found", "warning"),
        (11, "subject", "bad_text", "rejected"),
        (12, "subject", "too_long", "warning"),
        (13, "external_id", "too_long", "rejected"),
        (14, None, "ragged", "rejected"),
    ]
    assert found.totals == report.Totals(12, 4, 0, 0, 0, 8, 2)
    first = found.files[0].problems[0].as_json()
    assert first["column"] == "subject"
    assert first["message"] == "Subject is required."
    subjects = read_all(database, select(ticket.c.subject).order_by(ticket.c.serial))
    assert [one for (one,) in subjects] == ["Good", "Nobody", "Two lines", "x" * 1_000]


def test_a_subject_that_is_cut_stands_whole_before_the_description(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", f"id,subject,status,text\n1,{'y' * 1_500},new,rest\n")
    bring_in(database, admin, path, **_mapped(tmp_path, 'description = "text"\n'))
    found = read_all(database, select(ticket_text.c.description))
    assert found == [(f"{'y' * 1_500}\n\nrest",)]


def test_undecodable_bytes_cost_their_row(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    data = "id,subject,status\n1,Đơn hàng,new\n".encode() + b"2,\xff,new\n3,ok,new\n"
    found = bring_in(database, admin, written(tmp_path, "a.csv", data), **_mapped(tmp_path))
    assert _codes(found) == [(3, "subject", "bad_encoding", "rejected")]
    assert found.totals.created == 2


def test_lone_surrogates_cost_their_row(database: Database, admin: Viewer, tmp_path: Path) -> None:
    content = '[{"id":1,"subject":"\\ud800","status":"new"},{"id":2,"subject":"ok","status":"new"}]'
    found = bring_in(database, admin, written(tmp_path, "a.json", content), **_mapped(tmp_path))
    assert _codes(found) == [(1, "subject", "bad_text", "rejected")]
    assert found.totals.created == 1


def test_hostile_text_comes_back_as_it_was(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    strings = [
        one
        for one in json.loads((DATA / "naughty-strings" / "blns.json").read_text("utf-8"))
        if one.strip() and len(one) < 1_000
    ]
    rows = [
        {"id": n, "subject": "s", "status": "new", "text": one, "custom": one}
        for n, one in enumerate(strings)
    ]
    path = written(tmp_path, "a.json", json.dumps(rows))
    extra = 'description = "text"\n[options]\ncustom = ["custom"]\n'
    found = bring_in(database, admin, path, **_mapped(tmp_path, extra))
    assert found.totals.created == len(strings)
    texts = read_all(database, select(ticket_text.c.description).order_by(ticket_text.c.serial))
    assert [one for (one,) in texts] == strings
    values = read_all(database, select(ticket_value.c.text_value).order_by(ticket_value.c.serial))
    assert [one for (one,) in values] == strings


def test_dates_of_a_column_are_read_in_one_order(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    options = _mapped(tmp_path, 'created = "at"\n')
    rows = "1,a,new,01/02/2020\n2,b,new,25/12/2020\n"
    found = bring_in(
        database, admin, written(tmp_path, "a.csv", f"id,subject,status,at\n{rows}"), **options
    )
    assert found.files[0].date_order == "dmy"
    months = [at.astimezone(HANOI).month for (at,) in read_all(
        database, select(ticket.c.created_at).order_by(ticket.c.serial))]  # fmt: skip
    assert months == [2, 12]


def test_an_ambiguous_column_is_told_once(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    rows = "1,a,new,01/02/2020\n2,b,new,03/04/2020\n"
    path = written(tmp_path, "a.csv", f"id,subject,status,at\n{rows}")
    found = bring_in(database, admin, path, **_mapped(tmp_path, 'created = "at"\n'))
    assert _codes(found) == [(None, "created", "bad_date", "warning")]
    forced = _mapped(tmp_path, 'created = "at"\n[options]\ndate_order = "mdy"\nsource = "x"\n')
    assert bring_in(database, admin, path, **forced).totals.warnings == 0


# --- Whom rows speak of ---------------------------------------------------------------------------


def test_contacts_companies_and_groups_are_made_once(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    options = _mapped(
        tmp_path,
        'contact = "who"\nphone = "tel"\nemail = "mail"\ncompany = "firm"\ngroup = "team"\n',
    )
    header = "id,subject,status,who,tel,mail,firm,team\n"
    rows = [
        "1,a,new,Lan Phạm,0908 123 456,lan@example.vn,Việt Á,Hỗ trợ",
        "2,b,new,Lan,+84 908 123 456,,,hỗ trợ",
        "3,c,new,L. Pham,,LAN@example.vn,Viet A,HO TRO",
        "4,d,new,Mai,,,Việt Á,",
        "5,e,new,MAI,,,viet a,",
        "6,f,new,Mai,,,Khác,",
        "7,g,new,,0909 999 999,,,",
        "8,h,new,,,,Lonely Ltd,",
        "9,i,new,,0908.123.456,,,",
    ]
    path = written(tmp_path, "a.csv", header + "\n".join(rows))
    found = bring_in(database, admin, path, **options)
    assert found.totals.created == 9
    contacts = read_all(
        database,
        select(contact.c.id, contact.c.name, company.c.name)
        .select_from(contact.outerjoin(company, company.c.id == contact.c.company_id))
        .order_by(contact.c.id),
    )
    assert [(name, firm) for _, name, firm in contacts] == [
        ("Lan Phạm", "Việt Á"), ("Mai", "Việt Á"), ("Mai", "Khác"), ("Lonely Ltd", "Lonely Ltd"),
    ]  # fmt: skip
    ids = [number for number, _, _ in contacts]
    linked = read_all(database, select(ticket.c.contact_id).order_by(ticket.c.serial))
    assert [one for (one,) in linked] == [
        ids[0], ids[0], ids[0], ids[1], ids[1], ids[2], None, ids[3], ids[0],
    ]  # fmt: skip
    phones = read_all(database, select(ticket.c.phone_digits).order_by(ticket.c.serial))
    assert [one for (one,) in phones] == [None] * 6 + ["84909999999"] + [None] * 2
    assert len(read_all(database, select(contact_point))) == 2
    assert read_all(database, select(team.c.key, team.c.name)) == [("ho-tro", "Hỗ trợ")]
    # The next file finds what this one made.
    more = written(tmp_path, "b.csv", f"{header}10,j,new,X,,lan@example.vn,,Hỗ trợ\n")
    bring_in(database, admin, more, **options)
    assert len(read_all(database, select(contact.c.id))) == 4


def test_agents_are_known_by_login_mail_or_name(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    lan = add_agent(database, "lan.pham", "Lan Phạm", email="lan@desk.example")
    rows = "".join(
        f'{n},s,new,{who},"ada, LAN.PHAM; ghost"\n'
        for n, who in enumerate(("lan.pham", "LAN PHAM", "lan@desk.example", "nobody", "-"))
    )
    path = written(tmp_path, "a.csv", f"id,subject,status,who,cc\n{rows}")
    found = bring_in(database, admin, path, **_mapped(tmp_path, 'assignee = "who"\nccs = "cc"\n'))
    assert {field for _, field, _, _ in _codes(found)} == {"ccs"}
    assert found.totals.warnings == 5
    assigned = read_all(database, select(ticket.c.assignee_id).order_by(ticket.c.serial))
    assert [one for (one,) in assigned] == [int(lan.agent_id)] * 3 + [None] * 2
    assert len(read_all(database, select(ticket_cc))) == 10


def test_unmapped_columns_become_fields_of_the_kind_that_they_look_like(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    options = _mapped(tmp_path, '[options]\ncustom = ["*"]\n')
    rows = "1,a,new,North,70000,07,\n2,b,new,,70001,08,\n"
    path = written(tmp_path, "a.csv", f"id,subject,status,Vùng,Amount,ZIP code,Empty\n{rows}")
    bring_in(database, admin, path, **options)
    fields = select(custom_field.c.key, custom_field.c.label, custom_field.c.kind)
    made = read_all(database, fields)
    assert sorted(made) == [
        ("amount", "Amount", "integer"), ("vung", "Vùng", "text"), ("zip_code", "ZIP code", "text"),
    ]  # fmt: skip
    bring_in(database, admin, written(tmp_path, "b.csv", path.read_text("utf-8")), **options)
    assert read_all(database, fields) == made
    values = read_all(
        database,
        select(ticket_value.c.serial, ticket_value.c.text_value, ticket_value.c.int_value),
    )
    assert sorted(values, key=str) == [
        (1, "07", None), (1, "North", None), (1, None, 70000), (2, "08", None), (2, None, 70001),
    ]  # fmt: skip


def test_an_agent_who_may_not_make_fields_imports_without_them(
    database: Database, tmp_path: Path
) -> None:
    supervisor = add_agent(database, "sue", "Sue", role="supervisor")
    path = written(tmp_path, "a.csv", "id,subject,status,extra\n1,a,new,x\n")
    found = bring_in(database, supervisor, path, **_mapped(tmp_path, '[options]\ncustom = ["*"]\n'))
    assert found.totals.created == 1
    assert read_all(database, select(custom_field.c.key)) == []


# --- Runs -----------------------------------------------------------------------------------------


def test_a_dry_run_tells_the_same_and_stores_nothing(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", KEYED + "1,Again,new\n3,,new\n4,Four,what\n")
    more = written(tmp_path, "b.csv", KEYED + "9,Nine,new\n")
    options = _mapped(tmp_path, 'group = "status"\n[options]\ncustom = ["*"]\n')
    dry = bring_in(database, admin, path, more, **options, dry_run=True)
    assert _serials(database) == []
    assert read_all(database, select(team.c.key)) == []
    wet = bring_in(database, admin, path, more, **options)
    assert dry.is_dry_run
    assert dry.totals == wet.totals
    assert [one.totals for one in dry.files] == [one.totals for one in wet.files]
    assert _codes(dry) == _codes(wet)


def test_a_cancelled_import_keeps_whole_batches_and_goes_on_later(
    database: Database, admin: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", 10)
    rows = "".join(f"{n},Number {n},new\n" for n in range(95))
    path = written(tmp_path, "a.csv", f"id,subject,status\n{rows}")
    cancel = Cancellation()
    seen: list[ImportProgress] = []

    def progress(told: ImportProgress) -> None:
        seen.append(told)
        if told.all_rows >= 30:
            cancel.request()

    with pytest.raises(Cancelled):
        bring_in(database, admin, path, **_mapped(tmp_path), progress=progress, cancel=cancel)
    assert _serials(database) == list(range(1, 31))
    assert [one.file_rows for one in seen] == [10, 20, 30]
    found = bring_in(database, admin, path, **_mapped(tmp_path))
    assert (found.totals.created, found.totals.unchanged) == (65, 30)
    assert _serials(database) == list(range(1, 96))


def test_a_role_without_the_right_imports_nothing(database: Database, tmp_path: Path) -> None:
    agent = add_agent(database, "tom", "Tom")
    bare = Viewer(agent.agent_id, "tom", "Tom", replace(agent.role, rights=frozenset()))
    path = written(tmp_path, "a.csv", KEYED)
    with pytest.raises(NotAllowed):
        bring_in(database, bare, path, **_mapped(tmp_path))


def test_a_damaged_file_among_good_ones_stores_nothing(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    good = written(tmp_path, "a.csv", KEYED)
    broken = written(tmp_path, "b.csv.gz", gzip.compress(KEYED.encode() * 999)[:-9])
    with pytest.raises(Damaged):
        bring_in(database, admin, good, broken, **_mapped(tmp_path))
    assert _serials(database) == []


def test_a_map_that_names_a_missing_column_is_refused(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", "id,subject\n1,x\n")
    with pytest.raises(HelpdeskError) as caught:
        bring_in(database, admin, path, **_mapped(tmp_path))
    assert "status" in caught.value.message


def test_of_very_many_problems_the_first_are_kept_and_all_are_counted(
    database: Database, admin: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "MOST_REJECTIONS", 5)
    path = written(tmp_path, "a.csv", "id,subject,status\n" + "1,x\n" * 12)
    found = bring_in(database, admin, path, **_mapped(tmp_path))
    assert found.totals.rejected == 12
    assert len(found.files[0].problems) == 5
    assert found.files[0].problems_left_out == 7


def test_other_windows_are_told_once_a_batch(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", KEYED)
    bring_in(database, admin, path, **_mapped(tmp_path))
    bring_in(database, admin, path, **_mapped(tmp_path))
    assert len(read_all(database, select(change.c.seq))) == 1
