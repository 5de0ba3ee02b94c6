"""The only place that names the values a filter on a choice, a person or a group can take."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.custom_field import CustomOption
from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FilterField, choices_of
from helpdesk_desktop.domain.filtering.filter_phrases import choice_name
from helpdesk_desktop.domain.filters import Keyword
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Priority, Source, Status
from helpdesk_desktop.ui.choice_names import priority_name, source_name, status_name
from helpdesk_desktop.ui.filters.filter_words import say

translate = QCoreApplication.translate

Named = list[tuple[int | str, str]]


def choice_values(field: FilterField, directory: Directory) -> Named:
    """(stored value or keyword, text) pairs: keywords first, people and groups by name."""
    if field.kind is FieldKind.PERSON or field.key == "ccs":
        return _people(directory)
    if field.kind is FieldKind.TEAM:
        return _teams(directory)
    custom = directory.custom_field_by_key.get(fold(field.key))
    if custom is not None:
        options = [(int(option.id), option_name(option)) for option in custom.options]
        return [*options, (Keyword.NONE.value, translate("Filters", "No value"))]
    match field.key:
        case "status":
            return [(int(each), status_name(each)) for each in Status]
        case "priority":
            return [(int(each), priority_name(each)) for each in Priority]
        case "source":
            return [(int(each), source_name(each)) for each in Source]
        case "type":
            return _types(directory)
        case _:
            choices = choices_of(field.key, directory)
            return [(number, say(choice_name(key))) for number, key in choices.items()]


def option_name(option: CustomOption) -> str:
    """The label of an option; one that is retired says so."""
    return _retired(option.label) if option.is_retired else option.label


def _people(directory: Directory) -> Named:
    people = sorted(directory.agents, key=lambda agent: fold(agent.name))
    return [
        (Keyword.ME.value, translate("Filters", "Me")),
        (Keyword.MY_GROUPS.value, translate("Filters", "Someone of my groups")),
        (Keyword.NONE.value, translate("Filters", "Nobody")),
        *((int(agent.id), agent.name) for agent in people if agent.is_active),
    ]


def _teams(directory: Directory) -> Named:
    teams = sorted(directory.groups, key=lambda group: fold(group.name))
    return [
        (Keyword.MY_GROUPS.value, translate("Filters", "My groups")),
        (Keyword.NONE.value, translate("Filters", "No group")),
        *((int(team.id), team.name) for team in teams),
    ]


def _types(directory: Directory) -> Named:
    named: Named = [
        (int(kind.id), _retired(kind.name) if kind.is_retired else kind.name)
        for kind in directory.types
    ]
    return [*named, (Keyword.NONE.value, translate("Filters", "No type"))]


def _retired(name: str) -> str:
    return translate("Filters", "{name} (retired)").format(name=name)
