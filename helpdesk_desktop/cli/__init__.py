"""The program without a window, for scripts and for IT: `helpdesk-desktop-cli`."""

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.arguments import parse_arguments, wants_json
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable

_INTERRUPTED = 130  # what shells expect after Ctrl+C
# How the systems say that the reader of a pipe has gone; Windows has the second.
_GONE = {errno.EPIPE, errno.EINVAL}


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; answers the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    _prepare_streams()
    try:
        code = _done(given)
    except HelpdeskError as error:
        code = answers.exit_of(error)
        with suppress(OSError):  # nobody hears it: the exit code still tells
            answers.write_error(error, in_json=wants_json(given), out=sys.stdout)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except OSError as error:
        if not _is_broken(sys.stdout) and not _is_broken(sys.stderr):
            raise
        code = _unheard(error)
    # What a broken stream holds would be tried once more at the end, and complained about.
    if _is_broken(sys.stdout):
        sys.stdout = _nowhere()
    if _is_broken(sys.stderr):
        sys.stderr = _nowhere()
    return code


def _done(given: Sequence[str]) -> int:
    asked = parse_arguments(given)
    # SQL and drivers: what `--help` and a wrong word need not wait for.
    from helpdesk_desktop.cli import commands  # noqa: PLC0415  # as said above

    code = commands.run(asked, sys.stdout)
    sys.stdout.flush()
    return code


def _unheard(error: OSError) -> int:
    if error.errno in _GONE:
        return answers.EXIT_DONE  # `list | head`: the reader has enough
    reason = (error.strerror or str(error)).lower()
    with suppress(OSError):
        answers.say(Unavailable("output", reason=reason).message)
    return answers.EXIT_UNAVAILABLE


def _prepare_streams() -> None:
    # Closed by whoever started the program: it works on, unheard.
    if sys.stdin is None:
        sys.stdin = io.StringIO()
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    # Windows answers in a code page of its own and in CR LF otherwise.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  # it lives as long as the program


def _is_broken(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError:
        return True
    return False
