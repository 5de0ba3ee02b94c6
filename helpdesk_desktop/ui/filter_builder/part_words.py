"""The only place that names the parts of a filter in its builder: "Any of", "One call: all of"."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.filtering.filter_edits import is_draft
from helpdesk_desktop.domain.filtering.filter_fields import FilterField
from helpdesk_desktop.domain.filtering.filter_sentence import field_of
from helpdesk_desktop.domain.filters import Group, Node
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.filter_words import condition_words, field_label
from helpdesk_desktop.ui.filters.standing_words import GOOD_STANDING, Standing

translate = QCoreApplication.translate


def join_words(group: Group) -> str:
    """How a group joins its parts."""
    match group.join, group.neg:
        case "all", False:
            return translate("Builder", "All of")
        case "any", False:
            return translate("Builder", "Any of")
        case "any", True:
            return translate("Builder", "None of")
        case _:
            return translate("Builder", "Not all of")


def part_words(node: Node, directory: Directory) -> str:
    """A part in one line, without its state."""
    if isinstance(node, Group):
        words = join_words(node)
        if node.scope == "call":
            return translate("Builder", "One call: {join}").format(join=words)
        if node.scope == "note":
            return translate("Builder", "One note: {join}").format(join=words)
        return words
    field = field_of(node, directory)
    if is_draft(node) and field is not None:
        said = translate("Builder", "{field}: choose a value")
        return said.format(field=field_label(field, directory))
    return condition_words(node, directory)


def state_words(node: Node, standing: Standing = GOOD_STANDING) -> str:
    """What else a reader of the screen is told of a part; empty for nothing."""
    states = [standing.sentence] if standing.sentence else []
    if isinstance(node, Group):
        count = len(node.parts)
        one = translate("Builder", "1 part")
        many = translate("Builder", "{count} parts")
        states.append(one if count == 1 else many.format(count=count))
    elif is_draft(node):
        states.append(translate("Builder", "not finished, has no effect"))
    if node.mute:
        states.append(translate("Builder", "muted"))
    return ", ".join(states)


def between_words(parent: Group | None, place: int) -> str:
    """The word before a part: nothing before the first."""
    if parent is None or place == 0:
        return ""
    return translate("Builder", "and") if parent.join == "all" else translate("Builder", "or")


def field_choice_name(field: FilterField, directory: Directory) -> str:
    """The field among all others, told from those of the same name."""
    label = field_label(field, directory)
    if field.key.startswith("contact.cf."):
        return translate("Builder", "Contact: {field}").format(field=label)
    if field.key.startswith("company.cf."):
        return translate("Builder", "Company: {field}").format(field=label)
    return label
