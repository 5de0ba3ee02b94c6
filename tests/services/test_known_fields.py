from dataclasses import replace

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.known_fields import with_known_fields


def _field(number: int, label: str, options: int = 0) -> CustomField:
    return CustomField(
        CustomFieldId(number),
        CustomFieldOwner.TICKET,
        f"f{number}",
        label,
        CustomFieldKind.DROP_DOWN,
        options=tuple(
            CustomOption(CustomOptionId(n), f"k{n}", f"Option {n}") for n in range(1, options + 1)
        ),
    )


def test_a_field_that_is_as_it_was_stays_the_same_object() -> None:
    known = Directory(custom_fields=(_field(1, "A", 3), _field(2, "B"), _field(3, "Gone")))
    read = Directory(custom_fields=(_field(2, "Renamed"), _field(1, "A", 3), _field(4, "New")))
    found = with_known_fields(read, known)
    assert found == read
    assert found.custom_fields[1] is known.custom_fields[0]
    assert found.custom_fields[0] is read.custom_fields[0]


def test_an_option_that_was_renamed_makes_another_field() -> None:
    known = Directory(custom_fields=(_field(1, "A", 3),))
    (field,) = known.custom_fields
    renamed = replace(field, options=(*field.options[:2], replace(field.options[2], label="X")))
    found = with_known_fields(Directory(custom_fields=(renamed,)), known)
    assert found.custom_fields == (renamed,)


def test_a_field_of_many_options_knows_their_paths_before_anybody_asks() -> None:
    found = with_known_fields(
        Directory(custom_fields=(_field(1, "A", 501), _field(2, "B", 3))), None
    )
    many, few = found.custom_fields
    assert "path_by_id" in many.__dict__
    assert "path_by_id" not in few.__dict__
