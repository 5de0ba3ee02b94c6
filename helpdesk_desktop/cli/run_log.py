"""The only place that writes down what the command line did: which command, and how it ended."""

import argparse
import logging
import platform
from types import TracebackType
from typing import Final

from helpdesk_desktop import __version__
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.services.log_file import log_path, start_log, stop_log
from helpdesk_desktop.services.setting_layers import read_layers

LOG_NAME: Final = "helpdesk-desktop-cli"
_log = logging.getLogger("helpdesk_desktop.cli")


class RunLog:
    """Around one run of a command; what nobody caught is written down with its traceback."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._command = " ".join((asked.command, *([asked.verb] if "verb" in asked else [])))
        given = getattr(asked, "log_level", None)
        self._level = str(read_layers().chosen("log_level", given).value)
        self._handler: logging.Handler | None = None

    def __enter__(self) -> None:
        self._handler = start_log(log_path(LOG_NAME), self._level)
        _log.info(
            "%s begins: version %s, Python %s, %s",
            self._command,
            __version__,
            platform.python_version(),
            platform.system(),
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, HelpdeskError):
            _log.info("%s ends: %s (%s): %s", self._command, error.code, error.key, error)
            if error.__cause__ is not None:
                _log.debug("its cause", exc_info=error.__cause__)
        elif isinstance(error, Exception):
            _log.critical("uncaught error in %s", self._command, exc_info=error)
        else:
            _log.info("%s ends", self._command)
        stop_log(self._handler)
