"""Standard output and error as the system gives them: full, closed, or left by the reader."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from helpdesk_desktop.cli import answers, main
from helpdesk_desktop.cli.output import Output
from helpdesk_desktop.domain.errors import Unavailable
from tests.cli_program import NOW, Cli

_ROOT = Path(__file__).parents[2]
_FULL = Path("/dev/full")
# Either way of writing breaks at another moment: at once, or when the buffer is handed over.
_BUFFERINGS: dict[str, Mapping[str, str]] = {
    "unbuffered": {"PYTHONUNBUFFERED": "1"},
    "buffered": {"PYTHONUNBUFFERED": ""},
}
both_bufferings = pytest.mark.parametrize("environment", _BUFFERINGS.values(), ids=_BUFFERINGS)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of 600 tickets: a list of them is longer than a pipe holds."""
    path = tmp_path_factory.mktemp("output") / "desk.db"
    assert main(["--database", str(path), "--now", NOW, "fill", "--tickets", "600"]) == 0
    return str(path)


def _started(
    desk: str, *words: str, environment: Mapping[str, str] = _BUFFERINGS["buffered"], **options: Any
) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "helpdesk_desktop.cli", "--database", desk, *words]
    before = options.pop("before", [])
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen(
        [*before, *command],
        cwd=_ROOT,
        env=os.environ | environment,
        text=True,
        encoding="utf-8",
        **options,
    )


@both_bufferings
@pytest.mark.parametrize("format_", ["text", "json", "csv"])
def test_a_reader_that_has_enough_ends_a_list_in_silence(
    desk: str, format_: str, environment: Mapping[str, str]
) -> None:
    columns = "serial,description,uid,subject,contact,email,company,created,updated"
    words = ("list", "--limit", "0", "--columns", columns, "--format", format_)
    with _started(desk, *words, environment=environment) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == ""
        assert program.wait() == 0


def test_standard_output_is_utf_8_whatever_the_system_speaks(desk: str) -> None:
    environment = {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"}
    with _started(desk, "create", "--set", "subject=Đơn hàng 京", environment=environment) as it:
        out, err = it.communicate()
    assert (it.returncode, err) == (0, "")
    with _started(desk, "show", out.strip(), "--json", environment=environment) as it:
        assert '"subject":"Đơn hàng 京"' in it.communicate()[0]


if _FULL.exists():  # a device of Linux

    @both_bufferings
    @pytest.mark.parametrize(
        "words",
        [
            ["count", "--json"],
            ["list", "--limit", "0", "--format", "csv"],
            ["init"],
            ["--help"],
        ],
    )
    def test_a_full_disk_is_said_once_and_ends_with_three(
        desk: str, words: list[str], environment: Mapping[str, str]
    ) -> None:
        with (
            _FULL.open("w", encoding="utf-8") as full,
            _started(desk, *words, environment=environment, stdout=full) as program,
        ):
            err = program.communicate()[1]
        assert err == "The answer cannot be written: no space left on device.\n"
        assert program.returncode == 3

    @both_bufferings
    def test_what_is_asked_for_is_done_though_the_answer_is_lost(
        desk: str, run: Cli, environment: Mapping[str, str]
    ) -> None:
        subject = f"unheard {environment['PYTHONUNBUFFERED']}"
        words = ("edit", "1", "2", "3", "--set", f"subject={subject}")
        with (
            _FULL.open("w", encoding="utf-8") as full,
            _started(desk, *words, environment=environment, stdout=full) as program,
        ):
            program.communicate()
        assert program.returncode == 3
        for serial in ("1", "2", "3"):
            shown = run("--database", desk, "show", serial, "--json").json
            assert shown["subject"].strip() == subject.strip()

    def test_an_error_keeps_its_code_though_nobody_hears_it(desk: str) -> None:
        with _FULL.open("w", encoding="utf-8") as full:
            for words, code in ((["show", "9999"], 1), (["count", "status:"], 2)):
                with _started(desk, *words, "--json", stdout=full, stderr=full) as program:
                    assert program.wait() == code


if os.name == "posix":

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (["list", "--limit", "0", "--json"], 0),
            (["create", "--set", "subject=x"], 0),
            (["--version"], 0),
            (["count", "status:", "--json"], 2),
        ],
    )
    def test_with_every_stream_closed_the_work_is_done_all_the_same(
        desk: str, words: list[str], code: int
    ) -> None:
        closing = ["sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-']
        with _started(desk, *words, before=closing) as program:
            assert program.wait() == code
        with _started(desk, "check") as program:
            assert program.communicate() == ("The database is sound.\n", "")


def test_a_document_that_broke_off_gets_no_second_one(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    out = Output(stream)
    out.write('{"total":2,"rows":[')
    answers.write_error(Unavailable("connection_lost"), in_json=True, out=out)
    assert stream.getvalue() == '{"total":2,"rows":['
    assert capsys.readouterr().err.startswith("The connection to the database was lost.")


def test_help_and_version_are_answers(run: Cli) -> None:
    for words in (["--help"], ["list", "-h"], ["agents", "add", "--help"]):
        answer = run(*words)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.startswith("usage: helpdesk-desktop-cli")
    assert run("--version").out.startswith("helpdesk-desktop ")
