from dataclasses import replace

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)


def _option(number: int, label: str, parent: int | None = None, **more: bool) -> CustomOption:
    above = None if parent is None else CustomOptionId(parent)
    return CustomOption(CustomOptionId(number), label.lower(), label, above, **more)


# As a tree may have come to stand in the database: South before the places of the North.
TREE = CustomField(
    CustomFieldId(1),
    CustomFieldOwner.CONTACT,
    "region",
    "Region",
    CustomFieldKind.DEPENDENT,
    options=(
        _option(1, "North"),
        _option(4, "South", is_retired=True),
        _option(3, "Center", 2),
        _option(2, "Hanoi", 1),
        _option(5, "Center", 4),
    ),
)


def test_a_field_is_asked_for_by_its_owner_and_key() -> None:
    assert TREE.filter_key == "contact.cf.region"
    assert replace(TREE, owner=CustomFieldOwner.TICKET).filter_key == "cf.region"


def test_a_path_leads_from_the_top_to_the_option() -> None:
    assert [one.label for one in TREE.path_by_id[3]] == ["North", "Hanoi", "Center"]
    assert [one.id for one in TREE.children_by_id[None]] == [1, 4]
    assert sorted(TREE.rank_by_id, key=TREE.rank_by_id.__getitem__) == [1, 2, 3, 4, 5]


def test_what_lies_in_a_circle_has_an_end_and_stands_last() -> None:
    circle = replace(TREE, options=(_option(1, "A", 2), _option(2, "B", 1), _option(3, "C")))
    assert [one.id for one in circle.path_by_id[1]] == [2, 1]
    assert circle.rank_by_id == {3: 0, 1: 1, 2: 2}


def test_an_option_without_its_parent_stands_on_top() -> None:
    orphan = replace(TREE, options=(_option(2, "B", 9),))
    assert [one.id for one in orphan.path_by_id[2]] == [2]
    assert [one.id for one in orphan.children_by_id[None]] == [2]


def test_an_option_is_named_by_key_by_path_and_by_label() -> None:
    named = TREE.option_by_spelling
    assert named["north/hanoi/center"].id == 3
    assert named["south/center"].id == 5
    # Of two of one name the first wins.
    assert named["center"].id == 3


def test_what_lies_below_a_retired_option_is_retired_too() -> None:
    assert TREE.is_retired_option(5)
    assert TREE.is_retired_option(99)
    assert not TREE.is_retired_option(3)
