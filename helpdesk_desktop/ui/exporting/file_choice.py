"""The only place where the file of an export gets its kind, its name and its folder."""

import re

from PySide6.QtCore import QFileInfo, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from helpdesk_desktop.domain.export_values import SUFFIXES, ExportFormat
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.exporting.export_words import format_name, name_filter
from helpdesk_desktop.ui.import_wizard.quiet_box import QuietBox
from helpdesk_desktop.ui.tokens import SPACE

# The first is taken when nobody chose.
_KINDS = (ExportFormat.XLSX, ExportFormat.CSV, ExportFormat.JSON, ExportFormat.PDF)


_ENDING = re.compile("[0-9A-Za-z]{1,5}")


class FileChoice(QWidget):
    """Kind and path, which follow each other. `changed` comes with every change of either."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("export_file_choice")
        self._may_replace = ""
        self.kind = QuietBox()
        self.kind.setObjectName("export_kind")
        for kind in _KINDS:
            self.kind.addItem(format_name(kind), kind)
        self.path = QLineEdit()
        self.path.setObjectName("export_path")
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setObjectName("export_choose")
        self.choose.setAutoDefault(False)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)
        self.kind_field = FormField("export_kind", self.tr("Kind of file"), self.kind)
        self.path_field = FormField("export_path", self.tr("File"), line, target=self.path)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * SPACE)
        column.addWidget(self.kind_field)
        column.addWidget(self.path_field)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.path.textChanged.connect(self._on_path_changed)
        self.choose.clicked.connect(self.open_dialog)

    @property
    def file_format(self) -> ExportFormat:
        """The chosen kind."""
        return ExportFormat(self.kind.currentData())

    @property
    def whole_path(self) -> str:
        """Where the file is to be: a bare name is among the documents, with its kind's ending."""
        path = self.path.text().strip()
        if not path or path.endswith(("/", "\\")):
            return path
        # What follows the last dot of `v1.2 notes` is no ending.
        if not _ENDING.fullmatch(QFileInfo(path).suffix()):
            path += SUFFIXES[self.file_format]
        if QFileInfo(path).isRelative() and not path.startswith("~"):
            path = f"{_documents()}/{path}"
        return path

    @property
    def may_replace(self) -> bool:
        """Whether the user agreed to replace what stands there."""
        return bool(self._may_replace) and self._may_replace == self.whole_path

    def agree_to_replace(self) -> None:
        """The user agrees to replace what stands there."""
        self._may_replace = self.whole_path

    def suggest(self, name: str) -> None:
        """Name a file in the folder that was used last, or among the documents."""
        path = self.path.text().strip()
        folder = QFileInfo(path).path() if path else _documents()
        self.path.setText(f"{folder}/{name}{SUFFIXES[self.file_format]}")

    def open_dialog(self) -> None:
        """Let the system's own dialog choose the file; it asks before it replaces one."""
        dialog = QFileDialog(self, self.tr("Export tickets to a file"))
        dialog.setObjectName("export_file_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = {name_filter(kind): kind for kind in _KINDS}
        dialog.setNameFilters(list(filters))
        dialog.selectNameFilter(name_filter(self.file_format))
        dialog.setDefaultSuffix(self.file_format.value)
        dialog.filterSelected.connect(lambda said: dialog.setDefaultSuffix(filters[said].value))
        if self.whole_path:
            info = QFileInfo(self.whole_path)
            dialog.setDirectory(info.path())
            dialog.selectFile(info.fileName())
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_chosen(self, path: str) -> None:
        self.path.setText(path)
        self.agree_to_replace()
        self.path.setFocus()

    def _on_kind_changed(self) -> None:
        path = self.path.text()
        info = QFileInfo(path)
        if info.suffix().lower() in {kind.value for kind in _KINDS}:
            stem = path[: len(path) - len(info.suffix()) - 1]
            self.path.setText(stem + SUFFIXES[self.file_format])
        self.changed.emit()

    def _on_path_changed(self, path: str) -> None:
        suffix = QFileInfo(path.strip()).suffix().lower()
        for at, kind in enumerate(_KINDS):
            if suffix == kind.value and at != self.kind.currentIndex():
                # Named with another ending, it is to be another kind.
                self.kind.setCurrentIndex(at)
        self.path_field.say_fault("")
        self.changed.emit()


def _documents() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place)
