"""The only place that keeps what custom fields have found out about their options.

A field of ten thousand options needs 50 ms for the paths of its tree. It finds them out where the
names are read, on a worker, and a field that is as it was stays the same object.
"""

from dataclasses import replace

from helpdesk_desktop.domain.people import Directory

_MANY = 500


def with_known_fields(directory: Directory, known: Directory | None) -> Directory:
    """The same directory, with the fields of the known one where nothing was changed in them."""
    before = {} if known is None else {field.id: field for field in known.custom_fields}
    fields = []
    for field in directory.custom_fields:
        old = before.get(field.id)
        kept = old if old is not None and old == field else field
        if len(kept.options) > _MANY:
            _ = kept.path_by_id
        fields.append(kept)
    return replace(directory, custom_fields=tuple(fields))
