"""Tables that do not contradict themselves, and rows that fit them, made from what was generated at random.

The contract describes any table; a random one is refused as contradictory and a random row fits no table, so that
random requests alone would hardly ever store one. Everything here is a function of its arguments: a run with the same
seed sends the same.
"""

import csv
import io
import json
import re
import zlib

TYPES = ("string", "int", "timestamp", "double", "boolean", "bigint", "date", "varchar(40)", "decimal(20,4)", "smallint")
TEXTS = ("string", "varchar(40)")
WHOLE = ("int", "bigint", "smallint")
NUMBERS = WHOLE + ("double", "decimal(20,4)")
RESERVED = ("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid")


def number_of(value):
    """A number that stands for a value, the same in every run."""
    return zlib.crc32(repr(value).encode("utf-8", "surrogatepass"))


def table(generated):
    """A table definition without contradictions that keeps as much of the generated one as possible."""
    columns = {}
    for column in generated["columns"]:
        if column["name"] not in RESERVED:
            columns.setdefault(column["name"], _column(dict(column)))
    if not columns:
        columns["a"] = {"name": "a", "type": "string"}
    definition = {**generated, "columns": list(columns.values())}
    times = [column for column in columns.values() if column["type"] in ("timestamp", "date")]
    definition.pop("timeColumn", None)
    if times:
        times[0]["nullable"] = False
        definition["timeColumn"] = times[0]["name"]
    if "keys" in generated:
        keys = [column for column in columns.values() if column["type"] != "double"][: min(2, len(generated["keys"]))]
        for column in keys:
            column["nullable"] = False
        definition["keys"] = [column["name"] for column in keys]
    if "columnMap" in generated:
        definition["columnMap"] = dict(zip(generated["columnMap"], columns))
    return definition


def lifecycle(generated):
    """A step of a version that does not contradict itself: only a deprecation has an end, which is to come."""
    if generated["status"] != "deprecated":
        return {"status": generated["status"]}
    return {"status": "deprecated", "sunset": "2999-01-01T00:00:00Z"}


def contract(generated, present, name, media_type):
    """A data contract: the present one, in half of the cases with another description; a small one where there is none."""
    salt = number_of(generated)
    document = present or {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": f"dp:{name}",
        "name": name,
        "status": "draft",
        "domain": "environment",
        "team": {"members": [{"username": "soil-lab@example.org", "role": "owner"}]},
        "schema": [{
            "name": "readings",
            "description": "One hour of one cell.",
            "properties": [{"name": "n", "physicalType": TYPES[salt % len(TYPES)], "description": "A value."}],
        }],
    }
    if not present or salt % 2:
        document["description"] = {"purpose": f"Readings, number {salt}."}
    # JSON is YAML too.
    return json.dumps(document) if media_type == "application/yaml" else document


def _column(column):
    if column["type"] not in TYPES:
        column["type"] = TYPES[number_of(column) % len(TYPES)]
    kind = column["type"]
    if kind not in TEXTS:
        column.pop("maxLength", None)
    if kind not in NUMBERS:
        column.pop("minimum", None)
        column.pop("maximum", None)
    # The dialect of ECMA-262 that the database-side judge takes is narrower than what is generated at random.
    column.pop("pattern", None)
    if "minimum" in column and "maximum" in column:
        column["minimum"], column["maximum"] = sorted((column["minimum"], column["maximum"]))
    if "enum" in column:
        if kind == "string":
            column["enum"] = [text for text in column["enum"] if "\0" not in text] or ["a"]
        else:
            column.pop("enum")
    if kind == "double":
        column.pop("unique", None)
    return column


def rows(generated, definition, media_type):
    """A body of rows whose values the table takes, as far as they are easily found; as many as were generated."""
    salt = number_of(generated)
    count = min(len(generated), 50) if isinstance(generated, list) else 1
    if media_type in ("text/csv", "application/x-ndjson"):
        count = 1 + salt % 5
    made = [_row(definition, salt + 7919 * at) for at in range(count)]
    if media_type == "application/x-ndjson":
        return "".join(json.dumps(row) + "\n" for row in made)
    if media_type == "text/csv":
        file = io.StringIO()
        writer = csv.DictWriter(file, [column["name"] for column in definition["columns"]])
        writer.writeheader()
        writer.writerows(made)
        return file.getvalue()
    return made if isinstance(generated, list) else made[0]


def _row(definition, salt):
    needed = {definition.get("timeColumn"), *definition["keys"]}
    row = {}
    for column in definition["columns"]:
        if column["name"] in needed or not column["nullable"] or salt % 3:
            row[column["name"]] = value(column, salt)
    return row


def value(column, salt):
    """A value of the column; another salt nearly always gives another value."""
    kind = column["type"]
    if "enum" in column:
        return column["enum"][salt % len(column["enum"])]
    if kind == "boolean":
        return salt % 2 == 0
    if kind in ("timestamp", "date"):
        day = f"{1970 + salt % 80}-{1 + salt // 80 % 12:02}-{1 + salt // 960 % 28:02}"
        return day if kind == "date" else f"{day}T{salt // 26880 % 24:02}:{salt % 60:02}:00.{salt % 1000:03}Z"
    if kind.startswith(("char", "varchar", "string")):
        longest = min([int(length) for length in re.findall(r"\d+", kind)] + [column.get("maxLength", 40), 40])
        return str(salt)[-longest:]
    size = {"tinyint": 100, "smallint": 30000}.get(kind, 1000000)
    least = max(column.get("minimum", -size), -size)
    return int(min(least + salt % size, column.get("maximum", size)))
