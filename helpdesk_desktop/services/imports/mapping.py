"""The only place that decides which map a file is read with, and finds the files it refers to."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import CUSTOM_STARTS, is_own_name
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.services.imports.formats import OpenedFile, open_file
from helpdesk_desktop.services.imports.import_map import FIELDS, ImportMap, Lookup, Options
from helpdesk_desktop.services.imports.json_reader import JsonReader
from helpdesk_desktop.services.imports.presets import preset_for, preset_named, preset_names
from helpdesk_desktop.services.imports.user_presets import saved_preset

OWN = "helpdesk-desktop"
# Of our own exports, the column that tells tickets apart, best first.
_OWN_IDS = ("external_id", "uid", "serial")
# As records of JSON name the members of a call.
CALL = "call."
# A table of codes is kept in memory.
_MOST_CODES = 1_000_000


@dataclass(frozen=True, slots=True)
class MappedFile:
    """A file of tickets with its map; `preset` is the name of the preset used, if one was."""

    opened: OpenedFile
    import_map: ImportMap
    preset: str | None

    @property
    def source(self) -> str:
        """What `external_source` says of its tickets."""
        return self.import_map.options.source or self.import_map.name


def own_map(columns: Collection[str]) -> ImportMap | None:
    """The map of a file with nothing but keys of our JSON contract; None for any other."""
    plain = [name for name in columns if not name.startswith(CALL)]
    if "subject" not in plain or len(plain) < 2:
        return None
    if not all(map(is_own_name, plain)):
        return None
    fields = {name: name for name in plain if name in FIELDS or name.startswith(CUSTOM_STARTS)}
    identity = next((name for name in _OWN_IDS if name in plain), None)
    if identity is not None:
        fields["external_id"] = identity
    return ImportMap(name=OWN, fields=fields)


def preset_map(name: str, opened: OpenedFile) -> ImportMap:
    """The preset of this name, for this file.

    Raises:
        BadUsage: there is none, or the file lacks a column that the preset needs.
    """
    columns = opened.reader.columns
    place = str(opened.path)
    if name == OWN:
        found = own_map(columns)
        if found is None:
            raise BadUsage("preset_misfit", place=place, column="subject", preset=name)
        return found
    preset = preset_named(name)
    if saved_preset(name) is not None:
        # It was saved with the whole header; a file needs no more of it than what is used.
        check_columns(preset, opened)
        return preset
    for column in preset.recognise:
        if column not in columns:
            raise BadUsage("preset_misfit", place=place, column=column, preset=name)
    return preset


def check_columns(import_map: ImportMap, opened: OpenedFile) -> None:
    """Let pass a map whose columns the file has.

    Raises:
        BadUsage: the map names a column that is not there; JSON may have it in a later record.
    """
    if isinstance(opened.reader, JsonReader):
        return
    wanted = (*import_map.named_columns, *import_map.options.custom)
    for column in wanted:
        if column != "*" and column not in opened.reader.columns:
            raise BadUsage("map_unknown_column", column=column, place=str(opened.path))


def map_files(
    files: Sequence[Path],
    *,
    preset: str | None,
    chosen: ImportMap | None,
    cancel: Cancellation,
    max_bytes: int,
    sheet: str = "",
    heard: Callable[[int], object] | None = None,
) -> list[MappedFile]:
    """Every file of tickets with its map; files that only explain codes are left out.

    Raises:
        Unavailable, Damaged: a file cannot be read.
        BadUsage: no preset fits, or the wanted one does not.
    """
    wanted = chosen
    if wanted is None and preset is not None and preset != OWN:
        wanted = preset_named(preset)
    options = Options() if wanted is None else wanted.options
    if sheet:
        options = options.model_copy(update={"sheet": sheet})
    companions = set() if wanted is None else _companions(wanted)
    mapped: list[MappedFile] = []
    strangers: list[OpenedFile] = []
    for path in files:
        if path.name in companions:
            continue
        opened = open_file(path, options, cancel, max_bytes=max_bytes, heard=heard)
        one = _mapped(opened, preset, chosen)
        if one is None:
            strangers.append(opened)
        else:
            mapped.append(one)
    named = {name for one in mapped for name in _companions(one.import_map)}
    for stranger in strangers:
        if stranger.path.name not in named:
            place = str(stranger.path)
            raise BadUsage("no_preset", place=place, expected=preset_names())
    return mapped


def _mapped(opened: OpenedFile, preset: str | None, chosen: ImportMap | None) -> MappedFile | None:
    if chosen is not None:
        check_columns(chosen, opened)
        one = MappedFile(opened, chosen, None)
    elif preset is not None:
        one = MappedFile(opened, preset_map(preset, opened), preset)
    else:
        columns = opened.reader.columns
        fitting = own_map(columns) or preset_for(columns)
        if fitting is None:
            return None
        one = MappedFile(opened, fitting, fitting.name)
    if isinstance(opened.reader, JsonReader):
        # A later record may have what the first ones lack.
        for column in one.import_map.named_columns:
            opened.reader.add_column(column)
    return one


def _companions(import_map: ImportMap) -> set[str]:
    return {look_up.file for look_up in import_map.lookups.values()}


def load_lookups(
    mapped: MappedFile, files: Sequence[Path], cancel: Cancellation, *, max_bytes: int
) -> dict[str, Callable[[str], str]]:
    """By field, what a code means.

    Raises:
        Unavailable, Damaged: the file of codes cannot be read.
        BadUsage: it lacks the column that the map names.
    """
    found: dict[str, Callable[[str], str]] = {}
    for field, look_up in mapped.import_map.lookups.items():
        codes = _codes(look_up, mapped.opened.path, files, cancel, max_bytes)
        found[field] = _asked(codes, is_kept=look_up.unknown == "code")
    return found


def _asked(codes: Mapping[str, str], *, is_kept: bool) -> Callable[[str], str]:
    def ask(code: str) -> str:
        return codes.get(code, code if is_kept else "")

    return ask


def _codes(
    look_up: Lookup, beside: Path, files: Sequence[Path], cancel: Cancellation, max_bytes: int
) -> dict[str, str]:
    given = [path for path in files if path.name == look_up.file]
    path = given[0] if given else beside.parent / look_up.file
    if Path(look_up.file).name != look_up.file or not path.is_file():
        return {}
    opened = open_file(path, Options(), cancel, max_bytes=max_bytes)
    columns = opened.reader.columns
    for name in (look_up.key, look_up.value):
        if name not in columns:
            raise BadUsage("map_unknown_column", column=name, place=str(path))
    key, value = columns.index(look_up.key), columns.index(look_up.value)
    codes: dict[str, str] = {}
    for record in opened.reader.records(cancel):
        if record.problem is None and len(record.cells) > max(key, value):
            codes.setdefault(record.cells[key].strip(), record.cells[value].strip())
        if len(codes) >= _MOST_CODES:
            break
    return codes
