"""The only place that closes a ticket together with what was still missing for it."""

from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.ticket import Saved, Status, TicketDetail
from helpdesk_desktop.domain.ticket_merge import Changes
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.custom.closing_dialog import ClosingDialog
from helpdesk_desktop.ui.editing.merged_save import Clash, Wish
from helpdesk_desktop.ui.editing.ticket_saver import TicketSaver


class Closing(QObject):
    """Asks for the missing fields of one ticket and closes it with them; lives with its dialog."""

    def __init__(
        self,
        saver: TicketSaver,
        base: TicketDetail,
        fields: Iterable[CustomField],
        clock: Clock,
        window: QWidget,
    ) -> None:
        heading = QCoreApplication.translate("Closing", "Close ticket #{serial}")
        self.dialog = ClosingDialog(heading.format(serial=base.serial), fields, clock, window)
        super().__init__(self.dialog)
        self._saver = saver
        self._base = base
        self._under_way: Cancellation | None = None
        self.dialog.submitted.connect(self._on_submitted)
        self.dialog.rejected.connect(self._on_rejected)

    def _on_submitted(self, changes: Changes) -> None:
        wish = Wish(self._base, (("status", Status.CLOSED), *changes))
        self._under_way = Cancellation()
        self._saver.save(
            wish,
            saved=self._on_saved,
            clashed=self._on_clashed,
            failed=self._on_failed,
            cancel=self._under_way,
        )

    def _on_rejected(self) -> None:
        # Where the commit was quicker the ticket is closed, and the saver's notice offers Undo.
        if self._under_way is not None:
            self._saver.call_off(self._under_way)

    def _on_saved(self, _saved: Saved) -> None:
        if shiboken6.isValid(self):
            self.dialog.accept()

    def _on_clashed(self, clash: Clash) -> None:
        if shiboken6.isValid(self):
            # Sent again it is an answer to what is shown now.
            self._base = clash.theirs
            self.dialog.say_clash(self._saver.clash_sentence(clash))

    def _on_failed(self, error: HelpdeskError) -> None:
        if shiboken6.isValid(self):
            self.dialog.say_failure(error)
