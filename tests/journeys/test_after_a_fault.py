"""The real program with a fault in it: nothing typed is lost, and no secret is told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpdesk_desktop.services.log_file import log_path
from helpdesk_desktop.services.places import state_folder
from tests.at_the_desk import LONGEST_MS, DeskFile
from tests.builders import opened
from tests.journeys.crashing_child import SUBJECT

ROOT = Path(__file__).resolve().parents[2]


def _run(mode: str, file: DeskFile) -> subprocess.CompletedProcess[str]:
    words = ("--database", str(file.path), "--as", file.login, "--log-level", "info")
    return subprocess.run(
        [sys.executable, "-m", "tests.journeys.crashing_child", mode, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_MS / 1_000,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
    )


def test_a_storm_of_faults_loses_no_text_and_the_program_closes(desk_file: DeskFile) -> None:
    done = _run("storm", desk_file)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[0])
    assert "times by now" in said["counter"]
    assert "in _storm" in said["report"]
    with opened(str(desk_file.path), desk_file.login) as desk:
        drafts = [dict(draft.fields) for draft in desk.drafts.load_all()]
    assert [draft["subject"] for draft in drafts] == [SUBJECT]
    log = log_path().read_text(encoding="utf-8")
    assert "the window starts: version" in log
    assert log.count("uncaught error in the window") == 5
    for text in (said["report"], log):
        assert "geheim" not in text
    assert "hàng" not in said["report"]
    assert list(state_folder().glob("fatal-*")) == []


@pytest.mark.parametrize(
    ("mode", "kind"),
    # Qt keeps what Python gave it to itself.
    [("fatal", "Segmentation fault"), ("qt", "[A qFatal() call")],
    ids=("fatal", "qt"),
)
def test_what_killed_the_program_is_told_at_the_next_start_once(
    desk_file: DeskFile, mode: str, kind: str
) -> None:
    assert _run(mode, desk_file).returncode != 0
    assert len(list(state_folder().glob("fatal-*"))) == 1
    done = _run("again", desk_file)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[0])
    assert "the last time" in said["headline"]
    assert f"--- {kind}" in said["report"]
    assert "in _die" in said["report"]
    assert "geheim" not in said["report"]
    assert list(state_folder().glob("fatal-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
def test_a_program_without_streams_ends_as_one_with_them() -> None:
    closed = 'exec "$0" -m helpdesk_desktop "$@" >&- 2>&-'
    for words, code in (((), 3), (("--nonsense",), 2), (("--version",), 0)):
        done = subprocess.run(
            ["/bin/sh", "-c", closed, sys.executable, *words],
            cwd=ROOT,
            check=False,
            env={"PATH": "", "PYTHONPATH": str(ROOT)},
        )
        assert done.returncode == code
