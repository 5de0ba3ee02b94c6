"""The only place that joins the list's columns with their chooser and the header's menu."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from helpdesk_desktop.domain.grouping import usual_grouping
from helpdesk_desktop.domain.list_look import ShownColumn
from helpdesk_desktop.ui.list.column_chooser import ColumnChooser
from helpdesk_desktop.ui.list.group_menu import GroupMenu
from helpdesk_desktop.ui.list.group_names import grouping_name
from helpdesk_desktop.ui.list.ticket_columns import FIXED_COLUMNS, spoken_title
from helpdesk_desktop.ui.list.ticket_list import TicketList


class ColumnChoosing(QObject):
    """Shows the chooser under its button and the menu of a column's header."""

    def __init__(self, tickets: TicketList, anchor: QWidget) -> None:
        super().__init__(tickets)
        self._tickets = tickets
        self._anchor = anchor
        self._chooser: ColumnChooser | None = None
        tickets.look_changed.connect(self._on_look_changed)
        tickets.known_changed.connect(self._on_known_changed)
        header = tickets.view.header
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_menu_requested)

    @property
    def chooser(self) -> ColumnChooser:
        """The panel, made when it is first wanted: the window must not wait for it to be shown."""
        if self._chooser is None:
            made = self._chooser = ColumnChooser(self._tickets)
            made.columns_chosen.connect(self._on_columns_chosen)
            made.width_chosen.connect(self._tickets.view.column_layout.set_width)
            made.sort_chosen.connect(self._on_sort_chosen)
            made.reset_wanted.connect(self.reset)
        return self._chooser

    def open_chooser(self) -> None:
        """Open the chooser."""
        self.open_chooser_at(None)

    def open_chooser_at(self, key: str | None) -> None:
        """Open the chooser with this column as the current one."""
        self.chooser.show_sort(self._tickets.view.header.sort)
        self.chooser.show_columns(self._tickets.columns, self._tickets.model.known)
        self.chooser.open_under(self._anchor, key)

    def reset(self) -> None:
        """Show the usual columns in their order and width; the sort stays."""
        self._tickets.choose_columns(())
        if self._chooser is not None:
            self._chooser.show_columns(self._tickets.columns, self._tickets.model.known)

    def hide_column(self, key: str) -> None:
        """Show this column no more."""
        left = [column for column in self._tickets.columns if column.key != key]
        self._tickets.choose_columns(left)

    def _on_columns_chosen(self, keys: tuple[str, ...]) -> None:
        widths = {column.key: column.width for column in self._tickets.columns}
        self._tickets.choose_columns([ShownColumn(key, widths.get(key)) for key in keys])

    def _on_sort_chosen(self, key: str, is_descending: bool | None) -> None:  # noqa: FBT001  # as the signal carries it
        self._tickets.view.header.put_key(key, is_descending=is_descending)

    def _on_look_changed(self) -> None:
        if self._chooser is not None and self._chooser.isVisible():
            self._chooser.show_sort(self._tickets.view.header.sort)

    def _on_known_changed(self) -> None:
        # Custom fields came or went while the panel is open.
        if self._chooser is not None and self._chooser.isVisible():
            self._chooser.show_columns(self._tickets.columns, self._tickets.model.known)

    def _on_menu_requested(self, spot: QPoint) -> None:
        header = self._tickets.view.header
        section = header.logicalIndexAt(spot)
        key = self._tickets.model.columns[section].key if section >= 0 else None
        self.header_menu(key).popup(header.mapToGlobal(spot))

    def header_menu(self, key: str | None) -> QMenu:
        """What can be done with a column's header; None stands for the room beside the columns."""
        menu = QMenu(self._tickets)
        menu.setObjectName("header_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if key is not None:
            self._add_column_entries(menu, key)
            self._add_grouping(menu, key)
        menu.addMenu(GroupMenu(self._tickets, menu))
        menu.addSeparator()
        choose = menu.addAction(self.tr("Choose columns…"))
        choose.setObjectName("choose_columns")
        choose.triggered.connect(lambda: self.open_chooser_at(key))
        usual = menu.addAction(self.tr("Usual columns"))
        usual.setObjectName("usual_columns")
        usual.triggered.connect(self.reset)
        menu.setAccessibleName(self.tr("Columns"))
        return menu

    def open_group_menu(self) -> None:
        """Let the user say what rows are grouped by."""
        menu = GroupMenu(self._tickets, self._tickets)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._anchor.mapToGlobal(self._anchor.rect().bottomLeft()))

    def _add_grouping(self, menu: QMenu, key: str) -> None:
        known = self._tickets.model.known
        if key not in known.groupable:
            return
        shown = self._tickets.look.grouping
        is_grouped = shown is not None and shown.column == key
        words = self.tr("Group by no more") if is_grouped else self.tr("Group by {column}")
        entry = menu.addAction(words.format(column=grouping_name(key, known)).replace("&", "&&"))
        entry.setObjectName("group_by_column")
        wanted = None if is_grouped else usual_grouping(key)
        entry.triggered.connect(lambda: self._tickets.group_by(wanted))

    def _add_column_entries(self, menu: QMenu, key: str) -> None:
        header, layout = self._tickets.view.header, self._tickets.view.column_layout
        known = self._tickets.model.known
        name = spoken_title(known.by_key[key])
        is_sorted = any(each.column == key for each in header.sort)
        entries = (
            (
                "sort_ascending",
                self.tr("Sort by {column}").format(column=name),
                known.may_sort_by(key),
                lambda: header.sort_by(key, is_added=False),
            ),
            (
                "add_to_sort",
                self.tr("Turn its order round") if is_sorted else self.tr("Add to the sort"),
                known.may_sort_by(key),
                lambda: header.sort_by(key, is_added=True),
            ),
            (
                "take_from_sort",
                self.tr("Take out of the sort"),
                is_sorted and len(header.sort) > 1,
                lambda: header.put_key(key, is_descending=None),
            ),
            (
                "usual_width",
                self.tr("Usual width"),
                any(one.key == key and one.width is not None for one in self._tickets.columns),
                lambda: layout.set_width(key, None),
            ),
            (
                "hide_column",
                self.tr("Hide {column}").format(column=name),
                key not in FIXED_COLUMNS,
                lambda: self.hide_column(key),
            ),
        )
        for object_name, text, is_possible, act in entries:
            entry = menu.addAction(text.replace("&", "&&"))
            entry.setObjectName(object_name)
            entry.setEnabled(is_possible)
            entry.triggered.connect(act)
        menu.addSeparator()
