"""The only place that says a role's settings and rights in plain words."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.people import Right
from helpdesk_desktop.domain.permission import masked_phone

translate = QCoreApplication.translate

_EXAMPLES = ("0908 123 331", "113")


def kind_choices() -> tuple[tuple[str, str], ...]:
    """The kinds of roles."""
    return (
        ("agent", translate("Roles", "Agent")),
        ("supervisor", translate("Roles", "Supervisor")),
        ("administrator", translate("Roles", "Administrator: sees and may do everything")),
    )


def ticket_choices() -> tuple[tuple[str, str], ...]:
    """Which tickets a role sees, from the widest."""
    return (
        ("all", translate("Roles", "All tickets")),
        ("groups", translate("Roles", "Their own, unassigned ones, and those of their groups")),
        ("unassigned", translate("Roles", "Their own and unassigned ones")),
        ("own", translate("Roles", "Only their own: created by them, assigned to them, or in CC")),
    )


def contact_choices() -> tuple[tuple[str, str], ...]:
    """Which contacts a role sees, from the widest."""
    return (
        ("all", translate("Roles", "All contacts")),
        ("unmanaged", translate("Roles", "Those they manage, and those nobody manages")),
        ("managed", translate("Roles", "Only those they manage")),
    )


def phone_choices() -> tuple[tuple[str, str], ...]:
    """How a role sees phone numbers, from the widest."""
    return (
        ("shown", translate("Roles", "Shown")),
        ("masked", translate("Roles", "Masked: the last three digits only")),
    )


def phone_example(phones: str) -> str:
    """What numbers will look like."""
    if phones != "masked":
        said = translate("Roles", "{number} is shown as it is.")
        return said.format(number=_EXAMPLES[0])
    said = translate(
        "Roles",
        "{number} becomes {masked}, and {short} becomes {hidden}: in the list, the panel, exports "
        "and search. Nobody with this role can search or sort by number.",
    )
    return said.format(
        number=_EXAMPLES[0],
        masked=masked_phone(_EXAMPLES[0]),
        short=_EXAMPLES[1],
        hidden=masked_phone(_EXAMPLES[1]),
    )


def right_sections() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Every right under its heading."""
    return (
        (
            translate("Roles", "Tickets"),
            (
                (Right.CREATE.value, translate("Roles", "Create tickets")),
                (Right.EDIT.value, translate("Roles", "Edit tickets")),
                (Right.DELETE.value, translate("Roles", "Delete tickets")),
                (Right.MERGE.value, translate("Roles", "Merge tickets")),
                (Right.BULK_EDIT.value, translate("Roles", "Edit many at once")),
                (Right.EXPORT.value, translate("Roles", "Export to files")),
            ),
        ),
        (
            translate("Roles", "Quick filters"),
            (
                (Right.SHARE_TO_GROUP.value, translate("Roles", "Share to a group")),
                (Right.SHARE_TO_ALL.value, translate("Roles", "Share to everyone")),
                (Right.SEE_ALL_FILTERS.value, translate("Roles", "See everyone's filters")),
            ),
        ),
        (
            translate("Roles", "Administration"),
            (
                (Right.MANAGE_PEOPLE.value, translate("Roles", "Manage agents and groups")),
                (Right.MANAGE_ROLES.value, translate("Roles", "Manage roles")),
                (Right.MANAGE_FIELDS.value, translate("Roles", "Manage types and fields")),
            ),
        ),
    )
