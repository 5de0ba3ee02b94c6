"""The only place that checks what is submitted of a saved filter, and makes columns of it."""

from collections.abc import Mapping
from typing import Any

from helpdesk_desktop.domain.errors import Invalid
from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_json import to_json
from helpdesk_desktop.domain.filtering.filter_standing import why_not_askable
from helpdesk_desktop.domain.filtering.saved_filter import check, kept_name
from helpdesk_desktop.domain.filters import Group
from helpdesk_desktop.domain.grouping import grouping_text
from helpdesk_desktop.domain.list_look import ListLook, columns_json, sort_text
from helpdesk_desktop.domain.people import Directory


def stored_columns(values: Mapping[str, Any], read: ListLook | None) -> dict[str, Any]:
    """The columns of these values; `read` is the look that stands there, as it can be read."""
    columns: dict[str, Any] = {}
    for name, value in values.items():
        match name:
            case "name":
                columns["name"] = kept_name(value)
            case "tree":
                columns["tree"] = to_json(canonical(value))
            case "look":
                columns |= _look_columns(value, read)
            case "colour":
                columns["colour"] = None if value is None else str(value)
            case "sharing":
                columns["is_shared_to_all"] = value.is_to_all
            case _:
                columns[name] = value
    return columns


def _look_columns(look: ListLook, read: ListLook | None) -> dict[str, str | None]:
    # What reads the same already is left to the letter: it may be more than can be read of it.
    columns: dict[str, str | None] = {}
    if read is None or read.columns != look.columns:
        columns["columns"] = columns_json(look.columns)
    if read is None or read.sort != look.sort:
        columns["sort"] = sort_text(look.sort)
    if read is None or read.grouping != look.grouping:
        columns["grouping"] = grouping_text(look.grouping)
    return columns


def refuse_faults(values: Mapping[str, Any]) -> None:
    """Refuse what no filter may have.

    Raises:
        Invalid: one problem per fault.
    """
    problems = check(values)
    if problems:
        raise Invalid(problems)


def refuse_names(tree: Group, directory: Directory) -> None:
    """Refuse a tree that could not be used once it is saved, for it names what is retired or gone.

    Raises:
        Invalid: the first such thing.
    """
    problem = why_not_askable(tree, directory)
    if problem is not None:
        raise Invalid((problem,))
