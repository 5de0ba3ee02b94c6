from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
    descendants,
    in_tree_order,
)


def _tree(parents: dict[int, int | None]) -> CustomField:
    options = tuple(
        CustomOption(
            CustomOptionId(number),
            f"o{number}",
            f"O{number}",
            None if above is None else CustomOptionId(above),
            is_retired=number % 2 == 0,
        )
        for number, above in parents.items()
    )
    return CustomField(
        CustomFieldId(1),
        CustomFieldOwner.TICKET,
        "place",
        "Place",
        CustomFieldKind.DEPENDENT,
        options=options,
    )


_SCATTERED = _tree({1: None, 2: None, 3: 2, 4: 1, 5: 3, 6: 1, 7: 4})


def test_everything_below_an_option_is_found_at_any_depth_retired_ones_too() -> None:
    assert descendants(_SCATTERED, (1,)) == {4, 6, 7}
    assert descendants(_SCATTERED, (2, 4)) == {3, 5, 7}
    assert descendants(_SCATTERED, (5, 99)) == set()


def test_options_in_a_ring_end_the_search() -> None:
    assert descendants(_tree({1: 3, 2: 1, 3: 2}), (1,)) == {1, 2, 3}


def test_each_option_is_followed_by_those_below_it() -> None:
    assert in_tree_order(_SCATTERED) == (1, 4, 7, 6, 2, 3, 5)


def test_an_option_of_a_lost_parent_is_a_root_and_a_ring_comes_last() -> None:
    assert in_tree_order(_tree({1: 2, 2: 1, 3: 99, 4: None})) == (3, 4, 1, 2)
