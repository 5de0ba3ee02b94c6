"""Exports: values as scripts expect them, no formulas, and the way back."""

import csv
import io
import json
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from helpdesk_desktop.domain.people import Agent, AgentId, Directory, RoleId
from helpdesk_desktop.domain.records import RowExtras
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.services.exports import csv_cell, write_csv, write_json
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.schema import ticket, ticket_text
from tests.importing import DATA, add_agent, bring_in, read_all, written

PAYLOADS = (DATA / "csv-injection" / "csv-payload.txt").read_text("utf-8").splitlines()
DIRECTORY = Directory(
    agents=(Agent(AgentId(1), "ada", "Ada", None, RoleId(1), is_active=True),
            Agent(AgentId(2), "bo", "Bo", None, RoleId(1), is_active=True)),
)  # fmt: skip


def _row(serial: int, subject: str, **values: object) -> TicketRow:
    plain = {
        "serial": serial, "subject": subject, "status": 3, "type_id": None, "priority": 1,
        "source": 8, "contact_id": None, "contact": None, "phone": None, "email": None,
        "company": None, "assignee_id": 2, "group_id": None, "call_direction": None,
        "call_status": None, "call_start_us": None, "created_us": 1_000_000,
        "updated_us": 1_500_000, "due_us": None, "closed_us": None, "unread": 0, "version": 1,
    }  # fmt: skip
    return TicketRow(**(plain | values))  # type: ignore[arg-type]  # a test's row


def _extras(description: str | None = None) -> RowExtras:
    return RowExtras(UUID(int=7), description, "x-1", None, (2, 1), "+84908123331")


def test_csv_has_a_header_of_keys_and_ends_lines_as_the_standard_says() -> None:
    out = io.StringIO()
    columns = ("serial", "subject", "status", "assignee", "created", "updated", "due", "ccs")
    count = write_csv([(_row(7, 'a "b",\nc'), _extras())], columns, DIRECTORY, out)
    assert count == 1
    assert out.getvalue() == (
        "serial,subject,status,assignee,created,updated,due,ccs\r\n"
        '7,"a ""b"",\nc",closed,bo,1970-01-01T00:00:01Z,1970-01-01T00:00:01.5Z,,"ada,bo"\r\n'
    )


def test_json_is_one_document_with_the_keys_in_order() -> None:
    out = io.StringIO()
    row = _row(7, "đ", call_direction=0, call_status=1, call_start_us=0)
    rows = [(row, _extras()), (_row(8, "b"), _extras())]
    write_json(rows, ("call", "serial", "ccs", "due"), DIRECTORY, out, total=9, limit=2)
    assert json.loads(out.getvalue()) == {
        "total": 9, "offset": 0, "limit": 2,
        "rows": [
            {"call": {"direction": "in", "status": "missed", "start": "1970-01-01T00:00:00Z",
                      "number": "+84908123331"}, "serial": 7, "ccs": ["ada", "bo"], "due": None},
            {"call": None, "serial": 8, "ccs": ["ada", "bo"], "due": None},
        ],
    }  # fmt: skip
    empty = io.StringIO()
    write_json([], ("serial",), DIRECTORY, empty, total=0)
    assert json.loads(empty.getvalue())["rows"] == []


def test_cells_of_every_kind() -> None:
    cells = [csv_cell(one) for one in (None, True, False, 5, ["=a", "b"], {"a": None})]
    assert cells == ["", "true", "false", "5", "'=a,b", '{"a": null}']


def test_an_export_comes_in_again_with_the_same_values(database: Database, tmp_path: Path) -> None:
    admin = add_agent(database, "ada", "Ada", role="administrator")
    texts = [*PAYLOADS, "'quoted", "''twice", "plain", "two\nlines", "+84 908 123 331", "-7"]
    rows = [
        (_row(n, " ".join(text.split()), assignee_id=1), _extras(text))
        for n, text in enumerate(texts, start=1)
    ]
    out = io.StringIO(newline="")
    write_csv(rows, ("serial", "subject", "description", "status", "created"), DIRECTORY, out)
    path = written(tmp_path, "export.csv", out.getvalue())
    found = bring_in(database, admin, path)
    assert found.files[0].preset == "helpdesk-desktop"
    assert found.totals.created == len(texts)
    back = read_all(
        database,
        select(ticket.c.external_id, ticket.c.subject, ticket_text.c.description)
        .join_from(ticket, ticket_text, ticket_text.c.serial == ticket.c.serial)
        .order_by(ticket.c.serial),
    )
    assert [text for _, _, text in back] == texts
    assert [subject for _, subject, _ in back] == [" ".join(text.split()) for text in texts]
    assert bring_in(database, admin, path).totals.unchanged == len(texts)


def test_a_foreign_file_keeps_its_quotes(database: Database, tmp_path: Path) -> None:
    admin = add_agent(database, "ada", "Ada", role="administrator")
    # Line ends and an unknown column tell that these are not ours.
    bring_in(database, admin, written(tmp_path, "a.csv", "subject,status\n'=x,new\n"))
    text = "[fields]\nsubject = 'subject'\n"
    bring_in(
        database, admin, written(tmp_path, "b.csv", "subject,colour\r\n'=y,red\r\n"),
        map_file=written(tmp_path, "m.toml", text),
    )  # fmt: skip
    assert sorted(read_all(database, select(ticket.c.subject))) == [("'=x",), ("'=y",)]


def test_rows_in_json_come_in_again(database: Database, tmp_path: Path) -> None:
    admin = add_agent(database, "ada", "Ada", role="administrator")
    add_agent(database, "bo", "Bo")
    out = io.StringIO()
    columns = ("serial", "uid", "subject", "status", "priority", "ccs", "call", "assignee")
    row = _row(1, "=x", call_direction=0, call_status=1, call_start_us=0)
    write_json([(row, _extras())], columns, DIRECTORY, out, total=1)
    found = bring_in(database, admin, written(tmp_path, "list.json", out.getvalue()))
    assert found.totals.created == 1
    assert [(one.column, one.message) for one in found.files[0].problems] == [
        ("call.direction", "Not taken: calls are no part of an import.")
    ]
    stored = read_all(database, select(ticket.c.subject, ticket.c.status, ticket.c.external_id))
    assert stored == [("=x", 3, str(UUID(int=7)))]


def test_the_reader_of_exports_is_the_standard_library_too(tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    write_csv([(_row(1, "a,b"), _extras("x\r\ny"))], ("subject", "description"), DIRECTORY, out)
    path = written(tmp_path, "a.csv", out.getvalue())
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["subject", "description"], ["a,b", "x\r\ny"]]
