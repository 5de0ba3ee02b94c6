"""The only place that shows a fault of the program itself, and the report that one may pass on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontDatabase,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import Tone, set_kind, set_tone, theme
from helpdesk_desktop.ui.tokens import SPACE

_ICON = 28


class CrashDialog(QDialog):
    """The report of one fault, or of several that came one after the other.

    `save_wanted` carries a path, `end_wanted` asks to end the program. It sends nothing.
    """

    save_wanted = Signal(str)
    end_wanted = Signal()

    def __init__(self, parent: QWidget | None, *, is_of_last_run: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("crash_dialog")
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("The program has a fault, and goes on.")
        says = self.tr("What you typed is kept on this computer.")
        if is_of_last_run:
            title = self.tr("The program ended by a fault of its own the last time.")
            says = self.tr("What you had typed was kept, and is offered where you typed it.")
        self.headline = make_label(title, name="crash_headline", tone="title", is_wrapped=True)
        self.says = make_label(
            f"{says} "
            + self.tr(
                "Nothing is sent anywhere: this report stays here until you pass it on yourself. "
                "Passwords and what customers wrote are not in it."
            ),
            name="crash_sentence",
            is_wrapped=True,
        )
        self.counter = make_label(name="crash_counter", tone="warning", is_wrapped=True)
        self.counter.hide()
        self.report = QPlainTextEdit()
        self.report.setObjectName("crash_report")
        self.report.setAccessibleName(self.tr("Report"))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.said = make_label(name="crash_said", tone="muted", is_wrapped=True)
        self.copy = _button(self.tr("Copy report"), "copy_report")
        self.save = _button(self.tr("Save report…"), "save_report")
        self.end = _button(self.tr("Close the program"), "end_program")
        self.end.setHidden(is_of_last_run)
        self.go_on = _button(self.tr("Go on"), "go_on")
        self.go_on.setDefault(True)
        set_kind(self.go_on, "accent")
        self._mark = QLabel()
        self._build()
        self.copy.clicked.connect(self._on_copy_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.end.clicked.connect(self._on_end_clicked)
        self.go_on.clicked.connect(self.accept)
        theme().changed.connect(self._tint)
        self._tint()
        self.go_on.setFocus()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2 * SPACE)
        for part in (self.headline, self.says, self.counter):
            words.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(3 * SPACE)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        for button in (self.copy, self.save):
            foot.addWidget(button)
        foot.addWidget(self.said, 1)
        for button in (self.end, self.go_on):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(4 * SPACE)
        column.addLayout(head)
        column.addWidget(self.report, 1)
        column.addLayout(foot)
        self.setMinimumSize(560, 360)
        self.resize(760, 500)

    def show_report(self, text: str, *, faults: int, times: int) -> None:
        """Show this report, of so many different faults that came so many times in all."""
        place = self.report.verticalScrollBar().value()
        self.report.setPlainText(text)
        self.report.verticalScrollBar().setValue(place)
        if times > 1 and faults == 1:
            says = self.tr("It has happened {count} times by now.")
        else:
            says = self.tr("{faults} different faults by now, {count} times in all.")
        said = says.format(count=number_text(times), faults=number_text(faults))
        self.counter.setText(said)
        self.counter.setVisible(times > 1)

    def say(self, sentence: str, tone: Tone = "muted") -> None:
        """Say how the copying or saving went."""
        set_tone(self.said, tone)
        self.said.setText(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.say(self.tr("Copied."))

    def _on_save_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setObjectName("save_report_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("helpdesk-desktop-report.txt")
        dialog.fileSelected.connect(self.save_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_end_clicked(self) -> None:
        self.accept()
        self.end_wanted.emit()

    def _tint(self) -> None:
        self._mark.setPixmap(pixmap("triangle-alert", "warning", _ICON, self.devicePixelRatioF()))


def _button(says: str, name: str) -> QPushButton:
    made = QPushButton(says)
    made.setObjectName(name)
    made.setAutoDefault(False)
    return made
