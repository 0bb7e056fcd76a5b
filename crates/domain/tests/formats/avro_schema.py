"""fastavro reads the schema, writes every good row and reads the same row back; it refuses rows without a required value."""

import datetime
import decimal
import io
import json
import re

import agreement
import fastavro
from fastavro.validation import validate

tally = agreement.Tally("fastavro")
decimal.getcontext().prec = 60


def typed(value, kind):
    if value is None:
        return None
    if kind.startswith("decimal"):
        return decimal.Decimal(value)
    if kind == "date":
        return datetime.date.fromisoformat(value)
    if kind == "timestamp":
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return float(value) if kind in ("float", "double") else value


for table in agreement.tables():
    schema = json.loads(table["formats"]["avro"])
    for name in (schema["name"], schema["namespace"]):  # fastavro does not ask
        if not re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name) or name in ("string", "int", "record", "null"):
            tally.fault(f"{name} is no name of Avro")
    schema = fastavro.parse_schema(schema)
    for row in table["rows"]:
        good = {name: plain["stored"] for name, plain in row["plain"].items() if plain["accepted"]}
        if row["unknown"] or any(rule != "required" for _, rule in row["rules"]) or not row["accepted"] and not row["rules"]:
            continue
        value = {name: typed(stored, agreement.column(table, name)["type"]) for name, stored in good.items()}
        accepted = validate(value, schema, raise_errors=False)
        tally.verdict(row["accepted"], accepted, f"{table['id']} {row['row']}")
        if accepted:
            file = io.BytesIO()
            fastavro.schemaless_writer(file, schema, value)
            file.seek(0)
            back = fastavro.schemaless_reader(file, schema)
            singles = [c["name"] for c in table["definition"]["columns"] if c["type"] == "float"]
            for name in singles:  # 32 bits hold the shortest digits of a float, not the same double
                if value[name] is not None:
                    value[name] = back[name] if abs(back[name] - value[name]) <= abs(value[name]) * 1e-7 else value[name]
            if back != value:
                tally.fault(f"{table['id']} {value} came back as {back}")
tally.finish(least=40)
