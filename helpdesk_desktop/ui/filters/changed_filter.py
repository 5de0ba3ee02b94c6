"""The only place that knows where what is on screen differs from what is saved of a quick filter.

A look that is changed while a saved filter is in force is the agent's own until it is saved: it is
kept here by the filter's key, comes back when the filter is chosen again, and can be discarded.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.grouping import grouping_from_text, grouping_text
from helpdesk_desktop.domain.list_look import (
    ListLook,
    columns_from_json,
    columns_json,
    sort_from_text,
    sort_text,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.ui.filters.filter_bar import FilterBar
from helpdesk_desktop.ui.filters.quick_filter_dock import QuickFilterDock
from helpdesk_desktop.ui.list.column_set import STANDARD
from helpdesk_desktop.ui.list_question import ListQuestion

# A file that is edited by hand must not grow without end.
_MOST_KEPT = 200


class ChangedFilter(QObject):
    """What was changed of saved filters and is not saved; `changed` says that this is other now."""

    changed = Signal()

    def __init__(
        self, question: ListQuestion, dock: QuickFilterDock, bar: FilterBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._dock = dock
        self._bar = bar
        self._may_write = False
        self._looks: dict[str, ListLook] = {}
        # Which columns the list can show; custom fields come and go.
        self.is_known: Callable[[str], bool] = STANDARD.has
        question.spec_changed.connect(self.refresh)
        question.quick_changed.connect(self.refresh)

    @property
    def is_changed(self) -> bool:
        """Whether the filter in force is not what is saved of it."""
        quick = self._question.quick
        return quick is not None and quick.saved is not None and self._differs(quick)

    @property
    def can_save(self) -> bool:
        """Whether the agent may save what is changed into the filter in force."""
        quick = self._question.quick
        return self.is_changed and quick is not None and quick.may_edit and self._may_write

    def set_may_write(self, *, may_write: bool) -> None:
        """Offer to save, or only to discard."""
        self._may_write = may_write
        self.refresh()

    def look_of(self, quick: QuickFilter) -> ListLook:
        """How the list looks in this saved filter: as the agent left it, else as it was saved."""
        saved = ListLook() if quick.saved is None else quick.saved.look
        return self._looks.get(quick.key, saved)

    def has_own_look(self, key: str) -> bool:
        """Whether the agent left this filter with a look that is not saved."""
        return key in self._looks

    def keep(self, quick: QuickFilter, look: ListLook) -> None:
        """The agent changed the look of this filter; the saved one again is no change."""
        saved = ListLook() if quick.saved is None else quick.saved.look
        whole = _with_unknown(look, saved, self.is_known)
        self._looks.pop(quick.key, None)
        if whole != saved:
            self._looks[quick.key] = whole
        self.refresh()

    def forget(self, key: str) -> None:
        """What was changed of this filter's look is saved, or discarded."""
        self._looks.pop(key, None)
        self.refresh()

    def refresh(self) -> None:
        """Mark what is changed, and offer what can be done about it."""
        keys = set(self._looks)
        quick = self._question.quick
        if self.is_changed and quick is not None:
            keys.add(quick.key)
        self._dock.mark_changed(frozenset(keys))
        self._bar.show_changes(is_changed=self.is_changed, can_save=self.can_save)
        self.changed.emit()

    def settle(self, filters: Sequence[QuickFilter]) -> None:
        """The filters were read again: what is saved of them by now is no change any more."""
        for one in filters:
            if one.saved is not None and self._looks.get(one.key) == one.saved.look:
                del self._looks[one.key]
        self.refresh()

    @property
    def words(self) -> str:
        """What is kept, as text for a file."""
        kept = list(self._looks.items())[-_MOST_KEPT:]
        rows = {
            key: [columns_json(look.columns), sort_text(look.sort), grouping_text(look.grouping)]
            for key, look in kept
        }
        return json.dumps(rows) if rows else ""

    def put_back(self, words: str, directory: Directory) -> None:
        """Keep again what `words` were; nonsense in it is left out."""
        try:
            read = json.loads(words or "{}")
        except (ValueError, RecursionError):
            read = {}
        self._looks = {
            str(key): ListLook(
                columns_from_json(row[0]),
                sort_from_text(row[1], directory),
                grouping_from_text(row[2]),
            )
            for key, row in (read.items() if isinstance(read, dict) else ())
            if isinstance(row, list) and len(row) == 3  # columns, sort, grouping
        }
        self.refresh()

    def _differs(self, quick: QuickFilter) -> bool:
        return self._question.is_narrowed or quick.key in self._looks


def _with_unknown(look: ListLook, stored: ListLook, is_known: Callable[[str], bool]) -> ListLook:
    # Columns of a newer program or a retired field, which this list cannot show, are not forgotten.
    shown = {one.key for one in look.columns}
    unknown = tuple(one for one in stored.columns if one.key not in shown and not is_known(one.key))
    return replace(look, columns=(*look.columns, *unknown))
