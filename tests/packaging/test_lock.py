"""What bundles are built with: pinned, with hashes, and without a word of where it came from."""

import re
import tomllib
from pathlib import Path

import pytest

import lock

ROOT = Path(__file__).resolve().parents[2]
TEXT = lock.LOCK.read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _pins() -> dict[str, list[tuple[int, ...]]]:
    pins: dict[str, list[tuple[int, ...]]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([0-9.]+)", TEXT, re.MULTILINE):
        pins.setdefault(name, []).append(_numbers(version))
    return pins


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.strip(".").split("."))


def _wishes() -> list[str]:
    extra = PROJECT["optional-dependencies"]["packaging"]
    return [*PROJECT["dependencies"], *extra]


def test_names_versions_and_hashes_stand_in_it_and_nothing_else() -> None:
    assert lock.strange_lines(TEXT) == []
    assert "://" not in TEXT
    assert "/" not in re.sub(r"`.*?`", "", TEXT.split("\n\n", maxsplit=1)[0].split("==")[0])


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://host.invalid/simple",
        "--find-links /home/somebody/wheels",
        "thing @ file:///home/somebody/thing.whl",
        "thing==1.0 --index-url x \\",
        "    # via /home/somebody/project",
    ],
)
def test_a_line_that_says_where_something_came_from_is_found(line: str) -> None:
    assert lock.strange_lines(f"{TEXT}{line}\n") == [line]


def test_every_pin_has_hashes() -> None:
    pins = re.findall(r"^[a-z].*\\\n(    --hash=sha256:[0-9a-f]{64})", TEXT, re.MULTILINE)
    assert len(pins) == TEXT.count("==") - TEXT.count(" == ")
    assert len(pins) == sum(map(len, _pins().values()))


def test_what_pyproject_asks_for_is_pinned_within_its_bounds() -> None:
    pins = _pins()
    for wish in _wishes():
        requirement, _, marker = wish.partition(";")
        found = re.match(r"[A-Za-z0-9._-]+", requirement)
        assert found is not None
        pinned = pins[re.sub(r"[-_.]+", "-", found.group()).lower()]
        assert pinned
        for sign, bound in re.findall(r"(>=|<)([0-9.]+)", requirement):
            # PySide6 has a pin for each of its two markers, and one of them must fit.
            fits = [
                version >= _numbers(bound) if sign == ">=" else version < _numbers(bound)
                for version in pinned
            ]
            assert any(fits) if marker else all(fits), wish


def test_pythons_older_than_312_get_the_qt_that_does_not_abort() -> None:
    old = re.search(r"(?m)^pyside6-essentials==(\S+) ; python_full_version < '3.12'", TEXT)
    assert old is not None
    assert _numbers(old.group(1)) < (6, 12)
