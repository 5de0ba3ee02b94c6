"""What an import is asked for and does not take is told: columns and hidden tickets."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.services.imports import custom_columns, importer, untaken_columns
from helpdesk_desktop.services.imports.report import ImportReport
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.schema import (
    contact,
    custom_field,
    team,
    ticket,
    ticket_cc,
    ticket_text,
    ticket_value,
)
from tests.importing import add_agent, bring_in, read_all, written

MAP = '[fields]\nexternal_id = "id"\nsubject = "subject"\n'
EVERY = f'{MAP}[options]\ncustom = ["*"]\n'
NO_RIGHT = "Not taken: there is no such field, and your role may not make one."
UNSEEN = (
    "The ticket with this id is not in your list: it was deleted or merged, or your role does not "
    "show it. Nothing was changed."
)


@pytest.fixture
def admin(database: Database) -> Viewer:
    return add_agent(database, "ada", "Ada Admin", role="administrator")


@pytest.fixture
def supervisor(database: Database) -> Viewer:
    return add_agent(database, "sue", "Sue", role="supervisor")


def _said(report: ImportReport) -> list[tuple[int | None, str | None, str, str, str]]:
    return [
        (one.line, one.column, one.code.value, one.severity.value, one.message)
        for one in report.files[0].problems
    ]


def _map(folder: Path, text: str) -> Path:
    return written(folder, "m.toml", text)


@pytest.mark.parametrize("dry_run", [True, False])
def test_columns_that_the_role_may_make_no_field_of_are_told_before_the_first_row(
    database: Database, supervisor: Viewer, tmp_path: Path, *, dry_run: bool
) -> None:
    text = "id,subject,extra,empty,Tier\n1,a,,,\n2,b,x,,\n3,c,,  ,gold\n"
    before: list[tuple[str, list[str | None]]] = []

    def warned(name: str, problems: Any) -> None:
        assert read_all(database, select(func.count()).select_from(ticket)) == [(0,)]
        before.append((name, [one.column for one in problems]))

    found = bring_in(
        database, supervisor, written(tmp_path, "a.csv", text), map_file=_map(tmp_path, EVERY),
        dry_run=dry_run, warned=warned,
    )  # fmt: skip
    assert (found.totals.created, found.totals.warnings, found.exit_code) == (3, 2, 0)
    assert _said(found) == [
        (None, "extra", "not_allowed", "warning", NO_RIGHT),
        (None, "Tier", "not_allowed", "warning", NO_RIGHT),
    ]
    assert before == [("a.csv", ["extra", "Tier"])]
    assert read_all(database, select(custom_field.c.key)) == []


def test_a_field_that_a_map_names_is_told_the_same(
    database: Database, supervisor: Viewer, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", "id,subject,Tier\n1,a,gold\n")
    text = f'{MAP}"cf.tier" = "Tier"\n'
    found = bring_in(database, supervisor, path, map_file=_map(tmp_path, text))
    assert _said(found) == [(None, "Tier", "not_allowed", "warning", NO_RIGHT)]
    assert found.files[0].problems[0].field == "cf.tier"


def test_a_column_that_comes_late_is_told_too(
    database: Database, supervisor: Viewer, tmp_path: Path
) -> None:
    rows = [{"id": str(n), "subject": "s"} for n in range(300)]
    rows.append({"id": "300", "subject": "s", "late": "x"})
    path = written(tmp_path, "a.json", json.dumps(rows))
    found = bring_in(database, supervisor, path, map_file=_map(tmp_path, EVERY))
    assert found.totals.created == 301
    assert _said(found) == [(None, "late", "not_allowed", "warning", NO_RIGHT)]


def test_columns_beyond_the_most_fields_are_told(
    database: Database, admin: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(custom_columns, "MOST_FIELDS", 1)
    monkeypatch.setattr(untaken_columns, "MOST_FIELDS", 1)
    path = written(tmp_path, "a.csv", "id,subject,a,b\n1,s,x,y\n")
    found = bring_in(database, admin, path, map_file=_map(tmp_path, EVERY))
    told = "Not taken: there are 1 custom fields already, so none was made for this column."
    assert _said(found) == [(None, "b", "not_allowed", "warning", told)]


def test_of_two_columns_for_one_field_what_is_left_out_is_told(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    rows = "1,s,x,y\n2,s,,y\n3,s,x,x\n4,s,x,\n5,s,x,z\n"
    path = written(tmp_path, "a.csv", f"id,subject,Región,region\n{rows}")
    options = {"map_file": _map(tmp_path, EVERY)}
    dry = bring_in(database, admin, path, **options, dry_run=True)
    found = bring_in(database, admin, path, **options)
    told = "Not taken: another column of this row gives Región, and another value."
    assert (
        _said(found)
        == _said(dry)
        == [(2, "region", "conflict", "warning", told), (6, "region", "conflict", "warning", told)]
    )
    texts = select(ticket_value.c.serial, ticket_value.c.text_value)
    assert sorted(read_all(database, texts)) == [(1, "x"), (2, "y"), (3, "x"), (4, "x"), (5, "x")]


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_the_calls_of_an_own_export_are_told(
    database: Database, admin: Viewer, tmp_path: Path, name: str
) -> None:
    call = {"direction": "in", "status": "missed", "start": "2026-11-23T02:50:00Z", "number": "1"}
    rows: dict[str, list[dict[str, Any]]] = {
        "rows": [
            {"uid": "a", "subject": "s", "call": None},
            {"uid": "b", "subject": "t", "call": call},
        ]
    }
    text = json.dumps(rows)
    if name.endswith("csv"):
        cell = json.dumps(call).replace('"', '""')
        text = f'uid,subject,call\r\na,s,\r\nb,t,"{cell}"\r\n'
    found = bring_in(database, admin, written(tmp_path, name, text))
    told = "Not taken: calls are no part of an import."
    assert _said(found) == [(None, "call", "not_allowed", "warning", told)]
    assert found.totals.created == 2


# --- Tickets that are not in the list -------------------------------------------------------------


def _hidden(
    database: Database, supervisor: Viewer, folder: Path, how: str
) -> tuple[Path, dict[str, Any]]:
    """Two tickets of which the first is not in an agent's list; a file that changes both."""
    header = "id,subject,who,team,name\n"
    extra = 'assignee = "who"\ngroup = "team"\ncontact = "name"\n'
    options = {"map_file": _map(folder, f"{MAP}{extra}")}
    who = "sue" if how == "role" else ""
    first = written(folder, "a.csv", f"{header}1,One,{who},,\n2,Two,,,\n")
    bring_in(database, supervisor, first, **options)
    if how != "role":
        gone = update(ticket).where(ticket.c.serial == 1).values(hidden=int(how))
        database.write(lambda connection: connection.execute(gone))
    return written(folder, "a.csv", f"{header}1,Uno,,new-team,Mai\n2,Due,,,\n3,Tre,,,\n"), options


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("how", ["role", "1", "2"], ids=["role", "deleted", "merged"])
def test_an_update_of_a_ticket_that_is_not_in_the_list_is_rejected_in_the_same_words(
    database: Database, supervisor: Viewer, tmp_path: Path, how: str, *, dry_run: bool
) -> None:
    changed, options = _hidden(database, supervisor, tmp_path, how)
    agent = add_agent(database, "tom", "Tom")
    found = bring_in(database, agent, changed, **options, update=True, dry_run=dry_run)
    totals = found.totals
    assert (totals.created, totals.updated, totals.unchanged, totals.rejected) == (1, 1, 0, 1)
    assert totals.rows == 3
    assert found.exit_code == 1
    assert _said(found) == [(2, "id", "not_found", "rejected", UNSEEN)]
    # Nothing was made for it, and nothing twice.
    subjects = select(ticket.c.subject).order_by(ticket.c.serial)
    stored = [("One",), ("Two",)] if dry_run else [("One",), ("Due",), ("Tre",)]
    assert read_all(database, subjects) == stored
    assert read_all(database, select(contact.c.name)) == []
    assert read_all(database, select(team.c.name)) == []


def test_such_a_row_is_left_alone_where_no_update_is_asked_for(
    database: Database, supervisor: Viewer, tmp_path: Path
) -> None:
    changed, options = _hidden(database, supervisor, tmp_path, "role")
    agent = add_agent(database, "tom", "Tom")
    found = bring_in(database, agent, changed, **options)
    assert (found.totals.created, found.totals.unchanged, found.totals.rejected) == (1, 2, 0)
    assert found.exit_code == 0


def test_all_of_many_such_rows_are_told(
    database: Database, supervisor: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", 2)
    rows = "".join(f"{n},s,sue\n" for n in range(5))
    path = written(tmp_path, "a.csv", f"id,subject,who\n{rows}")
    options = {"map_file": _map(tmp_path, f'{MAP}assignee = "who"\n')}
    bring_in(database, supervisor, path, **options)
    agent = add_agent(database, "tom", "Tom")
    found = bring_in(database, agent, path, **options, update=True)
    assert found.totals.rejected == 5
    problems: list[Problem] = list(found.files[0].problems)
    assert [one.line for one in problems] == [2, 3, 4, 5, 6]


def test_an_update_writes_texts_numbers_instants_and_empties_ccs(
    database: Database, admin: Viewer, tmp_path: Path
) -> None:
    more = 'description = "d"\nphone = "p"\nupdated = "u"\nclosed = "x"\nccs = "cc"\n'
    options = {"map_file": _map(tmp_path, MAP + more)}
    header = "id,subject,d,p,u,x,cc\n"
    first = "1,s,old,+84908123331,2026-01-01,2026-01-01,ada\n2,t,,,2026-01-01,,\n"
    bring_in(database, admin, written(tmp_path, "a.csv", header + first), **options)
    then = "1,s,new,+84908123332,2026-01-02,,\n2,t,,,2026-01-02,,\n"
    path = written(tmp_path, "a.csv", header + then)
    found = bring_in(database, admin, path, **options, update=True)
    assert found.totals.updated == 2
    texts = select(ticket_text.c.description, ticket_text.c.search).order_by(ticket_text.c.serial)
    assert read_all(database, texts)[0] == ("new", " s ¶ new")
    numbers = select(ticket.c.phone, ticket.c.closed_at).order_by(ticket.c.serial)
    assert read_all(database, numbers) == [("+84908123332", None), (None, None)]
    assert read_all(database, select(ticket_cc)) == []
    assert bring_in(database, admin, path, **options, update=True).totals.unchanged == 2
