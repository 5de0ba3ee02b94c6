"""The only place for the colours and measures of the window's looks.

Text stands at least 4.5 : 1 and marks at least 3 : 1 against every ground they are drawn on,
selected rows included; tests compute it. Colours are `#rrggbb`.
"""

from dataclasses import dataclass, fields
from typing import Final

from helpdesk_desktop.domain.ticket import Priority, Status

# Every distance is a multiple of it: 4, 8, 12, 16, 24.
SPACE: Final = 4
RADIUS_CONTROL: Final = 7
RADIUS_CARD: Final = 9
# Heights of a list row at the usual text size; bigger text makes them grow.
ROW_COMFORTABLE: Final = 36
ROW_COMPACT: Final = 28


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, by what they mean.

    `window` is the ground of bars and panels, `surface` of cards and inputs, `base` of the table.
    Each `..._fill` is the ground for the text of the same name.
    """

    name: str
    is_dark: bool
    window: str
    base: str
    surface: str
    line: str
    control_line: str
    mark_line: str
    hover: str
    pressed: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_fill: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    selection: str
    muted_on_selection: str
    focus: str
    chip_fill: str
    chip_text: str
    new: str
    new_fill: str
    processing: str
    processing_fill: str
    pending: str
    pending_fill: str
    closed: str
    closed_fill: str
    low: str
    normal: str
    high: str
    urgent: str
    bar_empty: str
    success: str
    danger: str
    danger_fill: str
    warning: str
    warning_fill: str
    info: str
    info_fill: str
    scroll: str
    tag_red: str
    tag_orange: str
    tag_green: str
    tag_teal: str
    tag_blue: str
    tag_violet: str
    tag_pink: str
    tag_grey: str

    def status_pair(self, status: int) -> tuple[str, str]:
        """Text and ground of a status badge."""
        name = Status(status).name.lower()
        return getattr(self, name), getattr(self, f"{name}_fill")

    def priority_mark(self, priority: int) -> str:
        """The colour of a priority's bars."""
        mark: str = getattr(self, Priority(priority).name.lower())
        return mark

    def as_words(self) -> dict[str, str]:
        """Every token by name, as the style sheet spells them."""
        return {entry.name: str(getattr(self, entry.name)) for entry in fields(self)}


LIGHT: Final = Tokens(
    name="light",
    is_dark=False,
    window="#f6f7f9",
    base="#ffffff",
    surface="#ffffff",
    line="#e3e6ea",
    control_line="#d5dae0",
    mark_line="#7d8792",
    hover="#eceff3",
    pressed="#e1e5ea",
    text="#1b1f24",
    muted="#5c6670",
    disabled="#9aa2ab",
    accent="#1a5fb4",
    accent_fill="#1a5fb4",
    accent_hover="#1c68c4",
    accent_pressed="#154d92",
    on_accent="#ffffff",
    selection="#dbe8f8",
    muted_on_selection="#4a545e",
    focus="#1a5fb4",
    chip_fill="#e4edf9",
    chip_text="#1b1f24",
    new="#1a5fb4",
    new_fill="#dce9f9",
    processing="#8a5a00",
    processing_fill="#fbecc8",
    pending="#6b3fa0",
    pending_fill="#ebe0f7",
    closed="#3d4852",
    closed_fill="#e6e9ec",
    # Low and high are darker than a first sketch had them: 3 : 1 holds on a selected row too.
    low="#78838e",
    normal="#4f7fb8",
    high="#c46a04",
    urgent="#d1242f",
    bar_empty="#dfe3e8",
    success="#1a7f37",
    danger="#c01c28",
    danger_fill="#fde4e6",
    warning="#7a4f00",
    warning_fill="#fdf1d3",
    info="#1a5fb4",
    info_fill="#e4edf9",
    scroll="#c3c9d1",
    tag_red="#d1242f",
    tag_orange="#c46a04",
    tag_green="#1a7f37",
    tag_teal="#0f7b8a",
    tag_blue="#1a5fb4",
    tag_violet="#6b3fa0",
    tag_pink="#bf3989",
    tag_grey="#5c6670",
)

DARK: Final = Tokens(
    name="dark",
    is_dark=True,
    window="#202124",
    base="#17181a",
    surface="#17181a",
    line="#34373c",
    control_line="#43474d",
    mark_line="#868d95",
    hover="#2c2e32",
    pressed="#37393e",
    text="#e8eaed",
    muted="#9aa0a6",
    disabled="#6b7076",
    accent="#78aeed",
    accent_fill="#1a5fb4",
    accent_hover="#2169c2",
    accent_pressed="#164f97",
    on_accent="#ffffff",
    selection="#1f3a5c",
    muted_on_selection="#b4bac0",
    focus="#78aeed",
    chip_fill="#22364f",
    chip_text="#e8eaed",
    new="#8ab8f5",
    new_fill="#1d3557",
    processing="#f0c566",
    processing_fill="#3f3213",
    pending="#c9a7f0",
    pending_fill="#372650",
    closed="#a5adb5",
    closed_fill="#2f3338",
    low="#9aa5b1",
    normal="#6ea0dd",
    high="#f0a030",
    urgent="#ff6b6b",
    bar_empty="#3a3e44",
    success="#57c872",
    danger="#ff8080",
    danger_fill="#4a2226",
    warning="#f0c566",
    warning_fill="#3a2f14",
    info="#8ab8f5",
    info_fill="#1d2f47",
    scroll="#50555c",
    tag_red="#ff6b6b",
    tag_orange="#f0a030",
    tag_green="#57c872",
    tag_teal="#4cc3d0",
    tag_blue="#78aeed",
    tag_violet="#c9a7f0",
    tag_pink="#f08cc0",
    tag_grey="#9aa0a6",
)

CONTRAST: Final = Tokens(
    name="contrast",
    is_dark=True,
    window="#000000",
    base="#000000",
    surface="#000000",
    line="#8c8c8c",
    control_line="#ffffff",
    mark_line="#ffffff",
    hover="#262626",
    pressed="#404040",
    text="#ffffff",
    muted="#e6e6e6",
    disabled="#8cff8c",
    accent="#ffd83d",
    accent_fill="#ffd83d",
    accent_hover="#ffe680",
    accent_pressed="#e6c235",
    on_accent="#000000",
    selection="#00308f",
    muted_on_selection="#ffffff",
    focus="#ffd83d",
    chip_fill="#1f1f1f",
    chip_text="#ffffff",
    new="#9cd2ff",
    new_fill="#001d3d",
    processing="#ffe27a",
    processing_fill="#332600",
    pending="#e3ccff",
    pending_fill="#260047",
    closed="#ffffff",
    closed_fill="#333333",
    low="#cccccc",
    normal="#8cc8ff",
    high="#ffb84d",
    urgent="#ff8a8a",
    bar_empty="#4d4d4d",
    success="#7dff9a",
    danger="#ff9c9c",
    danger_fill="#4d0000",
    warning="#ffe27a",
    warning_fill="#332600",
    info="#9cd2ff",
    info_fill="#001d3d",
    scroll="#ffffff",
    tag_red="#ff8a8a",
    tag_orange="#ffb84d",
    tag_green="#7dff9a",
    tag_teal="#7df0ff",
    tag_blue="#9cd2ff",
    tag_violet="#e3ccff",
    tag_pink="#ffb3e0",
    tag_grey="#e6e6e6",
)

ALL_TOKENS: Final = (LIGHT, DARK, CONTRAST)
