"""The only place for the menu that says what the list's rows are grouped by."""

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.grouping import usual_grouping
from helpdesk_desktop.ui.list.group_names import grouping_name
from helpdesk_desktop.ui.list.ticket_list import TicketList


class GroupMenu(QMenu):
    """Group by a column or by none; turn the groups round; fold and unfold all of them."""

    def __init__(self, tickets: TicketList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("group_menu")
        self.setTitle(self.tr("Group by"))
        self.setAccessibleName(self.tr("Group by"))
        self._tickets = tickets
        shown = tickets.look.grouping
        choice = QActionGroup(self)
        self._add(choice, "none", self.tr("No groups"), None, is_chosen=shown is None)
        self.addSeparator()
        has_custom = False
        known = tickets.model.known
        for key in known.groupable:
            if known.by_key[key].field is not None and not has_custom:
                self.addSection(self.tr("Custom fields"))
                has_custom = True
            is_chosen = shown is not None and shown.column == key
            name = grouping_name(key, known)
            self._add(choice, key, name, usual_grouping(key), is_chosen=is_chosen)
        if shown is not None and shown.column not in known.groupable:
            # A newer program's or a retired field's: kept, and said why nothing is grouped.
            field = known.directory.custom_field_by_key.get(fold(shown.column))
            column = shown.column if field is None else field.label
            unknown = self.tr("{column} (cannot be grouped by here)").format(column=column)
            self._add(choice, "unknown", unknown, shown, is_chosen=True, is_possible=False)
        self.addSeparator()
        for name, words, act in (
            ("turn_groups", self.tr("Turn the groups round"), self._turn),
            ("fold_all", self.tr("Fold all groups"), partial(self._fold, is_folded=True)),
            ("unfold_all", self.tr("Unfold all groups"), partial(self._fold, is_folded=False)),
        ):
            entry = self.addAction(words)
            entry.setObjectName(name)
            entry.setEnabled(tickets.model.groups is not None)
            entry.triggered.connect(act)

    def _add(
        self,
        choice: QActionGroup,
        name: str,
        words: str,
        grouping: SortKey | None,
        *,
        is_chosen: bool,
        is_possible: bool = True,
    ) -> None:
        entry = self.addAction(words.replace("&", "&&"))
        entry.setObjectName(f"group_by_{name}")
        entry.setCheckable(True)
        entry.setChecked(is_chosen)
        entry.setEnabled(is_possible)
        choice.addAction(entry)
        if not is_chosen:
            entry.triggered.connect(lambda: self._tickets.group_by(grouping))

    def _turn(self) -> None:
        shown = self._tickets.look.grouping
        if shown is not None:
            turned = SortKey(shown.column, is_descending=not shown.is_descending)
            self._tickets.group_by(turned)

    def _fold(self, *_checked: bool, is_folded: bool) -> None:
        self._tickets.model.fold_groups(is_folded=is_folded)
