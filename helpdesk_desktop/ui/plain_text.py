"""The only place that makes labels and tooltips out of text from data.

Qt guesses whether a text is rich; a ticket's subject must never be taken for one. Everything made
here is plain, and a tooltip, which knows no plain mode, is escaped.
"""

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.theme import Tone, set_tone

# One line of 1 MB freezes a wrapping editor for seconds.
LONGEST_LINE = 5_000


def make_label(
    text: str = "",
    *,
    name: str = "",
    tone: Tone = "text",
    is_wrapped: bool = False,
    is_selectable: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A label that shows its text to the letter; `name` is its objectName."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setObjectName(name)
    made.setWordWrap(is_wrapped)
    if is_selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    if tone != "text":
        set_tone(made, tone)
    return made


class ElidedLabel(QLabel):
    """A plain label that shortens its text with an ellipsis instead of asking for more width."""

    def __init__(
        self,
        text: str = "",
        *,
        name: str = "",
        tone: Tone = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        if tone != "text":
            set_tone(self, tone)
        self.set_whole_text(text)

    @property
    def whole_text(self) -> str:
        """The text before shortening."""
        return self._whole

    def set_whole_text(self, text: str) -> None:
        """Show the text as far as there is room; the rest stands in the tooltip."""
        self._whole = " ".join(text.split("\n"))
        self.setAccessibleName(self._whole)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.contentsRect().width(), 0)
        )
        super().setText(shown)
        self.setToolTip("" if shown == self._whole else tooltip(self._whole))

    @override
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type] # Qt hands in its own event
        self._elide()


def tooltip(text: str) -> str:
    """The text as a tooltip that Qt shows to the letter, wrapped where it is long."""
    return f"<qt>{html.escape(text[:2_000]).replace(chr(10), '<br>')}</qt>" if text else ""


def broken_lines(text: str) -> str:
    """The text with lines of more than 5,000 characters broken, for display only."""
    if max(map(len, text.split("\n")), default=0) <= LONGEST_LINE:
        return text
    return "\n".join(
        line[start : start + LONGEST_LINE]
        for line in text.split("\n")
        for start in range(0, max(len(line), 1), LONGEST_LINE)
    )
