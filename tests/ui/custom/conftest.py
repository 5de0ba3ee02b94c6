"""Fields of all ten kinds, and a clock that stands still."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.ui.theme import apply_theme
from tests.builders import NOW

_OPTIONS = (
    CustomOption(CustomOptionId(1), "north", "Miền Bắc"),
    CustomOption(CustomOptionId(2), "hanoi", "Hà Nội", CustomOptionId(1)),
    CustomOption(CustomOptionId(3), "south", "Miền Nam"),
    CustomOption(CustomOptionId(4), "hue", "Huế", None, is_retired=True),
)


class StandingClock:
    """A clock that stands still, in Hà Nội."""

    def now(self) -> datetime:
        """Always the same."""
        return NOW

    @property
    def zone(self) -> ZoneInfo:
        """Hà Nội's."""
        return ZoneInfo("Asia/Ho_Chi_Minh")


def a_field(kind: CustomFieldKind, key: str = "", **values: object) -> CustomField:
    """A field of this kind, with options of a small tree."""
    made = CustomField(
        CustomFieldId(1),
        CustomFieldOwner.TICKET,
        key or kind.value.replace("-", "_"),
        kind.value.capitalize(),
        kind,
        options=_OPTIONS,
    )
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


@pytest.fixture
def clock(qapp: QApplication) -> StandingClock:
    """The clock that inputs ask."""
    apply_theme(qapp, "light")
    return StandingClock()


@pytest.fixture
def vietnamese() -> Iterator[None]:
    """Numbers as Vietnamese writes them."""
    before = QLocale()
    QLocale.setDefault(QLocale("vi_VN"))
    yield
    QLocale.setDefault(before)
