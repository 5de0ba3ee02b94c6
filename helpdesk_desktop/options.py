"""The only place for the words that the window's program takes when it is started."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk_desktop import __version__
from helpdesk_desktop.domain.preferences import THEMES, ThemeName
from helpdesk_desktop.domain.setting_keys import LOG_LEVELS


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line; None comes from environment and settings."""

    database: str | None = None
    password_file: str | None = None
    as_login: str | None = None
    time_zone: str | None = None
    theme: ThemeName | None = None
    is_demo: bool = False
    output: str | None = None
    log_level: str | None = None


def parse_options(words: Sequence[str]) -> Options:
    """The options in the words after the program's name; ends the program on a wrong one."""
    parser = argparse.ArgumentParser(
        prog="helpdesk-desktop",
        description="The ticket desk of a contact centre.",
        epilog="Scripts use helpdesk-desktop-cli, which needs no screen.",
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
    found = parser.parse_args(words)
    return Options(**vars(found))
