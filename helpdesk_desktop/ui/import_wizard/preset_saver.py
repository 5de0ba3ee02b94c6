"""The only place where a mapping gets a name, under which it is kept and offered again."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton
from typing_extensions import override

from helpdesk_desktop.domain.errors import HelpdeskError, Invalid
from helpdesk_desktop.ui.import_wizard.import_session import ImportSession
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_fault
from helpdesk_desktop.ui.tokens import SPACE

_NAME_LIMIT = 60
# What a file name of a source may have and a preset's name may not.
_NO_NAME = re.compile(r"[^\w .-]")


class PresetSaver(QFrame):
    """A line over the foot of the window; `saved` carries the name."""

    saved = Signal(str)

    def __init__(self, runner: TaskRunner, session: ImportSession) -> None:
        super().__init__()
        self.setObjectName("preset_saver")
        self.setProperty("kind", "foot")
        self._runner = runner
        self._session = session
        self._taken = ""
        self.name = QLineEdit()
        self.name.setObjectName("preset_name")
        self.name.setMaxLength(_NAME_LIMIT)
        self.name.setPlaceholderText(self.tr("Name of the preset"))
        self.name.setAccessibleName(self.tr("Name of the preset"))
        self.save = QPushButton(self.tr("Save preset"))
        self.save.setObjectName("save_preset")
        self.save.setAutoDefault(False)
        self.leave = QPushButton(self.tr("Not now"))
        self.leave.setObjectName("leave_preset")
        self.leave.setAutoDefault(False)
        self.fault = make_label(name="preset_fault", tone="danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(5 * SPACE, 2 * SPACE, 5 * SPACE, 2 * SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.name)
        row.addWidget(self.save)
        row.addWidget(self.leave)
        row.addWidget(self.fault, 1)
        self.name.setMinimumWidth(260)
        self.name.returnPressed.connect(self.submit)
        self.name.textEdited.connect(self._on_edited)
        self.save.clicked.connect(self.submit)
        self.leave.clicked.connect(self.hide)
        self.hide()

    def open(self) -> None:
        """Ask for the name."""
        if not self.name.text():
            source = self._session.mapping.source
            self.name.setText(" ".join(_NO_NAME.sub(" ", source).split()))
        self._on_edited()
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def submit(self) -> None:
        """Keep the mapping under the typed name; a taken one is replaced on the second press."""
        name, look = self.name.text().strip(), self._session.look
        if look is None:
            return
        mapping, imports = self._session.mapping, self._session.desk.imports
        is_replacing = bool(name) and name == self._taken

        def land(_path: str) -> None:
            self.hide()
            self._session.load_presets()
            self.saved.emit(name)

        self._runner.run(
            lambda _: imports.save_preset(name, mapping, look, is_replacing=is_replacing),
            land,
            failed=lambda error: self._on_refused(name, error),
            order="import-preset",
            owner=self,
        )

    def _on_refused(self, name: str, error: HelpdeskError) -> None:
        self.fault.setText(error_sentence(error))
        self.name.setAccessibleDescription(error_sentence(error))
        set_fault(self.name, has_fault=True)
        if isinstance(error, Invalid) and error.problems[0].key == "preset_taken":
            self._taken = name
            self.save.setText(self.tr("Replace it"))

    def _on_edited(self) -> None:
        self._taken = ""
        self.save.setText(self.tr("Save preset"))
        self.fault.setText("")
        self.name.setAccessibleDescription("")
        set_fault(self.name, has_fault=False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
