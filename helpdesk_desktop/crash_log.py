"""The only place that writes down what nobody caught, so that a bug is never silent."""

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_log = logging.getLogger("helpdesk_desktop")
# A log that grows for ever fills disks; the last few crashes are what anybody asks for.
_MOST_BYTES = 1_000_000
_KEPT_FILES = 3


def log_path() -> Path:
    """The log file in the platform's own folder."""
    from platformdirs import user_log_path  # noqa: PLC0415 # 8 ms that the first paint need not wait

    return user_log_path("helpdesk-desktop", appauthor=False) / "helpdesk-desktop.log"


def write_log_to(path: Path) -> logging.Handler | None:
    """Log warnings and worse to this file from now on; None where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_MOST_BYTES, backupCount=_KEPT_FILES, encoding="utf-8", delay=True
        )
    except OSError as error:
        _log.warning("no log can be kept in %s: %s", path.parent, error)
        return None
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


def catch_crashes(tell: Callable[[str], object]) -> None:
    """Write down every uncaught error, and `tell` the user its last line."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("uncaught error", exc_info=(kind, error, trace))
        tell(f"{kind.__name__}: {error}")

    def thread_hook(caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            _log.critical(
                "uncaught error on a worker",
                exc_info=(caught.exc_type, caught.exc_value, caught.exc_traceback),
            )

    sys.excepthook = hook
    threading.excepthook = thread_hook
