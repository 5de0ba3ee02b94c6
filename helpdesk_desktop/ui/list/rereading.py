"""The only place that reads a shown list again, and fits the answer to what is on screen by then.

Serials are read and fitted on a worker: a million of them are searched for the rows on screen and
for those selected. When the user scrolled or chose something else meanwhile, only the fitting is
done again.
"""

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import FilterSpec, Group, Node, YesNoCondition
from helpdesk_desktop.domain.grouping import ListGroup, fitted
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.list.chosen_rows import NOTHING_CHOSEN, Chosen, Places, find_places
from helpdesk_desktop.ui.list.group_rows import GroupRows
from helpdesk_desktop.ui.list.held_rows import Held, hold, settle, settle_near, settle_on
from helpdesk_desktop.ui.list.joined_changes import JoinedChanges
from helpdesk_desktop.ui.list.row_blocks import RowBlocks
from helpdesk_desktop.ui.tasks import TaskRunner

# A scroll is over when the wheel has rested so long; then greyed rows go.
_REST_MS = 200
# Above it, finding the selected rows anew at once would be felt.
_FEW_CHOSEN = 64
# A screen that scrolls on while rows are fitted on the worker: so often it is tried there.
_MOST_TRIES = 3
Groups = GroupRows | None

# The one lane of all questions about the list: a newer one calls this one off.
LIST_LANE = "list"


@dataclass(frozen=True, slots=True)
class Reread:
    """A list that was read again, and what it was fitted to.

    Row `first` of `shown` stands at `held.above` now. `is_live` tells that others' changes are the
    reason, and not the user. `is_same` tells that the same rows are shown in the same order. With
    `groups` the list is a grouped one: then nothing is held, and one row that is still listed
    keeps its pixels: the topmost one, or, where others are the reason, the one nearest to what is
    looked at. `shift` says by how many rows of the table that moved it.
    """

    held: Held
    shown: "array[int]"
    visible: tuple[int, int]
    first: int
    chosen: Chosen
    places: Places
    is_live: bool
    is_same: bool
    groups: GroupRows | None = None
    shown_groups: GroupRows | None = None
    shift: int | None = None

    @property
    def delta(self) -> int:
        """How many rows further down what is on screen stands now."""
        return self.held.above - self.first if self.shift is None else self.shift


class Rereading(QObject):
    """Reads the list of some blocks again; `landed` carries a `Reread`, `failed` an error.

    `selection_asked` wants the selection put into `chosen`.
    """

    landed = Signal(object)
    failed = Signal(object)
    selection_asked = Signal()

    def __init__(self, runner: TaskRunner, blocks: RowBlocks, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._blocks = blocks
        self._exact: array[int] | None = None
        self._left: frozenset[int] = frozenset()
        self.chosen = NOTHING_CHOSEN
        # The row of a grouped list that is to stay on its pixels: that which is being looked at.
        self.watched: int | None = None
        # Called on the worker.
        self.make_groups: Callable[[tuple[ListGroup, ...]], GroupRows] = GroupRows
        self.joined = JoinedChanges(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.settle)

    @property
    def is_settled(self) -> bool:
        """Whether exactly what matches is shown, in its order."""
        return self._exact is None

    def is_left(self, serial: int) -> bool:
        """Whether a shown ticket matches no more and only stays until the next action."""
        return serial in self._left

    def forget(self) -> None:
        """What is shown is exactly what matches."""
        self._exact, self._left = None, frozenset()

    def give_way(self) -> None:
        """Another list is being read: nothing of this one is worth reading again."""
        self._rest.stop()
        self.joined.begin()
        self.joined.forget()

    def read(self, desk: Desk, spec: FilterSpec, *, is_live: bool) -> None:
        """Read the list again."""
        self.joined.begin()
        self._rest.stop()
        fit = self._fitting(is_live=is_live)
        self._runner.run(
            lambda cancel: fit(*read_list(desk, spec, cancel, self.make_groups)),
            self._on_read,
            failed=self.failed.emit,
            lane=LIST_LANE,
            owner=self,
        )

    def settle(self) -> None:
        """Show exactly what matches: the user did something, so rows may go and move."""
        self._rest.stop()
        if self._exact is not None:
            self._fit_again(self._exact, None, is_live=False)

    def settle_soon(self) -> None:
        """The user scrolls: settle when that has come to rest."""
        if self._exact is not None:
            self._rest.start()

    def stop(self) -> None:
        """Read nothing more."""
        self._rest.stop()
        self.joined.stop()

    def _fit_again(
        self,
        exact: "array[int]",
        groups: Groups,
        *,
        is_live: bool,
        tries: int = _MOST_TRIES,
    ) -> None:
        fit = self._fitting(is_live=is_live)
        is_small = len(self.chosen.serials) <= _FEW_CHOSEN
        # A task of ours would call off the question that is under way.
        if tries >= _MOST_TRIES and (is_small or self.joined.is_reading):
            self._land(fit(exact, groups))
            return
        self._runner.run(
            lambda _: fit(exact, groups),
            lambda reread: self._on_read(reread, tries),
            lane=LIST_LANE,
            owner=self,
        )

    def _fitting(self, *, is_live: bool) -> Callable[["array[int]", Groups], Reread]:
        self.selection_asked.emit()
        blocks, chosen = self._blocks, self.chosen
        shown, visible, is_short = blocks.serials, blocks.visible, blocks.is_short
        first, last = visible
        shown_groups, on_screen = blocks.groups, tuple(blocks.rows_on_screen())
        watched = first if self.watched is None else self.watched

        def fit(exact: "array[int]", groups: Groups) -> Reread:
            anchor = first
            if groups is not None and is_live:
                held, anchor = settle_near(shown, on_screen, first, exact, watched)
            elif groups is not None:
                held, anchor = settle_on(shown, on_screen, first, exact)
            elif is_live and shown:
                held = hold(shown, first, last, exact, is_short=is_short)
            else:
                held, anchor = settle(shown, first, last, exact)
            places = find_places(chosen, held.serials, len(held.serials))
            is_same = held.serials == shown
            return Reread(
                held,
                shown,
                visible,
                anchor,
                chosen,
                places,
                is_live,
                is_same,
                groups,
                shown_groups,
            )

        return fit

    def _on_read(self, reread: Reread, tries: int = 0) -> None:
        is_current = (
            reread.shown is self._blocks.serials
            and reread.visible == self._blocks.visible
            and reread.chosen is self.chosen
            and reread.shown_groups is self._blocks.groups
        )
        if is_current:
            self._land(reread)
        else:
            self._fit_again(
                reread.held.exact, reread.groups, is_live=reread.is_live, tries=tries + 1
            )

    def _land(self, reread: Reread) -> None:
        self.joined.end()
        self._exact = None if reread.held.is_exact else reread.held.exact
        self._left = reread.held.left
        self.landed.emit(reread)


def read_list(
    desk: Desk,
    spec: FilterSpec,
    cancel: Cancellation,
    made: Callable[[tuple[ListGroup, ...]], GroupRows],
) -> tuple["array[int]", Groups]:
    """All serials of a list, and where it is grouped its groups, which cover exactly these."""
    if spec.group is None:
        return desk.tickets.ids(spec, cancel), None
    for _ in range(_MOST_TRIES):
        groups = desk.tickets.groups(spec, cancel)
        serials = desk.tickets.ids(spec, cancel)
        if sum(one.count for one in groups) == len(serials):
            break
        # Somebody wrote between the two; what they wrote is told in a moment, too.
    return serials, made(fitted(groups, len(serials)))


def asks_for_unread(spec: FilterSpec) -> bool:
    """Whether reading a ticket may change which tickets are listed, or where."""
    return any(key.column == "unread" for key in spec.sort) or _names_unread(spec.tree)


def _names_unread(node: Node) -> bool:
    if isinstance(node, Group):
        return any(map(_names_unread, node.parts))
    return isinstance(node, YesNoCondition) and node.field == "unread"
