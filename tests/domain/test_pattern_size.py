"""How long patterns get: counted repeats are written out, those of groups too."""

import time

import pytest

from helpdesk_desktop.domain.custom_values import pattern_problem
from helpdesk_desktop.domain.pattern_size import PATTERN_SIZE_LIMIT, pattern_size


@pytest.mark.parametrize(
    ("pattern", "size"),
    [
        ("", 0),
        ("abc", 3),
        (r"[A-Z]{2}-\d{6}", 9),
        (r"a\{3}", 4),
        ("a{3}b", 4),
        ("a{3,}", 3),
        ("a{0,9}", 1),
        ("a{,9}", 1),
        ("a{0003}", 3),
        ("a{x}", 4),
        ("(ab){3}", 6),
        ("((ab|c){2}d){3}", 21),
        ("(a{10}){10}{10}", 1000),
        ("[({]{3}", 3),
        ("[a", 1),
        ("a+*?", 1),
        ("a)b", 3),
        ("(a{4}", 4),
        ("{3}", 0),
        ("\\", 1),
    ],
)
def test_each_part_counts_as_often_as_it_must_come(pattern: str, size: int) -> None:
    assert pattern_size(pattern) == size


@pytest.mark.parametrize(
    "pattern",
    ["((a{1000}){1000}){1000}", "(?:[ab]{300}){300}", "a{300000}", f"a{{{'9' * 900}}}"],
    ids=["nested", "class", "once", "many-digits"],
)
def test_a_pattern_that_could_not_be_compiled_in_time_is_refused_at_once(pattern: str) -> None:
    began = time.process_time()
    problem = pattern_problem(pattern)
    assert time.process_time() - began < 0.1
    assert problem is not None
    assert (problem.field, problem.key) == ("pattern", "pattern_too_big")
    assert problem.values == {"limit": PATTERN_SIZE_LIMIT}
