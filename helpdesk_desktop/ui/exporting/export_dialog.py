"""The only place where an export is asked for and followed: which tickets, columns and file.

The dialog shows what the window showed when it was opened. Closing it while an export runs stops
nothing: the window says when the file is there.
"""

from PySide6.QtCore import QDate, QFileInfo, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDesktopServices,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.export_values import (
    ExportFormat,
    ExportOutcome,
    ExportProgress,
    ExportWish,
)
from helpdesk_desktop.ui.exporting.export_session import ExportSession, ExportSource
from helpdesk_desktop.ui.exporting.export_words import outcome_sentences
from helpdesk_desktop.ui.exporting.file_choice import FileChoice
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.import_wizard.progress_strip import ProgressStrip
from helpdesk_desktop.ui.messages import error_sentence, number_text, tickets_text
from helpdesk_desktop.ui.plain_text import make_label, tooltip
from helpdesk_desktop.ui.theme import Tone, set_kind, set_tone
from helpdesk_desktop.ui.tokens import SPACE

_WIDTH = 560
# Before it a rate says nothing.
_FEWEST_S = 0.5
_OF_PATH = frozenset(
    {"export_no_name", "export_folder", "export_no_folder", "export_odd_file", "export_read_only",
     "export_database", "export_barred", "export_read_only_disk", "export_exists"}
)  # fmt: skip


class ExportDialog(QDialog):
    """Asks for an export and shows how it goes."""

    def __init__(self, session: ExportSession, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export tickets"))
        self.setModal(True)
        self._session = session
        self._source: ExportSource | None = None
        self._told: ExportOutcome | HelpdeskError | None = None
        self.selected = self._radio("export_selected")
        self.matching = self._radio("export_matching")
        self.shown = self._radio("export_shown")
        self.every = self._radio("export_every")
        self.file = FileChoice()
        self.note = make_label(name="export_note", tone="muted", is_wrapped=True)
        self.said = make_label(name="export_said", is_wrapped=True, is_selectable=True)
        self.open_file = self._button("export_open", self.tr("Open"))
        self.open_folder = self._button("export_show_folder", self.tr("Show in folder"))
        bind_icon(self.open_file, "external-link")
        self.strip = ProgressStrip(session.running, "export", self._progress)
        self.close_button = self._button("export_close", self.tr("Close"))
        self.export = self._button("export_run", self.tr("Export"))
        set_kind(self.export, "accent")
        bind_icon(self.export, "download", "on_accent")
        self.export.setToolTip(self.tr("Write the file (Ctrl+Enter)"))
        self._form = QWidget()
        self._build()
        self.file.changed.connect(self._on_wish_changed)
        self.export.clicked.connect(self.submit)
        self.close_button.clicked.connect(self.reject)
        self.open_file.clicked.connect(self._on_open_file_clicked)
        self.open_folder.clicked.connect(self._on_open_folder_clicked)
        session.changed.connect(self._show_session)
        self.strip.show_work()
        self._show_session()

    def show_source(self, source: ExportSource) -> None:
        """Ask for an export of this; while one runs, it is shown instead."""
        if self._session.running.is_running:
            return
        self._source = source
        count = len(source.selected)
        if count == 1:
            self.selected.setText(self.tr("The selected ticket"))
        else:
            words = self.tr("The {tickets} that are selected")
            self.selected.setText(words.format(tickets=tickets_text(count)))
        self.selected.setEnabled(count > 0)
        if source.matching is None:
            self.matching.setText(self.tr("All tickets of the list"))
        else:
            words = self.tr("All {tickets} of the list")
            self.matching.setText(words.format(tickets=tickets_text(source.matching)))
        # One selected ticket is where the cursor stands, and no choice.
        (self.selected if count > 1 else self.matching).setChecked(True)
        words = self.tr("The list's columns, in their order ({count})")
        self.shown.setText(words.format(count=number_text(len(source.shown))))
        words = self.tr("Every column, to import the file elsewhere ({count})")
        self.every.setText(words.format(count=number_text(len(source.every))))
        self.note.setText(self.tr("Phone numbers are written masked, as your role sees them."))
        self.note.setVisible(source.is_masked)
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        self.file.suggest(self.tr("tickets {day}").format(day=today))
        self._told = None
        self._session.forget()
        self.export.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Export; what stands at the file's place is replaced once the user agreed to that."""
        source = self._source
        if source is None or self._session.running.is_running:
            return
        error = self._session.error
        if error is not None and error.key == "export_exists":
            self.file.agree_to_replace()
        self._told = None
        chosen = tuple(source.selected) if self.selected.isChecked() else None
        is_pdf = self.file.file_format is ExportFormat.PDF
        wish = ExportWish(
            source.spec,
            source.shown if is_pdf or self.shown.isChecked() else source.every,
            self.file.file_format,
            self.file.whole_path,
            chosen,
            is_replacing=self.file.may_replace,
        )
        self._session.run(wish, source.draw(chosen) if is_pdf else None)

    # What there is to see

    def _show_session(self) -> None:
        session = self._session
        is_running = session.running.is_running
        self._form.setEnabled(not is_running)
        outcome, error = session.outcome, session.error
        exists = error is not None and error.key == "export_exists"
        self.export.setText(self.tr("Replace") if exists else self.tr("Export"))
        self.close_button.setText(self.tr("Go on working") if is_running else self.tr("Close"))
        is_written = outcome is not None and not is_running
        self.open_file.setVisible(is_written)
        self.open_folder.setVisible(is_written)
        # What was written need not be written again; any other wish brings the button back.
        self.export.setVisible(not is_running and not is_written)
        self.strip.show_work()  # before the dialog is fitted to what it shows
        self._say(outcome, error)

    def _say(self, outcome: ExportOutcome | None, error: HelpdeskError | None) -> None:
        session = self._session
        sentence = ""
        tone: Tone = "text"
        if error is not None and error.key in _OF_PATH:
            self.file.path_field.say_fault(error_sentence(error))
        elif error is not None:
            sentence, tone = error_sentence(error), "danger"
        elif outcome is not None:
            sentence, tone = "\n".join(outcome_sentences(outcome)), "success"
        elif session.was_stopped:
            sentence = self.tr("Stopped. No file was written; what stood there is as it was.")
        set_tone(self.said, tone)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        told = outcome or error
        if told is not None and told is not self._told:
            self._told = told
            said = self.file.path_field.fault if error is not None and not sentence else sentence
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
            if error is not None and not sentence:
                self.file.path.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _fit(self) -> None:
        # `adjustSize` forgets that wrapped sentences need more height the narrower they are.
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), _WIDTH)
            self.resize(width, layout.heightForWidth(width))

    def _progress(self, told: object) -> tuple[float | None, str]:
        rows, total = told if isinstance(told, ExportProgress) else (0, 0)
        if not total:
            return None, self.tr("Finding the tickets…")
        words = self.tr("{rows} of {all}")
        parts = [words.format(rows=number_text(rows), all=tickets_text(total))]
        elapsed_s = self._session.running.elapsed_s
        if rows and elapsed_s >= _FEWEST_S:
            rate = number_text(round(rows / elapsed_s))
            parts.append(self.tr("{rate} per second").format(rate=rate))
        return rows / total, "  ·  ".join(parts)

    # What is wanted

    def _on_wish_changed(self) -> None:
        # Pages have room for what the list shows.
        is_pdf = self.file.file_format is ExportFormat.PDF
        self.every.setEnabled(not is_pdf)
        why = self.tr("A page has room for the columns of the list.")
        self.every.setToolTip(tooltip(why) if is_pdf else "")
        if is_pdf:
            self.shown.setChecked(True)
        if not self._session.running.is_running and (
            self._session.error is not None or self._session.outcome is not None
        ):
            self._session.forget()

    def _on_open_file_clicked(self) -> None:
        outcome = self._session.outcome
        if outcome is not None:
            self._open(QUrl.fromLocalFile(outcome.path))

    def _on_open_folder_clicked(self) -> None:
        outcome = self._session.outcome
        if outcome is not None:
            self._open(QUrl.fromLocalFile(QFileInfo(outcome.path).path()))

    def _open(self, url: QUrl) -> None:
        if not QDesktopServices.openUrl(url):
            set_tone(self.said, "danger")
            words = self.tr("No program here opens {file}.")
            self.said.setText(words.format(file=url.toLocalFile()))

    # How it looks

    def _radio(self, name: str) -> QRadioButton:
        radio = QRadioButton()
        radio.setObjectName(name)
        return radio

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _build(self) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE)
        self._form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for title, name, radios in (
            (self.tr("Tickets"), "export_tickets", (self.selected, self.matching)),
            (self.tr("Columns"), "export_columns", (self.shown, self.every)),
        ):
            form.addWidget(make_label(title, name=f"{name}_title", tone="strong"))
            group = QButtonGroup(self)
            group.setObjectName(name)
            for radio in radios:
                group.addButton(radio)
                form.addWidget(radio)
            form.addSpacing(3 * SPACE)
        self.shown.setChecked(True)
        form.addWidget(self.file)
        form.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addWidget(self.open_file)
        buttons.addWidget(self.open_folder)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(4 * SPACE)
        column.addWidget(self._form)
        column.addWidget(self.said)
        column.addWidget(self.strip)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (
            has_control or self.file.path.hasFocus()
        ):
            self.submit()
        else:
            super().keyPressEvent(event)
