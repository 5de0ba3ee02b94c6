"""The first test of CONTRIBUTING.md, taken from the page so that it is the one that is run."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "CONTRIBUTING.md"


def first_test() -> str:
    """The source of the first test, as the page has it."""
    section = PAGE.read_text(encoding="utf-8").partition("## Tests of another project")[2]
    found = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert found, "CONTRIBUTING.md shows no first test"
    return found.group(1)
