"""The only place where a server's address is typed: as a form and as a URL, always in step."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.server_form import (
    MOST_PORT,
    USUAL_PORTS,
    ServerForm,
    ServerKind,
    read_server_url,
)
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

_NAMES: tuple[tuple[ServerKind, str], ...] = (
    ("postgresql", "PostgreSQL"),
    ("mariadb", "MariaDB"),
)


class ServerFields(QWidget):
    """Kind, host, port, database, user, certificate, password; and the URL of all but the last.

    `edited` comes with every change.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("server_fields")
        self._form = ServerForm()
        self.kind = QComboBox()
        self.kind.setObjectName("server_kind")
        for key, name in _NAMES:
            self.kind.addItem(name, key)
        self.host = _line("server_host", "db.example.org")
        self.port = _line("server_port")
        self.port.setValidator(QIntValidator(1, MOST_PORT, self.port))
        self.database = _line("server_database", "helpdesk")
        self.user = _line("server_user")
        self.password = _line("server_password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.remembers = QCheckBox(self.tr("Remember it in the system's key store"))
        self.remembers.setObjectName("remember_password")
        self.no_store = make_label(
            self.tr("This system has no key store: the password is asked for each time."),
            name="no_key_store",
            tone="muted",
            is_wrapped=True,
        )
        self.no_store.hide()
        self.ca_file = _line("server_ca_file", self.tr("the system's"))
        self.url = _line("server_url", "postgresql://user@host/database")
        self._build()
        self._wire()
        self._show_form()

    def _build(self) -> None:
        field = FormField
        self.fields = {
            "kind": field("server_kind", self.tr("Server"), self.kind),
            "host": field("server_host", self.tr("Host"), self.host, is_required=True),
            "port": field("server_port", self.tr("Port"), self.port),
            "database": field(
                "server_database", self.tr("Database"), self.database, is_required=True
            ),
            "user": field("server_user", self.tr("User"), self.user, is_required=True),
            "password": field("server_password", self.tr("Password"), self.password),
            "ca_file": field(
                "server_ca_file",
                self.tr("Certificate authority (file)"),
                self._with_browse(),
                target=self.ca_file,
            ),
            "url": field("server_url", self.tr("The same as an address"), self.url),
        }
        for made in self.fields.values():
            # A tab gives its page no more than it asks for: without this the inputs are cut.
            made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        for name, row, column, span in (
            ("kind", 0, 0, 2),
            ("host", 0, 2, 3),
            ("port", 0, 5, 1),
            ("database", 1, 0, 3),
            ("user", 1, 3, 3),
            ("password", 2, 0, 3),
            ("ca_file", 2, 3, 3),
        ):
            # At the top: a sentence under one field must not push its neighbours down.
            grid.addWidget(self.fields[name], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(2 * SPACE)
        column_.addLayout(grid)
        column_.addWidget(self.remembers)
        column_.addWidget(self.no_store)
        column_.addWidget(self.fields["url"])
        column_.addStretch(1)

    def _with_browse(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        browse = QPushButton(self.tr("Browse…"))
        browse.setObjectName("browse_ca_file")
        browse.setAccessibleName(self.tr("Browse for a certificate authority"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse_clicked)
        row.addWidget(self.ca_file, 1)
        row.addWidget(browse)
        return both

    def _wire(self) -> None:
        self.kind.activated.connect(self._on_kind_activated)
        for line in (self.host, self.port, self.database, self.user, self.ca_file):
            line.textEdited.connect(self._on_form_edited)
        self.password.textEdited.connect(self.edited)
        self.url.textEdited.connect(self._on_url_edited)
        self.url.editingFinished.connect(self._on_url_finished)

    @property
    def form(self) -> ServerForm:
        """The address as it stands."""
        return self._form

    def fill(self, form: ServerForm) -> None:
        """Show this address on both faces."""
        self._form = form
        self._show_form()
        self._show_url()
        self.edited.emit()

    def allow_remembering(self, *, is_allowed: bool) -> None:
        """Offer to keep the password, or say why it cannot be kept."""
        self.remembers.setVisible(is_allowed)
        self.remembers.setChecked(is_allowed and self.remembers.isChecked())
        self.no_store.setVisible(not is_allowed)

    def missing(self) -> list[str]:
        """The names of the required fields that are empty, each marked; in the form's order."""
        empty = [name for name, line in self._required().items() if not line.text().strip()]
        for name in self._required():
            fault = self.tr("This is required.") if name in empty else ""
            self.fields[name].say_fault(fault)
        return empty

    def _required(self) -> dict[str, QLineEdit]:
        return {"host": self.host, "database": self.database, "user": self.user}

    def _forgive_filled(self) -> None:
        for name, line in self._required().items():
            if line.text().strip():
                self.fields[name].say_fault("")

    def _on_kind_activated(self) -> None:
        kind: ServerKind = self.kind.currentData()
        if self._form.port == USUAL_PORTS[self._form.kind]:
            self.port.setText(str(USUAL_PORTS[kind]))
        self._on_form_edited()

    def _on_form_edited(self) -> None:
        self._form = replace(
            self._form,
            kind=self.kind.currentData(),
            host=self.host.text().strip(),
            port=int(self.port.text() or 0) or USUAL_PORTS[self.kind.currentData()],
            database=self.database.text().strip(),
            user=self.user.text().strip(),
            ca_file=self.ca_file.text().strip(),
        )
        self._show_url()
        self._forgive_filled()
        self.edited.emit()

    def _on_url_edited(self, text: str) -> None:
        read = read_server_url(text)
        if read is None:
            return
        self._form, password = read
        self._show_form()
        if password is not None:
            self.password.setText(password)
        self._forgive_filled()
        self.edited.emit()

    def _on_url_finished(self) -> None:
        text = self.url.text().strip()
        if text and read_server_url(text) is None:
            said = self.tr("This is no address of a PostgreSQL or MariaDB database.")
            self.fields["url"].say_fault(said)
        elif text:
            # A password in it has moved to its own field: an address is shown and remembered.
            self._show_url()

    def _on_browse_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("Certificate authority"), self.ca_file.text())
        dialog.setNameFilters(
            [self.tr("Certificates (*.pem *.crt *.cer)"), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self._on_ca_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_ca_file_selected(self, path: str) -> None:
        self.ca_file.setText(path)
        self._on_form_edited()

    def _show_form(self) -> None:
        form = self._form
        self.kind.setCurrentIndex(self.kind.findData(form.kind))
        if self.port.text().strip() or not self.port.hasFocus():
            self.port.setText(str(form.port))
        for line, text in (
            (self.host, form.host),
            (self.database, form.database),
            (self.user, form.user),
            (self.ca_file, form.ca_file),
        ):
            if line.text().strip() != text:
                line.setText(text)

    def _show_url(self) -> None:
        self.url.setText(self._form.url)
        self.url.setCursorPosition(0)
        self.fields["url"].say_fault("")


def _line(name: str, example: str = "") -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setPlaceholderText(example)
    return made
