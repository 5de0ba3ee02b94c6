"""Writes the first migration's SQL from `storage.schema`: `python -m tests.first_schema`.

Only until the first release: from then on 0001 stays as it is and every change is a new revision.
"""

from pathlib import Path

from sqlalchemy import create_mock_engine
from sqlalchemy.schema import CreateTable

from helpdesk_desktop.storage.schema import app_meta, metadata

_FOLDER = Path(__file__).parents[1] / "helpdesk_desktop/storage/migrations/versions"
_ENGINES = {
    "sqlite": "sqlite+pysqlite://",
    "postgresql": "postgresql+psycopg://",
    "mariadb": "mariadb+pymysql://",
}


def first_schema(engine: str) -> str:
    """Every CREATE statement of one engine, each ended by a semicolon and an empty line.

    `app_meta` is left out: it is there before the first migration, which notes its state in it.
    """
    tables_with_indexes: list[list[str]] = []

    def keep(statement: object, *_: object, **__: object) -> None:
        compiled = statement.compile(dialect=mock.dialect)  # type: ignore[attr-defined]  # DDL
        lines = [line.rstrip().expandtabs(4) for line in str(compiled).strip().splitlines()]
        if isinstance(statement, CreateTable):
            tables_with_indexes.append([])
        tables_with_indexes[-1].append("\n".join(lines) + ";\n")

    mock = create_mock_engine(_ENGINES[engine], keep)
    tables = [table for table in metadata.sorted_tables if table is not app_meta]
    metadata.create_all(mock, tables=tables, checkfirst=False)
    # A table's indexes come in no order of their own.
    return "\n".join(
        text for table, *indexes in tables_with_indexes for text in (table, *sorted(indexes))
    )


def path_of(engine: str) -> Path:
    """Where the migration reads one engine's statements."""
    return _FOLDER / f"0001_first_schema.{engine}.sql"


def stale() -> list[str]:
    """The engines whose file is not what the schema gives now."""
    return [
        engine
        for engine in _ENGINES
        if not path_of(engine).exists()
        or path_of(engine).read_text(encoding="utf-8") != first_schema(engine)
    ]


if __name__ == "__main__":
    for stale_engine in stale():
        path_of(stale_engine).write_text(first_schema(stale_engine), encoding="utf-8", newline="\n")
