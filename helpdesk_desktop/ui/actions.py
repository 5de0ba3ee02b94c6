"""The only place that knows every action of the window, its words and its keys.

Menus, tooltips and the shortcut list are filled from here. No action uses Alt, which belongs to
the menus' mnemonics, and no key means two things.

Long because the catalogue is one table, an entry for each action.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import tooltip

translate = QCoreApplication.translate

QUICK_KEYS: Final = 9


class Act(StrEnum):
    """What a user can do in the main window."""

    NEW_TICKET = "new_ticket"
    SEARCH = "search"
    ADD_FILTER = "add_filter"
    CLEAR_FILTER = "clear_filter"
    BUILD_FILTER = "build_filter"
    REFRESH = "refresh"
    NEXT_TICKET = "next_ticket"
    PREVIOUS_TICKET = "previous_ticket"
    OPEN_TICKET = "open_ticket"
    FIRST_TICKET = "first_ticket"
    LAST_TICKET = "last_ticket"
    SELECT_ALL = "select_all"
    COPY = "copy"
    COPY_SERIALS = "copy_serials"
    MARK_UNREAD = "mark_unread"
    LEAVE = "leave"
    SHOW_QUICK_FILTERS = "show_quick_filters"
    SHOW_DETAIL = "show_detail"
    COMPACT_ROWS = "compact_rows"
    SHORTCUTS = "shortcuts"
    SETTINGS = "settings"
    ADMINISTRATION = "administration"
    BACKUPS = "backups"
    SWITCH_DATABASE = "switch_database"
    CHANGE_AGENT = "change_agent"
    QUIT = "quit"
    CHOOSE_COLUMNS = "choose_columns"
    GROUP_ROWS = "group_rows"
    RESET_LAYOUT = "reset_layout"
    FLOAT_QUICK_FILTERS = "float_quick_filters"
    FLOAT_DETAIL = "float_detail"
    MOVE_QUICK_FILTERS = "move_quick_filters"
    MOVE_DETAIL = "move_detail"
    SAVE_FILTER = "save_filter"
    RENAME_FILTER = "rename_filter"
    EDIT_FILTER = "edit_filter"
    DUPLICATE_FILTER = "duplicate_filter"
    FILTER_UP = "filter_up"
    FILTER_DOWN = "filter_down"
    DELETE_FILTER = "delete_filter"
    SAVE_CHANGES = "save_changes"
    DISCARD_CHANGES = "discard_changes"
    SHARE_FILTER = "share_filter"
    HIDE_FILTER = "hide_filter"
    TAKE_OVER_FILTER = "take_over_filter"
    SHARED_FILTERS = "shared_filters"
    IMPORT = "import"
    WHY = "why"
    EXPORT = "export"
    PRINT = "print"
    EDIT_STATUS = "edit_status"
    EDIT_TYPE = "edit_type"
    EDIT_PRIORITY = "edit_priority"
    EDIT_ASSIGNEE = "edit_assignee"
    ASSIGN_TO_ME = "assign_to_me"
    EDIT_GROUP = "edit_group"
    EDIT_CCS = "edit_ccs"
    EDIT_DUE = "edit_due"
    EDIT_SUBJECT = "edit_subject"
    UNDO = "undo"
    REDO = "redo"
    CONTACTS = "contacts"


class Reach(StrEnum):
    """Where an action's keys are heard."""

    WINDOW = "window"
    LIST = "list"  # while the table has the focus
    DOCK = "dock"  # while the quick filters have the focus
    NATIVE = "native"  # the table's own keys; listed, not bound
    DIALOG = "dialog"  # dialogs' and editors' own keys; listed, not bound


class Section(StrEnum):
    """How the list of shortcuts is divided."""

    TICKETS = "tickets"
    LIST = "list"
    VIEW = "view"
    WRITING = "writing"
    FILTERS = "filters"
    CHANGING = "changing"
    BUILDING = "building"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One entry of the catalogue; `text` says its words, `section` is its place in the list."""

    key: str
    section: Section
    text: Callable[[], str]
    keys: tuple[str, ...] = ()
    icon: str = ""  # none for what can be ticked: in a menu it would take the place of the tick
    reach: Reach = Reach.WINDOW
    is_checkable: bool = False


CATALOGUE: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        Act.NEW_TICKET,
        Section.TICKETS,
        lambda: translate("Actions", "New ticket"),
        ("Ctrl+N",),
        "plus",
    ),
    ActionSpec(
        Act.SEARCH,
        Section.TICKETS,
        lambda: translate("Actions", "Search"),
        ("Ctrl+F", "/"),
        "search",
    ),
    ActionSpec(
        Act.ADD_FILTER,
        Section.TICKETS,
        lambda: translate("Actions", "Add a filter"),
        ("Ctrl+Shift+F",),
        "list-filter",
    ),
    ActionSpec(
        Act.BUILD_FILTER,
        Section.TICKETS,
        lambda: translate("Actions", "Build filter…"),
        ("Ctrl+B",),
        "group",
    ),
    ActionSpec(
        Act.CLEAR_FILTER,
        Section.TICKETS,
        lambda: translate("Actions", "Clear filter and search"),
        ("Ctrl+Shift+X",),
        "funnel-x",
    ),
    ActionSpec(
        Act.REFRESH, Section.TICKETS, lambda: translate("Actions", "Refresh"), ("F5",), "refresh-cw"
    ),
    ActionSpec(
        Act.NEXT_TICKET,
        Section.LIST,
        lambda: translate("Actions", "Next ticket"),
        ("J",),
        reach=Reach.LIST,
    ),
    ActionSpec(
        Act.PREVIOUS_TICKET,
        Section.LIST,
        lambda: translate("Actions", "Previous ticket"),
        ("K",),
        reach=Reach.LIST,
    ),
    ActionSpec(
        Act.OPEN_TICKET,
        Section.LIST,
        lambda: translate("Actions", "Open the ticket"),
        ("Return",),
        reach=Reach.NATIVE,
    ),
    ActionSpec(
        Act.FIRST_TICKET,
        Section.LIST,
        lambda: translate("Actions", "First ticket"),
        ("Home",),
        reach=Reach.NATIVE,
    ),
    ActionSpec(
        Act.LAST_TICKET,
        Section.LIST,
        lambda: translate("Actions", "Last ticket"),
        ("End",),
        reach=Reach.NATIVE,
    ),
    ActionSpec(
        Act.SELECT_ALL,
        Section.LIST,
        lambda: translate("Actions", "Select all matching tickets"),
        ("Ctrl+A",),
        reach=Reach.NATIVE,
    ),
    ActionSpec(
        Act.COPY,
        Section.LIST,
        lambda: translate("Actions", "Copy the rows"),
        ("Ctrl+C", "Ctrl+Ins"),
        "copy",
        Reach.LIST,
    ),
    ActionSpec(
        Act.COPY_SERIALS,
        Section.LIST,
        lambda: translate("Actions", "Copy the serials"),
        ("Ctrl+Shift+C",),
        "hash",
        Reach.LIST,
    ),
    ActionSpec(
        Act.MARK_UNREAD,
        Section.LIST,
        lambda: translate("Actions", "Mark as unread"),
        ("U",),
        "mail",
        reach=Reach.LIST,
    ),
    ActionSpec(
        Act.LEAVE,
        Section.LIST,
        lambda: translate("Actions", "Close the panel, or clear the search"),
        ("Esc",),
    ),
    ActionSpec(
        Act.SHOW_QUICK_FILTERS,
        Section.VIEW,
        lambda: translate("Actions", "Quick filters"),
        ("F9",),
        is_checkable=True,
    ),
    ActionSpec(
        Act.SHOW_DETAIL,
        Section.VIEW,
        lambda: translate("Actions", "Ticket details"),
        ("F8",),
        is_checkable=True,
    ),
    ActionSpec(
        Act.COMPACT_ROWS,
        Section.VIEW,
        lambda: translate("Actions", "Compact rows"),
        ("Ctrl+Shift+D",),
        is_checkable=True,
    ),
    ActionSpec(
        Act.CHOOSE_COLUMNS,
        Section.VIEW,
        lambda: translate("Actions", "Choose columns"),
        ("F7",),
        "columns-3",
    ),
    *(
        ActionSpec(act, Section.VIEW, text, keys, icon)
        for act, text, keys, icon in (
            (
                Act.FLOAT_QUICK_FILTERS,
                lambda: translate("Actions", "Float or dock the quick filters"),
                ("Shift+F9",),
                "picture-in-picture-2",
            ),
            (
                Act.FLOAT_DETAIL,
                lambda: translate("Actions", "Float or dock the ticket details"),
                ("Shift+F8",),
                "picture-in-picture-2",
            ),
            (
                Act.MOVE_QUICK_FILTERS,
                lambda: translate("Actions", "Quick filters to the other side"),
                (),
                "arrow-left-right",
            ),
            (
                Act.MOVE_DETAIL,
                lambda: translate("Actions", "Ticket details to the other side"),
                (),
                "arrow-left-right",
            ),
        )
    ),
    ActionSpec(
        Act.GROUP_ROWS,
        Section.VIEW,
        lambda: translate("Actions", "Group rows by…"),
        ("Ctrl+G",),
        "list-tree",
    ),
    ActionSpec(
        "fold_group",
        Section.LIST,
        lambda: translate("Actions", "Fold or unfold the group"),
        ("Left", "Right"),
        reach=Reach.NATIVE,
    ),
    ActionSpec(
        Act.RESET_LAYOUT,
        Section.VIEW,
        lambda: translate("Actions", "Reset window layout"),
        ("Ctrl+Shift+F9",),
        "rotate-ccw",
    ),
    ActionSpec(
        Act.SHORTCUTS,
        Section.VIEW,
        lambda: translate("Actions", "Keyboard shortcuts"),
        ("F1",),
        "keyboard",
    ),
    ActionSpec(
        Act.SETTINGS,
        Section.VIEW,
        lambda: translate("Actions", "Settings…"),
        ("Ctrl+,",),
        "settings",
    ),
    ActionSpec(
        Act.ADMINISTRATION,
        Section.VIEW,
        lambda: translate("Actions", "Administration…"),
        ("Ctrl+Shift+A",),
        "users",
    ),
    ActionSpec(
        Act.BACKUPS,
        Section.VIEW,
        lambda: translate("Actions", "Backups…"),
        ("Ctrl+Shift+B",),
        "hard-drive",
    ),
    ActionSpec(
        Act.SWITCH_DATABASE,
        Section.VIEW,
        lambda: translate("Actions", "Switch database…"),
        ("Ctrl+Shift+O",),
        "database",
    ),
    ActionSpec(
        Act.CHANGE_AGENT,
        Section.VIEW,
        lambda: translate("Actions", "Work as someone else…"),
        icon="user",
    ),
    ActionSpec(
        Act.QUIT, Section.VIEW, lambda: translate("Actions", "Quit"), ("Ctrl+Q",), "log-out"
    ),
    ActionSpec(
        Act.IMPORT,
        Section.TICKETS,
        lambda: translate("Actions", "Import tickets…"),
        ("Ctrl+I",),
        "upload",
    ),
    ActionSpec(
        Act.CONTACTS,
        Section.TICKETS,
        lambda: translate("Actions", "Contacts and companies"),
        ("Ctrl+Shift+P",),
        "users",
    ),
    ActionSpec(
        Act.WHY,
        Section.TICKETS,
        lambda: translate("Actions", "Why is this ticket here?"),
        ("Ctrl+Shift+I",),
        "circle-help",
    ),
    ActionSpec(
        Act.EXPORT,
        Section.TICKETS,
        lambda: translate("Actions", "Export tickets…"),
        ("Ctrl+Shift+E",),
        "download",
    ),
    ActionSpec(
        Act.PRINT,
        Section.TICKETS,
        lambda: translate("Actions", "Print tickets…"),
        ("Ctrl+P",),
        "printer",
    ),
    ActionSpec(
        "search_to_list",
        Section.TICKETS,
        lambda: translate("Actions", "From the search to the list"),
        ("Down",),
        reach=Reach.DIALOG,
    ),
    ActionSpec(
        "quick_filter",
        Section.TICKETS,
        lambda: translate("Actions", "Quick filter 1 to 9"),
        ("Ctrl+1",),
        reach=Reach.DIALOG,
    ),
    ActionSpec(
        "move_column",
        Section.VIEW,
        lambda: translate("Actions", "Move the column (in the column chooser)"),
        ("Ctrl+Shift+Up", "Ctrl+Shift+Down"),
        reach=Reach.DIALOG,
    ),
    ActionSpec(
        "size_column",
        Section.VIEW,
        lambda: translate("Actions", "Narrower or wider (in the column chooser)"),
        ("Ctrl+Shift+Left", "Ctrl+Shift+Right"),
        reach=Reach.DIALOG,
    ),
    ActionSpec(
        "submit",
        Section.WRITING,
        lambda: translate("Actions", "Add the ticket or note"),
        ("Ctrl+Return",),
        reach=Reach.DIALOG,
    ),
    ActionSpec(
        Act.SAVE_FILTER,
        Section.FILTERS,
        lambda: translate("Actions", "Save as quick filter…"),
        ("Ctrl+S",),
        "bookmark",
    ),
    ActionSpec(
        Act.SAVE_CHANGES,
        Section.FILTERS,
        lambda: translate("Actions", "Save changes"),
        ("Ctrl+Shift+S",),
        "save",
    ),
    ActionSpec(
        Act.DISCARD_CHANGES,
        Section.FILTERS,
        lambda: translate("Actions", "Discard changes"),
        icon="rotate-ccw",
    ),
    ActionSpec(
        Act.SHARED_FILTERS,
        Section.FILTERS,
        lambda: translate("Actions", "Shared filters…"),
        icon="users",
    ),
    ActionSpec(
        Act.SHARE_FILTER,
        Section.FILTERS,
        lambda: translate("Actions", "Share…"),
        icon="share-2",
        reach=Reach.DOCK,
    ),
    ActionSpec(
        Act.HIDE_FILTER,
        Section.FILTERS,
        lambda: translate("Actions", "Remove from my list"),
        icon="eye-off",
        reach=Reach.DOCK,
    ),
    ActionSpec(
        Act.TAKE_OVER_FILTER,
        Section.FILTERS,
        lambda: translate("Actions", "Take over"),
        icon="user-check",
        reach=Reach.DOCK,
    ),
    ActionSpec(
        Act.RENAME_FILTER,
        Section.FILTERS,
        lambda: translate("Actions", "Rename"),
        ("F2",),
        "pencil",
        Reach.DOCK,
    ),
    ActionSpec(
        Act.EDIT_FILTER,
        Section.FILTERS,
        lambda: translate("Actions", "Edit filter…"),
        ("F4",),
        "list-filter",
        Reach.DOCK,
    ),
    ActionSpec(
        Act.DUPLICATE_FILTER,
        Section.FILTERS,
        lambda: translate("Actions", "Duplicate"),
        ("Ctrl+D",),
        "copy",
        Reach.DOCK,
    ),
    ActionSpec(
        Act.FILTER_UP,
        Section.FILTERS,
        lambda: translate("Actions", "Move up"),
        ("Ctrl+Shift+Up",),
        "arrow-up",
        Reach.DOCK,
    ),
    ActionSpec(
        Act.FILTER_DOWN,
        Section.FILTERS,
        lambda: translate("Actions", "Move down"),
        ("Ctrl+Shift+Down",),
        "arrow-down",
        Reach.DOCK,
    ),
    ActionSpec(
        Act.DELETE_FILTER,
        Section.FILTERS,
        lambda: translate("Actions", "Delete"),
        ("Del",),
        "trash-2",
        Reach.DOCK,
    ),
    *(
        ActionSpec(key, Section.BUILDING, text, keys, reach=Reach.DIALOG)
        for key, text, keys in (
            ("add_part", lambda: translate("Actions", "Add a condition"), ("Ins",)),
            ("add_group", lambda: translate("Actions", "Add a group"), ("Shift+Ins",)),
            ("edit_part", lambda: translate("Actions", "Edit the condition"), ("Return",)),
            ("group_part", lambda: translate("Actions", "Put into a group"), ("G",)),
            ("ungroup", lambda: translate("Actions", "Ungroup"), ("Shift+G",)),
            (
                "move_part",
                lambda: translate("Actions", "Move up or down"),
                ("Ctrl+Up", "Ctrl+Down"),
            ),
            (
                "regroup_part",
                lambda: translate("Actions", "Out of its group, into the next"),
                ("Ctrl+Left", "Ctrl+Right"),
            ),
            ("negate_part", lambda: translate("Actions", "Negate"), ("N",)),
            ("mute_part", lambda: translate("Actions", "Mute"), ("M",)),
            ("remove_part", lambda: translate("Actions", "Remove"), ("Del",)),
        )
    ),
    *(
        ActionSpec(act, Section.CHANGING, text, (keys,), reach=Reach.LIST)
        for act, text, keys in (
            (Act.EDIT_STATUS, lambda: translate("Actions", "Change the status"), "S"),
            (Act.EDIT_TYPE, lambda: translate("Actions", "Change the type"), "T"),
            (Act.EDIT_PRIORITY, lambda: translate("Actions", "Change the priority"), "P"),
            (Act.EDIT_ASSIGNEE, lambda: translate("Actions", "Assign to…"), "A"),
            (Act.ASSIGN_TO_ME, lambda: translate("Actions", "Assign to me"), "M"),
            (Act.EDIT_GROUP, lambda: translate("Actions", "Change the group"), "G"),
            (Act.EDIT_CCS, lambda: translate("Actions", "Change the CCs"), "C"),
            (Act.EDIT_DUE, lambda: translate("Actions", "Change the due time"), "D"),
            (Act.EDIT_SUBJECT, lambda: translate("Actions", "Change the subject"), "E"),
        )
    ),
    ActionSpec(
        "edit_value",
        Section.CHANGING,
        lambda: translate("Actions", "Change the value in the panel"),
        ("F2",),
        reach=Reach.DIALOG,
    ),
    ActionSpec(
        Act.UNDO, Section.CHANGING, lambda: translate("Actions", "Undo"), ("Ctrl+Z",), "undo-2"
    ),
    ActionSpec(
        Act.REDO,
        Section.CHANGING,
        lambda: translate("Actions", "Redo"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
    ),
)


def section_title(section: Section) -> str:
    """The section's words in the user's language."""
    return {
        Section.TICKETS: translate("Actions", "Tickets"),
        Section.LIST: translate("Actions", "List"),
        Section.VIEW: translate("Actions", "View"),
        Section.WRITING: translate("Actions", "Writing"),
        Section.FILTERS: translate("Actions", "My filters"),
        Section.CHANGING: translate("Actions", "Changing a ticket"),
        Section.BUILDING: translate("Actions", "Filter builder"),
    }[section]


def keys_text(spec: ActionSpec) -> str:
    """The action's keys as the platform writes them."""
    if spec.key == "quick_filter":
        first = QKeySequence("Ctrl+1").toString(QKeySequence.SequenceFormat.NativeText)
        return f"{first} … {QUICK_KEYS}"
    return ", ".join(
        QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in spec.keys
    )


class Actions(QObject):
    """The catalogue as living actions; the owner connects them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = {
            spec.key: self._make(spec)
            for spec in CATALOGUE
            if spec.reach in {Reach.WINDOW, Reach.LIST, Reach.DOCK}
        }
        self.quick = tuple(self._make_quick(place) for place in range(1, QUICK_KEYS + 1))

    def __getitem__(self, act: Act) -> QAction:
        return self._actions[act]

    def __iter__(self) -> Iterator[QAction]:
        return iter((*self._actions.values(), *self.quick))

    def of_reach(self, reach: Reach) -> tuple[QAction, ...]:
        """The actions whose keys are heard there."""
        found = [self._actions[spec.key] for spec in CATALOGUE if spec.reach is reach]
        return (*found, *self.quick) if reach is Reach.WINDOW else tuple(found)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text(), self)
        action.setObjectName(f"act_{spec.key}")
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setCheckable(spec.is_checkable)
        keys = keys_text(spec)
        action.setToolTip(tooltip(f"{spec.text()} ({keys})" if keys else spec.text()))
        if spec.reach in {Reach.LIST, Reach.DOCK}:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if spec.icon:
            bind_icon(action, spec.icon, "on_accent" if spec.key == Act.NEW_TICKET else "text")
        return action

    def _make_quick(self, place: int) -> QAction:
        action = QAction(self)
        action.setObjectName(f"act_quick_{place}")
        action.setShortcut(QKeySequence(f"Ctrl+{place}"))
        action.setData(place - 1)
        return action
