"""The only place where a server's password is typed at the start.

It is held in memory, and kept in the system's key store only if the user says so.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE


class PasswordDialog(QDialog):
    """Asks for one password; `given` carries it, and whether the system shall keep it."""

    given = Signal(str, bool)

    def __init__(self, sentence: str, parent: QWidget, *, can_keep: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("password_dialog")
        self.setWindowTitle(self.tr("Password"))
        self.password = QLineEdit()
        self.password.setObjectName("password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        label = make_label(self.tr("Password"), name="password_label")
        label.setBuddy(self.password)
        self.password.setAccessibleName(self.tr("Password"))
        self.remembers = QCheckBox(self.tr("Remember it in the system's key store"))
        self.remembers.setObjectName("remember_typed_password")
        self.remembers.setVisible(can_keep)
        connect = QPushButton(self.tr("Connect"))
        connect.setObjectName("connect")
        connect.setDefault(True)
        set_kind(connect, "accent")
        connect.clicked.connect(self._on_connect_clicked)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("cancel_password")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(connect)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        said = make_label(sentence, name="password_sentence", is_wrapped=True)
        said.setMinimumWidth(320)
        column.addWidget(said)
        column.addWidget(label)
        column.addWidget(self.password)
        column.addWidget(self.remembers)
        if not can_keep:
            no_store = self.tr("This system has no key store: it is asked for each time.")
            column.addWidget(make_label(no_store, name="no_key_store", tone="muted"))
        column.addLayout(buttons)

    def _on_connect_clicked(self) -> None:
        text, is_kept = self.password.text(), self.remembers.isChecked()
        self.accept()
        self.given.emit(text, is_kept)
