"""The only place that turns the window's mapping into an import map, and back."""

from collections.abc import Sequence

from pydantic import ValidationError

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.import_values import CodeTable, ImportMapping, Reading
from helpdesk_desktop.services.imports.import_map import ImportMap, Lookup, Options


def mapping_of(import_map: ImportMap, source: str) -> ImportMapping:
    """The map as the window edits it; `source` where the map names none."""
    options = import_map.options
    return ImportMapping(
        source=options.source or import_map.name or source,
        fields=tuple(import_map.fields.items()),
        values=tuple((key, tuple(words.items())) for key, words in import_map.values.items()),
        constants=tuple(import_map.constants.items()),
        lookups=tuple(
            (key, CodeTable(one.file, one.key, one.value, one.unknown))
            for key, one in import_map.lookups.items()
        ),
        custom=options.custom,
        subject_words=options.subject_words,
        reading=Reading(options.encoding, options.delimiter, options.date_order, options.sheet),
    )


def map_of(mapping: ImportMapping, *, name: str = "", recognise: Sequence[str] = ()) -> ImportMap:
    """The mapping as an import map.

    Raises:
        BadUsage: a value is none: no separator, no order of dates, a source that is too long.
    """
    reading = mapping.reading
    try:
        return ImportMap(
            name=name,
            fields=dict(mapping.fields),
            values={key: dict(words) for key, words in mapping.values},
            constants=dict(mapping.constants),
            lookups={
                key: Lookup.model_validate(
                    {"file": one.file, "key": one.key, "value": one.value, "unknown": one.unknown}
                )
                for key, one in mapping.lookups
            },
            options=Options.model_validate(
                {
                    "source": mapping.source or None,
                    "encoding": reading.encoding,
                    "delimiter": reading.delimiter,
                    "date_order": reading.date_order,
                    "sheet": reading.sheet,
                    "custom": mapping.custom,
                    "subject_words": mapping.subject_words,
                }
            ),
            recognise=tuple(recognise),
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadUsage("mapping_unusable", reason=f"{where}: {first['msg']}") from error


def options_of(reading: Reading) -> Options:
    """How a file is to be read, as an import map says it.

    Raises:
        BadUsage: a value is none.
    """
    return map_of(ImportMapping(reading=reading)).options
