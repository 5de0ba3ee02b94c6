"""Target 17, its half of exports: a list into a CSV, against bare SQL and the same writer."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.export_values import ExportFormat, ExportWish
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.records import DEFAULT_COLUMNS
from tests.benchmarks.ground import Ground
from tests.benchmarks.measuring import Outcome, against, target

# More take minutes a round and tell the same rows a second.
_ROWS = 100_000
# At least half as many rows a second.
_BOUND = 2.0
_OWN_FIELDS = ("cf.amount", "contact.cf.tier", "company.cf.sector")


@target(17, "import and export")
def export_list(ground: Ground) -> Iterator[Outcome]:
    """Rows into a file, guarded and in the contract's words, against what sqlite3 hands over."""
    for name, columns in (
        ("export, the usual columns", DEFAULT_COLUMNS),
        ("export, fields of tickets, contacts and companies too", (*DEFAULT_COLUMNS, *_OWN_FIELDS)),
    ):
        path, other = ground.folder / "export.csv", ground.folder / "bare.csv"
        rows = min(_ROWS, ground.tickets)
        spec = FilterSpec(filter=parse(f"serial:..{rows}", ground.desk.directory()))
        wish = ExportWish(spec, columns, ExportFormat.CSV, str(path), is_replacing=True)
        sql = _bare_sql(ground, rows, columns)

        def ours(wish: ExportWish = wish) -> int:
            return ground.desk.exports.run(wish, Cancellation()).rows

        def bare(sql: str = sql, other: Path = other, columns: Any = columns) -> int:
            with other.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(columns)
                writer.writerows(ground.raw.execute(sql))
            return 0

        yield against(name, ours, bare, bound=_BOUND, note=f"{rows} rows, milliseconds a file")
        path.unlink()
        other.unlink()


def _bare_sql(ground: Ground, rows: int, columns: tuple[str, ...]) -> str:
    names = {
        "serial": "t.serial", "subject": "t.subject", "status": "t.status", "type": "y.key",
        "priority": "t.priority", "contact": "c.name", "assignee": "a.login",
        "updated": "t.updated_at",
    }  # fmt: skip
    fields = {one.filter_key: int(one.id) for one in ground.desk.directory().custom_fields}
    tables = {
        "cf.amount": ("ticket_value", "serial", "t.serial", "decimal_value"),
        "contact.cf.tier": ("contact_value", "contact_id", "t.contact_id", "option_id"),
        "company.cf.sector": ("company_value", "company_id", "c.company_id", "option_id"),
    }
    joined = ""
    for at, key in enumerate(key for key in columns if key in tables):
        table, owner, mine, value = tables[key]
        joined += (
            f" LEFT JOIN {table} v{at} ON v{at}.{owner} = {mine} AND v{at}.field_id = {fields[key]}"
        )
        names[key] = f"v{at}.{value}"
    wanted = ", ".join(names[key] for key in columns)
    return (
        f"SELECT {wanted} FROM ticket t LEFT JOIN ticket_type y ON y.id = t.type_id "  # noqa: S608 - our own SQL
        "LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN agent a ON a.id = t.assignee_id"
        f"{joined} WHERE t.hidden = 0 AND t.serial <= {rows} "
        "ORDER BY t.updated_at DESC, t.serial DESC"
    )
