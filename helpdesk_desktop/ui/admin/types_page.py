"""The only place where ticket types are administered in the window."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QToolButton
from typing_extensions import override

from helpdesk_desktop.domain.people import Directory, TicketType, TypeId
from helpdesk_desktop.domain.team_words import type_words
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.admin.entry_list import Line
from helpdesk_desktop.ui.admin.entry_page import EntryPage
from helpdesk_desktop.ui.admin.form_parts import FormPart, LinePart
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import set_kind


class TypesPage(EntryPage[TicketType]):
    """The kinds of tickets in their order; a type is retired and never removed."""

    name = "types"
    is_ordered = True

    @override
    def heading(self) -> str:
        return self.tr("Types")

    @override
    def add_words(self) -> str:
        return self.tr("Add a type")

    @override
    def new_words(self) -> str:
        return self.tr("New type")

    @override
    def make_parts(self) -> dict[str, FormPart]:
        return {"name": LinePart("types_name", self.tr("Name"), is_required=True)}

    @override
    def build_foot_of_list(self) -> QHBoxLayout:
        foot = super().build_foot_of_list()
        self.up = self._tool("types_up", "arrow-up", self.tr("Move up (Ctrl+Shift+Up)"))
        self.down = self._tool("types_down", "arrow-down", self.tr("Move down (Ctrl+Shift+Down)"))
        self.up.clicked.connect(lambda: self.list.move_current(-1))
        self.down.clicked.connect(lambda: self.list.move_current(1))
        self.list.order_chosen.connect(self._on_order_chosen)
        foot.addWidget(self.up)
        foot.addWidget(self.down)
        return foot

    @override
    def entries(self, directory: Directory) -> Sequence[TicketType]:
        return directory.types

    @override
    def words_of(self, entry: TicketType) -> dict[str, str]:
        return {"name": type_words(entry)["name"]}

    @override
    def new_entry(self) -> dict[str, str]:
        return {"name": ""}

    @override
    def line_of(self, entry: TicketType) -> Line:
        note = self.tr("retired") if entry.is_retired else ""
        return Line(int(entry.id), entry.name, note, entry.is_retired, finds=entry.key)

    @override
    def subtitle_of(self, entry: TicketType) -> str:
        told = self.tr("In queries and files: type:{key}").format(key=entry.key)
        if not entry.is_retired:
            return told
        retired = self.tr(
            "Retired: it stays on the tickets that have it and can be filtered by, and is not "
            "offered for new ones."
        )
        return f"{told}\n{retired}"

    @override
    def store_new(self, desk: Desk, key: str, values: Mapping[str, str]) -> TicketType:
        return desk.types.add_type(key, values)

    @override
    def store(
        self, desk: Desk, entry: TicketType, changes: Mapping[str, str], version: int
    ) -> TicketType:
        return desk.types.set_type(entry.key, changes, version=version)

    @override
    def side_words(self, entry: TicketType) -> str:
        return self.tr("Bring back") if entry.is_retired else self.tr("Retire")

    @override
    def side_action(self, entry: TicketType) -> None:
        wanted = "no" if entry.is_retired else "yes"
        self.write(
            lambda desk: desk.types.set_type(entry.key, {"retired": wanted}, version=entry.version),
            self._on_retired,
        )

    def _on_retired(self, kind: TicketType) -> None:
        sentence = (
            self.tr("“{name}” is retired: it is not offered any more.")
            if kind.is_retired
            else self.tr("“{name}” is offered again.")
        )
        before = "no" if kind.is_retired else "yes"
        self.say_done(
            sentence.format(name=kind.name),
            lambda desk: desk.types.set_type(kind.key, {"retired": before}, version=kind.version),
        )

    def _on_order_chosen(self, ids: tuple[int, ...]) -> None:
        by_id = self._directory.type_by_id
        before = tuple(kind.key for kind in self._directory.types)
        keys = tuple(by_id[TypeId(number)].key for number in ids if TypeId(number) in by_id)
        if keys == before:
            return
        self.write(
            lambda desk: desk.types.order_types(keys),
            lambda _: self.say_done(
                self.tr("The types have a new order."),
                lambda desk: desk.types.order_types(before),
            ),
        )

    @staticmethod
    def _tool(name: str, icon: str, text: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setToolTip(tooltip(text))
        set_kind(made, "tool")
        bind_icon(made, icon)
        return made
