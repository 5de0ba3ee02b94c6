"""The only place that says filters in the user's language: conditions, fields, values, sentences.

The English is the domain's (`filter_phrases`). Words for choices and fields that the window has
already are taken from there, so that a status has one name everywhere.
"""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.filtering.filter_fields import FilterField
from helpdesk_desktop.domain.filtering.filter_sentence import describe, sentence
from helpdesk_desktop.domain.filters import Group, Node
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory

translate = QCoreApplication.translate

_CONTEXTS = ("filter_words", "Choices", "Fields")


def say(text: str) -> str:
    """A phrase of a filter in the user's language."""
    said = (translate(context, text) for context in _CONTEXTS)
    return next((one for one in said if one != text), text)


def condition_words(node: Node, directory: Directory) -> str:
    """A condition or group as its chip says it."""
    return describe(node, directory, say)


def filter_sentence(tree: Group, directory: Directory) -> str:
    """What the whole filter lists, in one sentence."""
    return sentence(tree, directory, say)


def field_label(field: FilterField, directory: Directory) -> str:
    """The name of a field; a custom field's own label is nobody's to translate."""
    is_custom = fold(field.key) in directory.custom_field_by_key
    return field.label if is_custom else say(field.label)
