"""The only place for the menu under the agent's name: who works here, looks, keys, the end."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.ui.actions import Act, Actions
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.theme import ThemeChoice, theme


class AccountMenu(QMenu):
    """Name and role on top, then the looks and what else concerns the whole program."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("account_menu")
        self.setAccessibleName(self.tr("Account and settings"))
        self._who = self.addAction("")
        self._who.setEnabled(False)
        self._who.setVisible(False)
        self.addSeparator()
        self.addMenu(self._build_looks())
        self.addAction(actions[Act.COMPACT_ROWS])
        self.addAction(actions[Act.SHOW_QUICK_FILTERS])
        self.addAction(actions[Act.SHOW_DETAIL])
        self.addMenu(self._build_panels(actions))
        self.addAction(actions[Act.RESET_LAYOUT])
        self.addSeparator()
        self.addAction(actions[Act.CONTACTS])
        self.setToolTipsVisible(True)  # they say why an action cannot be chosen
        self.addAction(actions[Act.IMPORT])
        self.addAction(actions[Act.EXPORT])
        self.addAction(actions[Act.PRINT])
        self.addAction(actions[Act.REFRESH])
        self.addAction(actions[Act.WHY])
        self.addAction(actions[Act.SHORTCUTS])
        self.addAction(actions[Act.SETTINGS])
        self.addAction(actions[Act.ADMINISTRATION])
        self.addAction(actions[Act.BACKUPS])
        self.addSeparator()
        self.addAction(actions[Act.CHANGE_AGENT])
        self.addAction(actions[Act.SWITCH_DATABASE])
        self.addSeparator()
        self.addAction(actions[Act.QUIT])

    def set_viewer(self, viewer: Viewer) -> None:
        """Say who works here and in which role."""
        said = f"{viewer.name} · {viewer.role.name}".replace("&", "&&")
        self._who.setText(said)
        self._who.setVisible(True)

    def lock_looks(self, why: str) -> None:
        """Say why nobody here chooses the looks; an empty sentence sets them free."""
        for action in self._looks.actions():
            action.setEnabled(not why)
            action.setToolTip(why or action.text())

    def _build_panels(self, actions: Actions) -> QMenu:
        menu = QMenu(self.tr("Move panels"), self)
        menu.setObjectName("panels_menu")
        for act in (
            Act.FLOAT_QUICK_FILTERS,
            Act.MOVE_QUICK_FILTERS,
            Act.FLOAT_DETAIL,
            Act.MOVE_DETAIL,
        ):
            menu.addAction(actions[act])
        return menu

    def _build_looks(self) -> QMenu:
        menu = QMenu(self.tr("Appearance"), self)
        menu.setObjectName("looks_menu")
        bind_icon(menu.menuAction(), "sun")
        group = QActionGroup(menu)
        choices: tuple[tuple[ThemeChoice, str], ...] = (
            ("system", self.tr("Like the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        )
        for choice, text in choices:
            action = menu.addAction(text)
            action.setObjectName(f"looks_{choice}")
            action.setCheckable(True)
            action.setChecked(theme().choice == choice)
            action.setData(choice)
            group.addAction(action)
        group.triggered.connect(lambda action: theme().apply(action.data()))
        self._looks = group
        theme().changed.connect(self._on_theme_changed)
        return menu

    def _on_theme_changed(self) -> None:
        for action in self._looks.actions():
            action.setChecked(action.data() == theme().choice)
