"""The manual pages of both programs, made of what their own `--help` says.

So a page knows every option that the program knows, and none that it does not.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from building.identity import COMMAND_LINE, NAME, TITLE, build_moment, version
from steps import heard

_WIDTH = {"COLUMNS": "78"}
_FILES = """\
.SH FILES
.TP
.I ~/.config/helpdesk-desktop/settings.toml
the settings of this person
.TP
.I /etc/helpdesk-desktop/policy.toml
what this computer's administrator decides for everybody
.TP
.I ~/.local/share/helpdesk-desktop
the local database, and what was typed and not saved yet
.TP
.I ~/.local/state/helpdesk-desktop/log
the log
"""
_ENVIRONMENT = """\
.SH ENVIRONMENT
.TP
.B HELPDESK_DATABASE_URL
the database where none is named
.TP
.B HELPDESK_AS
the login of the agent who works where none is named
"""
_EXITS = """\
.SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
something that was asked for was not done: a rejected row, a ticket that is not there
.TP
.B 2
wrong words, or a query that cannot be read
.TP
.B 3
no database there, unreachable, unreadable or read-only, or a file of the program is missing
.TP
.B 4
not allowed, a newer schema, or a foreign or damaged file
"""


def window_page(python: Path) -> str:
    """helpdesk-desktop(1)."""
    told = _help(python, "helpdesk_desktop")
    return _page(
        NAME,
        "the ticket desk of a contact centre",
        f".B {NAME}\n[options]\n.RI [ file | link ]\n",
        f"{TITLE} lists, finds and opens the tickets of a contact centre. Without options\n"
        "it opens the database that was open last; the first time it asks where the tickets are.\n"
        "A link (helpdesk:ticket/123) is shown by the window that is open, and stands last.\n"
        ".SH OPTIONS\n" + _verbatim(_without_usage(told)),
        COMMAND_LINE,
    )


def command_line_page(python: Path) -> str:
    """helpdesk-desktop-cli(1)."""
    told = _help(python, "helpdesk_desktop.cli")
    parts = [".SH OPTIONS AND COMMANDS\n", _verbatim(_without_usage(told))]
    for name in commands_of(told):
        own = _help(python, "helpdesk_desktop.cli", name)
        parts.append(f".SS {_escaped(name)}\n" + _verbatim(own))
    return _page(
        COMMAND_LINE,
        "works on a helpdesk database without a window",
        f".B {COMMAND_LINE}\n[options]\n.I command\n[words]\n",
        "Makes, fills, reads and changes a database of Helpdesk Desktop. It needs no screen.\n"
        + "".join(parts),
        NAME,
    )


def commands_of(told: str) -> list[str]:
    """The commands that a help text lists."""
    return re.findall(r"^    ([a-z][a-z-]+)(?:  |$)", told, re.MULTILINE)


@cache
def _help(python: Path, module: str, *words: str) -> str:
    # Asked once for all the packages of a build.
    return heard(python, "-m", module, *words, "--help", environment=_WIDTH)


def _page(name: str, what: str, synopsis: str, body: str, other: str) -> str:
    day = f"{build_moment():%Y-%m-%d}"
    return (
        f'.TH {_escaped(name).upper()} 1 {day} "{TITLE} {version()}" "User commands"\n'
        f".SH NAME\n{_escaped(name)} \\- {what}\n"
        f".SH SYNOPSIS\n{synopsis.replace('-', chr(92) + '-')}"
        f".SH DESCRIPTION\n{body}{_EXITS}{_ENVIRONMENT}{_FILES}"
        f".SH SEE ALSO\n.BR {_escaped(other)} (1)\n"
    )


def _without_usage(told: str) -> str:
    return told.split("\n\n", 1)[-1]


def _verbatim(text: str) -> str:
    return f".nf\n{_escaped(text.rstrip())}\n.fi\n"


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", escaped, flags=re.MULTILINE)
