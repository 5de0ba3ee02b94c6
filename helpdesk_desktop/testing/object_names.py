"""The only place that keeps the catalogue of object names, which tests of other projects rely on.

`python -m helpdesk_desktop.testing` writes `object_names.txt` anew from real windows.
A name that is gone, or has become another kind of widget, stays in it behind a minus until the next
release, and must be named in CHANGELOG.md under "For QA: object names"; after it, `--released` lets
it be forgotten.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CATALOGUE = Path(__file__).with_name("object_names.txt")
HEADING = "### For QA: object names"
COMMAND = "python -m helpdesk_desktop.testing"
_HEAD = f"""# Names of widgets and actions that tests may rely on, written by
#   {COMMAND}
# Screen, objectName, Qt class, accessible name as it stands in the source. {{n}} is a number that
# counts lines or is an id, {{text field}} the key of a custom field of that kind.
# An accessible name that depends on what is shown is *.
# A line that begins with - is gone since the last release: see CHANGELOG.md.
"""


@dataclass(frozen=True, slots=True, order=True)
class ObjectName:
    """One widget or action of one screen."""

    screen: str
    name: str
    kind: str
    says: str = ""

    @property
    def place(self) -> str:
        """What a line of the changelog calls it."""
        return f"{self.screen}/{self.name}"

    @property
    def identity(self) -> tuple[str, str, str]:
        """What a test relies on."""
        return self.screen, self.name, self.kind


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is there, and what is gone since the last release."""

    names: frozenset[ObjectName] = frozenset()
    gone: frozenset[ObjectName] = frozenset()

    def renewed(self, walked: Iterable[ObjectName]) -> "Catalogue":
        """The catalogue of what was walked; what it had and is not there any more is gone."""
        names = frozenset(walked)
        there = {one.identity for one in names}
        before = {*self.names, *self.gone}
        return Catalogue(names, frozenset(one for one in before if one.identity not in there))

    def as_text(self) -> str:
        """The file."""
        kept = [_line(one) for one in sorted(self.names)]
        gone = [f"-{_line(one)}" for one in sorted(self.gone)]
        return _HEAD + "\n".join([*kept, *gone]) + "\n"


def read_catalogue(path: Path = CATALOGUE) -> Catalogue:
    """The catalogue as it was written; an empty one where there is none."""
    if not path.exists():
        return Catalogue()
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    return Catalogue(
        frozenset(_entry(line) for line in entries if not line.startswith("-")),
        frozenset(_entry(line[1:]) for line in entries if line.startswith("-")),
    )


def unsaid(catalogue: Catalogue, changelog: str) -> list[str]:
    """What is gone and not named in the changelog."""
    told = "\n".join(
        re.findall(rf"^{HEADING}$(.*?)(?=^##|\Z)", changelog, re.MULTILINE | re.DOTALL)
    )
    return sorted(one.place for one in catalogue.gone if f"`{one.place}`" not in told)


def _line(one: ObjectName) -> str:
    return f"{one.screen}\t{one.name}\t{one.kind}\t{one.says}".rstrip("\t")


def _entry(line: str) -> ObjectName:
    parts = [*line.split("\t"), ""]
    return ObjectName(*parts[:4])
