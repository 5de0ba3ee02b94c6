"""The workflows name what is there: files, formats, versions of Python."""

import re
from pathlib import Path

import pytest

from building import FORMATS

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture(params=[path.stem for path in WORKFLOWS])
def text(request: pytest.FixtureRequest) -> str:
    return (ROOT / ".github" / "workflows" / f"{request.param}.yml").read_text(encoding="utf-8")


def test_there_are_tests_and_releases() -> None:
    assert [path.stem for path in WORKFLOWS] == ["release", "tests"]


def test_every_file_that_is_run_is_there(text: str) -> None:
    named = re.findall(r"\bpackaging/[\w./-]+\.(?:py|sh)", text)
    assert named
    for place in named:
        assert (ROOT / place).is_file(), place


def test_what_is_built_can_be_built(text: str) -> None:
    assert set(re.findall(r"--format (\w+)", text)) <= set(FORMATS)


def test_every_step_of_others_is_pinned_and_says_its_version(text: str) -> None:
    used = re.findall(r"uses: (.+)", text)
    assert used
    # A tag can be moved to other code; the sum of a commit cannot.
    pin = re.compile(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [name for name in used if not pin.fullmatch(name)] == []


def test_a_checkout_leaves_no_token_behind(text: str) -> None:
    checkouts = re.findall(r"uses: actions/checkout@.*\n((?: {8,}.*\n)*)", text)
    assert checkouts
    assert all("persist-credentials: false" in words for words in checkouts)


def test_no_script_of_a_step_is_written_by_what_it_is_given(text: str) -> None:
    # Through the environment a value stays a value.
    scripts = re.findall(r"run: \|\n((?: {10,}.*\n|\n)*)", text) + re.findall(r"run: (.+)", text)
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


def test_no_plain_text_has_a_colon_that_yaml_reads(text: str) -> None:
    names = re.findall(r"name: (.+)", text)
    assert [name for name in names if ": " in name and name[0] not in "\"'"] == []


def test_every_job_ends_of_itself(text: str) -> None:
    jobs = text.partition("\njobs:\n")[2]
    assert len(re.findall(r"^    runs-on:", jobs, re.MULTILINE)) == len(
        re.findall(r"^    timeout-minutes: \d+$", jobs, re.MULTILINE)
    )


def test_a_workflow_may_read_and_no_more_unless_it_says_so(text: str) -> None:
    assert "\npermissions:\n  contents: read\n" in text


def test_it_is_indented_by_twos_without_tabs(text: str) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    assert all(line == line.rstrip() and "\t" not in line for line in lines)
    assert all((len(line) - len(line.lstrip())) % 2 == 0 for line in lines)


def test_every_system_and_every_python_that_is_supported_is_tested() -> None:
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    assert 'python: ["3.11", "3.12", "3.13", "3.14"]' in text
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "(3, 14)" in (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    for system in ("ubuntu", "windows", "macos"):
        assert re.search(rf"system: \[.*{system}", text)


def test_a_release_waits_for_a_person_and_for_its_packages_to_have_run() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    assert "needs: [build, smoke]" in text
    assert "--draft" in text
    assert "SHA256SUMS" in text
