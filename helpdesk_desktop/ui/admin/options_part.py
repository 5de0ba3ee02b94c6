"""The only place where the options of a field are edited: a tree under a row of tools."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import (
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.field_wishes import OptionLine
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.free_keys import FreeKeys
from helpdesk_desktop.domain.option_lines import DEPTH_LIMIT, OPTION_LIMIT
from helpdesk_desktop.ui.admin.field_entry import lines_word, read_lines
from helpdesk_desktop.ui.admin.form_parts import FormPart
from helpdesk_desktop.ui.admin.kind_words import with_value
from helpdesk_desktop.ui.admin.option_tree import OptionNode, OptionTree
from helpdesk_desktop.ui.admin.option_view import OptionView
from helpdesk_desktop.ui.admin.paste_options import PasteOptions
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.plain_text import make_label, tooltip
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

# More are not opened at once, and get a line to find them by.
_MANY = 20
_OPENED = 500
# A word of about a thousand options.
_LONG = 50_000


class OptionsPart(FormPart):
    """A flat list or a tree of options as one word; `changed` on every change of it."""

    def __init__(self, name: str, says: str) -> None:
        self.name = name
        self.tree = OptionTree()
        self.view = OptionView(f"{name}_tree", self.tree)
        self.find = QLineEdit()
        self.told = make_label(name=f"{name}_told", tone="muted", is_wrapped=True)
        self._buttons: dict[str, QToolButton | QPushButton] = {}
        box = QWidget()
        super().__init__(FormField(name, says, box, target=self.view))
        self._build(box)
        self._kind = CustomFieldKind.DROP_DOWN
        self._owner = CustomFieldOwner.TICKET
        self._runner: TaskRunner | None = None
        self._word = ""
        self._worded: tuple[OptionLine, ...] = ()
        self._options: tuple[CustomOption, ...] = ()
        self._made_of: tuple[OptionLine, ...] = ()
        self._stored: tuple[str, tuple[CustomOption, ...]] | None = None
        self.tree.edited.connect(self._on_edited)
        self._waiting: Callable[[], None] | None = None
        self._soon = QTimer(self.view)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.catch_up)
        self.view.asked.connect(self._act)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_tools())
        self.find.textEdited.connect(lambda _: self._find(is_next=False))
        self.find.returnPressed.connect(lambda: self._find(is_next=True))

    def use_runner(self, runner: TaskRunner) -> None:
        """Read pasted lists on its workers."""
        self._runner = runner

    def show_kind(self, kind: CustomFieldKind, owner: CustomFieldOwner) -> None:
        """Be a tree for a dependent field, and a list for others."""
        self._kind = kind
        self._owner = owner
        is_tree = kind is CustomFieldKind.DEPENDENT
        self.tree.may_nest = is_tree
        self.view.setRootIsDecorated(is_tree)
        for name in ("add_below", "left", "right"):
            self._buttons[name].setVisible(is_tree)

    def show_uses(self, uses: Mapping[CustomOptionId, int] | None) -> None:
        """Say how many have each option."""
        self.tree.show_uses(uses)

    def show_stored(self, options: tuple[CustomOption, ...], word: str) -> None:
        """A field that is opened has these, and stands so in its word."""
        self._stored = word, options

    def options(self) -> tuple[CustomOption, ...]:
        """The options as they would be stored; new ones have numbers below zero."""
        if self._stored is not None and self.value() == self._stored[0]:
            return self._stored[1]
        self.catch_up()
        lines = self.tree.lines()
        if lines is not self._made_of:
            self._made_of = lines
            self._options = tuple(_as_options(lines))
        return self._options

    @override
    def value(self) -> str:
        """The tree as a word."""
        lines = self.tree.lines()
        if lines is not self._worded:
            self._worded = lines
            self._word = lines_word(lines)
        return self._word

    @override
    def show_value(self, value: str) -> None:
        """Show a tree; what was open and chosen stays so where it still is."""
        if value == self.value():
            return
        self._waiting = None
        self._soon.stop()
        show = self._loading(value)
        if len(value) < _LONG:
            show()
            return
        # The form is shown first, and what is in the tree in the next moment.
        self.tree.load(())
        self._worded, self._word = self.tree.lines(), value
        self._waiting = show
        self._soon.start()

    @property
    def is_drawing(self) -> bool:
        """Whether the tree is older than what it shows the value of."""
        return self._waiting is not None

    def catch_up(self) -> None:
        """Have everything in the tree now."""
        show, self._waiting = self._waiting, None
        if show is not None:
            self._soon.stop()
            show()

    def _loading(self, value: str) -> Callable[[], None]:
        current = self.view.current
        kept_id = None if current is None else current.id
        kept = None if current is None else (current.id, current.label)
        closed = {
            node.id
            for node in self.tree.walk()
            if node.children and not self.view.isExpanded(self.tree.index_of(node))
        }
        is_same = current is not None and any(node.id is not None for node in self.tree.walk())
        if not is_same:
            self.find.clear()

        def load() -> None:
            self.tree.load(read_lines(value))
            self._worded, self._word = self.tree.lines(), value
            self._open(closed if is_same else set())
            self.view.fit()
            for node in self.tree.walk() if current is not None else ():
                if (node.id, node.label) == kept or (node.id is not None and node.id == kept_id):
                    self.view.show_node(node)
                    break
            self.say("")
            self._show_tools()

        return load

    @override
    def said(self, value: str) -> str:
        """How many there are."""
        return self.tr("%Ln option(s)", "", len(read_lines(value)))

    @override
    def point_at(self, problem: Problem) -> None:
        """Choose the option that a problem is about."""
        if problem.line is None:
            return
        self.catch_up()
        for number, node in enumerate(self.tree.walk(), 1):
            if number == problem.line:
                self.view.show_node(node)
                return

    def finish_editing(self) -> None:
        """Take the name that is being typed."""
        if self.view.is_editing:
            self.view.setFocus()  # who loses the focus gives what it has

    def say(self, sentence: str) -> None:
        """Say something under the tree, or how many options there are."""
        count = self.tr("%Ln option(s)", "", self.tree.count)
        self.told.setText(sentence or count)

    def paste(self, text: str | None = None) -> None:
        """Open the box for a list, with a text in it or what was copied."""
        if self._runner is None:
            return
        self.catch_up()
        given = QGuiApplication.clipboard().text() if text is None else text
        box = PasteOptions(self._runner, self._kind, self.tree.lines(), given, self.field.window())
        box.taken.connect(self._on_pasted)
        box.finished.connect(lambda _: self.view.setFocus())
        box.open()

    # Inside

    def _build(self, box: QWidget) -> None:
        self.find.setObjectName(f"{self.name}_find")
        self.find.setPlaceholderText(self.tr("Find an option…"))
        self.find.setAccessibleName(self.tr("Find an option"))
        self.find.setClearButtonEnabled(True)
        self.find.hide()
        self._actions: dict[str, Callable[[], object]] = {
            "add": self._add,
            "add_below": self._add_below,
            "rename": self._rename,
            "up": lambda: self.view.move_chosen(Qt.Key.Key_Up),
            "down": lambda: self.view.move_chosen(Qt.Key.Key_Down),
            "left": lambda: self.view.move_chosen(Qt.Key.Key_Left),
            "right": lambda: self.view.move_chosen(Qt.Key.Key_Right),
            "retire": self._retire,
            "remove": self._remove,
            "paste": self.paste,
        }
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for name, icon, text in (
            ("add", "plus", self.tr("Add an option (Insert)")),
            ("add_below", "corner-down-right", self.tr("Add one below it (Ctrl+Insert)")),
            ("rename", "pencil", self.tr("Rename (F2)")),
            ("up", "arrow-up", self.tr("Move up (Ctrl+Shift+Up)")),
            ("down", "arrow-down", self.tr("Move down (Ctrl+Shift+Down)")),
            ("left", "arrow-left", self.tr("Move up a level (Ctrl+Shift+Left)")),
            ("right", "arrow-right", self.tr("Move below the one before it (Ctrl+Shift+Right)")),
            ("retire", "ban", self.tr("Retire or bring back (Ctrl+Delete)")),
            ("remove", "trash-2", self.tr("Remove (Delete)")),
        ):
            tool = QToolButton()
            tool.setObjectName(f"{self.name}_{name}")
            tool.setAccessibleName(text)
            tool.setToolTip(tooltip(text))
            set_kind(tool, "tool")
            bind_icon(tool, icon)
            tool.clicked.connect(lambda _, what=name: self._act(what))
            self._buttons[name] = tool
            tools.addWidget(tool)
        tools.addStretch(1)
        paste = QPushButton(self.tr("Paste a list…"))
        paste.setObjectName(f"{self.name}_paste")
        paste.setToolTip(tooltip(self.tr("Paste a list (Ctrl+V in the options)")))
        paste.setAutoDefault(False)
        bind_icon(paste, "clipboard-list")
        paste.clicked.connect(self._on_paste_clicked)
        self._buttons["paste"] = paste
        tools.addWidget(paste)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(tools)
        column.addWidget(self.find)
        column.addWidget(self.view)
        column.addWidget(self.told)

    def _open(self, closed: set[CustomOptionId | None]) -> None:
        if self.tree.count > _OPENED:
            return
        for node in self.tree.walk():
            if node.children and (node.id is None or node.id not in closed):
                self.view.expand(self.tree.index_of(node))

    def _show_tools(self) -> None:
        chosen = self.view.chosen()
        for name in ("rename", "up", "down", "left", "right", "retire", "remove", "add_below"):
            self._buttons[name].setEnabled(bool(chosen))
        is_back = bool(chosen) and all(node.is_retired for node in chosen)
        bind_icon(self._buttons["retire"], "rotate-ccw" if is_back else "ban")
        self.find.setVisible(self.tree.count > _MANY)

    def _on_edited(self) -> None:
        self.view.fit()
        self.say("")
        self._show_tools()
        self.changed.emit()

    def _act(self, what: str) -> None:
        self.catch_up()
        self._actions[what]()

    def _root(self) -> OptionNode:
        return self.tree.node_at(self.view.rootIndex())

    def _add(self) -> None:
        current = self.view.current
        if current is None or current.parent is None:
            root = self._root()
            self._add_at(root, len(root.children))
        else:
            self._add_at(current.parent, current.row + 1)

    def _add_below(self) -> None:
        current = self.view.current
        if current is None or not self.tree.may_nest:
            self._add()
        elif current.depth + 1 >= DEPTH_LIMIT:
            self.say(self.tr("A tree has {limit} levels at most.").format(limit=DEPTH_LIMIT))
        else:
            self._add_at(current, len(current.children))

    def _add_at(self, parent: OptionNode, row: int) -> None:
        if self.tree.count >= OPTION_LIMIT:
            sentence = self.tr("A field holds {limit} options at most.")
            self.say(sentence.format(limit=number_text(OPTION_LIMIT)))
            return
        taken = {fold(each.label) for each in parent.children}
        label, number = self.tr("New option"), 1
        while fold(label) in taken:
            number += 1
            label = self.tr("New option {number}").format(number=number)
        node = self.tree.add(parent, row, label)
        self.view.rename(node)

    def _rename(self) -> None:
        current = self.view.current
        if current is not None:
            self.view.rename(current)

    def _retire(self) -> None:
        chosen = self.view.chosen()
        if chosen:
            is_back = all(node.is_retired for node in chosen)
            self.tree.retire(chosen, is_retired=not is_back)

    def _remove(self) -> None:
        # What a ticket has is retired instead, or it would be gone from there.
        free: list[OptionNode] = []
        held: list[OptionNode] = []
        count, is_known = 0, True
        for node in self.view.chosen():
            uses = self.tree.uses_of(node)
            (free if uses == 0 else held).append(node)
            count += uses or 0
            is_known = is_known and uses is not None
        if free:
            parent = free[0].parent or self._root()
            row = free[0].row
            self.tree.remove(free)
            left = parent.children
            if left:
                self.view.show_node(left[min(row, len(left) - 1)])
            elif parent.parent is not None:
                self.view.show_node(parent)
        if held:
            self.tree.retire(held, is_retired=True)
            if is_known:
                told = self.tr(
                    "Retired instead of removed: {holders} have it. It stays readable there, and "
                    "is not offered any more."
                )
                self.say(told.format(holders=with_value(self._owner, count)))
            else:
                self.say(self.tr("Retired instead of removed: who has it is still being counted."))

    def _on_paste_clicked(self) -> None:
        text = QGuiApplication.clipboard().text()
        # One word that lies in the clipboard by chance is no list.
        self.paste(text if "\n" in text.strip() else "")

    def _on_pasted(self, lines: tuple[OptionLine, ...]) -> None:
        closed = {
            node.number
            for node in self.tree.walk()
            if node.children and not self.view.isExpanded(self.tree.index_of(node))
        }
        count = self.tree.add_lines(lines)
        if self.tree.count <= _OPENED:
            for node in self.tree.walk():
                if node.children and node.number not in closed:
                    self.view.expand(self.tree.index_of(node))
        self.say(self.tr("%Ln option(s) added", "", count))

    def _find(self, *, is_next: bool) -> None:
        wanted = fold(self.find.text().strip())
        if not wanted:
            return
        self.catch_up()
        nodes = list(self.tree.walk())
        current = self.view.current
        start = 0
        if current is not None:
            start = next((at for at, node in enumerate(nodes) if node is current), 0) + is_next
        for node in (*nodes[start:], *nodes[:start]):
            if wanted in fold(node.label):
                self.view.show_node(node)
                self.say("")
                return
        self.say(self.tr("No option of this name"))


def _as_options(lines: Iterable[OptionLine]) -> Iterable[CustomOption]:
    lines = tuple(lines)
    # As `plan_options` will name them, so that a default by key finds them.
    keys: FreeKeys | None = None
    above: list[CustomOptionId] = []
    for place, line in enumerate(lines, 1):
        del above[line.depth :]
        number = CustomOptionId(-place) if line.id is None else line.id
        parent = above[-1] if above else None
        key = line.key
        if key is None:
            keys = keys or FreeKeys(
                (line.key for line in lines if line.key is not None),
                separator="-",
                names=(fold(line.label) for line in lines),
            )
            key = keys.make(line.label)
        yield CustomOption(number, key, line.label, parent, line.is_retired)
        above.append(number)
