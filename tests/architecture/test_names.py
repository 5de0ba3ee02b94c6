"""Names say what a thing is: no file, class or test hides behind an empty word."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EMPTY_WORDS = ("utils", "helpers", "common", "misc", "manager", "base", "core", "widgets", "mixed")
BANNED_IN_TESTS = ("works", "correctly", "properly", "handles", "as_expected")
TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "helpdesk_desktop",
    "resources",
    "tests",
    "packaging",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
}
MOST_LINES = 500


def _python(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (ROOT / folder).rglob("*.py")


def _parts(name: str) -> set[str]:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return set(spaced.lower().strip("_").split("_"))


def test_no_file_or_folder_has_an_empty_name() -> None:
    offenders = [
        path.relative_to(ROOT).as_posix()
        for path in _python("helpdesk_desktop", "tests", "packaging")
        if any(_parts(Path(part).stem) & set(EMPTY_WORDS) for part in path.relative_to(ROOT).parts)
    ]
    assert offenders == []


def test_no_class_has_an_empty_name() -> None:
    offenders = [
        f"{path.relative_to(ROOT).as_posix()}:{found.name}"
        for path in _python("helpdesk_desktop", "tests")
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(found, ast.ClassDef) and _parts(found.name) & set(EMPTY_WORDS)
    ]
    assert offenders == []


def test_test_names_say_what_is_true() -> None:
    offenders = [
        found.name
        for path in _python("tests")
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(found, ast.FunctionDef)
        and found.name.startswith("test_")
        and any(re.search(rf"(^|_){word}(_|$)", found.name) for word in BANNED_IN_TESTS)
    ]
    assert offenders == []


def test_a_long_file_says_why_it_is_long() -> None:
    offenders = []
    for path in _python("helpdesk_desktop"):
        text = path.read_text(encoding="utf-8")
        docstring = ast.get_docstring(ast.parse(text)) or ""
        if len(text.splitlines()) > MOST_LINES and "Long because" not in docstring:
            offenders.append(path.relative_to(ROOT).as_posix())
    assert offenders == []


def test_every_module_says_what_it_is_for() -> None:
    offenders = [
        path.relative_to(ROOT).as_posix()
        for path in _python("helpdesk_desktop")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert offenders == []


def test_the_top_level_holds_what_the_layout_knows() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.splitlines()
    top = {line.partition("/")[0] for line in listed}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL
    assert "uv.lock" not in listed
