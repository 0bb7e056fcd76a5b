"""SQLite and PostgreSQL make the table, and refuse the rows that Granary refuses, spelled as plain text."""

import sqlite3
import sys

import agreement
import psycopg


def as_stored_in_sqlite(plain, kind):
    """A value as the comments of the exported table ask for it."""
    stored = plain.get("stored")
    if stored is None:
        return plain["text"]
    if kind == "timestamp":
        return stored if len(stored) == 27 else f"{stored[:-1]}000Z"
    return int(stored) if kind == "boolean" else stored


def is_explained(table, row, dialect):
    """Whether the database cannot tell each bad value from a good one."""
    bad = [(agreement.column(table, name), plain["text"]) for name, plain in row["plain"].items() if not plain["accepted"]]
    return all(text is not None and is_beyond(dialect, column, text) for column, text in bad)


def is_beyond(dialect, column, text):
    """SQLite has no regular expressions and rounds no float to 32 bits; PostgreSQL reads more spellings of times."""
    if dialect == "postgres":
        return column["type"] in ("date", "timestamp") and text in ("2023-07-08T00:00:00Z", "2023-7-8", "2023-07-08")
    if column["type"] == "float":
        return text.lstrip("-")[:1].isdigit() and agreement.is_halfway(float(text))
    return "pattern" in column


def names_rows(table, row):
    """Whether the same row again has the same key, or the same value of a unique column."""
    unique = [column["name"] for column in table["definition"]["columns"] if column["unique"]]
    return bool(table["definition"]["keys"]) or any(row["plain"][name]["text"] is not None for name in unique)


def try_rows(dialect, connect, error, placeholder, convert):
    tally = agreement.Tally(dialect)
    for table in agreement.tables():
        connection = connect()
        run = connection.executescript if dialect == "sqlite" else connection.execute
        try:
            run(table["formats"][f"sql-{dialect}"])
        except error as refusal:
            tally.fault(f"{table['id']}: {refusal}\n{table['formats'][f'sql-{dialect}']}")
            connection.close()
            continue
        name = table["id"].split(":")[-1]
        name = f"_{name}" if dialect == "sqlite" and name.startswith("sqlite_") else name
        places = ", ".join([placeholder] * len(table["definition"]["columns"]))
        insert = f'INSERT INTO "{name}" VALUES ({places})'
        for row in table["rows"]:
            kinds = [(row["plain"][c["name"]], c["type"]) for c in table["definition"]["columns"]]
            values = [convert(*kind) for kind in kinds]
            refusal = attempt(connection, insert, [values], error)
            accepted = all(plain["accepted"] for plain, _ in kinds)
            tally.verdict(accepted, not refusal, f"{table['id']} {row['plain']} {refusal}", is_explained(table, row, dialect))
            if accepted and bool(attempt(connection, insert, [values] * 2, error)) != names_rows(table, row):
                tally.fault(f"{table['id']} twice: {row['plain']}")
        connection.close()
    tally.finish()


def attempt(connection, insert, rows, error):
    """Why the database refuses the rows; they are never kept."""
    connection.execute("BEGIN")
    try:
        for values in rows:
            connection.execute(insert, values)
    except error as refusal:
        return str(refusal) or "refused"
    finally:
        connection.execute("ROLLBACK")


def postgres():
    connection = psycopg.connect(sys.argv[2], autocommit=True)
    connection.execute("DROP SCHEMA IF EXISTS formats CASCADE; CREATE SCHEMA formats; SET search_path TO formats")
    return connection


def sqlite():
    return sqlite3.connect(":memory:", isolation_level=None)


try_rows("sqlite", sqlite, (sqlite3.Error, OverflowError), "?", as_stored_in_sqlite)
try_rows("postgres", postgres, (psycopg.Error, ValueError), "%s", lambda plain, _: plain["text"])
