"""The only place that lists what a link's query finds, with a way back to what was listed."""

from PySide6.QtCore import QObject

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import EVERYTHING, Group
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.main_window import MainWindow


class LinkedFilter(QObject):
    """Puts a query into the search box, as if it were typed there, with nothing else in force."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def show(self, query: str, directory: Directory) -> None:
        """List what the query finds; one that cannot be read only says why, and nothing moves."""
        window = self._window
        quick = window.question.quick
        back = (
            window.quick_filtering.wanted_key if quick is None else quick.key,
            window.filter_bar.tree,
            window.search_box.text(),
        )
        try:
            parse(query, directory)
        except HelpdeskError:
            self._search(query)
            window.search_box.setFocus()
        else:
            self._list("", EVERYTHING, query)
            window.detail_place.leave()  # in a narrow window it lies over what was found
            window.tickets.view.setFocus()
        if back != ("", EVERYTHING, query):
            window.toast.say(
                self.tr("A link has opened this search."),
                self.tr("Go back"),
                lambda: self._list(*back),
            )

    def _list(self, quick: str, tree: Group, query: str) -> None:
        window = self._window
        # Also what was to be chosen as soon as it is read.
        window.quick_filtering.choose(None)
        window.quick_filters.clear()
        window.filter_bar.show_filter(tree)
        window.question.set_filter(tree)
        self._search(query)
        if quick:
            window.quick_filtering.choose_key(quick)

    def _search(self, query: str) -> None:
        self._window.search_box.setText(query)
        self._window.search_box.read_now()
