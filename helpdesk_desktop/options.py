"""The only place for the words that the window's program takes when it is started.

A link comes from browsers and mails, and on Windows as part of one line of text: it is the last
word, whatever stands after it belongs to it and makes it unreadable, and nothing of it is ever an
option or a file.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk_desktop import __version__
from helpdesk_desktop.domain.desk_links import is_desk_link
from helpdesk_desktop.domain.preferences import THEMES, ThemeName
from helpdesk_desktop.domain.setting_keys import LOG_LEVELS


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line; None comes from environment and settings.

    `link` is unread. `file` is a database that must be there; `database` may be made.
    """

    database: str | None = None
    password_file: str | None = None
    as_login: str | None = None
    time_zone: str | None = None
    theme: ThemeName | None = None
    is_demo: bool = False
    output: str | None = None
    log_level: str | None = None
    link: str | None = None
    file: str | None = None


def parse_options(words: Sequence[str]) -> Options:
    """The options in the words after the program's name; ends the program on a wrong one."""
    parser = argparse.ArgumentParser(
        prog="helpdesk-desktop",
        description="The ticket desk of a contact centre.",
        epilog="The last word may be a link, as in helpdesk:ticket/123. "
        "Scripts use helpdesk-desktop-cli, which needs no screen.",
    )
    parser.add_argument("--version", action="version", version=f"helpdesk-desktop {__version__}")
    parser.add_argument("--database", metavar="URL", help="file or server address")
    parser.add_argument("--password-file", metavar="PATH", help="mode 0600; - = standard input")
    parser.add_argument("--as", dest="as_login", metavar="LOGIN", help="the agent who works")
    parser.add_argument(
        "--tz", dest="time_zone", metavar="ZONE", help="time zone, e.g. Asia/Ho_Chi_Minh"
    )
    parser.add_argument("--theme", choices=THEMES, help="the window's looks, this time")
    parser.add_argument("--log-level", choices=LOG_LEVELS, help="how much the log file tells")
    parser.add_argument(
        "--demo",
        dest="is_demo",
        action="store_true",
        help="try it with sample data; without a screen: run the main job, report and end",
    )
    parser.add_argument(
        "--output", metavar="FOLDER", help="where a demo without a screen puts its files"
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a database file to open")
    others, link = _parted(words)
    found = Options(**vars(parser.parse_args(others)), link=link)
    if found.file is not None and (found.database is not None or link is not None):
        parser.error("FILE stands alone: without --database and without a link")
    return found


def _parted(words: Sequence[str]) -> tuple[Sequence[str], str | None]:
    for place, word in enumerate(words):
        if is_desk_link(word):
            return words[:place], " ".join(words[place:])
    return words, None
