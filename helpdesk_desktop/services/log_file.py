"""The only place that keeps the log: a file of its own, without secrets, and never a large one.

The window and the command line each have one, and several programs may write to it at once
(`turned_log`). A log that cannot be written keeps nobody from working.
"""

import logging
import os
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Final

from typing_extensions import override

from helpdesk_desktop.domain.redaction import remember_variables, without_secrets
from helpdesk_desktop.services.places import APP_NAME
from helpdesk_desktop.services.turned_log import TurnedLog

# A log that grows for ever fills disks; the last few days are what anybody asks for.
MOST_BYTES: Final = 1_000_000
KEPT_FILES: Final = 3
LEVELS: Final = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}
# Below these nothing of ours is said; a driver's own chatter would repeat customers' data.
_OURS: Final = ("helpdesk_desktop", "qt")
ENTRY: Final = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
_TAIL_BYTES: Final = 64_000
# A statement with a picture in it; its beginning and the traceback's say what it is.
_LONGEST_ENTRY: Final = 32_000


def log_path(name: str = APP_NAME) -> Path:
    """The log file in the platform's own folder."""
    from platformdirs import user_log_path  # noqa: PLC0415 # 8 ms that the first paint need not wait

    return user_log_path(APP_NAME, appauthor=False) / f"{name}.log"


def start_log(path: Path, level: str = "warning") -> logging.Handler | None:
    """Log to this file from now on; None where it cannot be written."""
    remember_variables(os.environ)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            return None  # a pipe that nobody reads would be waited for
        handler = TurnedLog(
            path,
            maxBytes=MOST_BYTES,
            backupCount=KEPT_FILES,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
    except OSError:
        return None
    handler.setLevel(LEVELS[level])
    handler.setFormatter(_WithoutSecrets())
    logging.getLogger().addHandler(handler)
    for name in _OURS:
        logging.getLogger(name).setLevel(LEVELS[level])
    return handler


def stop_log(handler: logging.Handler | None) -> None:
    """Log there no more."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()


class RecentEntries(logging.Handler):
    """The last entries in memory, for a report that must not wait for a disk."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._kept: deque[str] = deque(maxlen=most)
        self._head = logging.Formatter(ENTRY)

    @property
    def lines(self) -> list[str]:
        """The entries' first lines, oldest first, without secrets."""
        return list(self._kept)

    @override
    def emit(self, record: logging.LogRecord) -> None:
        plain = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None})
        with suppress(Exception):  # words that do not fit: who logs them must not fail by it
            self._kept.append(without_secrets(self._head.format(plain)).partition("\n")[0])


def last_lines(path: Path, count: int) -> list[str]:
    """The last lines of a log; none where there is no log."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(file.tell() - _TAIL_BYTES, 0))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-count:]


class _WithoutSecrets(logging.Formatter):
    # The whole text is looked through, with the traceback and what drivers quote in it.

    def __init__(self) -> None:
        super().__init__(ENTRY)

    @override
    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record)[:_LONGEST_ENTRY])
