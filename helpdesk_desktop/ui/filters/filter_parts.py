"""What the window hands over to those who join quick filters with the list, and nothing else."""

from dataclasses import dataclass

from helpdesk_desktop.ui.actions import Actions
from helpdesk_desktop.ui.filters.filter_bar import FilterBar
from helpdesk_desktop.ui.filters.quick_filter_dock import QuickFilterDock
from helpdesk_desktop.ui.filters.search_box import SearchBox
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.list_question import ListQuestion
from helpdesk_desktop.ui.quick_counts import QuickCounts
from helpdesk_desktop.ui.toast import Toast


@dataclass(frozen=True, slots=True)
class FilterParts:
    """What the window hands over to be joined."""

    dock: QuickFilterDock
    bar: FilterBar
    search: SearchBox
    tickets: TicketList
    question: ListQuestion
    counts: QuickCounts
    toast: Toast
    actions: Actions
