"""The only place that fills inputs of custom fields, whichever dialog they stand in."""

from typing import ClassVar, Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDateTimeEdit, QWidget

from helpdesk_desktop.testing import screen
from helpdesk_desktop.testing.pages.page import Dialog
from helpdesk_desktop.ui.field_editors import FindCombo


class CustomForm(Dialog):
    """A dialog with inputs of custom fields; `owner` is whose fields they are."""

    owner: ClassVar[str] = "ticket"

    def fill_custom(self, values: dict[str, str]) -> Self:
        """Fill custom fields by their keys; an option by its whole path, a tick by any word."""
        for key, value in values.items():
            name = f"custom_{self.owner}_{key}"
            part = self.find(name, QWidget)
            if isinstance(part, FindCombo):
                self.find_and_type(name, value)
            elif isinstance(part, QAbstractButton):
                self.tick(name, on=bool(value))
            else:
                self.type_into(name, value)
        return self

    def type_instant(self, field: str, text: str) -> Self:
        """Give an instant by hand, as `2026-12-01 09:00` in the agent's time zone."""
        if self.has(f"{field}_choose"):
            box = self.find(f"{field}_choose", QComboBox)
            screen.click(box)
            view = box.view()
            self.until(view.isVisible, f"the near times of {field}")
            screen.press(view, Qt.Key.Key_End)  # another time
            screen.press(view, Qt.Key.Key_Return)
        edit = self.find(f"{field}_edit", QDateTimeEdit)
        screen.focus(edit)
        edit.setSelectedSection(QDateTimeEdit.Section.YearSection)  # as a click on it does
        # The box goes on by itself after each full section; a sign would skip one more.
        screen.type_text(edit, "".join(sign for sign in text if sign.isdigit()))
        screen.press(edit, Qt.Key.Key_Tab)
        return self

    def custom_fault(self, key: str) -> str:
        """What stands beside a custom field as its fault."""
        return self.fault(f"custom_{self.owner}_{key}")
