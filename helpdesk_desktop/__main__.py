"""The only door of `helpdesk-desktop`: says which system library Qt lacks instead of failing."""

import os
import sys

from helpdesk_desktop.last_words import say
from helpdesk_desktop.missing_parts import (
    INCOMPLETE,
    is_about_qt,
    told_of_file,
    told_of_import,
    told_of_library,
)
from helpdesk_desktop.qt_libraries import WINDOW_LIBRARIES, missing

NO_SCREEN = INCOMPLETE


def main() -> int:
    """Run the program with the words of the command line."""
    words = sys.argv[1:]
    _ensure_streams()
    # Asking for help or the version needs neither screen nor Qt.
    from helpdesk_desktop.options import parse_options  # noqa: PLC0415 # before Qt, on purpose

    options = parse_options(words)
    if options.link is not None or options.file is not None:
        from helpdesk_desktop.handing_over import is_handed_over  # noqa: PLC0415 # few starts

        if is_handed_over(options):
            return 0
    trouble = _trouble_with_screen()
    is_alone = options.is_demo and (
        bool(trouble) or os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    )
    if is_alone:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif trouble:
        return _refuse(told_of_library(trouble))
    try:
        if is_alone:
            from helpdesk_desktop.demo_run import main as run  # noqa: PLC0415 # as below
        else:
            from helpdesk_desktop.app import main as run  # noqa: PLC0415 # Qt may be missing
        from helpdesk_desktop.ui.resources import resource_folder  # noqa: PLC0415 # as above

        resource_folder()
    except ImportError as error:
        if not is_about_qt(error):
            raise
        return _refuse(told_of_import(error))
    except FileNotFoundError as error:
        return _refuse(told_of_file(str(error)))
    return run(words)


def _ensure_streams() -> None:
    # A program without a console has none: what is written there would end it.
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # to the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # as above


def _trouble_with_screen() -> str:
    # Qt aborts without a word that helps, so what it would miss is looked for first.
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    if not os.environ.get("DISPLAY"):
        return "There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set."
    lacking = missing(WINDOW_LIBRARIES)
    if lacking:
        return f"Qt cannot open a window: {lacking[0]}"
    return ""


def _refuse(lines: str) -> int:
    say(lines)
    return NO_SCREEN


if __name__ == "__main__":
    sys.exit(main())
