"""The only place that says what the painter, the header and the layout ask of a table's model.

So one look serves every list: tickets, contacts, companies.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Protocol


class Face(Enum):
    """How the text of a cell is shown."""

    TEXT = "text"
    NUMBER = "number"  # at the right edge, digit under digit
    CHECK = "check"  # as a box, ticked or not


class PaintedColumn(Protocol):
    """One column as it is painted and laid out."""

    @property
    def key(self) -> str:
        """Its name in sort keys and settings."""
        ...

    @property
    def title(self) -> Any:
        """Says its heading when called."""
        ...

    @property
    def width(self) -> int:
        """In pixels at the usual text size."""
        ...

    @property
    def least(self) -> int:
        """How narrow it may become."""
        ...

    @property
    def is_muted(self) -> bool:
        """Whether it steps back."""
        ...

    @property
    def can_stretch(self) -> bool:
        """Whether it takes the width that is left."""
        ...

    @property
    def face(self) -> Face:
        """How its cells show their text."""
        ...


class ShownRow(Protocol):
    """One row ready to paint: a text per column; `row` is None where it is gone."""

    @property
    def row(self) -> Any:
        """The values."""
        ...

    @property
    def texts(self) -> tuple[str, ...]:
        """What the cells say."""
        ...


class ShownTable(Protocol):
    """A table's model, as far as its looks are concerned."""

    @property
    def columns(self) -> Sequence[PaintedColumn]:
        """The shown columns in their order."""
        ...

    @property
    def modelReset(self) -> Any:
        """Qt's own signal."""
        ...

    def set_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns in this order."""
        ...

    def row_at(self, row: int) -> ShownRow | None:
        """What is known of a row, to paint it; a miss is noted and asked for."""
        ...

    def is_left(self, row: int) -> bool:
        """Whether what stands there matches no more and only stays until the next action."""
        ...

    def is_overdue(self, row: Any) -> bool:
        """Whether a row was due before now."""
        ...

    def header_at(self, row: int) -> Any:
        """The `GroupHeader` that stands in a row, None where an entry does."""
        ...

    def name_of(self, header: Any) -> str:
        """What the group of a header is called."""
        ...
