"""The only place that keeps pictures of what was on screen when a test failed."""

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication

_NO_NAME_PART = re.compile(r"[^\w.\-]+")
# A name as long as a file's may be on every platform, with room for the window's.
_MOST_LETTERS = 120


def save_pictures(folder: Path, test: str) -> list[Path]:
    """A picture of each window that can be seen, named by the test and the window."""
    folder.mkdir(parents=True, exist_ok=True)
    name = _NO_NAME_PART.sub("-", test)[-_MOST_LETTERS:].strip("-")
    saved: list[Path] = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            shown = window.objectName() or type(window).__name__
            path = folder / f"{name}.{shown}.png"
            if path in saved:  # the window of a second program
                path = folder / f"{name}.{shown}-{len(saved) + 1}.png"
            if window.grab().save(str(path)):
                saved.append(path)
    return saved
