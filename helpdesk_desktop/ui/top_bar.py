"""The only place for the bar at the top: + New ticket and search left, the rest right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from helpdesk_desktop.ui.actions import Act, Actions
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_SEARCH_WIDTH = 564
# Below it the buttons on the right show their icons alone.
_ROOM_FOR_WORDS = 900


class TopBar(QFrame):
    """The toolbar of the main window; buttons do the catalogue's actions."""

    def __init__(self, actions: Actions, search: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        set_kind(self, "bar")
        self.new_ticket = _button("new_ticket", actions[Act.NEW_TICKET], self.tr("New ticket"))
        set_kind(self.new_ticket, "accent")
        bind_icon(self.new_ticket, "plus", "on_accent")
        self.filter = _button("filter", actions[Act.ADD_FILTER], self.tr("Filter"))
        self.columns = QPushButton(self.tr("Columns"))
        self.columns.setObjectName("columns")
        self.columns.setAccessibleName(actions[Act.CHOOSE_COLUMNS].text())
        self.columns.setToolTip(actions[Act.CHOOSE_COLUMNS].toolTip())
        self.columns.clicked.connect(actions[Act.CHOOSE_COLUMNS].trigger)
        bind_icon(self.columns, "columns-3")
        self.contacts = QPushButton(self.tr("Contacts"))
        self.contacts.setObjectName("contacts")
        self.contacts.setAccessibleName(actions[Act.CONTACTS].text())
        self.contacts.setToolTip(actions[Act.CONTACTS].toolTip())
        self.contacts.clicked.connect(actions[Act.CONTACTS].trigger)
        actions[Act.CONTACTS].enabledChanged.connect(self.contacts.setEnabled)
        bind_icon(self.contacts, "users")
        self.account = QPushButton()
        self.account.setObjectName("account")
        self.account.setAccessibleName(self.tr("Account and settings"))
        bind_icon(self.account, "circle-user")
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        search.setMaximumWidth(_SEARCH_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE + 2, 2 * SPACE + 1, 2 * SPACE + 2, 2 * SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.new_ticket)
        row.addWidget(search, 100)
        row.addStretch(1)
        for button in (self.contacts, self.filter, self.columns, self.account):
            row.addWidget(button)

    def set_account(self, name: str, menu: QMenu) -> None:
        """Show who works here, and open this menu under the name."""
        self.account.setText(name.replace("&", "&&"))
        bind_icon(self.account, "circle-user")
        self.account.setToolTip(tooltip(name))
        self.account.setMenu(menu)

    def set_room(self, width: int) -> None:
        """Fit the words on the right into a window of this width."""
        has_room = width >= _ROOM_FOR_WORDS
        if has_room == bool(self.filter.text()):
            return
        self.filter.setText(self.tr("Filter") if has_room else "")
        self.columns.setText(self.tr("Columns") if has_room else "")
        self.contacts.setText(self.tr("Contacts") if has_room else "")
        bind_icon(self.contacts, "users")
        bind_icon(self.filter, "list-filter")
        bind_icon(self.columns, "columns-3")


def _button(name: str, action: QAction, text: str) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(action.text())
    made.setToolTip(action.toolTip())
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setIcon(action.icon())
    made.clicked.connect(action.trigger)
    action.enabledChanged.connect(made.setEnabled)
    if action.objectName() != "act_new_ticket":
        bind_icon(made, "list-filter")
    return made
