"""The program without a window, for scripts and for IT: `helpdesk-desktop-cli`."""

import os
import sys
from collections.abc import Sequence

from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.arguments import parse_arguments
from helpdesk_desktop.domain.errors import HelpdeskError

_INTERRUPTED = 130  # what shells expect after Ctrl+C


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; answers the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    # Windows answers in a code page of its own and in CR LF otherwise.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]  # both are text streams
    # What the words say before they are understood: a fault in them is told in JSON too.
    is_json = "--json" in given or "--format=json" in given
    try:
        asked = parse_arguments(given)
        is_json = answers.is_json(asked)
        # SQL and drivers: half a second that `--help` and a wrong word need not wait for.
        from helpdesk_desktop.cli import commands  # noqa: PLC0415  # as said above

        code = commands.run(asked, sys.stdout)
        sys.stdout.flush()
    except HelpdeskError as error:
        answers.write_error(error, in_json=is_json, out=sys.stdout)
        return answers.exit_of(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # `list | head`: the reader has enough. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return answers.EXIT_DONE
    return code
