"""The only place that says of one condition what it names that was retired or is gone.

The whole filter's reason is the domain's sentence (`filter_standing`); here it is said of the part.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.errors import Problem, Severity
from helpdesk_desktop.domain.filtering.filter_standing import standing_of
from helpdesk_desktop.domain.filters import Group, Node
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.filter_words import say

translate = QCoreApplication.translate

# As many names as a reader takes in; the form beside it lists them all.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How a condition stands: `sentence` is empty where there is nothing to say.

    With `is_fault` a saved filter that has it cannot be used; else it is a note.
    """

    sentence: str = ""
    is_fault: bool = False


GOOD_STANDING = Standing()


def part_standing(node: Node, directory: Directory) -> Standing:
    """What is to be said of one condition; groups are said by their parts."""
    if isinstance(node, Group):
        return GOOD_STANDING
    faults: dict[str, None] = {}
    notes: dict[str, None] = {}
    for one in standing_of(replace(node, mute=False), directory):
        told = faults if one.severity is Severity.REJECTED else notes
        if len(told) < _MOST:
            told[_sentence(one)] = None
        if len(faults) == _MOST:
            break
    return Standing("\n".join(faults or notes), is_fault=bool(faults))


def _sentence(problem: Problem) -> str:
    said = {
        "filter_unknown_field": translate("Standing", "There is no field “{field}” any more."),
        "filter_retired_field": translate(
            "Standing",
            "The field “{field}” was retired: no quick filter can ask for it. "
            "An administrator can bring it back.",
        ),
        "filter_gone_value": translate(
            "Standing",
            "“{label}” {value} is not there any more. Choose another value in its place.",
        ),
        "filter_names_retired": translate(
            "Standing", "“{value}” was retired; older tickets may still have it."
        ),
        "filter_names_left": translate("Standing", "“{value}” works here no more."),
    }[problem.key]
    words = dict(problem.values)
    if isinstance(words.get("label"), str):
        words["label"] = say(str(words["label"]))
    return said.format(**words)
