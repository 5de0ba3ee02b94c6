from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filtering import filter_grammar
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database
from helpdesk_desktop.storage.lists import list_plan
from helpdesk_desktop.ui.connection.desk_opener import DeskOpener, Source
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.window_setup import StartWords, WindowSetup
from tests.builders import ADMINISTRATOR, add_ticket, opened


def test_what_the_first_list_and_search_would_wait_for_is_made_before_the_desk_is_shown(
    qtbot: QtBot, runner: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.db"
    with opened(_made(path)) as desk:
        add_ticket(desk, "One")
    words = StartWords(database=str(path), as_login=ADMINISTRATOR)
    owner = QObject()
    opener = DeskOpener(runner, lambda: WindowSetup(words), owner)
    filter_grammar._parser.cache_clear()
    with qtbot.waitSignal(opener.opened, timeout=10_000) as shown:
        opener.open(Source())
    ready = shown.args[0]
    assert filter_grammar._parser.cache_info().currsize == 1
    parse("one", ready.directory)
    assert filter_grammar._parser.cache_info().misses == 1
    monkeypatch.setattr(list_plan, "compiled", _refuse)
    (row,) = ready.desk.tickets.first_page(FilterSpec(), Cancellation())
    assert row.subject == "One"
    ready.desk.close()


def _refuse(*_words: object) -> None:
    pytest.fail("the first list had to wait for its SQL")


def _made(path: Path) -> str:
    create_database(parse_database_url(str(path)))
    return str(path)
