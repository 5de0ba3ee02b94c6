"""The only place for how the main window stands: place, size, docks, panel and row height.

What was kept comes back inside a screen that is there, whatever was unplugged meanwhile.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow

from helpdesk_desktop.ui.actions import Act, Actions
from helpdesk_desktop.ui.detail_place import DetailPlace

# What Qt packs of the docks; a new number where they are other docks.
_DOCKS_VERSION = 1
# So much of the title must be in sight to take a window by it.
_TITLE_HEIGHT = 32
_TITLE_WIDTH = 120
_MOST_DOCKS_LETTERS = 100_000
_MOST_DIGITS = 20
# Qt's own coordinates end at 2^24.
_FARTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class WindowFrame:
    """How the window stands; `place` is the place it has while it is not maximised."""

    place: QRect
    is_maximized: bool
    docks: bytes
    has_detail: bool
    has_overlay: bool


def screen_rooms() -> list[QRect]:
    """The free room of every screen, the first one's first."""
    first = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not first]
    return [screen.availableGeometry() for screen in (first, *others)]


def fitted(place: QRect, rooms: Sequence[QRect]) -> QRect:
    """The place if its title is in sight and it is no larger than the screens, else one near it."""
    ground = QRect()
    for room in rooms:
        ground = ground.united(room)
    title = QRect(place.topLeft(), QSize(place.width(), _TITLE_HEIGHT))
    seen = [title.intersected(room) for room in rooms]
    is_in_sight = any(
        part.width() >= _TITLE_WIDTH and part.height() == _TITLE_HEIGHT for part in seen
    )
    if is_in_sight and place.width() <= ground.width() and place.height() <= ground.height():
        return place

    def shared(room: QRect) -> int:
        common = room.intersected(place)
        return common.width() * common.height() if common.isValid() else 0

    room = max(rooms, key=shared)  # the first screen where it touches none
    room = room.adjusted(0, _TITLE_HEIGHT, 0, 0)  # the system's frame stands above the place
    size = place.size().boundedTo(room.size())
    return QRect(
        QPoint(
            max(room.left(), min(place.left(), room.right() + 1 - size.width())),
            max(room.top(), min(place.top(), room.bottom() + 1 - size.height())),
        ),
        size,
    )


class WindowLayout(QObject):
    """Reads and puts back how the window stands; `fit` arranges its parts for a width."""

    def __init__(
        self,
        window: QMainWindow,
        quick_dock: QDockWidget,
        detail_place: DetailPlace,
        actions: Actions,
        fit: Callable[[int], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._quick_dock = quick_dock
        self._detail_place = detail_place
        self._actions = actions
        self._fit = fit
        self.rooms: Callable[[], Sequence[QRect]] = screen_rooms
        self.usual = self.frame

    @property
    def frame(self) -> WindowFrame:
        """How the window stands now."""
        window, panel = self._window, self._detail_place
        is_normal = not (window.isMaximized() or window.isFullScreen() or window.isMinimized())
        return WindowFrame(
            place=window.geometry() if is_normal else window.normalGeometry(),
            is_maximized=window.isMaximized(),
            docks=bytes(window.saveState(_DOCKS_VERSION).data()),
            has_detail=panel.is_wanted,
            has_overlay=panel.is_narrow and panel.is_open,
        )

    def put_back(self, frame: WindowFrame) -> None:
        """Let the window stand like this, inside a screen that is there."""
        window, rooms = self._window, self.rooms()
        place = fitted(frame.place, rooms)
        if window.isMaximized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMaximized)
        window.setGeometry(place)
        if frame.is_maximized:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
        # The docks' widths belong to this width of the window, which it has only once it shows.
        room = next((each for each in rooms if each.contains(place.center())), place)
        self._fit(room.width() if frame.is_maximized else place.width())
        window.restoreState(QByteArray(frame.docks), _DOCKS_VERSION)
        self._actions[Act.SHOW_QUICK_FILTERS].setChecked(not self._quick_dock.isHidden())
        self._detail_place.put_back(is_wanted=frame.has_detail, is_overlay_open=frame.has_overlay)

    def reset(self) -> WindowFrame:
        """Let the window stand as at the very first start; answers how it stood before."""
        before, rooms = self.frame, self.rooms()
        center = self._window.geometry().center()
        room = next((each for each in rooms if each.contains(center)), rooms[0])
        place = QRect(QPoint(), self.usual.place.size().boundedTo(room.size()))
        place.moveCenter(room.center())
        self.put_back(replace(self.usual, place=place))
        return before


def frame_words(frame: WindowFrame) -> dict[str, str]:
    """The frame as named texts."""
    return {
        "place": place_words(frame.place),
        "maximized": _flag(is_on=frame.is_maximized),
        "docks": bytes(QByteArray(frame.docks).toBase64().data()).decode("ascii"),
        "detail": _flag(is_on=frame.has_detail),
        "overlay": _flag(is_on=frame.has_overlay),
    }


def frame_from_words(words: Mapping[str, str], usual: WindowFrame) -> WindowFrame:
    """The frame that the texts tell; what cannot be read is as `usual`."""
    docks = words.get("docks", "")[:_MOST_DOCKS_LETTERS].encode("ascii", "replace")
    return WindowFrame(
        place=place_from_words(words.get("place", "")) or usual.place,
        is_maximized=_is_on(words.get("maximized"), usual=usual.is_maximized),
        docks=bytes(QByteArray.fromBase64(docks).data()) or usual.docks,
        has_detail=_is_on(words.get("detail"), usual=usual.has_detail),
        has_overlay=_is_on(words.get("overlay"), usual=usual.has_overlay),
    )


def numbers(text: str, count: int) -> tuple[int, ...] | None:
    """So many whole numbers with commas between, else None."""
    parts = text.split(",")
    if len(parts) != count or any(len(part) > _MOST_DIGITS for part in parts):
        return None
    try:
        return tuple(int(part) for part in parts)
    except ValueError:
        return None


def place_words(place: QRect) -> str:
    """A place as text; empty where there is none yet."""
    words = f"{place.x()},{place.y()},{place.width()},{place.height()}"
    return words if place.isValid() else ""


def place_from_words(text: str) -> QRect | None:
    """The place that the text tells; None where it cannot be read."""
    found = numbers(text, 4)
    if found is None or max(map(abs, found)) > _FARTHEST or min(found[2:]) <= 0:
        return None
    return QRect(*found)


def _flag(*, is_on: bool) -> str:
    return "yes" if is_on else "no"


def _is_on(text: str | None, *, usual: bool) -> bool:
    return {"yes": True, "no": False}.get(text or "", usual)
