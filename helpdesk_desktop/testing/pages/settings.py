"""The page of the settings dialog."""

from typing import Self

from helpdesk_desktop.testing.pages.page import Dialog
from helpdesk_desktop.ui.actions import Act


class SettingsPage(Dialog):
    """Settings by name: `theme`, `density`, `language`, `time_zone`, `phone_region`."""

    name = "settings_dialog"

    def open(self) -> Self:
        """Open it by its key."""
        self.do(Act.SETTINGS)
        return self.wait_open()

    def value(self, setting: str) -> str:
        """What a setting says."""
        return self.says(f"settings_{setting}")

    def set(self, setting: str, value: str) -> Self:
        """Take an entry of a setting's list: its words, or its key such as `dark`."""
        self.choose(f"settings_{setting}", value)
        self.settle()
        return self

    def is_locked(self, setting: str) -> bool:
        """Whether the administrator has set it."""
        return not self.is_enabled(f"settings_{setting}")

    def close(self) -> None:
        """Close it."""
        self.click("close_settings")
        self.wait_closed()
