"""`import`: the report to the letter, once and again."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli_program import Cli
from tests.importing import DATA, DEMO, written

_ROWS, _CLOSED = 700, 679  # resources/demo/sf311.csv
_NOTHING = {
    "rows": 0, "created": 0, "updated": 0, "unchanged": 0, "duplicate": 0, "rejected": 0,
    "warnings": 0,
}  # fmt: skip


def _document(name: str, totals: dict[str, int], **of_file: Any) -> dict[str, Any]:
    plain = {"preset": None, "encoding": "utf-8", "delimiter": ",", "date_order": "ymd"}
    span: dict[str, Any] = {"first_serial": None, "last_serial": None, "problems": []}
    return {
        "dry_run": of_file.pop("dry_run", False),
        "totals": _NOTHING | totals,
        "files": [{"file": name} | plain | _NOTHING | totals | span | of_file],
    }


@pytest.mark.smoke
def test_real_cases_come_in_once_however_often_they_are_imported(cli: Cli) -> None:
    words = ("import", str(DEMO / "sf311.csv"), "--json")
    first = cli(*words)
    assert first.code == 0
    assert first.err == ""
    expected = _document(
        "sf311.csv",
        {"rows": _ROWS, "created": _ROWS},
        preset="sf311",
        first_serial=1,
        last_serial=_ROWS,
    )
    assert first.json == expected
    assert list(first.json) == list(expected)
    assert list(first.json["totals"]) == list(_NOTHING)
    assert list(first.json["files"][0]) == [
        "file", "preset", "encoding", "delimiter", "date_order", *_NOTHING, "first_serial",
        "last_serial", "problems",
    ]  # fmt: skip
    assert cli("count", "status:closed").out == f"{_CLOSED}\n"
    again = cli(*words)
    assert again.code == 0
    assert again.json == _document("sf311.csv", {"rows": _ROWS, "unchanged": _ROWS}, preset="sf311")
    assert cli("count", "status:closed").out == f"{_CLOSED}\n"
    assert cli("count", "--json").json == {"count": _ROWS}


def test_a_dry_run_reports_the_same_and_stores_nothing(cli: Cli) -> None:
    words = ("import", str(DEMO / "sf311.csv"), "--dry-run")
    dry = cli(*words, "--json").json
    assert (dry["dry_run"], dry["totals"]["created"]) == (True, _ROWS)
    assert dry["files"][0]["first_serial"] is None
    assert cli(*words).out.endswith("This was a dry run: nothing was stored.\n")
    assert cli("count").out == "0\n"
    assert cli("groups", "list", "--json").json == {"groups": []}


def test_rejected_rows_end_with_one_and_lose_no_other(cli: Cli, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.csv",
        "id,subject,status,assign_to\n1,good,new,\n2,bad,dancing,\n3,late,closed,nobody-here\n"
        "1,good,new,\n4,ragged\n",
    )
    plan = written(
        tmp_path,
        "shop.toml",
        '[fields]\nexternal_id = "id"\nsubject = "subject"\nstatus = "status"\n'
        'assignee = "assign_to"\n[constants]\ntype = "problem"\n',
    )
    answer = cli("import", str(path), "--map", str(plan), "--json")
    assert answer.code == 1
    assert answer.json["totals"] == {
        "rows": 5, "created": 2, "updated": 0, "unchanged": 0, "duplicate": 1, "rejected": 2,
        "warnings": 2,
    }  # fmt: skip
    (file,) = answer.json["files"]
    assert file["preset"] is None
    problems = file["problems"]
    assert [
        (one["line"], one["column"], one["field"], one["code"], one["severity"]) for one in problems
    ] == [
        (3, "status", "status", "unknown_choice", "rejected"),
        (4, "assign_to", "assignee", "not_found", "warning"),
        (5, "id", "external_id", "duplicate", "warning"),
        (6, None, None, "ragged", "rejected"),
    ]
    assert all(
        list(one) == ["line", "column", "field", "code", "severity", "message"] for one in problems
    )
    assert cli("count", "type:problem").out == "2\n"


def test_an_update_writes_the_differences(cli: Cli, tmp_path: Path) -> None:
    plan = written(tmp_path, "shop.toml", '[fields]\nexternal_id = "id"\nsubject = "subject"\n')
    words = ("import", str(tmp_path / "a.csv"), "--map", str(plan), "--json")
    written(tmp_path, "a.csv", "id,subject\n1,one\n2,two\n")
    assert cli(*words).json["totals"]["created"] == 2
    written(tmp_path, "a.csv", "id,subject\n1,one\n2,changed\n")
    assert cli(*words).json["totals"]["unchanged"] == 2
    totals = cli(*words, "--update").json["totals"]
    assert (totals["updated"], totals["unchanged"]) == (1, 1)
    rows = cli("list", "--columns", "subject", "--sort", "serial", "--json").json["rows"]
    assert [row["subject"] for row in rows] == ["one", "changed"]


def test_every_file_has_its_report_and_the_totals_are_of_all(cli: Cli) -> None:
    files = [DEMO / "sf311.csv", DEMO / "boston311.csv"]
    report = cli("import", *map(str, files), "--json").json
    assert [one["file"] for one in report["files"]] == ["sf311.csv", "boston311.csv"]
    assert report["totals"]["rows"] == sum(one["rows"] for one in report["files"])
    first, second = report["files"]
    assert second["first_serial"] == first["last_serial"] + 1
    assert cli("count").out == f"{report['totals']['created']}\n"


def test_a_ragged_file_is_rejected_row_by_row(cli: Cli) -> None:
    answer = cli("import", str(DATA / "ibm-edb-tickets" / "tickets.csv"))
    assert answer.code == 1
    assert "20 rejected" in answer.out
    assert "  line 2: rejected: This row has 7 cells; the header has 9.\n" in answer.out


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["none.csv"], (3, "unavailable")),
        (["folder"], (3, "unavailable")),
        (["good.csv", "none.csv"], (3, "unavailable")),
        (["good.csv", "--map", "none.toml"], (3, "unavailable")),
        (["good.csv"], (2, "usage")),
        (["good.csv", "--preset", "none"], (2, "usage")),
        (["good.csv", "--preset", "sf311"], (2, "usage")),
        (["good.csv", "--preset", "sf311", "--map", "x"], (2, "usage")),
        (["bad.json"], (4, "damaged")),
        ([], (2, "usage")),
        ([""], (2, "usage")),
        (["good.csv", "--max-bytes", "-1"], (2, "usage")),
    ],
)
def test_an_import_that_cannot_begin_stores_nothing(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    error: tuple[int, str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    written(tmp_path, "good.csv", "colour,smell\nred,none\n")
    written(tmp_path, "bad.json", "{")
    assert cli("import", *words, "--json").error == error
    assert cli("count").out == "0\n"


def test_columns_that_are_not_taken_are_said_on_standard_error(cli: Cli, tmp_path: Path) -> None:
    assert cli("agents", "add", "sue", "--set", "role=supervisor").code == 0
    map_file = written(tmp_path, "m.toml", '[fields]\nsubject = "s"\n[options]\ncustom = ["*"]\n')
    file = written(tmp_path, "a.csv", "s,extra,contact.cf.tier\na,x,gold\n")
    sentence = "Not taken: there is no such field, and your role may not make one."
    said = [f"a.csv: column {name}: {sentence}" for name in ("extra", "contact.cf.tier")]
    words = ("import", str(file), "--map", str(map_file))
    for more in (("--dry-run",), ()):
        answer = cli(*words, *more, "--json", as_="sue")
        assert answer.code == 0
        assert answer.err.splitlines() == said
        assert answer.json["totals"]["warnings"] == 2
        assert answer.json["files"][0]["problems"][0] == {
            "line": None,
            "column": "extra",
            "field": None,
            "code": "not_allowed",
            "severity": "warning",
            "message": sentence,
        }
    answer = cli(*words, as_="sue")
    assert answer.err.splitlines() == said
    assert f"  file, extra: warning: {sentence}" in answer.out


def test_an_update_of_what_is_not_in_the_list_ends_with_one(cli: Cli, tmp_path: Path) -> None:
    assert cli("agents", "add", "tom", "--set", "role=agent").code == 0
    text = '[fields]\nexternal_id = "id"\nsubject = "s"\nassignee = "who"\n'
    map_file = written(tmp_path, "m.toml", text)
    words = ("import", str(tmp_path / "a.csv"), "--map", str(map_file))
    written(tmp_path, "a.csv", "id,s,who\n1,One,boss\n2,Two,\n")
    assert cli(*words).code == 0
    written(tmp_path, "a.csv", "id,s,who\n1,Uno,boss\n2,Due,\n")
    answer = cli(*words, "--update", "--json", as_="tom")
    assert answer.code == 1
    (problem,) = answer.json["files"][0]["problems"]
    assert (problem["line"], problem["field"], problem["code"]) == (2, "external_id", "not_found")
    assert cli("count", "--json").json == {"count": 2}
    assert cli("count", "subject:=One", "--json").json == {"count": 1}
