"""A builder that knows custom fields of every kind, in front and with the focus in its tree."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filters import EVERYTHING
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder
from helpdesk_desktop.ui.theme import apply_theme
from tests.cast import CUSTOM_DIRECTORY

TODAY = date(2026, 11, 24)


@pytest.fixture
def host(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """The window behind the builder."""
    apply_theme(qapp, "light")
    made = QWidget()
    made.resize(1024, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    return made


@pytest.fixture
def builder(qtbot: QtBot, host: QWidget) -> FilterBuilder:
    """A builder of an empty filter."""
    made = FilterBuilder(host)
    qtbot.addWidget(made)
    made.set_directory(CUSTOM_DIRECTORY, TODAY)
    made.show_filter(EVERYTHING)
    made.show()
    qtbot.waitActive(made)
    made.parts.setFocus()
    return made
