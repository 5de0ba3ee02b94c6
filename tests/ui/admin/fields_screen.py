"""The page of fields in the administrator's window, driven as a user does."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.ui.admin.fields_page import FieldsPage
from helpdesk_desktop.ui.admin.option_tree import OptionNode
from helpdesk_desktop.ui.admin.option_view import OptionView
from helpdesk_desktop.ui.admin.paste_options import PasteOptions
from tests.screen import click, focus, get, press, type_text
from tests.ui.admin.admin_screen import CONTROL, AdminScreen


class FieldsScreen(AdminScreen):
    """The page of fields, once it is opened."""

    @property
    def fields(self) -> FieldsPage:
        """The page."""
        page = self.dialog.pages["fields"]
        assert isinstance(page, FieldsPage)
        return page

    @property
    def tree(self) -> OptionView:
        """The options."""
        return get(self.dialog, OptionView, "fields_options_tree")

    def labels(self) -> list[str]:
        """The options from the top down, indented."""
        tree = self.fields._options.tree  # what the view shows
        return [f"{'  ' * node.depth}{node.label}" for node in tree.walk()]

    def node(self, label: str) -> OptionNode:
        """An option by its name."""
        tree = self.fields._options.tree
        return next(node for node in tree.walk() if node.label == label)

    def choose_option(self, label: str) -> None:
        """Click an option."""
        focus(self.tree)
        index = self.fields._options.tree.index_of(self.node(label))
        self.tree.show_node(self.node(label))
        rect = self.tree.visualRect(index)
        click(self.tree.viewport(), QPoint(rect.left() + 10, rect.center().y()))
        assert self.tree.current is self.node(label)

    def type_name(self, name: str) -> None:
        """Type into the name that is being edited."""
        assert self.tree.is_editing
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        type_text(editor, name)
        press(editor, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: not self.tree.is_editing)

    def pick_kind(self, kind: CustomFieldKind) -> None:
        """Click the card of a kind."""
        click(self.radio(f"fields_kind_{kind.value}"), QPoint(8, 8))

    def paste(self, text: str) -> PasteOptions:
        """Ctrl+V in the tree."""
        QGuiApplication.clipboard().setText(text)
        focus(self.tree)
        press(self.tree, Qt.Key.Key_V, CONTROL)
        box = get(self.dialog, PasteOptions, "paste_options")
        self.qtbot.waitUntil(lambda: not box.is_reading and not self.runner.is_busy)
        return box
