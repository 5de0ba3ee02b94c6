"""What two administrators did to one tree of options goes together."""

import pytest

from helpdesk_desktop.domain.custom_field import CustomOptionId
from helpdesk_desktop.domain.field_wishes import OptionLine
from helpdesk_desktop.ui.admin.option_merge import merge_options


def _lines(text: str) -> tuple[OptionLine, ...]:
    # "  1:North-" is option 1 at the second level, retired; without a number it is new.
    lines = []
    for line in text.split("|"):
        depth = (len(line) - len(line.lstrip())) // 2
        number, _, label = line.strip().rpartition(":")
        option_id = CustomOptionId(int(number)) if number else None
        key = f"k{number}" if number else None
        lines.append(OptionLine(label.rstrip("-"), depth, option_id, key, label.endswith("-")))
    return tuple(lines) if text else ()


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("1:A|2:B", "1:X|2:B", "1:A|2:Y", "1:X|2:Y"),
        ("1:A|2:B", "1:X|2:B", "1:Y|2:B", "1:X|2:B"),
        ("1:A|2:B", "1:A-|2:B", "1:A|2:B-", "1:A-|2:B-"),
        ("1:A|2:B", "2:B|1:A", "1:A|3:C|2:B", "2:B|1:A|3:C"),
        ("1:A", "1:A|N", "1:A|2:n", "1:A|2:N"),
        ("1:A", "1:A|2:n", "1:A|2:n", "1:A|2:n"),
        ("1:A|2:B", "1:A|2:B|N", "1:A", "1:A|N"),
        ("1:A|2:B", "1:A|2:X", "1:A", "1:A|2:X"),
        ("1:A|  2:B", "1:A|  2:B|    N", "1:A", "1:A|  2:B|    N"),
        ("1:A|  2:B", "N|1:A|  2:B", "3:C", "3:C|N"),
        ("1:A|2:B", "1:A", "1:A|2:B|  3:C", "1:A"),
        ("1:A|2:B", "2:B|  1:A", "1:A|  3:C|2:B|  4:D", "2:B|  4:D|  1:A|    3:C"),
        ("", "N", "1:A|  2:B", "1:A|  2:B|N"),
    ],
    ids=[
        "two names",
        "one name",
        "two retired",
        "added after what was moved",
        "both added it",
        "it is there",
        "they removed it",
        "they removed what I renamed",
        "they removed what I added to",
        "they removed a branch",
        "they added to what I removed",
        "they added to what I moved",
        "they began",
    ],
)
def test_changes_of_both_are_in_the_tree(base: str, mine: str, theirs: str, merged: str) -> None:
    assert merge_options(_lines(base), _lines(mine), _lines(theirs)) == _lines(merged)
