"""The only place that says why a click on a header does not sort."""

from PySide6.QtCore import QObject

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import NotAllowed
from helpdesk_desktop.ui.list.sort_header import SortHeader
from helpdesk_desktop.ui.list.ticket_columns import spoken_title
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.toast import Toast

_PHONE = "phone"


class SortRefusing(QObject):
    """Says so in a notice; the list stays in the order that it has."""

    def __init__(self, tickets: TicketList, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._tickets = tickets
        self._toast = toast
        header: SortHeader = tickets.view.header
        header.sort_refused.connect(self._on_sort_refused)

    def set_masked(self, *, is_masked: bool) -> None:
        """Whether the role sees phone numbers masked, and so must not sort by them."""
        self._tickets.view.header.set_forbidden(frozenset({_PHONE}) if is_masked else frozenset())

    def _on_sort_refused(self, key: str) -> None:
        column = self._tickets.model.known.by_key[key]
        if key == _PHONE:
            self._toast.say(error_sentence(NotAllowed("query_masked_sort")))
            return
        is_of_others = (
            column.field is not None and column.field.owner is not CustomFieldOwner.TICKET
        )
        sentence = (
            self.tr(
                "The list cannot be sorted by “{column}”: of custom fields, only those of the "
                "tickets themselves have an order."
            )
            if is_of_others
            else self.tr(
                "The list cannot be sorted by “{column}”: a ticket may have several values in it."
            )
        )
        self._toast.say(sentence.format(column=spoken_title(column)))
