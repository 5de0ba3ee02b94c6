"""The only place where custom fields are administered in the window."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import (
    OPTION_KINDS,
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
)
from helpdesk_desktop.domain.custom_values import read_text, to_json
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.field_wishes import FieldEdit, FieldUses
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.free_keys import FreeKeys
from helpdesk_desktop.domain.option_lines import option_lines
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.admin.admin_section import AdminPlace
from helpdesk_desktop.ui.admin.default_part import DefaultPart
from helpdesk_desktop.ui.admin.entry_list import Line
from helpdesk_desktop.ui.admin.entry_page import EntryPage
from helpdesk_desktop.ui.admin.field_entry import (
    NAMES,
    FieldEntry,
    edit_wish,
    field_words,
    lines_word,
    new_wish,
    read_lines,
)
from helpdesk_desktop.ui.admin.field_preview import FieldPreview
from helpdesk_desktop.ui.admin.form_parts import (
    FormPart,
    LinePart,
    RadioPart,
    SwitchPart,
    TextPart,
)
from helpdesk_desktop.ui.admin.kind_part import KindPart
from helpdesk_desktop.ui.admin.kind_words import KIND_ICONS, kind_name, owner_name, with_value
from helpdesk_desktop.ui.admin.option_merge import merge_options
from helpdesk_desktop.ui.admin.options_part import OptionsPart
from helpdesk_desktop.ui.admin.pattern_part import PatternPart
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import set_kind

_USES = "field_uses"
_ALIASES = {name: part for part, name in NAMES.items()}


class FieldsPage(EntryPage[FieldEntry]):
    """The fields of tickets, contacts or companies in their order; a field is retired only."""

    name = "fields"
    is_ordered = True
    list_width = 280
    aliases = _ALIASES

    def __init__(self, place: AdminPlace, parent: QWidget | None = None) -> None:
        self._owner = CustomFieldOwner.TICKET
        self._uses: dict[tuple[int, int], FieldUses] = {}
        self._asked: tuple[int, int] | None = None
        super().__init__(place, parent)
        self._options.use_runner(place.runner)
        self._pattern.use_runner(place.runner)

    @override
    def heading(self) -> str:
        return self.tr("Fields")

    @override
    def add_words(self) -> str:
        return self.tr("Add a field")

    @override
    def new_words(self) -> str:
        return self.tr("New field")

    @override
    def make_parts(self) -> dict[str, FormPart]:
        self._of = RadioPart(
            "fields_owner",
            self.tr("Belongs to"),
            [(owner.value, owner_name(owner)) for owner in CustomFieldOwner],
            is_row=True,
        )
        self._kind = KindPart("fields_kind", self.tr("Kind"))
        self._options = OptionsPart("fields_options", self.tr("Options"))
        self._pattern = PatternPart("fields_pattern", self.tr("Pattern"))
        self._default = DefaultPart("fields_default", self.tr("Default"))
        create, close = self.tr("Required to create"), self.tr("Required to close the ticket")
        self._create = SwitchPart("fields_create", create, create)
        self._close = SwitchPart("fields_close", close, close)
        self._preview = FieldPreview("fields_preview")
        return {
            "name": LinePart("fields_name", self.tr("Label"), is_required=True),
            "owner": self._of,
            "kind": self._kind,
            "options": self._options,
            "pattern": self._pattern,
            "help": TextPart(
                "fields_help",
                self.tr("Help"),
                self.tr("A sentence that stands under the field in forms"),
            ),
            "default": self._default,
            "create": self._create,
            "close": self._close,
        }

    @override
    def lay_out(self, column: QVBoxLayout) -> None:
        for switch in (self._create, self._close):
            switch.field.label.hide()  # the box says it
        super().lay_out(column)
        column.addWidget(self._preview)

    @override
    def build_head_of_list(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(2)
        self._owners = QButtonGroup(self)
        self.owner_buttons: dict[CustomFieldOwner, QPushButton] = {}
        for owner in CustomFieldOwner:
            button = QPushButton(owner_name(owner))
            button.setObjectName(f"fields_of_{owner.value}")
            said = self.tr("Show the fields of: {owner}").format(owner=owner_name(owner))
            button.setAccessibleName(said)
            button.setCheckable(True)
            button.setChecked(owner is self._owner)
            button.setAutoDefault(False)
            set_kind(button, "switch")
            button.clicked.connect(lambda _, one=owner: self._show_owner(one))
            self._owners.addButton(button)
            self.owner_buttons[owner] = button
            head.addWidget(button, 1)
        return head

    @override
    def build_foot_of_list(self) -> QHBoxLayout:
        foot = super().build_foot_of_list()
        self.up = _tool("fields_up", "arrow-up", self.tr("Move up (Ctrl+Shift+Up)"))
        self.down = _tool("fields_down", "arrow-down", self.tr("Move down (Ctrl+Shift+Down)"))
        self.up.clicked.connect(lambda: self.list.move_current(-1))
        self.down.clicked.connect(lambda: self.list.move_current(1))
        self.list.order_chosen.connect(self._on_order_chosen)
        foot.addWidget(self.up)
        foot.addWidget(self.down)
        return foot

    # Entries

    @override
    def entries(self, directory: Directory) -> Sequence[FieldEntry]:
        return [FieldEntry(field) for field in directory.custom_fields]

    @override
    def is_listed(self, entry: FieldEntry) -> bool:
        return entry.field.owner is self._owner

    @property
    @override
    def listing(self) -> object:
        """Whose fields are listed, and of what kind a new one is."""
        return self._owner, self._kind.value() if self._current == 0 else ""

    @override
    def icon_of_new(self) -> str:
        draft = self._drafts.get(0)
        kind = CustomFieldKind.TEXT.value if draft is None else draft.values["kind"]
        return KIND_ICONS[CustomFieldKind(kind)]

    @override
    def words_of(self, entry: FieldEntry) -> dict[str, str]:
        return field_words(entry.field)

    @override
    def new_entry(self) -> dict[str, str]:
        return {
            "name": "",
            "owner": self._owner.value,
            "kind": CustomFieldKind.TEXT.value,
            "options": "",
            "pattern": "",
            "help": "",
            "default": "",
            "create": "no",
            "close": "no",
        }

    @override
    def line_of(self, entry: FieldEntry) -> Line:
        field = entry.field
        note = "" if field.is_active else self.tr("retired")
        return Line(
            int(field.id),
            field.label,
            note,
            not field.is_active,
            finds=f"{field.key} {kind_name(field.kind)}",
            icon=KIND_ICONS[field.kind],
        )

    @override
    def suggest_key(self, name: str) -> str:
        owner = self._of.value()
        taken = {fold(entry.key) for entry in self._entries.values() if entry.field.owner == owner}
        return FreeKeys(taken, separator="_").make(name)

    @override
    def subtitle_of(self, entry: FieldEntry) -> str:
        field = entry.field
        told = self.tr("{kind}  ·  in queries and files: {key}").format(
            kind=kind_name(field.kind), key=field.filter_key
        )
        uses = self._uses.get((int(field.id), field.version))
        if uses is not None:
            told += "  ·  " + (
                self.tr("{holders} have a value").format(
                    holders=with_value(field.owner, uses.count)
                )
                if uses.count
                else self.tr("nobody has a value yet")
            )
        if field.is_active:
            return told
        retired = self.tr(
            "Retired: its values stay readable and can be filtered by; no form asks for it."
        )
        return f"{told}\n{retired}"

    @override
    def store_new(self, desk: Desk, key: str, values: Mapping[str, str]) -> FieldEntry:
        return FieldEntry(desk.fields.add(new_wish(key, values)))

    @override
    def store(
        self, desk: Desk, entry: FieldEntry, changes: Mapping[str, str], version: int
    ) -> FieldEntry:
        return FieldEntry(desk.fields.change(edit_wish(entry.field, changes, version)))

    @override
    def side_words(self, entry: FieldEntry) -> str:
        return self.tr("Retire") if entry.field.is_active else self.tr("Bring back")

    @override
    def side_action(self, entry: FieldEntry) -> None:
        is_active = not entry.field.is_active
        self.write(
            lambda desk: _set_active(desk, entry.field, is_active=is_active), self._on_retired
        )

    def _on_retired(self, field: CustomField) -> None:
        sentence = (
            self.tr("“{name}” is asked for again.")
            if field.is_active
            else self.tr("“{name}” is retired: its values stay readable.")
        )
        is_active = not field.is_active
        self.say_done(
            sentence.format(name=field.label),
            lambda desk: _set_active(desk, field, is_active=is_active),
        )

    def _on_order_chosen(self, ids: tuple[int, ...]) -> None:
        owner = self._owner
        before = tuple(one.id for one in self._directory.custom_fields if one.owner is owner)
        wanted = tuple(CustomFieldId(number) for number in ids if number in before)
        if wanted == before:
            return
        self.write(
            lambda desk: desk.fields.reorder(owner, wanted),
            lambda _: self.say_done(
                self.tr("The fields have a new order."),
                lambda desk: desk.fields.reorder(owner, before),
            ),
        )

    # The form

    @override
    def submit(self) -> None:
        """Save what is typed, a name that is being edited too."""
        self._options.finish_editing()
        super().submit()

    @override
    def show_directory(self, directory: Directory) -> None:
        """Show what is stored now; what is typed stays."""
        self._uses.clear()
        self._asked = None
        entries = self.entries(directory)
        draft = self._drafts.get(self._current or 0)
        stored = {int(entry.id): entry.version for entry in entries}
        if draft is not None and stored.get(self._current or 0) != draft.version:
            self._options.finish_editing()  # the tree is made anew
        self._keep()
        for entry in entries:
            self._merge_options(entry)
        super().show_directory(directory)

    @override
    def chose(self, entry: FieldEntry | None) -> None:
        if entry is not None:
            self._mark_owner(entry.field.owner)

    @override
    def prepare(self, entry: FieldEntry | None) -> None:
        uses = None
        if entry is not None:
            asked = (int(entry.id), entry.version)
            uses = self._uses.get(asked)
            if uses is None and self._asked != asked:
                self._ask_uses(entry, asked)
        self._options.show_uses(None if uses is None else uses.by_option)
        is_new = entry is None
        self._of.field.setVisible(is_new)
        self._kind.field.setVisible(is_new)
        if entry is not None:
            # Before its word is shown: a tree must not be read as a list, nor a day as a number.
            self._kind.show_value(entry.field.kind.value)
            self._of.show_value(entry.field.owner.value)
            self._options.show_kind(entry.field.kind, entry.field.owner)
            self._options.show_stored(entry.field.options, self._word_of_options(entry))
        self._default.forget()

    def _word_of_options(self, entry: FieldEntry) -> str:
        # What its draft began with, where that is of this very version.
        draft = self._drafts.get(int(entry.id))
        is_same = draft is not None and draft.version == entry.version
        return draft.base["options"] if draft is not None and is_same else ""

    @override
    def show_hints(self) -> None:
        if self._current is None:
            return
        kind, owner = self._kind.kind, CustomFieldOwner(self._of.value())
        has_options = kind in OPTION_KINDS
        self._options.field.setVisible(has_options)
        self._options.show_kind(kind, owner)
        self._pattern.field.setVisible(kind is CustomFieldKind.REGEX)
        self._close.field.setVisible(owner is CustomFieldOwner.TICKET)
        field = self._drafted(kind, owner)
        clock = self._place.desk.clock
        self._default.show_field(field, clock)
        others = [
            one
            for one in self._directory.custom_fields
            if one.owner is owner and one.is_active and one.id != field.id
        ]
        self._preview.show_field(field, others, clock)

    def _drafted(self, kind: CustomFieldKind, owner: CustomFieldOwner) -> CustomField:
        entry = self.current
        value = {name: part.value() for name, part in self.parts.items() if name != "options"}
        last = 1 + max((one.position for one in self._directory.custom_fields), default=0)
        field = CustomField(
            CustomFieldId(0) if entry is None else entry.id,
            owner,
            (self.key.value() or "new") if entry is None else entry.key,
            value["name"].strip() or self.tr("(no label yet)"),
            kind,
            is_active=entry is None or entry.field.is_active,
            options=self._options.options() if kind in OPTION_KINDS else (),
            help=value["help"] or None,
            pattern=(value["pattern"] or None) if kind is CustomFieldKind.REGEX else None,
            position=last if entry is None else entry.field.position,
            is_required_to_create=value["create"] == "yes",
            is_required_to_close=value["close"] == "yes" and owner is CustomFieldOwner.TICKET,
        )
        object.__setattr__(field, "default", to_json(read_text(field, value["default"], [])))
        return field

    def _merge_options(self, entry: FieldEntry) -> None:
        # A tree is no word: what each of two changed in it goes together.
        draft = self._drafts.get(int(entry.id))
        if draft is None or draft.version == entry.version or "options" not in draft.changes:
            return
        theirs = option_lines(entry.field)
        base = read_lines(draft.base["options"])
        if lines_word(theirs) == draft.base["options"]:
            return
        merged = lines_word(merge_options(base, read_lines(draft.values["options"]), theirs))
        self._drafts[int(entry.id)] = replace(
            draft,
            base={**draft.base, "options": lines_word(theirs)},
            values={**draft.values, "options": merged},
            news=draft.news | {"options"},
        )
        if self._current == int(entry.id):
            self._options.show_value(merged)

    def _show_owner(self, owner: CustomFieldOwner) -> None:
        self._mark_owner(owner)
        self.show_first()

    def _mark_owner(self, owner: CustomFieldOwner) -> None:
        self._owner = owner
        self.owner_buttons[owner].setChecked(True)

    def _ask_uses(self, entry: FieldEntry, asked: tuple[int, int]) -> None:
        desk, field_id = self._place.desk, entry.id
        self._asked = asked

        def work(_cancel: Cancellation) -> tuple[tuple[int, int], FieldUses]:
            return asked, desk.fields.uses(field_id)

        self._place.runner.run(
            work, self._on_uses, failed=self._on_uses_failed, owner=self, lane=_USES
        )

    def _on_uses(self, answer: tuple[tuple[int, int], FieldUses]) -> None:
        asked, uses = answer
        self._uses[asked] = uses
        entry = self.current
        if entry is not None and (int(entry.id), entry.version) == asked:
            self._options.show_uses(uses.by_option)
            self.subtitle.setText(self.subtitle_of(entry))

    def _on_uses_failed(self, _error: HelpdeskError) -> None:
        # Asked again when the field is shown again; without a count nothing is removed.
        self._asked = None


def _set_active(desk: Desk, field: CustomField, *, is_active: bool) -> CustomField:
    return desk.fields.change(FieldEdit(field.id, field.version, (("is_active", is_active),)))


def _tool(name: str, icon: str, text: str) -> QToolButton:
    made = QToolButton()
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setToolTip(tooltip(text))
    set_kind(made, "tool")
    bind_icon(made, icon)
    return made
