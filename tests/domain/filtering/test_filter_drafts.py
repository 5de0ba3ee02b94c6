"""A new condition is one of its field's kind, a draft until something is chosen."""

import pytest

from helpdesk_desktop.domain.filtering.filter_drafts import new_condition
from helpdesk_desktop.domain.filtering.filter_edits import is_draft
from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FilterField
from helpdesk_desktop.domain.filtering.filter_text import parse, print_tree
from tests import trees
from tests.cast import CUSTOM_DIRECTORY

_COMPLETE = {FieldKind.YES_NO, FieldKind.TIME, FieldKind.HISTORY}


@pytest.mark.parametrize("field", trees.fields_of(CUSTOM_DIRECTORY), ids=lambda field: field.key)
def test_a_new_condition_is_a_draft_or_can_be_asked_at_once(field: FilterField) -> None:
    made = new_condition(field)
    assert is_draft(made) == (field.kind not in _COMPLETE)
    if not is_draft(made):
        assert parse(print_tree(made, CUSTOM_DIRECTORY), CUSTOM_DIRECTORY).parts == (made,)
