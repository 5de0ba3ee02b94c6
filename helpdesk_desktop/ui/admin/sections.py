"""The only place that says which pages the administrator's window has; one more is a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.people import Right, Viewer
from helpdesk_desktop.ui.admin.admin_section import AdminPlace, AdminSection
from helpdesk_desktop.ui.admin.agents_page import AgentsPage
from helpdesk_desktop.ui.admin.fields_page import FieldsPage
from helpdesk_desktop.ui.admin.groups_page import GroupsPage
from helpdesk_desktop.ui.admin.roles_page import RolesPage
from helpdesk_desktop.ui.admin.types_page import TypesPage

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A page: its name in objectNames, its words, its icon, the right it asks for."""

    name: str
    text: Callable[[], str]
    icon: str
    right: Right
    make: Callable[[AdminPlace], AdminSection]


SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec(
        "agents", lambda: translate("Sections", "Agents"), "user", Right.MANAGE_PEOPLE, AgentsPage
    ),
    SectionSpec(
        "groups", lambda: translate("Sections", "Groups"), "users", Right.MANAGE_PEOPLE, GroupsPage
    ),
    SectionSpec(
        "roles",
        lambda: translate("Sections", "Roles"),
        "shield-check",
        Right.MANAGE_ROLES,
        RolesPage,
    ),
    SectionSpec(
        "types", lambda: translate("Sections", "Types"), "tag", Right.MANAGE_FIELDS, TypesPage
    ),
    SectionSpec(
        "fields",
        lambda: translate("Sections", "Fields"),
        "text-cursor-input",
        Right.MANAGE_FIELDS,
        FieldsPage,
    ),
)


def sections_of(viewer: Viewer) -> tuple[SectionSpec, ...]:
    """The pages that the viewer's role opens."""
    return tuple(one for one in SECTIONS if viewer.may(one.right))
