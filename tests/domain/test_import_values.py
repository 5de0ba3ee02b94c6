"""A mapping is a value: every change of it is another one, and says what it says."""

import pytest

from helpdesk_desktop.domain.column_template import parse_template
from helpdesk_desktop.domain.import_values import (
    REJECT,
    CodeTable,
    ImportMapping,
    ImportPreset,
)

COLUMNS = ("id", "kind", "detail", "state")


@pytest.fixture
def mapping() -> ImportMapping:
    return ImportMapping(
        source="old",
        fields=(("subject", "{kind} - {detail}"), ("external_id", "id"), ("status", "state")),
        lookups=(("status", CodeTable("states.csv", "code", "word")),),
    )


def test_a_field_is_filled_by_one_text_and_its_old_helpers_go(mapping: ImportMapping) -> None:
    given = mapping.with_constant("status", "closed")
    changed = given.with_field("status", "kind")
    assert changed.template_of("status") == "kind"
    assert changed.lookups == ()
    assert changed.constant_of("status") == ""
    assert mapping.with_field("status", "state") == mapping
    emptied = given.with_field("status", "")
    assert emptied.template_of("status") == ""
    assert emptied.constant_of("status") == "closed"
    assert mapping.template_of("nothing") == ""


def test_a_column_knows_the_fields_it_helps_to_fill(mapping: ImportMapping) -> None:
    twice = mapping.with_field("external_id", "{id}-{kind}")
    assert twice.fields_of("kind", COLUMNS) == ("subject", "external_id")
    assert mapping.fields_of("state", COLUMNS) == ("status",)
    assert mapping.fields_of("nothing", COLUMNS) == ()


def test_a_column_goes_into_one_field_alone(mapping: ImportMapping) -> None:
    moved = mapping.with_column("state", "priority", COLUMNS)
    assert (moved.template_of("priority"), moved.template_of("status")) == ("state", "")
    # It leaves a template of several columns alone: others still need it.
    assert mapping.with_column("kind", None, COLUMNS).template_of("subject") == "{kind} - {detail}"
    assert mapping.with_column("state", "status", COLUMNS) == mapping


def test_a_column_becomes_a_field_of_its_own_and_none_again(mapping: ImportMapping) -> None:
    own = mapping.with_custom("state", COLUMNS)
    assert own.custom == ("state",)
    assert own.template_of("status") == ""
    assert own.with_custom("state", COLUMNS) == own
    assert own.without_custom("state", COLUMNS).custom == ()
    assert mapping.without_custom("id", COLUMNS) == mapping


def test_every_column_means_those_that_fill_no_field(mapping: ImportMapping) -> None:
    whole = ImportMapping(fields=(("subject", "kind"),), custom=("*",))
    assert [one for one in COLUMNS if whole.is_custom(one, COLUMNS)] == ["id", "detail", "state"]
    assert whole.without_custom("detail", COLUMNS).custom == ("id", "state")
    freed = whole.with_custom("kind", COLUMNS)
    assert freed.template_of("subject") == ""
    assert freed.custom == ("*",)
    assert not mapping.is_custom("id", COLUMNS)


def test_words_get_a_meaning_and_lose_it(mapping: ImportMapping) -> None:
    told = mapping.with_word("status", "open", "new").with_word("status", "gone", REJECT)
    assert told.words_of("status") == {"open": "new", "gone": REJECT}
    assert told.words_of("type") == {}
    assert told.with_word("status", "open", "").words_of("status") == {"gone": REJECT}
    emptied = told.with_word("status", "open", "").with_word("status", "gone", "")
    assert emptied == mapping


def test_a_constant_is_given_and_taken_away(mapping: ImportMapping) -> None:
    given = mapping.with_constant("type", "problem")
    assert given.constant_of("type") == "problem"
    assert given.with_constant("type", "") == mapping


def test_a_preset_fits_a_file_that_has_its_columns() -> None:
    assert ImportPreset("mine", True, ("id", "kind")).fits(COLUMNS)
    assert not ImportPreset("mine", True, ("id", "colour")).fits(COLUMNS)
    assert not ImportPreset("mine", True, ()).fits(COLUMNS)


def test_a_template_names_its_columns() -> None:
    assert parse_template("{kind}: {detail}!").columns == ("kind", "detail")
    assert parse_template("kind").columns == ("kind",)
