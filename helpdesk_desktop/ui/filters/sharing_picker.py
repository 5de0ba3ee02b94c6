"""The only place where somebody says with whom a filter is shared."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.filtering.filter_sharing import PRIVATE, Sharing, groups_to_share_to
from helpdesk_desktop.domain.people import Group, GroupId, Right, Viewer
from helpdesk_desktop.ui.filters.tick_list import TickList
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_GROUP_ROLE = Qt.ItemDataRole.UserRole
_ROWS = 5


class SharingPicker(QWidget):
    """Only me, these groups, or everyone; what the role does not allow cannot be chosen.

    `changed` says that something else was chosen.
    """

    changed = Signal()

    def __init__(
        self,
        viewer: Viewer,
        groups: Sequence[Group],
        sharing: Sharing = PRIVATE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sharing_picker")
        self.setAccessibleName(self.tr("Share with"))
        self.private = QRadioButton(self.tr("Only me"))
        self.private.setObjectName("share_private")
        self.some = QRadioButton(self.tr("Groups"))
        self.some.setObjectName("share_groups")
        self.everyone = QRadioButton(self.tr("Everyone"))
        self.everyone.setObjectName("share_everyone")
        self.list = TickList()
        self.list.setObjectName("share_group_list")
        self.list.setAccessibleName(self.tr("Groups to share with"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_kind(self.list, "checks")
        # A group that has it already may lose it, whoever may give it.
        offered = groups_to_share_to(viewer, frozenset(one.id for one in groups))
        offered |= frozenset(sharing.group_ids)
        for group in groups:
            if group.id in offered:
                self._add(group, is_chosen=group.id in sharing.group_ids)
        self._fill()
        self.some.setEnabled(bool(offered))
        self.everyone.setEnabled(viewer.may(Right.SHARE_TO_ALL) or sharing.is_to_all)
        for choice in (self.some, self.everyone):
            if not choice.isEnabled():
                choice.setToolTip(tooltip(self.tr("Your role does not allow this.")))
        chosen = self.private if sharing.is_private else self.some
        (self.everyone if sharing.is_to_all else chosen).setChecked(True)
        self._on_chosen()

    @property
    def sharing(self) -> Sharing:
        """What is chosen; groups without any group are nobody."""
        if self.everyone.isChecked():
            return Sharing(is_to_all=True)
        if not self.some.isChecked():
            return PRIVATE
        items = [self.list.item(row) for row in range(self.list.count())]
        chosen = [
            GroupId(item.data(_GROUP_ROLE))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]
        return Sharing(group_ids=tuple(sorted(chosen)))

    @property
    def _row_height(self) -> int:
        return self.fontMetrics().height() + 3 * SPACE

    def _fill(self) -> None:
        choice = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        for button in (self.private, self.some, self.everyone):
            choice.addButton(button)
            button.toggled.connect(self._on_chosen)
            column.addWidget(button)
            if button is self.some:
                column.addWidget(self.list)
        rows = min(max(self.list.count(), 1), _ROWS)
        self.list.setFixedHeight(rows * self._row_height + 2 * SPACE)
        self.list.itemChanged.connect(self.changed)

    def _add(self, group: Group, *, is_chosen: bool) -> None:
        item = QListWidgetItem(group.name)
        item.setSizeHint(QSize(0, self._row_height))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setData(_GROUP_ROLE, int(group.id))
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _on_chosen(self) -> None:
        self.list.setVisible(self.some.isChecked())
        if self.some.isChecked() and self.list.count() and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.changed.emit()
