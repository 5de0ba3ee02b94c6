from dataclasses import replace

import pytest

from helpdesk_desktop.domain.contact_edits import clashing, custom_changes, not_yet_so, value_of
from helpdesk_desktop.domain.contacts import (
    ContactEntry,
    MergePart,
    MergeWish,
    as_number,
    contact_title,
    manager_of,
    needles,
)
from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.merge_preview import (
    custom_result,
    first_of,
    moving_tickets,
    united_emails,
    united_phones,
)
from helpdesk_desktop.domain.people import ContactDetail, ContactId, ContactRow


def _contact(
    name: str | None = "Lan", phones: tuple[str, ...] = (), emails: tuple[str, ...] = ()
) -> ContactDetail:
    return ContactDetail(ContactId(1), 1, name, None, phones, emails, None, None, None, None)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("", ()),
        ("Lan  Phạm", (("lan",), ("pham",))),
        ("lan@example.vn", (("lan", "example", "vn"),)),
        ('"dong a" x', (("dong", "a"), ("x",))),
        ('"', ()),
        ("...", ()),
        ("+84 908 123 331", (("84908123331",),)),
        ("12 34", (("12",), ("34",))),
        ("0908123331 lan", (("0908123331",), ("lan",))),
    ],
)
def test_a_search_is_words_phrases_or_one_number(
    text: str, phrases: tuple[tuple[str, ...], ...]
) -> None:
    assert needles(text) == phrases


def test_a_number_is_digits_and_what_stands_between_them() -> None:
    assert as_number("(028) 3822-1234") == "02838221234"
    assert as_number("12345") is None
    assert as_number("0908123331 x") is None


def test_a_contact_without_a_name_is_called_by_what_reaches_it() -> None:
    assert contact_title(_contact()) == "Lan"
    assert contact_title(_contact(None, ("113",), ("a@x.vn",))) == "113"
    assert contact_title(_contact(None, (), ("a@x.vn",))) == "a@x.vn"
    assert contact_title(_contact(None)) == ""
    assert contact_title(ContactRow(ContactId(1), None, None, "a@x.vn", None)) == "a@x.vn"
    assert contact_title(ContactRow(ContactId(1), None, None, None, None)) == ""


def test_a_line_tells_its_manager_and_a_wish_all_its_ids() -> None:
    entry = ContactEntry(1, "Lan", None, None, None, None, None, 7, 1)
    assert (manager_of(entry), manager_of(entry._replace(manager_id=None))) == (7, None)
    assert MergeWish((3, 1), ((1, 2), (2, 2)), 3).ids == (3, 1, 2)


def test_only_fields_that_both_sides_touched_clash() -> None:
    base = _contact("Lan", ("113",))
    theirs = _contact("Mai", ("113",))
    assert clashing(base, theirs, {"name": "Đức", "title": "Boss"}) == ("name",)
    assert clashing(base, theirs, {"phones": ("114",)}) == ()
    assert not_yet_so(theirs, {"name": "Mai", "phones": ("114",)}) == {"phones": ("114",)}


def test_custom_fields_clash_one_by_one() -> None:
    base = replace(_contact("Lan", ()), custom=(("tier", "gold"), ("city", "Huế")))
    theirs = replace(base, custom=(("tier", "lead"), ("city", "Huế")))
    assert value_of(theirs, "cf.tier") == "lead"
    assert value_of(theirs, "cf.nothing") is None
    assert value_of(theirs, "name") == "Lan"
    assert custom_changes({"cf.tier": 1, "name": "x", "cf.city": None}) == {"tier": 1, "city": None}
    assert clashing(base, theirs, {"cf.tier": "tin", "cf.city": "Vinh"}) == ("cf.tier",)
    assert not_yet_so(theirs, {"cf.tier": "lead", "cf.city": None}) == {"cf.city": None}


def test_a_merge_unites_choices_and_keeps_the_first_of_all_else() -> None:
    options = tuple(
        CustomOption(CustomOptionId(number), label, label)
        for number, label in ((2, "b"), (1, "a"), (3, "c"))
    )
    several = CustomField(
        CustomFieldId(1),
        CustomFieldOwner.CONTACT,
        "tags",
        "Tags",
        CustomFieldKind.MULTI_SELECT,
        options=options,
    )
    one = replace(several, kind=CustomFieldKind.DROP_DOWN)
    a, b, c = map(CustomOptionId, (1, 2, 3))
    assert custom_result(several, [(c,), None, (b, a)]) == (b, a, c)
    assert custom_result(several, [None, None]) is None
    assert custom_result(one, [None, b, a]) == b
    assert custom_result(one, [None]) is None


def test_a_preview_unites_what_is_the_same_once() -> None:
    parts = (
        MergePart(_contact("a", ("0908 123 331",), ("a@x.vn",)), 3, 1),
        MergePart(_contact("b", ("+84908123331", "113"), ("A@x.vn", "b@x.vn")), 2, 0),
    )
    assert united_phones(parts) == ("0908 123 331", "113")
    assert united_emails(parts) == ("a@x.vn", "b@x.vn")
    assert moving_tickets(parts) == 2
    assert first_of([None, 0, 5]) == 0
    assert first_of([None]) is None
    masked = (MergePart(_contact("a", ("•••• 331",)), 0, 0),) * 2
    assert united_phones(masked) == ("•••• 331", "•••• 331")
