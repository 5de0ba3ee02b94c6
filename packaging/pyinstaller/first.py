"""Runs first in a frozen program: its errors before its own code, and what it hands to others.

A file of the program that is gone shows as an ImportError before or inside it, and the loader
would print a trace and end with 1. It is said in a sentence, with exit 3. The window puts its own
hook in this place once it is there.
"""

import inspect
import os
import sys
import types
from typing import Any

_INCOMPLETE = 3


def _say(
    kind: type[BaseException], error: BaseException, trace: types.TracebackType | None
) -> None:
    if not isinstance(error, ImportError):
        sys.__excepthook__(kind, error, trace)
        return
    _say_last(_told(error))
    os._exit(_INCOMPLETE)


def _say_last(text: str) -> None:
    try:
        from helpdesk_desktop.last_words import say  # noqa: PLC0415  # it may be what is missing
    except ImportError:
        if sys.stderr is not None:
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
    else:
        say(text)


def _told(error: ImportError) -> str:
    try:
        # Not before: it may be what is missing.
        from helpdesk_desktop.missing_parts import told_of_import  # noqa: PLC0415  # as said above
    except ImportError:
        return f"A file of the program is missing or damaged: {error}\nInstall it again."
    return told_of_import(error)


sys.excepthook = _say

# The loader's path has been read; a browser that a link opens must not load our libraries.
if sys.platform.startswith("linux"):
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before

# PySide6 asks for the source of each module that is imported, and Python searches all it has loaded
# for one that a bundle does not have: a quarter of the time until the first paint.
_search_source = inspect.getsource


def _source(thing: Any) -> str:
    if isinstance(thing, types.ModuleType):
        raise OSError("a bundle has no source")
    return _search_source(thing)


inspect.getsource = _source  # type: ignore[assignment]  # as PySide6 calls it
