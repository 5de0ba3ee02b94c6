"""`list` and `count`: columns, order, pages, and the three ways to answer."""

import csv
import io
import json
from pathlib import Path

import pytest

from helpdesk_desktop.domain.columns import COLUMN_KEYS
from helpdesk_desktop.domain.text_rules import is_blank, one_line
from helpdesk_desktop.services import export_right
from tests.cli_program import Cli, Make

NAUGHTY: list[str] = json.loads(
    (Path(__file__).parents[1] / "data/naughty-strings/blns.json").read_text(encoding="utf-8")
)
PAYLOADS = (
    (Path(__file__).parents[1] / "data/csv-injection/csv-payload.txt")
    .read_text(encoding="utf-8")
    .splitlines()
)


@pytest.fixture
def three(made: Make) -> None:
    """Serials 1 to 3, each changed a minute after the one before."""
    made("type=question", "priority=low", now="2026-11-23T02:50:00Z")
    made("type=problem", "status=closed", now="2026-11-23T02:51:00Z")
    made("priority=urgent", "contact=Mai", now="2026-11-23T02:52:00Z")


def _serials(cli: Cli, *words: str) -> list[int]:
    answer = cli("list", "--columns", "serial", *words, "--json")
    assert answer.code == 0, answer.err
    return [row["serial"] for row in answer.json["rows"]]


# --- The document ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("three")
def test_a_list_without_options_has_the_usual_columns_newest_change_first(cli: Cli) -> None:
    answer = cli("list", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert list(answer.json) == ["total", "offset", "limit", "rows"]
    assert (answer.json["total"], answer.json["offset"], answer.json["limit"]) == (3, 0, 50)
    assert [list(row) for row in answer.json["rows"]] == [
        ["serial", "subject", "status", "type", "priority", "contact", "assignee", "updated"]
    ] * 3
    assert answer.json["rows"][1] == {
        "serial": 2, "subject": "Printer is on fire", "status": "closed", "type": "problem",
        "priority": "normal", "contact": None, "assignee": None, "updated": "2026-11-23T02:51:00Z",
    }  # fmt: skip
    assert [row["serial"] for row in answer.json["rows"]] == [3, 2, 1]


@pytest.mark.usefixtures("three")
def test_every_key_can_be_a_column(cli: Cli) -> None:
    answer = cli("list", "#3", "--columns", ",".join(COLUMN_KEYS), "--json")
    (row,) = answer.json["rows"]
    assert list(row) == list(COLUMN_KEYS)
    shown = cli("show", "3", "--json").json
    assert row == {key: shown[key] for key in COLUMN_KEYS}


@pytest.mark.usefixtures("three")
def test_aliases_name_the_column_they_stand_for(cli: Cli) -> None:
    aliases = (
        "assign_to,created_at,updated_at,due_at,closed_at,contact_name,contact_phone,contact_email"
    )
    (row,) = cli("list", "#2", "--columns", aliases, "--json").json["rows"]
    assert list(row) == [
        "assignee", "created", "updated", "due", "closed", "contact", "phone", "email",
    ]  # fmt: skip
    assert row["closed"] == "2026-11-23T02:51:00Z"


@pytest.mark.usefixtures("three")
def test_a_column_named_twice_stands_once(cli: Cli) -> None:
    answer = cli("list", "#1", "--columns", " Status ,serial,STATUS", "--json")
    assert [list(row) for row in answer.json["rows"]] == [["status", "serial"]]


@pytest.mark.parametrize("columns", ["", ",", "serial,", "colour", "cf.none", "sérialx", "\udcff"])
def test_a_column_that_is_none_is_a_fault_of_usage(cli: Cli, columns: str) -> None:
    assert cli("list", "--columns", columns, "--json").error == (2, "usage")


def test_custom_fields_are_columns(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("unique_key,subject,region\n1,x,north\n2,y,\n", encoding="utf-8")
    plan = tmp_path / "map.toml"
    plan.write_text(
        '[fields]\nexternal_id = "unique_key"\nsubject = "subject"\n"cf.region" = "region"\n',
        encoding="utf-8",
    )
    assert cli("import", str(path), "--map", str(plan)).code == 0
    answer = cli("list", "--columns", "cf.REGION,subject", "--sort", "serial", "--json")
    assert answer.json["rows"] == [
        {"cf.region": "north", "subject": "x"},
        {"cf.region": None, "subject": "y"},
    ]
    assert cli("edit", "2", "--set", "cf.region=south").code == 0
    assert cli("show", "2", "--json").json["custom"] == {"region": "south"}
    assert cli("edit", "2", "--set", "cf.region=").code == 0
    assert cli("show", "2", "--json").json["custom"] == {}


# --- Order and pages ------------------------------------------------------------------------------


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("sort", "serials"),
    [
        (["--sort", "serial"], [1, 2, 3]),
        (["--sort", "-serial"], [3, 2, 1]),
        (["--sort=-updated"], [3, 2, 1]),
        (["--sort", "-priority,serial"], [3, 2, 1]),
        (["--sort", "updated_at"], [1, 2, 3]),
    ],
)
def test_a_list_is_sorted_by_the_keys_named(cli: Cli, sort: list[str], serials: list[int]) -> None:
    assert _serials(cli, *sort) == serials
    assert [row["serial"] for row in cli(*sort, "list", "--json").json["rows"]] == serials


@pytest.mark.parametrize(("sort", "column"), [("", 1), ("uid", 1), ("serial,colour", 8), ("-", 1)])
def test_a_key_that_cannot_be_sorted_by_is_a_fault_of_the_query(
    cli: Cli, sort: str, column: int
) -> None:
    answer = cli("list", "--sort", sort, "--json")
    assert answer.error == (2, "query")
    assert answer.json["error"]["column"] == column


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("words", "serials"),
    [
        (["--limit", "2"], [3, 2]),
        (["--limit", "2", "--offset", "2"], [1]),
        (["--limit", "0"], [3, 2, 1]),
        (["--limit", "0", "--offset", "1"], [2, 1]),
        (["--offset", "3"], []),
        (["--offset", "9" * 25], []),
        (["--limit", "9" * 25], [3, 2, 1]),
        (["--limit", "0", "--offset", "9" * 25], []),
        (["--limit", "10000", "--offset", "1"], [2, 1]),
    ],
)
def test_a_page_is_what_limit_and_offset_say_of_the_whole(
    cli: Cli, words: list[str], serials: list[int]
) -> None:
    answer = cli("list", *words, "--json")
    assert answer.code == 0
    assert answer.json["total"] == 3
    assert [row["serial"] for row in answer.json["rows"]] == serials
    for name, default in (("limit", 50), ("offset", 0)):
        asked = int(words[words.index(f"--{name}") + 1]) if f"--{name}" in words else default
        assert answer.json[name] == asked


# --- Queries --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ([], 3),
        (["-type:question"], 2),
        (["-type:question", "-type:problem"], 1),
        (["status:closed"], 1),
        (["-status:closed", "priority:>=high"], 1),
        (["created:today"], 3),
        (["~status:closed"], 3),
        (["printer fire"], 3),
        (["--", "-type:question"], 2),
    ],
)
def test_count_tells_how_many_match(cli: Cli, query: list[str], count: int) -> None:
    assert cli("count", *query).out == f"{count}\n"
    assert cli("count", "--json", *query).out == f'{{"count":{count}}}\n'
    assert cli("--format", "json", "count", *query).json == {"count": count}


@pytest.mark.usefixtures("three")
def test_the_present_instant_is_the_one_that_is_named(cli: Cli) -> None:
    assert cli("count", "created:today", now="2026-11-23T16:59:59Z").out == "3\n"
    # Midnight in Hồ Chí Minh City.
    assert cli("count", "created:today", now="2026-11-23T17:00:00Z").out == "0\n"
    assert cli("count", "created:today", "--tz", "UTC", now="2026-11-23T17:00:00Z").out == "3\n"


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("status:", 8),
        ("colour:red", 1),
        ("status:done", 8),
        ('new "abc', 5),
        ("(a", 1),
        ("x \udcff", 3),
    ],
)
def test_a_query_that_cannot_be_read_names_the_column(cli: Cli, query: str, column: int) -> None:
    for command in ("count", "list"):
        answer = cli(command, query, "--json")
        assert answer.error == (2, "query")
        assert answer.json["error"]["column"] == column
        assert answer.err.endswith(f"(column {column})\n")


# --- CSV and text ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("three")
def test_csv_has_a_header_of_keys_and_line_ends_of_the_standard(cli: Cli) -> None:
    answer = cli(
        "list", "--columns", "serial,type,updated_at,ccs", "--format", "csv", "--limit", "2"
    )
    assert answer.out == (
        "serial,type,updated,ccs\r\n3,,2026-11-23T02:52:00Z,\r\n2,problem,2026-11-23T02:51:00Z,\r\n"
    )
    assert cli("list", "zebra", "--format", "csv", "--columns", "serial").out == "serial\r\n"


def test_no_cell_of_the_csv_starts_a_formula_and_none_is_lost(cli: Cli, made: Make) -> None:
    texts = [*PAYLOADS, 'a "quoted", text', "two\nlines", "=1+1", "@x", "-x", "+x", "\tx"]
    for text in texts:
        made(f"description={text}")
    answer = cli(
        "list", "--columns", "description", "--sort", "serial", "--format", "csv", "--limit", "0"
    )
    cells = [row[0] for row in csv.reader(io.StringIO(answer.out, newline=""))][1:]
    assert not any(cell[0] in "=+-@\t\r" for cell in cells)
    assert [cell.removeprefix("'") for cell in cells] == texts


def test_csv_is_for_lists_alone(cli: Cli) -> None:
    for words in (["count"], ["show", "1"], ["agents", "list"], ["create", "--set", "subject=x"]):
        answer = cli(*words, "--format", "csv")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err
    assert cli("count").out == "0\n"


def test_hostile_text_comes_back_unchanged(cli: Cli, made: Make) -> None:
    texts = [text for text in NAUGHTY if not is_blank(text)][::9]
    for text in texts:
        made(f"subject={text}", f"description={text}", f"external_id={text}"[:200])
    answer = cli(
        "list", "--columns", "subject,description", "--sort", "serial", "--limit", "0", "--json"
    )
    rows = answer.json["rows"]
    assert [row["description"] for row in rows] == texts
    assert [row["subject"] for row in rows] == [one_line(text) for text in texts]


def test_text_for_people_cannot_steer_the_terminal(cli: Cli, made: Make) -> None:
    serial = made("subject=\x1b[2Jred\x07", "description=a\x1b]0;x\x07\nb\u202ec\x9bd")
    for words in (["list"], ["show", str(serial)]):
        answer = cli(*words)
        assert not {"\x1b", "\x07", "\u202e", "\x9b", "\r"} & set(answer.out)
        assert "␛[2Jred␇" in answer.out
    # The JSON has the text itself.
    assert cli("show", str(serial), "--json").json["subject"] == "\x1b[2Jred\x07"


@pytest.mark.usefixtures("three")
def test_a_list_for_people_says_how_many_there_are(cli: Cli) -> None:
    answer = cli("list", "--limit", "2", "--columns", "serial,status")
    assert answer.out == "serial  status\n3       new\n2       closed\n"
    assert answer.err == "2 of 3 tickets\n"


# --- The right to export --------------------------------------------------------------------------


def test_a_whole_list_in_a_file_asks_for_the_right_to_export(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_right, "MOST_WITHOUT_RIGHT", 3)
    cli("agents", "add", "lan")
    for _ in range(5):
        assert cli("create", "--set", "subject=x", as_="lan").code == 0
    for words in (["--json"], ["--format", "csv"]):
        refused = cli("list", "--limit", "0", *words, as_="lan")
        assert refused.code == 4
        assert "export" in refused.err
        assert cli("list", "--limit", "4", *words, as_="lan").code == 4
        # Page by page, and the last pages of a longer list.
        assert cli("list", "--limit", "3", *words, as_="lan").code == 0
        assert cli("list", "--limit", "0", "--offset", "2", *words, as_="lan").code == 0
        assert cli("list", "--limit", "0", *words).code == 0
    assert cli("list", "--limit", "0", "--json", as_="lan").error == (4, "not_allowed")
    # A table is read, not exported.
    assert cli("list", "--limit", "0", as_="lan").code == 0
    cli("roles", "set", "agent", "--set", "rights=create,edit,export")
    assert cli("list", "--limit", "0", "--json", as_="lan").code == 0
