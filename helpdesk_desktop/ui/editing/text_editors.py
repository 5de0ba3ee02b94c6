"""The only place for the editors of a ticket's texts: subject, description, a caller's number.

Nothing is cut: a subject that is too long stays in the line, and the sentence beside it says so.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.permission import is_masked
from helpdesk_desktop.domain.text_rules import one_line
from helpdesk_desktop.domain.ticket import TicketDetail
from helpdesk_desktop.domain.ticket_merge import Changes, value_of
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.editing.inline_editor import InlineEditor
from helpdesk_desktop.ui.plain_text import LONGEST_LINE
from helpdesk_desktop.ui.tasks import TaskRunner

_FEWEST_LINES = 5
_MOST_LINES = 16


class LineEditor(InlineEditor):
    """One line; Enter saves, Esc gives up."""

    def before(self) -> str:
        """What stood there when the editor opened, on one line."""
        return one_line(value_of(self._base, self.name) or "")

    def __init__(self, runner: TaskRunner, desk: Desk, base: TicketDetail, says: str) -> None:
        super().__init__(runner, desk, base)
        self.line = QLineEdit(self.before())
        self.line.setObjectName(f"{self.name}_edit")
        self.line.setAccessibleName(says)
        self.column.addWidget(self.line)
        self.column.addWidget(self.foot)
        for button in (self.save, self.cancel):
            button.hide()  # one line is saved by Enter and left by Esc, like a name in a list
            button.setParent(self)
        self.line.textEdited.connect(self.touch)

    @override
    def typed(self) -> Any:
        return self.line.text()

    @override
    def put(self, typed: Any) -> None:
        self.line.setText(str(typed or ""))

    @override
    def changes(self) -> Changes:
        text = self.line.text()
        return () if text == self.before() else ((self.name, text),)

    @override
    def inputs(self) -> Sequence[QWidget]:
        return (self.line,)

    @override
    def take_focus(self) -> None:
        super().take_focus()
        if not self.foot.sentence:
            self.line.selectAll()


class SubjectEditor(LineEditor):
    """The subject."""

    name = "subject"

    def __init__(self, runner: TaskRunner, desk: Desk, base: TicketDetail, says: str) -> None:
        super().__init__(runner, desk, base, says)
        self.line.setMaxLength(1_000_000)  # too long is said, not cut: Qt's own limit is 32,767


class PhoneEditor(LineEditor):
    """The number of an unknown caller; a masked one is typed anew."""

    name = "phone"

    def __init__(self, runner: TaskRunner, desk: Desk, base: TicketDetail, says: str) -> None:
        super().__init__(runner, desk, base, says)
        masked = base.phone if is_masked(base.phone) else None
        self.line.setPlaceholderText(masked or self.tr("Phone number"))

    @override
    def before(self) -> str:
        return "" if is_masked(self._base.phone) else super().before()


class DescriptionEditor(InlineEditor):
    """The description; Ctrl+Enter saves, Esc gives up."""

    name = "description"
    enter_saves = False

    def __init__(self, runner: TaskRunner, desk: Desk, base: TicketDetail, says: str) -> None:
        super().__init__(runner, desk, base)
        self.text = _Text(base.description or "")
        self.text.setAccessibleName(says)
        self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.column.addWidget(self.text)
        self.column.addWidget(self.foot)
        self.column.addLayout(self.build_buttons())
        self.text.textChanged.connect(self.touch)

    @override
    def typed(self) -> Any:
        return self.text.toPlainText()

    @override
    def put(self, typed: Any) -> None:
        self.text.put(str(typed or ""))

    @override
    def changes(self) -> Changes:
        text = self.text.toPlainText()
        before = _as_shown(self._base.description or "")
        return () if text == before else ((self.name, text),)

    @override
    def inputs(self) -> Sequence[QWidget]:
        return (self.text,)


class _Text(QPlainTextEdit):
    # As tall as its text between five lines and sixteen.

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("description_edit")
        self.setTabChangesFocus(True)
        self.put(text)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def put(self, text: str) -> None:
        """Show the text, a line of any length in it."""
        # A wrapping editor takes half a minute over one line of a megabyte, this one a second.
        is_wide = max(map(len, text.split("\n")), default=0) > LONGEST_LINE
        self.setLineWrapMode(
            QPlainTextEdit.LineWrapMode.NoWrap
            if is_wide
            else QPlainTextEdit.LineWrapMode.WidgetWidth
        )
        self.setPlainText(text)

    def _fit(self) -> None:
        lines = min(max(round(self.document().size().height()), _FEWEST_LINES), _MOST_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 16)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())


def _as_shown(text: str) -> str:
    # What Qt gives back of a text that nobody touched.
    for theirs, ours in (("\r\n", "\n"), ("\r", "\n"), ("\u2028", "\n"), ("\u2029", "\n")):
        text = text.replace(theirs, ours)
    return text.replace("\u00a0", " ")
