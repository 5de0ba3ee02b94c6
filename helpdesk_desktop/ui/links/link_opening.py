"""The only place that does what a link asks for: it shows, and changes nothing.

The newest link counts. It waits until a database is open and no dialog stands in the way, so that
nothing that is being typed is left behind; a notice says what it waits for.
"""

from dataclasses import replace
from typing import Final, assert_never

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.desk_links import (
    CallLink,
    DeskLink,
    FilterLink,
    TicketLink,
    WindowLink,
    read_link,
)
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.banner import Notice, Weight
from helpdesk_desktop.ui.links.forward import bring_forward
from helpdesk_desktop.ui.links.linked_filter import LinkedFilter
from helpdesk_desktop.ui.live import NewNames
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.ticket_making import TicketMaking

NOTICE: Final = "link"
# A start takes half of it; a notice that comes and goes at once is only seen as a flicker.
_PATIENCE_MS: Final = 1_000


class LinkOpening(QObject):
    """Opens links in one window."""

    def __init__(self, window: MainWindow, making: TicketMaking) -> None:
        super().__init__(window)
        self._window = window
        self._making = making
        self._filter = LinkedFilter(window)
        self._opened: Opened | None = None
        self._waiting: DeskLink | None = None
        self._in_the_way: QWidget | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_over)
        # Once whatever closed has closed: what it does then may open the next dialog.
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._go_on)
        window.live.names_read.connect(self._on_names_read)
        window.banner.closed.connect(self._on_banner_closed)
        window.closing.connect(self.stop)

    @property
    def is_waiting(self) -> bool:
        """Whether a link waits for a database or for a dialog."""
        return self._waiting is not None

    def set_desk(self, opened: Opened) -> None:
        """Open links in this database, and the one that waits for it."""
        self._opened = opened
        self._go_on()

    def leave(self) -> None:
        """This database goes; a link that waits is opened in the next one."""
        self._opened = None

    def stop(self) -> None:
        """The window closes: what waits is not opened any more."""
        self._opened = self._waiting = None
        self._patience.stop()
        self._again.stop()
        self._watch(None)

    def open_link(self, text: str, token: str = "") -> None:
        """Bring the window up, and do what the link asks for as soon as it can be done."""
        bring_forward(self._window, token)
        self._waiting = None
        self._window.banner.take(NOTICE)
        try:
            link = read_link(text)
        except BadUsage as error:
            self._say("warning", error_sentence(error))
            return
        if not isinstance(link, WindowLink):
            self._waiting = link
            self._go_on()

    def _go_on(self) -> None:
        link, opened = self._waiting, self._opened
        if link is None:
            return
        if opened is None:
            self._patience.start()
            return
        self._patience.stop()
        block = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        self._watch(block)
        if block is not None:
            sentence = self.tr("A link waits: it opens as soon as the dialog in front is closed.")
            self._say("info", sentence)
            return
        self._waiting = None
        self._window.banner.take(NOTICE)
        self._do(link, opened)

    def _do(self, link: DeskLink, opened: Opened) -> None:
        match link:
            case TicketLink(serial):
                self._window.jumps.look_up(serial)
            case FilterLink(query):
                self._filter.show(query, opened.directory)
            case CallLink(number, direction):
                if self._window.actions_[Act.NEW_TICKET].isEnabled():
                    self._making.open_call(number, direction)
                else:
                    sentence = self.tr("A link asks for a new ticket, but you may make none here.")
                    self._say("info", sentence)
            case WindowLink():
                pass
            case _:
                assert_never(link)

    def _say(self, weight: Weight, sentence: str) -> None:
        self._window.banner.put(Notice(NOTICE, weight, sentence))

    def _watch(self, widget: QWidget | None) -> None:
        if self._in_the_way is widget:
            return
        if self._in_the_way is not None:
            self._in_the_way.removeEventFilter(self)
            self._in_the_way.destroyed.disconnect(self._on_gone)
        self._in_the_way = widget
        if widget is not None:
            widget.installEventFilter(self)
            widget.destroyed.connect(self._on_gone)

    def _on_gone(self) -> None:
        self._in_the_way = None
        self._again.start()

    def _on_names_read(self, new: NewNames) -> None:
        if self._opened is not None:
            self._opened = replace(self._opened, directory=new.directory, names=new.names)

    def _on_patience_over(self) -> None:
        if self._waiting is not None and self._opened is None:
            self._say("info", self.tr("A link waits until a database is open."))

    def _on_banner_closed(self, notice: str) -> None:
        # Closed by hand: the link is not wanted any more.
        if notice == NOTICE:
            self._waiting = None
            self._watch(None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self._again.start()
        return super().eventFilter(watched, event)
