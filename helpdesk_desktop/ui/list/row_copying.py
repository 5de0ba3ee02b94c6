"""The only place that puts the selected rows of the list on the clipboard."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QStringListModel
from PySide6.QtGui import QGuiApplication

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.export_values import ReadWish
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.import_wizard.long_work import LongWork
from helpdesk_desktop.ui.list.copied_rows import CopiedRows, copied
from helpdesk_desktop.ui.list.row_texts import RowTexts
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.messages import error_sentence, number_text
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.toast import Toast

# 100,000 rows of a dozen columns are 15 MB of text, which the window's system takes in 50 ms.
MOST_COPIED = 100_000
# A copy that lasts is told of once a second has passed, and then so often.
_SAID_EVERY_S = 5.0


class RowCopying(QObject):
    """Copies the selected tickets, or the current one where none is selected."""

    def __init__(self, runner: TaskRunner, tickets: TicketList, toast: Toast) -> None:
        super().__init__(tickets)
        self._tickets = tickets
        self._toast = toast
        self._desk: Desk | None = None
        self._said_s = 0.0
        self._count = 0
        self.running = LongWork(runner, self)
        self.running.changed.connect(self._on_running_changed)
        # What the window does for what is too much for a clipboard.
        self.export: Callable[[], object] = lambda: None

    def set_desk(self, desk: Desk) -> None:
        """Copy tickets of this desk."""
        if desk is not self._desk:
            self.running.drop()
        self._desk = desk

    def copy_rows(self) -> None:
        """Copy the rows as the list shows them, its columns in their order."""
        model = self._tickets.model
        desk, names, spec = self._desk, model.names, model.spec
        count = self._chosen_count()
        if desk is None or names is None or spec is None or not count or self._is_too_much(count):
            return
        known = model.known.by_key
        columns = [known[one.key] for one in self._tickets.columns if one.key in known]
        names = names.at(desk.clock.now())
        texts = RowTexts(columns, names, names.times.plain)
        keys = tuple(column.key for column in columns)
        wish = ReadWish(spec, keys, self._chosen())
        exports = desk.exports

        def work(cancel: Cancellation, tell: Callable[[Any], object]) -> CopiedRows:
            return copied(exports.read(wish, cancel), texts, cancel, tell)

        self._count, self._said_s = count, 0.0
        self.running.start(work, self._on_copied, self._on_failed)

    def copy_serials(self) -> None:
        """Copy the serials alone, a line each: `#10432`."""
        count = self._chosen_count()
        serials = self._chosen()
        if not count or self._is_too_much(count):
            return
        if serials is None:
            self._toast.say(self.tr("The tickets are still being found. Try again in a moment."))
            return
        self._put("".join(f"#{serial}\n" for serial in serials).removesuffix("\n"), "")
        self._say_copied(len(serials))

    def _chosen_count(self) -> int:
        view = self._tickets.view
        return view.selected_count() or int(view.current_serial is not None)

    def _chosen(self) -> Sequence[int] | None:
        """The serials; None for all of a list whose serials are not known yet."""
        view, model = self._tickets.view, self._tickets.model
        if view.is_all_selected and not model.has_all_serials:
            return None
        serials = view.selected_serials()
        if not serials and view.current_serial is not None:
            return (view.current_serial,)
        return serials

    def _is_too_much(self, count: int) -> bool:
        if count <= MOST_COPIED:
            return False
        words = self.tr("At most {n} tickets can be copied at once. A file holds any number.")
        self._toast.say(words.format(n=number_text(MOST_COPIED)), self.tr("Export…"), self.export)
        return True

    def _on_copied(self, found: CopiedRows | None) -> None:
        if found is None:
            self._toast.say(self.tr("Stopped. The clipboard is as it was."))
            return
        self._put(found.text, found.html)
        self._say_copied(found.rows)

    def _put(self, text: str, html: str) -> None:
        # A QMimeData that Python made takes the program down when Qt deletes it at the very end,
        # after Python: this one Qt makes itself.
        source = QStringListModel([""])
        data: QMimeData = source.mimeData([source.index(0)])
        data.clear()
        data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)

    def _say_copied(self, count: int) -> None:
        if count == 1:
            self._toast.say(self.tr("1 ticket copied."))
        else:
            self._toast.say(self.tr("{n} tickets copied.").format(n=number_text(count)))

    def _on_failed(self, error: HelpdeskError) -> None:
        self._toast.say(error_sentence(error))

    def _on_running_changed(self) -> None:
        running = self.running
        if not running.is_slow or running.is_cancelling:
            return
        if self._said_s and running.elapsed_s - self._said_s < _SAID_EVERY_S:
            return
        self._said_s = running.elapsed_s
        words = self.tr("Copying: {n} of {all} tickets…")
        sentence = words.format(n=number_text(running.told or 0), all=number_text(self._count))
        self._toast.say(sentence, self.tr("Cancel"), running.cancel)
