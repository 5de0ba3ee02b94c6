"""The program without a window, for scripts and for IT: `helpdesk-desktop-cli`."""

import sys
from collections.abc import Sequence
from contextlib import suppress

from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.arguments import Told, parse_arguments, wants_json
from helpdesk_desktop.cli.output import Output, OutputLost, leave_streams, prepare_streams
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable

_INTERRUPTED = 130  # what shells expect after Ctrl+C


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; answers the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    prepare_streams()
    out = Output(sys.stdout)
    try:
        code = _done(given, out)
    except HelpdeskError as error:
        code = answers.exit_of(error)
        with suppress(OutputLost):  # nobody hears it: the exit code still tells
            answers.write_error(error, in_json=wants_json(given), out=out)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except OutputLost as lost:
        code = _unheard(lost)
    leave_streams()
    return code


def _done(given: Sequence[str], out: Output) -> int:
    try:
        asked = parse_arguments(given)
    except Told as told:
        out.write(told.text)
        code = answers.EXIT_DONE
    else:
        # SQL and drivers: what `--help` and a wrong word need not wait for.
        from helpdesk_desktop.cli import commands  # noqa: PLC0415  # as said above

        code = commands.run(asked, out)
    out.flush()
    return code


def _unheard(lost: OutputLost) -> int:
    if lost.is_reader_gone:
        return answers.EXIT_DONE  # `list | head`: the reader has enough
    answers.say(Unavailable("output", reason=lost.reason).message)
    return answers.EXIT_UNAVAILABLE
