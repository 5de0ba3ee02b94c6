"""`list --output`: a file instead of an answer, and `import --sheet`."""

import json
from pathlib import Path

import pytest

from helpdesk_desktop.cli import main
from tests.builders import add_agent, add_role, add_ticket, opened
from tests.workbooks import row, saved, sheet, workbook


@pytest.fixture
def url(database_url: str) -> str:
    with opened(database_url) as desk:
        add_role(desk, "plain", tickets="all", contacts="all", rights="create")
        add_agent(desk, "lan", role="plain")
        for subject in ("=1+1", "b", "c"):
            add_ticket(desk, subject)
    return database_url


def _list(url: str, *words: str, as_: str = "boss") -> int:
    return main(["--database", url, "--as", as_, "list", *words])


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_list_becomes_a_file(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_text("old", "utf-8")
    words = ("--columns", "subject,serial", "--sort", "serial", "--limit", "2")
    assert _list(url, "--output", str(path), *words) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert f"2 of 3 tickets written to {path}" in said.err
    assert path.read_bytes()[:2] in {b"PK", b"\xef\xbb", b'{"'}
    other = tmp_path / "again.csv"
    code = main(["--database", url, "--as", "boss", "import", "--json", str(path)])
    assert code == 0
    totals = json.loads(capsys.readouterr().out)["totals"]
    assert (totals["created"], totals["rows"]) == (2, 2)
    assert not other.exists()


def test_json_answers_what_was_written(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    assert _list(url, "--json", "--output", str(path)) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(path), "rows": 3, "total": 3}
    assert json.loads(path.read_text("utf-8"))["total"] == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--format", "xlsx"), 2), (("--output", "a.txt"), 2), (("--output", "gone/a.csv"), 3),
        (("--output", "a.csv", "--columns", "nope"), 2), (("--output", "", "--format", "csv"), 2),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told(
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert _list(url, *words) == code
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_needs_the_right_to_export(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _list(url, "--output", str(tmp_path / "a.csv"), as_="lan") == 4
    assert "export" in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("command", ["count", "agents list"])
def test_only_lists_are_workbooks(url: str, command: str) -> None:
    assert main(["--database", url, "--as", "boss", *command.split(), "--format", "xlsx"]) == 2


def test_a_sheet_of_a_workbook_is_imported_on_wish(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = row(1, "subject", "status")
    parts = workbook(
        {"One": sheet(header + row(2, "a", "new")), "Hai": sheet(header + row(2, "b", "closed"))}
    )
    path = str(saved(tmp_path, parts))
    words = ["--database", url, "--as", "boss", "import", path, "--sheet"]
    assert main([*words, "Hai"]) == 0
    assert main([*words, "Ba"]) == 2
    assert "Sheets: One, Hai" in capsys.readouterr().err
    main(["--database", url, "--as", "boss", "list", "status:closed", "--format", "csv"])
    assert ",b,closed," in capsys.readouterr().out
