"""How the last run ended is known at the next start, and told once."""

import subprocess
import sys
from pathlib import Path

from helpdesk_desktop.services.fatal_trace import FatalTrace, take_left_behind

ROOT = Path(__file__).resolve().parents[2]
_CHILD = """
import os, pathlib, sys
from helpdesk_desktop.services.fatal_trace import FatalTrace
run = FatalTrace(pathlib.Path({folder!r}))
run.begin()
{what}
"""


def _run(folder: Path, what: str) -> int:
    code = _CHILD.format(folder=str(folder), what=what)
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, stderr=subprocess.DEVNULL
    ).returncode


def test_a_run_that_a_fault_kills_leaves_its_stack(tmp_path: Path) -> None:
    assert _run(tmp_path, "import faulthandler; faulthandler._sigsegv()") != 0
    (dump,) = take_left_behind(tmp_path)
    assert "Segmentation fault" in dump
    assert 'File "<string>"' in dump
    assert take_left_behind(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_aborts_with_a_word_leaves_both(tmp_path: Path) -> None:
    assert _run(tmp_path, "run.note('no screen'); os.abort()") != 0
    (dump,) = take_left_behind(tmp_path)
    assert dump.startswith("Fatal error: no screen\nFatal Python error: Aborted")


def test_a_good_end_and_a_kill_leave_nothing_to_tell(tmp_path: Path) -> None:
    assert _run(tmp_path, "run.end()") == 0
    assert list(tmp_path.iterdir()) == []
    assert _run(tmp_path, "os.kill(os.getpid(), 9)") != 0
    assert take_left_behind(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_the_file_of_a_program_that_runs_is_left_to_it(tmp_path: Path) -> None:
    run = FatalTrace(tmp_path)
    run.begin()
    run.note("still here")
    try:
        code = (
            "import pathlib; from helpdesk_desktop.services.fatal_trace import take_left_behind;"
            f"print(take_left_behind(pathlib.Path({str(tmp_path)!r})))"
        )
        said = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
        )
        assert said.stdout == "[]\n"
        assert len(list(tmp_path.iterdir())) == 1
    finally:
        run.end()
    run.end()
    run.note("too late")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    run = FatalTrace(file / "deep")
    run.begin()
    run.note("nobody hears it")
    run.end()
    assert take_left_behind(file / "deep") == []


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "fatal-x.trace").mkdir()
    assert take_left_behind(tmp_path) == []
