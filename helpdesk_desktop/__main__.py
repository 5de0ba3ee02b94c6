"""The only door of `helpdesk-desktop`: says which system library Qt lacks instead of failing."""

import os
import sys

from helpdesk_desktop.qt_libraries import DEBIAN, FEDORA, WINDOW_LIBRARIES, missing

NO_SCREEN = 3


def main() -> int:
    """Run the program with the words of the command line."""
    words = sys.argv[1:]
    _ensure_streams()
    # Asking for help or the version needs neither screen nor Qt.
    from helpdesk_desktop.options import parse_options  # noqa: PLC0415 # before Qt, on purpose

    options = parse_options(words)
    trouble = _trouble_with_screen()
    is_alone = options.is_demo and (
        bool(trouble) or os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    )
    if is_alone:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif trouble:
        return _refuse(trouble)
    try:
        if is_alone:
            from helpdesk_desktop.demo_run import main as run  # noqa: PLC0415 # as below
        else:
            from helpdesk_desktop.app import main as run  # noqa: PLC0415 # Qt may be missing
    except ImportError as error:
        if not _is_about_qt(error):
            raise
        return _refuse(f"Qt cannot be loaded: {error}")
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


def _is_about_qt(error: ImportError) -> bool:
    return (error.name or "").startswith(("PySide6", "shiboken6")) or ".so" in str(error)


def _refuse(trouble: str) -> int:
    lines = (
        trouble,
        f"On Debian and Ubuntu: {DEBIAN}",
        f"On Fedora: {FEDORA}",
        "Without a screen, helpdesk-desktop-cli does the same work.",
    )
    sys.stderr.write("\n".join(lines) + "\n")
    return NO_SCREEN


if __name__ == "__main__":
    sys.exit(main())
