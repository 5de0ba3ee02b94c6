"""The only place for what an import map says: which column fills which field, and how.

A map is a TOML file that people write; presets are maps that come with the program. Every mistake
in it is told in one sentence with its place.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from helpdesk_desktop.domain.column_template import parse_template
from helpdesk_desktop.domain.columns import ALIASES as _ALIASES
from helpdesk_desktop.domain.columns import CUSTOM_STARTS
from helpdesk_desktop.domain.errors import BadUsage, Unavailable
from helpdesk_desktop.domain.import_values import IMPORT_FIELDS

FIELDS = frozenset(IMPORT_FIELDS)
# Fields whose words `[values.FIELD]` may translate.
TRANSLATED = FIELDS - {"created", "updated", "due", "closed", "first_response", "external_id"}
ALIASES = {**_ALIASES, "first_response_at": "first_response"}
_MAP_BYTES = 1_000_000

T = TypeVar("T")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Options(_Strict):
    """How the file is read; `auto` is told from the whole file."""

    source: str | None = Field(default=None, min_length=1, max_length=64)
    date_order: Literal["auto", "dmy", "mdy", "ymd"] = "auto"
    delimiter: str = "auto"
    encoding: str = "auto"
    custom: tuple[str, ...] = ()
    # Of a workbook; without one the first that is filled.
    sheet: str = Field(default="", max_length=255)
    # The subject is the text's first words; the whole of it is expected in the description.
    subject_words: int | None = Field(default=None, ge=1, le=100)

    @field_validator("delimiter")
    @classmethod
    def _one_character(cls, value: str) -> str:
        spelled = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
        value = spelled.get(value.lower(), value)
        if value != "auto" and (len(value) != 1 or value in '"\r\n\0 '):
            raise ValueError("expected auto or one character")
        return value


class Lookup(_Strict):
    """A second file that says what a code means: where `key` is the code, `value` is meant.

    It is one of the files given, or lies beside the tickets. A code that it does not have, or all
    of them when there is no such file, stands for itself or for nothing.
    """

    file: str
    key: str
    value: str
    unknown: Literal["code", "empty"] = "code"


class ImportMap(_Strict):
    """One map; `fields` and `constants` are by canonical key."""

    name: str = ""
    fields: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    lookups: dict[str, Lookup] = Field(default_factory=dict)
    options: Options = Options()
    # Presets only: the columns by which a header is recognised.
    recognise: tuple[str, ...] = ()

    @field_validator("fields", "constants", mode="after")
    @classmethod
    def _known_fields(cls, given: dict[str, str]) -> dict[str, str]:
        return _by_canonical_key(given, FIELDS)

    @field_validator("values", "lookups", mode="after")
    @classmethod
    def _translated_fields(cls, given: dict[str, object]) -> dict[str, object]:
        return _by_canonical_key(given, TRANSLATED)

    @property
    def named_columns(self) -> tuple[str, ...]:
        """Every column that a field is filled from, once."""
        names = (name for text in self.fields.values() for name in parse_template(text).columns)
        return tuple(dict.fromkeys(names))


def _by_canonical_key(given: Mapping[str, T], known: frozenset[str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for spelling, value in given.items():
        key = ALIASES.get(spelling, spelling)
        is_custom = any(key.startswith(one) and len(key) > len(one) for one in CUSTOM_STARTS)
        if key not in known and not is_custom:
            raise ValueError(f"there is no field “{spelling}” that can be set")
        if key in found:
            raise ValueError(f"“{spelling}” is set twice")
        found[key] = value
    return found


def parse_map(text: str, *, place: str, name: str) -> ImportMap:
    """The map that a TOML text spells; `name` is the preset's, or the file's stem.

    Raises:
        BadUsage: it spells none; the sentence says where.
    """
    try:
        found = ImportMap.model_validate({**tomllib.loads(text), "name": name})
    except tomllib.TOMLDecodeError as error:
        raise BadUsage("map_unreadable", place=place, reason=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        reason = f"{where}: {first['msg']}" if where else first["msg"]
        raise BadUsage("map_unreadable", place=place, reason=reason) from error
    return found


def load_map(path: Path) -> ImportMap:
    """The map in a file.

    Raises:
        BadUsage: it is no map.
        Unavailable: the file cannot be read.
    """
    try:
        if path.stat().st_size > _MAP_BYTES:
            raise BadUsage("map_unreadable", place=str(path), reason="it is far too large")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Unavailable("no_file", place=str(path)) from None
    except UnicodeDecodeError as error:
        raise BadUsage("map_unreadable", place=str(path), reason=str(error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unavailable("unreadable", place=str(path), reason=reason) from error
    return parse_map(text, place=str(path), name=path.stem)
