"""The only place that puts quick filter, filter, search and order together into one question."""

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.filters import DEFAULT_SORT, EVERYTHING, FilterSpec, Group, SortKey
from helpdesk_desktop.domain.quick_filters import QuickFilter


class ListQuestion(QObject):
    """What the list is to show; `spec_changed` carries the `FilterSpec`, only when it changed.

    `quick_changed` tells of another quick filter, or of another name of the same.
    """

    spec_changed = Signal(object)
    quick_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spec = FilterSpec()
        self._quick: QuickFilter | None = None

    @property
    def spec(self) -> FilterSpec:
        """The question in force."""
        return self._spec

    @property
    def quick(self) -> QuickFilter | None:
        """The quick filter in force."""
        return self._quick

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter or a search narrows what the quick filter lists."""
        return self._spec.filter != EVERYTHING or self._spec.search != EVERYTHING

    def set_quick(self, quick: QuickFilter | None) -> None:
        """Ask within this quick filter, None for all tickets."""
        self._put_quick(quick)
        self._put(self._spec.with_quick(EVERYTHING if quick is None else quick.tree))

    def set_filter(self, tree: Group) -> None:
        """Ask with these conditions."""
        self._put(self._spec.with_filter(tree if tree.parts else EVERYTHING))

    def set_search(self, tree: Group) -> None:
        """Ask with this search."""
        self._put(self._spec.with_search(tree if tree.parts else EVERYTHING))

    def set_sort(self, sort: tuple[SortKey, ...]) -> None:
        """Ask in this order."""
        self._put(self._spec.with_sort(sort))

    def set_group(self, group: SortKey | None) -> None:
        """Ask with rows grouped so, None for no groups."""
        self._put(self._spec.with_group(group))

    def drop_sort(self, column: str) -> None:
        """Ask in no order of this column any more: who asks may not sort by it now."""
        left = tuple(key for key in self._spec.sort if key.column != column)
        self.set_sort(left or DEFAULT_SORT)

    def take(
        self,
        quick: QuickFilter | None,
        sort: tuple[SortKey, ...],
        group: SortKey | None = None,
        *,
        is_alone: bool = False,
    ) -> None:
        """Ask within this quick filter in this order and these groups, in one step.

        `is_alone` drops filter and search with the same step.
        """
        self._put_quick(quick)
        spec = self._spec.with_quick(EVERYTHING if quick is None else quick.tree)
        spec = spec.with_sort(sort).with_group(group)
        if is_alone:
            spec = spec.with_filter(EVERYTHING).with_search(EVERYTHING)
        self._put(spec)

    def _put_quick(self, quick: QuickFilter | None) -> None:
        if quick != self._quick:
            self._quick = quick
            self.quick_changed.emit()

    def _put(self, spec: FilterSpec) -> None:
        if spec != self._spec:
            self._spec = spec
            self.spec_changed.emit(spec)
