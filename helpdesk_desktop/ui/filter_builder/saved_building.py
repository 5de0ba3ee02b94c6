"""The only place that keeps what is built of a saved filter, beside what other windows do to it.

What somebody else saved meanwhile is never written over unseen: the builder says so first, and a
builder in which nothing was done yet shows it.
"""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.saved_filter import SavedFilter, short_name
from helpdesk_desktop.domain.filters import Group
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder
from helpdesk_desktop.ui.filters.my_filters import MyFilters
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.toast import Toast


class SavedBuilding(QObject):
    """One saved filter at a time.

    `saved` says that the builder closed because it is stored. `go_on_wanted` carries the key of a
    filter that was left unsaved and what was built, `list_wanted` what was built of one that is
    gone.
    """

    saved = Signal()
    go_on_wanted = Signal(str, object)
    list_wanted = Signal(object)

    def __init__(self, mine: MyFilters, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._mine = mine
        self._toast = toast
        self._builder: FilterBuilder | None = None
        self._key = ""
        self._base: SavedFilter | None = None
        self._is_gone = False
        mine.shown.connect(self._on_shown)

    def begin(self, builder: FilterBuilder, key: str, saved: SavedFilter) -> None:
        """Build this filter in this builder."""
        self._builder, self._key, self._base = builder, key, saved
        builder.save_wanted.connect(self._save)
        builder.left.connect(self._on_left)

    # What others do meanwhile

    def _on_shown(self) -> None:
        builder, base = self._builder, self._base
        if builder is None or base is None:
            return
        now = self._mine.find(self._key)
        if now is None:
            sentence = self.tr(
                "“{name}” was deleted in another window. What you build can still be listed by, "
                "and saved as a new one."
            )
            builder.show_news(sentence.format(name=short_name(base.name)))
            self._is_gone = True
            return
        if self._is_gone:  # it was put back
            self._is_gone = False
            builder.show_news("")
        name = short_name(now.name)
        builder.set_name(name)
        is_untouched = builder.tree == base.tree
        self._base = now
        if now.tree == base.tree:
            return
        if is_untouched and now.tree is not None:
            builder.take(now.tree)
        elif now.tree != builder.tree:
            sentence = self.tr(
                "“{name}” was changed in another window meanwhile. Save puts yours in its place."
            )
            builder.show_news(sentence.format(name=name))

    # Saving, and leaving without it

    def _save(self, tree: Group) -> None:
        builder, key, before = self._builder, self._key, self._base
        if builder is None or before is None:
            return

        def land(saved: SavedFilter) -> None:
            if shiboken6.isValid(builder):
                self._end()
                builder.close_saved()
                self.saved.emit()
            self._toast.say_done(
                self.tr("“{name}” was updated.").format(name=short_name(saved.name)),
                lambda: self._mine.edit(key, tree=before.tree),
            )

        def failed(error: HelpdeskError) -> None:
            if shiboken6.isValid(builder):
                builder.show_refused(tree, error_sentence(error))
            else:
                self._say_unsaved(key, before, tree)

        self._mine.edit(key, land, failed, tree=tree)

    def _on_left(self, tree: Group) -> None:
        key, base = self._key, self._base
        self._end()
        if base is not None and tree != base.tree:
            self._say_unsaved(key, base, tree)

    def _say_unsaved(self, key: str, saved: SavedFilter, tree: Group) -> None:
        go_on: Callable[[], object]
        if self._mine.find(key) is None:
            sentence = self.tr("“{name}” is not there any more: what you built is not saved.")
            words, go_on = self.tr("List by it"), partial(self.list_wanted.emit, tree)
        else:
            sentence = self.tr("“{name}” was not changed: what you built is not saved.")
            words, go_on = self.tr("Go on building"), partial(self.go_on_wanted.emit, key, tree)
        self._toast.say(sentence.format(name=short_name(saved.name)), words, go_on)

    def _end(self) -> None:
        self._builder, self._key, self._base, self._is_gone = None, "", None, False
