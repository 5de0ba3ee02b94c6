"""The only place that hears what is opened from outside: by another start, or by macOS.

Other starts put words at this window's door; macOS sends links and files as events to the
application, the first ones before there is a window.
"""

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.desk_links import Word, is_desk_link
from helpdesk_desktop.services.contracts import Door
from helpdesk_desktop.ui.main_window import Opened
from helpdesk_desktop.ui.tasks import TaskRunner

_ORDER = "door"


class DeskApplication(QApplication):
    """The application; `word_opened` carries the `Word` of what the system asks it to open.

    Not an event filter: on an application it would see every event of every object.
    """

    word_opened = Signal(object)

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._kept: list[Word] = []
        self._is_heard = False

    def hear(self) -> None:
        """From now on `word_opened` is listened to: what came before comes now."""
        self._is_heard = True
        kept, self._kept = self._kept, []
        for word in kept:
            self.word_opened.emit(word)

    @override
    def event(self, arg__1: QEvent) -> bool:
        if isinstance(arg__1, QFileOpenEvent):
            word = _word(arg__1)
            if word is None:
                return False
            if self._is_heard:
                self.word_opened.emit(word)
            else:
                self._kept.append(word)
            return True
        return super().event(arg__1)


def _word(event: QFileOpenEvent) -> Word | None:
    if event.file():
        return Word("file", event.file())
    # As it was clicked: a decoded one would hide what was written.
    link = event.url().toString(QUrl.ComponentFormattingOption.FullyEncoded)
    return Word("link", link) if is_desk_link(link) else None


class DoorWatch(QObject):
    """Hears what other starts put at this window's door; `word_came` carries a `Word`."""

    word_came = Signal(object)

    def __init__(self, runner: TaskRunner, window: QWidget, door: Door) -> None:
        super().__init__(window)
        self._runner = runner
        self._door = door
        self._files = QFileSystemWatcher(self)
        self._files.directoryChanged.connect(self._look)
        window.installEventFilter(self)

    def start(self) -> None:
        """Look at the door from now on."""
        if self._door.folder:
            self._files.addPath(self._door.folder)
        self._look()

    def say(self, opened: Opened | None) -> None:
        """Tell other starts which database the window shows."""
        door = self._door
        told = ("", "", "")
        if opened is not None:
            info = opened.desk.info
            told = (info.engine, info.place, opened.desk.viewer.login)
        self._runner.run(lambda _: door.say(*told), _done, order=_ORDER)

    def _look(self) -> None:
        # In no lane: what was taken must land.
        self._runner.run(lambda _: self._door.take(), self._on_taken)

    def _on_taken(self, words: tuple[Word, ...]) -> None:
        for word in words:
            self.word_came.emit(word)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._door.folder:
            door = self._door
            self._runner.run(lambda _: door.touch(), _done, order=_ORDER)
            self._look()  # where the system does not tell of files
        return super().eventFilter(watched, event)


def _done(_nothing: object) -> None:
    pass
