"""The only place that names the values a filter on a choice, a person or a group can take."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.filter_fields import FieldKind, FilterField, choices_of
from helpdesk_desktop.domain.filters import Keyword
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Priority, Source, Status
from helpdesk_desktop.ui.choice_names import priority_name, source_name, status_name

translate = QCoreApplication.translate


def choice_values(field: FilterField, directory: Directory) -> list[tuple[int | str, str]]:
    """(stored value or keyword, text) pairs: keywords first, people and groups by name."""
    match field.kind:
        case FieldKind.PERSON | FieldKind.SET:
            people = sorted(directory.agents, key=lambda agent: fold(agent.name))
            named = [(int(agent.id), agent.name) for agent in people if agent.is_active]
            me = (Keyword.ME.value, translate("Filters", "Me"))
            mine = (Keyword.MY_GROUPS.value, translate("Filters", "Someone of my groups"))
            nobody = (Keyword.NONE.value, translate("Filters", "Nobody"))
            return [me, mine, nobody, *named] if field.kind is FieldKind.PERSON else [me, *named]
        case FieldKind.TEAM:
            teams = sorted(directory.groups, key=lambda group: fold(group.name))
            return [
                (Keyword.MY_GROUPS.value, translate("Filters", "My groups")),
                (Keyword.NONE.value, translate("Filters", "No group")),
                *((int(team.id), team.name) for team in teams),
            ]
    match field.key:
        case "status":
            return [(int(each), status_name(each)) for each in Status]
        case "priority":
            return [(int(each), priority_name(each)) for each in Priority]
        case "source":
            return [(int(each), source_name(each)) for each in Source]
        case "type":
            named = [(int(kind.id), kind.name) for kind in directory.types]
            return [*named, (Keyword.NONE.value, translate("Filters", "No type"))]
        case _:
            return [(number, key) for number, key in choices_of(field.key, directory).items()]
