"""The only place that reads templates over columns: `{category} - {descriptor}`.

Only `{column}` is replaced, never anything that `str.format` knows. The text before an empty
column is dropped with it, so that no separator stands alone.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_PART = re.compile(r"\{([^{}]*)\}")

Getter = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Template:
    """Columns, each with the text that stands before it, and the text after the last."""

    parts: tuple[tuple[str, str], ...]
    tail: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it names, in their order."""
        return tuple(column for _, column in self.parts)


def parse_template(text: str, columns: Sequence[str] = ()) -> Template:
    """The template that `text` spells; a text without braces, or a column's name, is a column."""
    if text in columns or not _PART.search(text):
        return Template((("", text),), "")
    parts: list[tuple[str, str]] = []
    at = 0
    for match in _PART.finditer(text):
        parts.append((text[at : match.start()], match[1]))
        at = match.end()
    return Template(tuple(parts), text[at:])


def compile_template(template: Template, place_of: Callable[[str], int]) -> Getter:
    """A function from a record's cells to the text; `place_of` gives a column's place."""
    places = tuple((before, place_of(column)) for before, column in template.parts)
    if len(places) == 1 and not places[0][0] and not template.tail:
        only = places[0][1]

        def cell(cells: Sequence[str]) -> str:
            return cells[only] if only < len(cells) else ""

        return cell
    tail = template.tail

    def filled(cells: Sequence[str]) -> str:
        text = ""
        value = ""
        for position, (before, place) in enumerate(places):
            value = cells[place].strip() if place < len(cells) else ""
            if value:
                # Before the first column stands a prefix, elsewhere a separator.
                text += before + value if text or position == 0 else value
        return text + tail if value else text

    return filled
