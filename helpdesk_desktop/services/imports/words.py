"""The only place that counts the words which a file has for fields of choices.

One pass over the whole file in bounded memory: a column of which every cell is different is no
column of choices, and of it only the first words are kept.
"""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.formula_guard import unguarded
from helpdesk_desktop.domain.import_values import CHOICE_FIELDS, FieldWords
from helpdesk_desktop.domain.people import Directory, TypeId
from helpdesk_desktop.domain.ticket import (
    PRIORITY_KEYS,
    SOURCE_KEYS,
    STATUS_KEYS,
    Priority,
    Source,
    Status,
)
from helpdesk_desktop.services.imports.byte_source import DEFAULT_MAX_BYTES
from helpdesk_desktop.services.imports.import_map import ImportMap
from helpdesk_desktop.services.imports.mapping import load_lookups, map_files
from helpdesk_desktop.services.imports.row_plan import RowPlan

# Nobody decides on more words one by one; counting goes on to many more, so that the most
# frequent are among them.
_MOST_WORDS = 500
_MOST_COUNTED = 20_000
NO_TYPE = "-"


def count_words(
    path: Path,
    import_map: ImportMap,
    directory: Directory,
    *,
    cancel: Cancellation,
    heard: Callable[[int], object] | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> tuple[FieldWords, ...]:
    """By field of choices that a column fills: its words, and what each means.

    Raises:
        Unavailable, Damaged, BadUsage: the file cannot be read, or not with this map.
    """
    (mapped,) = map_files(
        [path], preset=None, chosen=import_map, cancel=cancel, max_bytes=max_bytes, heard=heard
    )
    reader = mapped.opened.reader
    plan = RowPlan(
        import_map,
        reader.columns,
        directory,
        zone=ZoneInfo("UTC"),
        region="",
        order_of=lambda _field, _getter: "ymd",
        lookups=load_lookups(mapped, [path], cancel, max_bytes=max_bytes),
        now_us=0,
        encoding_name="",
    )
    getters = [(key, getter) for key in CHOICE_FIELDS if (getter := plan.word_of(key)) is not None]
    if not getters:
        return ()
    counts: dict[str, dict[str, int]] = {key: {} for key, _ in getters}
    left_out = dict.fromkeys(counts, 0)
    is_own = mapped.opened.is_own_export
    for record in reader.records(cancel):
        if record.problem is not None:
            continue
        cells = [unguarded(cell) for cell in record.cells] if is_own else record.cells
        for key, getter in getters:
            word, counted = getter(cells), counts[key]
            if word in counted:
                counted[word] += 1
            elif len(counted) < _MOST_COUNTED:
                counted[word] = 1
            else:
                left_out[key] += 1
    return tuple(_told(key, counts[key], left_out[key], plan, directory) for key, _ in getters)


def _told(
    field: str, counted: dict[str, int], left_out: int, plan: RowPlan, directory: Directory
) -> FieldWords:
    # Words that differ in case and accents only are one: a rule reaches them all.
    spelled: dict[str, str] = {}
    counts: dict[str, int] = {}
    for text, count in counted.items():
        word = fold(text.strip())
        spelled.setdefault(word, text.strip())
        counts[word] = counts.get(word, 0) + count
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    kept = ordered[:_MOST_WORDS]
    return FieldWords(
        field,
        tuple(
            (spelled[word], counts[word], _meaning(field, spelled[word], plan, directory))
            for word in kept
        ),
        left_out + len(ordered) - len(kept),
    )


def _meaning(field: str, word: str, plan: RowPlan, directory: Directory) -> str | None:
    told = plan.meaning(field, word)
    if told.problem is not None:
        return None
    if field == "type":
        kind = None if told.value is None else directory.type_by_id.get(TypeId(told.value))
        return NO_TYPE if kind is None else kind.key
    return {
        "status": lambda value: STATUS_KEYS[Status(value)],
        "priority": lambda value: PRIORITY_KEYS[Priority(value)],
        "source": lambda value: SOURCE_KEYS[Source(value)],
    }[field](told.value)
