"""The only place that joins the table with what is said where there are no rows, and its look."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filters import DEFAULT_SORT, EVERYTHING, FilterSpec, SortKey
from helpdesk_desktop.domain.grouping import grouping_to_ask
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.ui.list.column_order import carried_along, sort_to_ask, to_show
from helpdesk_desktop.ui.list.empty_page import EmptyPage
from helpdesk_desktop.ui.list.news_pill import NewsPill
from helpdesk_desktop.ui.list.ticket_model import ListState, TicketModel
from helpdesk_desktop.ui.list.ticket_view import TicketView
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner


class TicketList(QWidget):
    """The list of tickets with its four ways of being empty.

    `known_changed` says that custom fields came, changed or went, after the list shows them so.
    `sort_changed` carries sort keys, `grouping_changed` a `SortKey` or None. `look_changed` carries
    the `ListLook` when the user moved, sized, showed or hid columns, sorted or grouped; not when
    `show_look` was called. `way_out_chosen` says that the button of an empty list was pressed:
    clear the filter, make the first ticket, or try again, as `state` says.
    `sort_lost` carries the name of a field that the list was sorted by when it was retired,
    `grouping_lost` that of one that its rows were grouped by.
    `database_wanted` asks for another database than the one that cannot be opened.
    """

    known_changed = Signal()
    sort_changed = Signal(object)
    sort_lost = Signal(str)
    grouping_lost = Signal(str)
    grouping_changed = Signal(object)
    look_changed = Signal(object)
    way_out_chosen = Signal()
    database_wanted = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ticket_list")
        self.model = TicketModel(runner, self)
        self.view = TicketView(self.model)
        self.pill = NewsPill(self.view)
        self.empty = EmptyPage()
        self._error: HelpdeskError | None = None
        self._look = ListLook()
        self._grouping: SortKey | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.view.header.show_sort(DEFAULT_SORT)
        self.view.header.sort_chosen.connect(self._on_sort_chosen)
        self.view.column_layout.changed.connect(self._on_columns_changed)
        self.model.known_changed.connect(self._on_known_changed)
        self.model.state_changed.connect(self._on_state_changed)
        self.model.failed.connect(self._on_failed)
        self.empty.pressed.connect(self.way_out_chosen)
        self.empty.other_pressed.connect(self.database_wanted)

    @property
    def is_unfiltered(self) -> bool:
        """Whether nothing narrows the list: what is empty then is the whole database."""
        spec = self.model.spec
        return spec is None or (spec.filter, spec.search, spec.quick) == (EVERYTHING,) * 3

    @property
    def _is_only_searched(self) -> bool:
        spec = self.model.spec
        return spec is not None and (spec.filter, spec.quick) == (EVERYTHING,) * 2

    @property
    def look(self) -> ListLook:
        """The columns with their widths, and the order.

        What `show_look` was given last, until the user changes it; columns that this program does
        not know stay in it unseen.
        """
        return self._look

    @property
    def columns(self) -> tuple[ShownColumn, ...]:
        """The columns on screen from left to right."""
        return self.view.column_layout.columns

    def show_look(self, look: ListLook) -> None:
        """Show these columns and this order; another order is asked for by `sort_changed`."""
        before = self.view.header.sort
        grouped_before, self._look = self._grouping, look
        self._grouping = self.grouping_of(look)
        self.view.column_layout.show(to_show(look.columns, self.model.known))
        if self._grouping != grouped_before:
            self.grouping_changed.emit(self._grouping)
        sort = self.sort_of(look)
        self.view.header.show_sort(sort)
        if sort != before:
            self.sort_changed.emit(sort)

    def knows_column(self, key: str) -> bool:
        """Whether there is such a column now."""
        return self.model.known.has(key)

    def grouping_of(self, look: ListLook) -> SortKey | None:
        """The grouping of a look where it can be asked now."""
        return grouping_to_ask(look.grouping, self.model.known.directory)

    def sort_of(self, look: ListLook) -> tuple[SortKey, ...]:
        """The order of a look as far as it can be asked now."""
        return sort_to_ask(look.sort, self.model.known)

    def choose_columns(self, columns: Sequence[ShownColumn]) -> None:
        """The user wants these columns; without any, the usual ones as they come."""
        known = self.model.known
        self.view.column_layout.show(to_show(columns, known))
        kept = carried_along(columns, self._look.columns, known) if columns else ()
        self._change_look(replace(self._look, columns=kept))

    def group_by(self, grouping: SortKey | None) -> None:
        """The user wants rows grouped so; None for no groups."""
        if grouping != self._look.grouping:
            self._grouping = grouping
            self.grouping_changed.emit(grouping)
            self._change_look(replace(self._look, grouping=grouping))

    def show_spec(self, spec: FilterSpec) -> None:
        """List what the spec matches."""
        if spec.sort != self.view.header.sort:
            self._look = replace(self._look, sort=spec.sort)
        if spec.group != self._grouping:
            self._grouping = spec.group
            self._look = replace(self._look, grouping=spec.group)
        self.view.header.show_sort(spec.sort)
        self.model.show(spec)
        if self.model.state is ListState.EMPTY:
            self._on_state_changed(ListState.EMPTY)

    def refresh(self) -> None:
        """Read the list again; who stood at its top, and still sees the same rows, gets there."""
        if self.pill.isVisible():
            self.view.go_to_top()
        self.model.refresh()

    def show_error(self, error: HelpdeskError) -> None:
        """Say why there is no database to list from."""
        self._error = error
        self._on_state_changed(ListState.FAILED)

    def _on_sort_chosen(self, sort: tuple[SortKey, ...]) -> None:
        self.view.header.show_sort(sort)
        self.sort_changed.emit(sort)
        self._change_look(replace(self._look, sort=sort))

    def _on_columns_changed(self) -> None:
        kept = carried_along(self.columns, self._look.columns, self.model.known)
        self._change_look(replace(self._look, columns=kept))

    def _on_known_changed(self) -> None:
        # The columns, the order and the groups as they were wished for, as far as they can be had.
        asked, grouped = self.view.header.sort, self._grouping
        self.view.header.set_sortable(self.model.known.sortable)
        self.show_look(self._look)
        for key in asked:
            field = self.model.known.retired(key.column)
            if field is not None:
                self.sort_lost.emit(field.label)
        if grouped is not None and self._grouping is None:
            field = self.model.known.retired(grouped.column)
            if field is not None:
                self.grouping_lost.emit(field.label)
        self.known_changed.emit()

    def _change_look(self, look: ListLook) -> None:
        self._look = look
        self.look_changed.emit(look)

    def _on_failed(self, error: HelpdeskError) -> None:
        self._error = error
        if self.model.state is ListState.FAILED:
            self._on_state_changed(ListState.FAILED)

    def _on_state_changed(self, state: ListState) -> None:
        if state in {ListState.SHOWN, ListState.IDLE}:
            self._stack.setCurrentWidget(self.view)
            return
        if state is ListState.LOADING:
            self.empty.say("loader-circle", self.tr("Reading tickets…"))
        elif state is ListState.FAILED:
            sentence = "" if self._error is None else error_sentence(self._error)
            other = "" if self.model.has_desk else self.tr("Choose another database…")
            self.empty.say("circle-alert", sentence, self.tr("Try again"), other)
        elif self.is_unfiltered:
            self.empty.say("ticket", self.tr("There are no tickets yet."), self.tr("New ticket"))
        elif self._is_only_searched:
            self.empty.say(
                "search-x", self.tr("No ticket matches this search."), self.tr("Clear search")
            )
        else:
            self.empty.say(
                "search-x", self.tr("No ticket matches this filter."), self.tr("Clear filter")
            )
        self._stack.setCurrentWidget(self.empty)
