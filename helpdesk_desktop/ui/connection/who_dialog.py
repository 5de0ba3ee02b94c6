"""The only place where the user says which of a database's agents they are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.services.contracts import AgentChoice
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_LOGIN = Qt.ItemDataRole.UserRole


class WhoDialog(QDialog):
    """The agents by name, found as one types; `chosen` carries a login.

    `why` says why it is asked. The dialog says that this is a choice and no proof: where the
    server itself does not tell agents apart, nobody else can.
    """

    chosen = Signal(str)

    def __init__(
        self,
        agents: tuple[AgentChoice, ...],
        current: str | None,
        why: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("who_dialog")
        self.setWindowTitle(self.tr("Who are you?"))
        self.search = QLineEdit()
        self.search.setObjectName("find_agent")
        self.search.setPlaceholderText(self.tr("Find a name…"))
        self.search.setAccessibleName(self.tr("Find a name"))
        self.search.setClearButtonEnabled(True)
        self.agents = QListWidget()
        self.agents.setObjectName("agents")
        self.agents.setProperty("kind", "checks")
        self.agents.setAccessibleName(self.tr("Agents of this database"))
        for agent in agents:
            item = QListWidgetItem(f"{agent.name}  ·  {agent.login}  ·  {agent.role}")
            item.setData(_LOGIN, agent.login)
            self.agents.addItem(item)
            if current is not None and agent.login == current:
                self.agents.setCurrentItem(item)
        if self.agents.currentRow() < 0:
            self.agents.setCurrentRow(0)
        self.work = QPushButton(self.tr("Work as this agent"))
        self.work.setObjectName("work_as")
        set_kind(self.work, "accent")
        self.work.setDefault(True)
        self.work.setEnabled(bool(agents))
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("cancel_who")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.work)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(make_label(why, name="who_why", is_wrapped=True))
        column.addWidget(self.search)
        column.addWidget(self.agents, 1)
        column.addWidget(
            make_label(
                self.tr(
                    "This is a choice, not a proof: everyone who can open this database can choose "
                    "any name here. What you do is written down under the name you choose."
                ),
                name="who_warning",
                tone="muted",
                is_wrapped=True,
            )
        )
        column.addLayout(foot)
        self.setMinimumSize(460, 420)
        self.search.textChanged.connect(self._on_search_changed)
        self.agents.itemDoubleClicked.connect(self._on_work_clicked)
        self.work.clicked.connect(self._on_work_clicked)
        self.search.setFocus()

    @property
    def login(self) -> str | None:
        """The marked agent's login."""
        row = self.agents.currentRow()
        if row < 0 or self.agents.item(row).isHidden():
            return None
        found: str = self.agents.item(row).data(_LOGIN)
        return found

    def _on_search_changed(self, text: str) -> None:
        wanted = fold(text)
        first = -1
        for row in range(self.agents.count()):
            item = self.agents.item(row)
            item.setHidden(wanted not in fold(item.text()))
            if first < 0 and not item.isHidden():
                first = row
        if first >= 0 and self.login is None:
            self.agents.setCurrentRow(first)
        self.work.setEnabled(first >= 0)

    def _on_work_clicked(self) -> None:
        login = self.login
        if login is not None:
            self.accept()
            self.chosen.emit(login)
