"""The catalogue of object names is that of the windows; what is gone stands in the changelog."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk_desktop.testing.name_walk import walked_names
from helpdesk_desktop.testing.object_names import (
    CATALOGUE,
    COMMAND,
    HEADING,
    Catalogue,
    ObjectName,
    read_catalogue,
    unsaid,
)

ROOT = Path(__file__).resolve().parents[2]
LINE = ObjectName("main_window", "subject", "QLineEdit", "Subject")
BUTTON = ObjectName("main_window", "add", "QPushButton", "Add")


@pytest.mark.timeout(400)  # it opens every screen of the program, some of them many times
@pytest.mark.usefixtures("qapp")
def test_the_catalogue_is_what_the_windows_have() -> None:
    written = {one.identity for one in read_catalogue().names}
    walked = {one.identity for one in walked_names()}
    new = sorted(walked - written)
    assert not new, f"{len(new)} names are new: run {COMMAND}. {new[:10]}"
    gone = sorted(written - walked)
    assert not gone, (
        f"{len(gone)} names are gone or of another class, and tests of others rely on them. Bring "
        f"them back, or run {COMMAND} and name them in CHANGELOG.md under “{HEADING}”. {gone[:10]}"
    )


def test_what_is_gone_is_named_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    missing = unsaid(read_catalogue(), changelog)
    assert not missing, f"name these in CHANGELOG.md under “{HEADING}”: {missing}"


def test_the_catalogue_is_written_in_order_and_in_no_language() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    assert read_catalogue().as_text() == text
    assert len(read_catalogue().names) > 1_000
    # Neither a name of the data that was walked through, nor a mark that is left over.
    assert not any(word in text for word in ("Minh", "ACME", "sample_", "⟨", "‹"))


def _dialogs() -> Iterator[str]:
    """The objectName that each dialog of the window gives itself in its source."""
    for path in (ROOT / "helpdesk_desktop" / "ui").rglob("*.py"):
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(found, ast.ClassDef) and "QDialog" in map(ast.unparse, found.bases):
                named = re.findall(r"self\.setObjectName\('(\w+)'\)", ast.unparse(found))
                yield from named[:1]


def test_the_walk_opens_every_dialog() -> None:
    screens = {one.screen for one in read_catalogue().names}
    dialogs = set(_dialogs())
    assert len(dialogs) > 15
    missed = sorted(dialogs - screens)
    assert not missed, f"let testing/name_walk.py open these, too: {missed}"


@pytest.mark.parametrize(
    ("walked", "gone"),
    [
        ((LINE, BUTTON), set()),
        ((LINE,), {"main_window/add"}),  # removed
        (
            (LINE, ObjectName("main_window", "add_it", "QPushButton")),
            {"main_window/add"},
        ),  # renamed
        ((LINE, ObjectName("main_window", "add", "QToolButton")), {"main_window/add"}),  # a class
        ((LINE, BUTTON, ObjectName("main_window", "new", "QLabel")), set()),  # more are no harm
        ((LINE, ObjectName("main_window", "add", "QPushButton", "Make")), set()),  # other words
    ],
    ids=["same", "removed", "renamed", "class", "added", "words"],
)
def test_a_name_that_is_gone_is_kept_until_the_changelog_names_it(
    walked: tuple[ObjectName, ...], gone: set[str], tmp_path: Path
) -> None:
    renewed = Catalogue(frozenset({LINE, BUTTON})).renewed(walked)
    path = tmp_path / "names.txt"
    path.write_text(renewed.as_text(), encoding="utf-8")
    again = read_catalogue(path)
    assert again == renewed
    assert set(unsaid(again, "# Changelog\n")) == gone
    # It stays gone when the catalogue is written once more.
    assert set(unsaid(again.renewed(walked), "")) == gone
    told = "".join(f"- `{place}` is called otherwise.\n" for place in gone)
    named = f"## [Unreleased]\n\n{HEADING}\n\n{told}\n### Fixed\n"
    assert unsaid(again, named) == []
    # Said elsewhere it does not count.
    assert set(unsaid(again, f"### Changed\n\n{told}\n{HEADING}\n")) == gone


def test_a_name_that_comes_back_is_gone_no_more() -> None:
    without = Catalogue(frozenset({LINE, BUTTON})).renewed([LINE])
    assert without.renewed([LINE, BUTTON]).gone == frozenset()
