"""The page of the filter builder."""

from typing import Self

from PySide6.QtWidgets import QTreeWidget
from typing_extensions import override

from helpdesk_desktop.testing import reading
from helpdesk_desktop.testing.pages.detail import PickCard
from helpdesk_desktop.testing.pages.page import Dialog
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder


class FilterBuilderPage(Dialog):
    """Groups of conditions as a tree, in words, and as text; what it builds is in force at once."""

    name = "filter_builder"

    def open(self) -> Self:
        """Open it by Ctrl+B."""
        self.do(Act.BUILD_FILTER)
        return self.wait_open()

    @property
    def parts(self) -> list[str]:
        """The parts of the tree from the top down, in words."""
        return [line[0] for line in reading.lines_of(self.find("partTree", QTreeWidget), 1)]

    @property
    def sentence(self) -> str:
        """The filter in one sentence."""
        return self.says("filterSentence")

    @property
    def text(self) -> str:
        """The filter as text."""
        return self.says("filterText")

    @property
    def text_fault(self) -> str:
        """Why the text is no filter."""
        return self.says("textFault")

    @property
    def count(self) -> str:
        """How many tickets it leaves, in words."""
        return self.says("builderCount")

    @override
    def settle(self) -> None:
        """Wait until what was built is read, shown, listed by and counted."""

        def is_still() -> bool:
            root = self.shown_root
            return not (isinstance(root, FilterBuilder) and root.is_waiting)

        # What is listed by is counted anew, and what is counted may be built on meanwhile.
        self.until(is_still, "the builder to have taken what was built")
        super().settle()

    def write(self, text: str) -> Self:
        """Type the filter as text, and wait until it is counted."""
        self.type_into("filterText", text)
        self.settle()
        return self

    def add_condition(self, field: str) -> Self:
        """Add a condition on a field, as `status`."""
        self.click("addCondition")
        PickCard(self._program, "addCondition").wait_open().pick(field)
        self.settle()
        return self

    def use_tool(self, tool: str) -> Self:
        """Press a tool, as `wrap`, `ungroup`, `up`, `down`, `negate`, `mute`, `remove`, `undo`."""
        self.click(f"part_{tool}")
        self.settle()
        return self

    def done(self) -> None:
        """Keep the filter and close."""
        self.click("builderDone")
        self.wait_closed()

    def cancel(self) -> None:
        """Leave one of my filters as it is saved; only there while such a one is edited."""
        self.click("builderCancel")
        self.wait_closed()
