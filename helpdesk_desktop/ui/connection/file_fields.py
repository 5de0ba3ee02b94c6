"""The only place where a local database file is named: one that is there, or a new one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE


class FileFields(QWidget):
    """A path, and whether the file is there already; `edited` comes with every change."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("file_fields")
        self.opens = QRadioButton(self.tr("Open a file that is there"))
        self.opens.setObjectName("open_file")
        self.opens.setChecked(True)
        self.makes = QRadioButton(self.tr("Make a new file"))
        self.makes.setObjectName("make_file")
        self.path = QLineEdit()
        self.path.setObjectName("file_path")
        self.browse = QPushButton(self.tr("Browse…"))
        self.browse.setObjectName("browse_file")
        self.browse.setAccessibleName(self.tr("Browse for a database file"))
        self.browse.setAutoDefault(False)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        self.field = FormField(
            "file_path", self.tr("File"), both, target=self.path, is_required=True
        )
        hint = make_label(
            self.tr(
                "One person at one computer at a time works best. A file on a network share is "
                "refused, because it would get damaged; teams use a server."
            ),
            name="file_hint",
            tone="muted",
            is_wrapped=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        for part in (self.opens, self.makes, self.field, hint):
            column.addWidget(part)
        column.addStretch(1)
        self.path.textEdited.connect(self.edited)
        self.opens.toggled.connect(self.edited)
        self.browse.clicked.connect(self._on_browse_clicked)

    @property
    def text(self) -> str:
        """The path as typed, without the blanks around it."""
        return self.path.text().strip()

    def is_missing(self) -> bool:
        """Whether there is no path yet; the field says so."""
        is_missing = not self.text
        self.field.say_fault(self.tr("This is required.") if is_missing else "")
        return is_missing

    def _on_browse_clicked(self) -> None:
        makes = self.makes.isChecked()
        title = self.tr("New database file") if makes else self.tr("Open a database file")
        dialog = QFileDialog(self, title, self.text)
        dialog.setNameFilters([self.tr("Databases (*.db)"), self.tr("All files (*)")])
        if makes:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("db")
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        self.path.setText(path)
        self.edited.emit()
