"""The only place for the words of `backup`, `restore`, `check` and `doctor`."""

import argparse
from collections.abc import Callable
from typing import Final

# A server that does nothing at all for so long hangs, or waits for a lock of somebody who left.
DEFAULT_PATIENCE_S: Final = 60
_MOST_PATIENCE_S: Final = 86_400


def add_backup_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands of IT for one database."""
    backup = command("backup", "copy the local database, checked, while others work on it")
    backup.add_argument(
        "path", nargs="?", metavar="PATH", help="file or folder; else beside the database"
    )
    backup.add_argument("--force", action="store_true", help="replace a file that is there")
    backup.add_argument(
        "--timeout",
        dest="patience_s",
        type=_seconds,
        default=DEFAULT_PATIENCE_S,
        metavar="SECONDS",
        help=f"how long a server may be silent meanwhile (default {DEFAULT_PATIENCE_S})",
    )
    backup.add_argument("--list", dest="is_list", action="store_true", help="name those there are")

    restore = command("restore", "put a backup in the place of the local database, which is kept")
    restore.add_argument("backup", metavar="BACKUP")
    restore.add_argument("--dry-run", action="store_true", help="only see whether it is whole")
    restore.add_argument(
        "--unsealed",
        dest="accepts_unsealed",
        action="store_true",
        help="take a plain copy that has no checksum",
    )
    command("check", "see whether the database is sound")
    command("doctor", "see what is wrong with the program's surroundings, and what to do")


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= _MOST_PATIENCE_S):
        raise argparse.ArgumentTypeError(f"“{text[:40]}” is no number from 1 to {_MOST_PATIENCE_S}")
    return int(text)
