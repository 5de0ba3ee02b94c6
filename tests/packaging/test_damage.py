"""The trial that breaks a bundle: what it lets through, and what it does not."""

import os
import sys
from pathlib import Path

import pytest

from building import damage
from steps import TaskFailedError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs of a Unix shell")
PARTS = ("module.pyc", "library.so", "migration.py")
SENTENCE = "echo 'Install Helpdesk Desktop again' >&2; exit 3"


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle with a part of each kind, whose programs are still to be written."""
    monkeypatch.setattr(damage, "FOLDER", tmp_path / "smoke")
    top = tmp_path / "bundle"
    (top / "lib").mkdir(parents=True)
    for name in PARTS:
        (top / "lib" / name).write_text("whole", encoding="utf-8")
    (top / "lib" / "parts.txt").touch()  # or the script that starts it looks at nothing
    return top


def _write_programs(top: Path, otherwise: str) -> None:
    """Programs that end well where every part is whole, and otherwise as told."""
    looks = " && ".join(f'[ "$(cat "$here/lib/{name}")" = whole ]' for name in PARTS)
    for name in ("helpdesk-desktop", "helpdesk-desktop-cli"):
        path = top / name
        path.write_text(
            '#!/bin/sh\n[ "$1" = --version ] && exit 0\n'
            f'here=$(dirname "$0")\nif {looks}; then echo right; else {otherwise}; fi\n',
            encoding="utf-8",
        )
        path.chmod(0o755)


def test_a_program_that_says_what_it_lacks_passes(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write_programs(frozen, SENTENCE)
    damage.try_damage(frozen, count=6)
    told = capsys.readouterr().out
    assert "6 files taken away or cut" in told
    assert "'a sentence': " in told
    assert "'right': " in told


@pytest.mark.parametrize(
    "otherwise",
    [
        "echo 'Install Helpdesk Desktop again' >&2; exit 1",
        "exit 3",
        "echo 'Traceback: Install Helpdesk Desktop again' >&2; exit 3",
        "echo wrong",
        "kill -BUS $$",
    ],
    ids=["other-code", "no-sentence", "trace", "wrong-answer", "signal"],
)
def test_every_other_end_is_named_with_the_file(frozen: Path, otherwise: str) -> None:
    _write_programs(frozen, otherwise)
    with pytest.raises(TaskFailedError, match=r"^[\w./-]+ (gone|empty|half|without its end): "):
        damage.try_damage(frozen, count=12)


def test_the_bundle_itself_stays_whole(frozen: Path) -> None:
    _write_programs(frozen, SENTENCE)
    damage.try_damage(frozen, count=6)
    assert {path.name for path in (frozen / "lib").iterdir()} == {*PARTS, "parts.txt"}
    assert all((frozen / "lib" / name).read_text(encoding="utf-8") == "whole" for name in PARTS)
    assert os.access(frozen / "helpdesk-desktop", os.X_OK)
