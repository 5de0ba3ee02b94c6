"""Which parts of a tree ask custom fields, and in which order parts are asked."""

import pytest

from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import Group
from helpdesk_desktop.storage.asked_parts import values_last
from tests import trees

D = trees.CUSTOM_DIRECTORY


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("cf.integer:>1 status:new", "status:new cf.integer:>1"),
        ("cf.integer:>1 (cf.text:a status:new) #3", "status:new #3 cf.integer:>1 cf.text:a"),
        ("cf.integer:>1 OR status:new", "cf.integer:>1 OR status:new"),
        ("-(cf.integer:>1 status:new)", "-(cf.integer:>1 status:new)"),
        ("cf.integer:>1 note:(note.author:me)", "note:(note.author:me) cf.integer:>1"),
    ],
)
def test_custom_fields_are_asked_behind_all_else_that_must_hold(query: str, meant: str) -> None:
    found, wanted = values_last(parse(query, D)), parse(meant, D)
    assert found == Group(join="all", parts=(wanted,)) or found == wanted


def test_nothing_stays_nothing() -> None:
    assert values_last(None) is None
