"""The only place for what a new user sees first: four ways to a database.

The page lies over the whole window below its toolbar, which stays as it is behind it: nothing
that is remembered of the window's parts is touched.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.connection.check_card import CheckCard
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.start.way_button import WayButton
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_WIDTH = 560


class StartPage(QFrame):
    """Signals say which way was taken; the page stays until `leave`."""

    new_file_chosen = Signal()
    open_file_chosen = Signal()
    server_chosen = Signal()
    demo_chosen = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("start_page")
        set_kind(self, "page")
        self._window = window
        self._parts: list[QWidget] = []
        self._why_locked = ""
        self._way_back = make_label(
            self.tr("You can change this at any time in the menu at the top right."),
            tone="muted",
            is_wrapped=True,
        )
        self.card = CheckCard()
        self.card.setMinimumWidth(_WIDTH)
        self.new_file = WayButton(
            "start_new_file",
            "hard-drive",
            self.tr("Start with a new local file"),
            self.tr("On this computer, for you alone. It is ready at once."),
        )
        self.open_file = WayButton(
            "start_open_file",
            "file-text",
            self.tr("Open a file"),
            self.tr("A database that somebody gave you, or that you had before."),
        )
        self.server = WayButton(
            "start_server",
            "server",
            self.tr("Connect to a server"),
            self.tr("Your team's PostgreSQL or MariaDB database."),
        )
        self.demo = WayButton(
            "start_demo",
            "play",
            self.tr("Try it with demo data"),
            self.tr("A desk of its own with sample tickets. Nothing of yours is touched."),
        )
        self.ways = (self.new_file, self.open_file, self.server, self.demo)
        self._build()
        for way, signal in zip(
            self.ways,
            (
                self.new_file_chosen,
                self.open_file_chosen,
                self.server_chosen,
                self.demo_chosen,
            ),
            strict=True,
        ):
            way.clicked.connect(signal)
        self.hide()

    def _build(self) -> None:
        inside = QVBoxLayout()
        inside.setSpacing(2 * SPACE)
        inside.addStretch(2)
        inside.addWidget(make_label(self.tr("Where are your tickets?"), tone="title"))
        inside.addWidget(self._way_back)
        inside.addSpacing(2 * SPACE)
        for way in self.ways:
            way.setMinimumWidth(_WIDTH)
            way.setMaximumWidth(_WIDTH)
            inside.addWidget(way)
        inside.addWidget(self.card)
        inside.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(inside)
        row.addStretch(1)

    def enter(self) -> None:
        """Lie over the window; the first way has the focus."""
        if self.isVisible():
            return
        parts = [self._window.centralWidget(), *self._window.findChildren(QDockWidget)]
        self._parts = [part for part in parts if part is not None and part.isEnabled()]
        for part in self._parts:
            part.setEnabled(False)  # Tab must not lead behind the page
        self._window.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        self.new_file.setFocus()

    def leave(self) -> None:
        """Give the window back."""
        self._window.removeEventFilter(self)
        for part in self._parts:
            part.setEnabled(True)
        self._parts = []
        self.hide()

    def say_busy(self, sentence: str) -> None:
        """A way was taken; the others wait."""
        for way in self.ways:
            way.setEnabled(False)
        self.card.say("muted", sentence)

    def say_refused(self, sentence: str) -> None:
        """The way led nowhere; the others are free again."""
        self._free_ways()
        self.card.say("danger", sentence)
        self.new_file.setFocus()

    def be_ready(self) -> None:
        """Nothing is under way."""
        self._free_ways()
        if self._why_locked:
            self.card.say("locked", self._why_locked)
        else:
            self.card.clear()

    def offer_new_file_alone(self, why: str) -> None:
        """The other ways stay shut, and say so; `why` says the reason as a whole."""
        is_busy = not self.new_file.isEnabled()
        self._why_locked = why
        self._way_back.hide()
        said = self.tr("Not until the administrator's policy is mended.")
        for way in self.ways[1:]:
            way.shut(said)
        if not is_busy:
            self.be_ready()

    def _free_ways(self) -> None:
        for way in self.ways:
            way.setEnabled(way is self.new_file or not self._why_locked)

    def _place(self) -> None:
        top = self._window.menuWidget()
        above = top.height() if top is not None else 0
        self.setGeometry(0, above, self._window.width(), self._window.height() - above)

    # Qt

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._place()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((way for way in self.ways if way.hasFocus()), None)
        if step is not None and focused is not None:
            place = (self.ways.index(focused) + step) % len(self.ways)
            self.ways[place].setFocus()
            return
        super().keyPressEvent(event)
