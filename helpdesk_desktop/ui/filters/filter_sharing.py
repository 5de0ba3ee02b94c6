"""The only place of the window where filters are shared, taken out of the dock and taken over."""

from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_sharing import Sharing
from helpdesk_desktop.domain.filtering.saved_filter import short_name
from helpdesk_desktop.domain.people import Directory, Right, Viewer
from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.actions import Act, Actions
from helpdesk_desktop.ui.filters.my_filters import MyFilters
from helpdesk_desktop.ui.filters.quick_filter_dock import QuickFilterDock
from helpdesk_desktop.ui.filters.quick_filter_words import sharing_words
from helpdesk_desktop.ui.filters.share_dialog import ShareDialog
from helpdesk_desktop.ui.filters.shared_filter_list import SharedFilterList
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.toast import Toast


class FilterSharing(QObject):
    """What is done with shared filters, and with own ones that are shared."""

    def __init__(
        self,
        mine: MyFilters,
        dock: QuickFilterDock,
        toast: Toast,
        actions: Actions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._mine = mine
        self._dock = dock
        self._toast = toast
        self._actions = actions
        self._window = window
        self._desk: Desk | None = None
        self._may_write = False
        self.directory = Directory()
        actions[Act.SHARE_FILTER].triggered.connect(self.share)
        actions[Act.HIDE_FILTER].triggered.connect(self.hide)
        actions[Act.TAKE_OVER_FILTER].triggered.connect(self.take_over)
        actions[Act.SHARED_FILTERS].triggered.connect(self.open_list)

    @property
    def may_share(self) -> bool:
        """Whether the agent shares filters at all."""
        viewer = self._viewer
        rights = (Right.SHARE_TO_GROUP, Right.SHARE_TO_ALL)
        return viewer is not None and any(map(viewer.may, rights))

    def set_desk(self, desk: Desk, *, may_write: bool) -> None:
        """Offer what this desk's agent may do."""
        self._desk = desk
        self._may_write = may_write

    def enable(self) -> None:
        """Enable what can be done with the filter that the keys act on."""
        entry = self._current
        saved = None if entry is None else entry.saved
        can_share = (
            entry is not None
            and saved is not None
            and entry.may_edit
            and (self.may_share or not saved.sharing.is_private)
        )
        self._actions[Act.SHARE_FILTER].setEnabled(can_share)
        is_shared = entry is not None and entry.is_shared
        words = self.tr("Duplicate to mine") if is_shared else self.tr("Duplicate")
        self._actions[Act.DUPLICATE_FILTER].setText(words)
        self._actions[Act.HIDE_FILTER].setEnabled(is_shared)
        self._actions[Act.TAKE_OVER_FILTER].setEnabled(saved is not None and saved.may_take_over)
        self._actions[Act.SHARED_FILTERS].setEnabled(self._may_write)

    def share(self) -> None:
        """Ask with whom the filter is to be shared."""
        entry, viewer = self._current, self._viewer
        if entry is None or entry.saved is None or viewer is None:
            return
        dialog = ShareDialog(entry.saved, viewer, self.directory.groups, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        before = entry.saved.sharing

        def submit(sharing: Sharing) -> None:
            def land(_saved: object) -> None:
                if shiboken6.isValid(dialog):
                    dialog.accept()
                self._toast.say_done(
                    self._what_was_shared(entry, sharing),
                    partial(self._mine.edit, entry.key, None, None, sharing=before),
                )

            def fail(error: HelpdeskError) -> None:
                if shiboken6.isValid(dialog):
                    dialog.show_refused(error)
                else:
                    self._toast.say(error_sentence(error))

            self._mine.edit(entry.key, land, fail, sharing=sharing)

        dialog.submitted.connect(submit)
        dialog.open()

    def hide(self) -> None:
        """Take another's filter out of the dock; nothing is deleted."""
        entry = self._current
        if entry is None or not entry.is_shared:
            return

        def land(_answer: object) -> None:
            sentence = self.tr("“{name}” is no longer in your list.")
            self._toast.say_done(
                sentence.format(name=short_name(entry.name)),
                partial(self._mine.set_hidden, entry.key, _nothing, is_hidden=False),
            )

        if self._dock.active is not None and self._dock.active.key == entry.key:
            self._dock.clear()
        self._mine.set_hidden(entry.key, land, is_hidden=True)

    def take_over(self) -> None:
        """Become the owner of a filter whose owner has left."""
        entry = self._current
        if entry is None or entry.saved is None or not entry.saved.may_take_over:
            return

        def land(_saved: object) -> None:
            sentence = self.tr("“{name}” is yours now.")
            self._toast.say(sentence.format(name=short_name(entry.name)))
            self._dock.set_current(entry.key)

        self._mine.take_over(entry.key, land)

    def open_list(self) -> None:
        """Show every shared filter, those too that were taken out of the dock."""
        dialog = SharedFilterList(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def show() -> None:
            if shiboken6.isValid(dialog):
                dialog.show_filters(self._mine.others)

        def put(key: str, is_wanted: bool) -> None:  # noqa: FBT001  # as the signal carries it
            active = self._dock.active
            if not is_wanted and active is not None and active.key == key:
                self._dock.clear()
            self._mine.set_hidden(key, _nothing, is_hidden=not is_wanted)

        show()
        connection = self._mine.shown.connect(show)
        dialog.finished.connect(lambda: self._mine.shown.disconnect(connection))
        dialog.wanted.connect(put)
        dialog.open()

    @property
    def _viewer(self) -> Viewer | None:
        # As read last: a role may change while the window is open.
        return None if self._desk is None else self._desk.viewer

    @property
    def _current(self) -> QuickFilter | None:
        entry = self._dock.current
        is_saved = entry is not None and entry.saved is not None
        return entry if is_saved and self._may_write else None

    def _what_was_shared(self, entry: QuickFilter, sharing: Sharing) -> str:
        if sharing.is_private:
            words = self.tr("“{name}” is private now.")
            return words.format(name=short_name(entry.name))
        words = self.tr("“{name}”: {sharing}.")
        said = sharing_words(sharing)
        return words.format(name=short_name(entry.name), sharing=said[:1].lower() + said[1:])


def _nothing(_answer: object) -> None:
    pass
