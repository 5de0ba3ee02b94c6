"""The only place for calls as the panel shows them: the last one as a card, all of them as a list.

A recording is offered only where there is an address that the system can open.
"""

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from helpdesk_desktop.domain.calls import Call, CallDirection, CallStatus
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.detail.activity_text import call_line, call_numbers
from helpdesk_desktop.ui.detail.moments import When
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from helpdesk_desktop.ui.icons import bind_icon, pixmap
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind, theme

# A recording is data from outside: only the web is opened, never a program or a file.
_OPENED = ("http", "https")


class CallLine(QWidget):
    """One call: icon, sentence, numbers, and its recording if there is one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._recording = QUrl()
        self._drawing = ("phone", "muted")
        self.icon = QLabel()
        self.sentence = ValueLabel("call_sentence")
        self.numbers = ValueLabel("call_numbers")
        self.numbers.setProperty("tone", "muted")
        self.recording = QPushButton(self.tr("Recording"))
        self.recording.setObjectName("play_recording")
        self.recording.setIconSize(QSize(14, 14))
        self.recording.setAccessibleName(self.tr("Play the recording"))
        bind_icon(self.recording, "play")
        self.recording.clicked.connect(self._on_recording_clicked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.numbers)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(self.recording, 0, Qt.AlignmentFlag.AlignVCenter)
        theme().changed.connect(self._draw)

    def show_call(self, call: Call, directory: Directory, when: When) -> None:
        """Show this call."""
        self._drawing = _drawing(call)
        self._draw()
        self.sentence.set_value(call_line(call, directory, when))
        numbers = call_numbers(call)
        self.numbers.set_value(numbers)
        self.numbers.setVisible(bool(numbers))
        self._recording = QUrl(call.recording or "", QUrl.ParsingMode.StrictMode)
        self.recording.setVisible(self._recording.isValid() and self._recording.scheme() in _OPENED)

    def _draw(self) -> None:
        drawing, tint = self._drawing
        self.icon.setPixmap(pixmap(drawing, tint, 18, self.devicePixelRatioF()))
        self.icon.setFixedSize(QSize(18, 18))

    def _on_recording_clicked(self) -> None:
        QDesktopServices.openUrl(self._recording)


class CallCard(QFrame):
    """The ticket's last call, or "No call"."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("call_card")
        set_kind(self, "card")
        self.line = CallLine("last_call")
        self.no_call = make_label(self.tr("No call"), name="no_call", tone="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.line)
        layout.addWidget(self.no_call)

    def show_calls(self, calls: tuple[Call, ...], directory: Directory, when: When) -> None:
        """Show the newest of these calls."""
        self.line.setVisible(bool(calls))
        self.no_call.setVisible(not calls)
        if calls:
            self.line.show_call(max(calls, key=lambda call: call.start_at), directory, when)


class CallList(QWidget):
    """All calls of the ticket, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("call_list")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)

    def show_calls(self, calls: tuple[Call, ...], directory: Directory, when: When) -> None:
        """Show these calls."""
        clear_layout(self._layout)
        for call in sorted(calls, key=lambda call: call.start_at, reverse=True):
            line = CallLine("call")
            self._layout.addWidget(line)
            line.show_call(call, directory, when)
        if not calls:
            self._layout.addWidget(make_label(self.tr("No calls"), name="no_calls", tone="muted"))


def clear_layout(layout: QVBoxLayout) -> None:
    """Take every widget out of the layout and let it die."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _drawing(call: Call) -> tuple[str, str]:
    if call.status is not CallStatus.CONNECTED:
        return "phone-missed", "danger"
    return {
        CallDirection.IN: ("phone-incoming", "success"),
        CallDirection.OUT: ("phone-outgoing", "accent"),
        CallDirection.INTERNAL: ("phone", "muted"),
    }[call.direction]
