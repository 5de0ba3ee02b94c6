"""The only place where the file is chosen and seen: how it would be read, and its first rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.import_values import AUTO, FileLook, Reading
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.import_wizard.import_session import ImportSession
from helpdesk_desktop.ui.import_wizard.preview_table import PreviewTable
from helpdesk_desktop.ui.import_wizard.progress_strip import ProgressStrip
from helpdesk_desktop.ui.import_wizard.quiet_box import QuietBox, TypedBox
from helpdesk_desktop.ui.import_wizard.wizard_words import (
    DATE_ORDERS,
    DELIMITERS,
    ENCODINGS,
    automatic,
    date_order_name,
    delimiter_name,
    said_or_auto,
)
from helpdesk_desktop.ui.list.empty_page import EmptyPage
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence, size_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_tone
from helpdesk_desktop.ui.tokens import SPACE


class FilePage(QWidget):
    """Step 1. `proceeded` is Enter in the path of a file that is known already."""

    proceeded = Signal()

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self.setObjectName("file_page")
        self._session = session
        self._shown: FileLook | None = None
        self._wish_of: dict[str, FormField] = {}
        self.path = QLineEdit()
        self.path.setObjectName("import_path")
        self.path.setAccessibleName(self.tr("File to import"))
        self.path.setPlaceholderText(self.tr("Drop a file here, or type where it is"))
        self.choose_button = QPushButton(self.tr("Choose file…"))
        self.choose_button.setObjectName("choose_file")
        self.choose_button.setAutoDefault(False)
        bind_icon(self.choose_button, "file-text")
        self.encoding = TypedBox("import_encoding")
        self.delimiter = QuietBox()
        self.sheet = QuietBox()
        self.dates = QuietBox()
        self.preset = QuietBox()
        self.summary = make_label(name="file_summary", tone="muted")
        self.doubt = make_label(name="file_doubt", tone="warning", is_wrapped=True)
        self.table = PreviewTable()
        self.empty = EmptyPage()
        self.strip = ProgressStrip(session.looking, "look", self._progress)
        self._build()
        self.path.returnPressed.connect(self._on_path_entered)
        self.choose_button.clicked.connect(self.open_dialog)
        self.empty.pressed.connect(self.open_dialog)
        self.encoding.activated.connect(self._on_reading_chosen)
        self.encoding.line.editingFinished.connect(self._on_reading_chosen)
        self.delimiter.activated.connect(self._on_reading_chosen)
        self.sheet.activated.connect(self._on_reading_chosen)
        self.dates.activated.connect(self._on_reading_chosen)
        self.preset.activated.connect(self._on_preset_chosen)
        session.look_changed.connect(self.show_session)
        session.presets_changed.connect(self._show_presets)
        self.strip.show_work()
        self.show_session()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * SPACE)
        line.addWidget(self.path, 1)
        line.addWidget(self.choose_button)
        wishes = QHBoxLayout()
        wishes.setSpacing(3 * SPACE)
        for box, name, says in (
            (self.encoding, "import_encoding", self.tr("Encoding")),
            (self.delimiter, "import_delimiter", self.tr("Separator")),
            (self.sheet, "import_sheet", self.tr("Sheet")),
            (self.dates, "import_dates", self.tr("Dates")),
            (self.preset, "import_preset", self.tr("Mapping")),
        ):
            box.setObjectName(name)
            self._wish_of[name] = FormField(name, says, box)
            wishes.addWidget(self._wish_of[name], 1)
        self.wishes = QWidget()
        self.wishes.setLayout(wishes)
        wishes.setContentsMargins(0, 0, 0, 0)
        self.encoding.line.setAccessibleName(self.tr("Encoding"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 2 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addLayout(line)
        column.addWidget(self.wishes)
        column.addWidget(self.summary)
        column.addWidget(self.doubt)
        column.addWidget(self._pages, 1)
        column.addWidget(self.strip)

    # What there is to see

    def show_session(self) -> None:
        """Show the file as it is known now."""
        session = self._session
        look, error = session.look, session.look_error
        if session.path and not self.path.isModified():
            self.path.setText(session.path)
        self.wishes.setEnabled(bool(session.path) and not session.running.is_running)
        self.summary.setVisible(look is not None and bool(look.columns))
        if look is not self._shown:
            self._shown = look
            self.table.show_look(look)
        self._show_wishes(look)
        if look is None or not look.columns:
            self.doubt.hide()
            self._pages.setCurrentWidget(self.empty)
            again = self.tr("Choose another file…")
            if error is not None:
                self.empty.say("triangle-alert", error_sentence(error), again)
            elif look is not None:
                self.empty.say("triangle-alert", self._unreadable(look), again)
            elif session.looking.is_running:
                self.empty.say("file-text", self.tr("Reading the file…"))
            else:
                self.empty.say(
                    "upload",
                    self.tr("Drop a CSV, TSV, Excel or JSON file here. It may be packed (.gz)."),
                    self.tr("Choose file…"),
                )
            return
        self._pages.setCurrentWidget(self.table)
        self._show_summary(look)
        self._show_doubt(look)

    def _unreadable(self, look: FileLook) -> str:
        said = [self.tr("No row of this file can be read.")]
        said += [problem_sentence(row.problem) for row in look.rows[:1] if row.problem is not None]
        return " ".join(said)

    def _show_summary(self, look: FileLook) -> None:
        parts = [look.name, size_text(look.size)]
        count = len(look.columns)
        parts.append(self.tr("1 column") if count == 1 else self.tr("%Ln columns", "", count))
        if look.preset is not None:
            parts.append(self.tr("recognised as {preset}").format(preset=look.preset))
        if not look.is_whole:
            parts.append(self.tr("its beginning"))
        self.summary.setText("  ·  ".join(parts))

    def _show_doubt(self, look: FileLook) -> None:
        said = []
        if self._session.looking.is_running and look.is_whole:
            said.append(self.tr("Reading the file again…"))
        if look.is_lenient:
            said.append(
                self.tr(
                    "Some bytes are not {encoding}: their rows would be rejected, or choose "
                    "another encoding."
                ).format(encoding=look.encoding)
            )
        if look.doubtful_date:
            said.append(
                self.tr(
                    "Dates like “{value}” can be read in two ways: day first is taken unless you "
                    "choose."
                ).format(value=look.doubtful_date)
            )
        set_tone(self.doubt, "warning")
        self.doubt.setText("\n".join(said))
        self.doubt.setVisible(bool(said))

    def _show_wishes(self, look: FileLook | None) -> None:
        reading = self._session.reading
        encodings = [(AUTO, automatic(look.encoding if look and reading.encoding == AUTO else ""))]
        encodings += [(name, name) for name in ENCODINGS]
        _fill(self.encoding, encodings, reading.encoding)
        delimiter = look.delimiter if look and reading.delimiter == AUTO else None
        found = "" if delimiter is None else delimiter_name(delimiter)
        delimiters = [(AUTO, automatic(found))] + [(one, delimiter_name(one)) for one in DELIMITERS]
        _fill(self.delimiter, delimiters, reading.delimiter)
        kind = "separated" if look is None else look.kind
        self.delimiter.setEnabled(kind == "separated")
        self._show_sheets(look)
        order = look.date_order if look and reading.date_order == AUTO else None
        found = "" if order is None else date_order_name(order).split("  ", maxsplit=1)[0]
        orders = [(AUTO, automatic(found))] + [(one, date_order_name(one)) for one in DATE_ORDERS]
        _fill(self.dates, orders, reading.date_order)
        self._show_presets()

    def _show_sheets(self, look: FileLook | None) -> None:
        # A workbook has sheets, and neither an encoding nor a separator to choose.
        is_workbook = look is not None and look.kind == "workbook"
        for name in ("import_encoding", "import_delimiter"):
            self._wish_of[name].setVisible(not is_workbook)
        self._wish_of["import_sheet"].setVisible(is_workbook)
        if look is not None and is_workbook:
            _fill(
                self.sheet,
                [(name, name) for name in look.sheets],
                self._session.reading.sheet or look.sheet,
            )

    def _show_presets(self) -> None:
        look = self._session.look
        says = self.tr("Suggested by the header")
        if look is not None and look.preset is not None:
            says = self.tr("Preset {name}").format(name=look.preset)
        entries = [("", says)]
        if look is not None:
            entries += [
                (one.name, one.name)
                for one in self._session.presets
                if one.fits(look.columns) and one.name != look.preset
            ]
        present = self.preset.currentData()
        _fill(self.preset, entries, present if isinstance(present, str) else "")

    def _progress(self, told: object) -> tuple[float | None, str]:
        look = self._session.look
        read = told if isinstance(told, int) else 0
        said = self.tr("Reading the whole file: {size}").format(size=size_text(read))
        if look is None or not look.size:
            return None, said
        return read / look.size, said

    # What is wanted

    def open_dialog(self) -> None:
        """Let a file be chosen."""
        dialog = QFileDialog(self, self.tr("Choose the file to import"))
        dialog.setObjectName("import_file_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Tickets (*.csv *.tsv *.tab *.txt *.xlsx *.json *.jsonl *.ndjson *.gz)"),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self._session.choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_path_entered(self) -> None:
        typed = self.path.text().strip()
        if not typed:
            return
        self.path.setModified(False)
        if typed == self._session.path and self._session.look is not None:
            self.proceeded.emit()
        else:
            self._session.choose(typed)

    def _on_reading_chosen(self) -> None:
        typed = self.encoding.currentText()
        at = self.encoding.findText(typed)
        encoding = self.encoding.itemData(at) if at >= 0 else said_or_auto(typed)
        self.encoding.line.setModified(False)
        look = self._session.look
        sheet = self._session.reading.sheet
        if self.sender() is self.sheet and look is not None:
            sheet = str(self.sheet.currentData())
        self._session.set_reading(
            Reading(
                str(encoding),
                str(self.delimiter.currentData()),
                str(self.dates.currentData()),
                sheet,
            )
        )

    def _on_preset_chosen(self) -> None:
        name = str(self.preset.currentData())
        if name:
            self._session.use_preset(name)
        else:
            self._session.use_suggestion()


def _fill(box: QComboBox, entries: list[tuple[str, str]], present: str) -> None:
    if isinstance(box, TypedBox) and box.line.isModified():
        return  # somebody is typing
    # Filling anew would close an open list.
    texts = [box.itemText(at) for at in range(box.count())]
    if texts != [text for _, text in entries]:
        box.clear()
        for value, text in entries:
            box.addItem(text, value)
    at = box.findData(present)
    if at >= 0:
        box.setCurrentIndex(at)
    elif isinstance(box, TypedBox):
        box.setEditText(present)
