"""The only place that lets a part of a form go whose place another one takes at once."""

from PySide6.QtWidgets import QWidget


def put_away(part: QWidget) -> None:
    """Let a part go in a moment; until then nothing of it is found by name."""
    part.hide()
    # Not by taking its parent away: that would style all in it once more.
    for each in (part, *part.findChildren(QWidget)):
        each.setObjectName("")
    part.deleteLater()
