"""The only place that says what an installation lacks: a file of its own, or the system's library.

Loads next to nothing: it is asked when loading has failed, in a frozen program before its own code.
"""

import os
import re

from helpdesk_desktop.qt_libraries import DEBIAN, FEDORA

INCOMPLETE = 3
_WITHOUT = "Without a screen, helpdesk-desktop-cli does the same work."
# What comes with PySide6 itself; any other library that is not found is the system's.
_OWN_LIBRARY = re.compile(r"(lib)?(Qt6|pyside6|shiboken6|icu(data|i18n|uc))", re.IGNORECASE)
_LIBRARY = re.compile(r"[\w.+-]+\.(so[.\d]*|dll|dylib)")


def is_about_qt(error: ImportError) -> bool:
    """Whether Qt itself, or a library that it loads, is what could not be imported."""
    return (error.name or "").startswith(("PySide6", "shiboken6")) or ".so" in str(error)


def is_own(error: ImportError) -> bool:
    """Whether what is missing came with the program, and not with the system."""
    library = _LIBRARY.search(str(error))
    return library is None or bool(_OWN_LIBRARY.match(library.group()))


def told_of_import(error: ImportError) -> str:
    """What is missing, and the way out, as lines for standard error."""
    if is_own(error):
        return told_of_file(str(error))
    return told_of_library(f"Qt cannot be loaded: {error}")


def told_of_library(trouble: str) -> str:
    """The trouble with a library of the system, and how to get what is missing."""
    return "\n".join((trouble, f"On Debian and Ubuntu: {DEBIAN}", f"On Fedora: {FEDORA}", _WITHOUT))


def told_of_screen(trouble: str) -> str:
    """Why there is no screen, and the way out."""
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    named = ", ".join(f"{name}={os.environ[name]}" for name in variables if os.environ.get(name))
    return f"No window can be opened: {trouble}\nThe screen is named by: {named}\n{_WITHOUT}"


def told_of_file(trouble: str) -> str:
    """The trouble with a file of the program's own, and the only way out."""
    return (
        f"A file of the program is missing or damaged: {trouble}\n"
        "Install Helpdesk Desktop again; your data and settings are not touched."
    )
