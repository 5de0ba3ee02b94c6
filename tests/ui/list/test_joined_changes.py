from time import monotonic

from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.list.joined_changes import JoinedChanges


class _Reader:
    """Reads whenever it is due, and notes when; each reading takes `takes_ms`."""

    def __init__(self, qtbot: QtBot) -> None:
        self.joined = JoinedChanges()
        self.began: list[float] = []
        self.is_quick = True
        self._qtbot = qtbot
        self.joined.due.connect(self._on_due)

    def _on_due(self) -> None:
        self.began.append(monotonic())
        self.joined.begin()
        if self.is_quick:
            self.joined.end()

    def has_begun(self, times: int) -> bool:
        return len(self.began) == times


def test_the_first_change_is_read_at_once(qtbot: QtBot) -> None:
    reader = _Reader(qtbot)
    reader.joined.want()
    assert reader.has_begun(1)
    reader.joined.stop()


def test_a_burst_is_read_a_few_times(qtbot: QtBot) -> None:
    reader = _Reader(qtbot)
    until = monotonic() + 1.0

    def change() -> bool:
        reader.joined.want()
        return monotonic() >= until

    qtbot.waitUntil(change)
    reader.joined.stop()
    assert 3 <= len(reader.began) <= 4
    pauses = [
        later - earlier for earlier, later in zip(reader.began, reader.began[1:], strict=False)
    ]
    assert min(pauses) >= 0.28  # a coarse timer may come 5 % early


def test_the_last_change_of_a_burst_is_read(qtbot: QtBot) -> None:
    reader = _Reader(qtbot)
    for _ in range(50):
        reader.joined.want()
    qtbot.waitUntil(lambda: reader.has_begun(2))
    reader.joined.stop()


def test_a_reading_under_way_is_waited_for(qtbot: QtBot) -> None:
    reader = _Reader(qtbot)
    reader.is_quick = False
    reader.joined.want()
    reader.joined.want()
    assert reader.joined.is_reading
    assert reader.has_begun(1)
    reader.joined.end()
    qtbot.waitUntil(lambda: reader.has_begun(2))
    reader.joined.stop()


def test_a_question_of_the_user_has_read_what_was_wanted(qtbot: QtBot) -> None:
    reader = _Reader(qtbot)
    reader.joined.begin()
    reader.joined.want()
    reader.joined.forget()
    reader.joined.end()
    with qtbot.assertNotEmitted(reader.joined.due, wait=400):
        pass
    reader.joined.stop()
