"""The only place where a folder is named or chosen."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.tokens import SPACE


class FolderLine(QWidget):
    """A path, and a button that looks for one; `chosen` comes when it is whole.

    Without a path `usual` is said in its place.
    """

    chosen = Signal()

    def __init__(self, name: str, usual: str, title: str) -> None:
        super().__init__()
        self._title = title
        self.path = QLineEdit()
        self.path.setObjectName(name)
        self.path.setPlaceholderText(usual)
        self.path.setClearButtonEnabled(True)
        self.browse = QPushButton(self.tr("Browse…"))
        self.browse.setObjectName(f"browse_{name}")
        self.browse.setAccessibleName(title)
        self.browse.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        self.path.editingFinished.connect(self.chosen)
        self.browse.clicked.connect(self._on_browse_clicked)

    @property
    def folder(self) -> str | None:
        """The path, None where there is none."""
        return self.path.text().strip() or None

    def show_folder(self, folder: str | None) -> None:
        """Show this path."""
        if folder != self.folder:
            self.path.setText(folder or "")

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.path.setClearButtonEnabled(self.isEnabled())

    def _on_browse_clicked(self) -> None:
        dialog = QFileDialog(self, self._title, self.folder or str(Path.home()))
        dialog.setObjectName("folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_selected(self, path: str) -> None:
        self.path.setText(path)
        self.chosen.emit()
