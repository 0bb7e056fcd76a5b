"""JSON Schema takes the rows that Granary takes, and refuses the others but for what crates/domain/src/formats/json_schema.rs names."""

import json
import re

import agreement
from jsonschema import Draft202012Validator

tally = agreement.Tally("jsonschema")


def is_explained(table, row, rules):
    """Whether each rule that the row breaks is one that the schema cannot say."""
    for name, rule in rules:
        value, kind = row.get(name), agreement.column(table, name)["type"]
        if kind.startswith("decimal"):
            is_exponent = isinstance(value, str) and re.search("[eE]", value)
            if is_exponent or (rule == "precision" and isinstance(value, (int, float))):
                continue
        if kind == "float" and isinstance(value, float) and agreement.is_halfway(value):
            continue
        if rule == "max-length" and isinstance(value, str) and len(value.encode()) > len(value):
            continue
        return False
    return bool(rules)


for table in agreement.tables():
    schema = json.loads(table["formats"]["json-schema"])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for row in table["rows"]:
        value = json.loads(row["row"])
        errors = [(list(error.path), error.validator) for error in validator.iter_errors(value)]
        explained = not row["accepted"] and is_explained(table, value, row["rules"])
        tally.verdict(row["accepted"], not errors, f"{table['id']} {row['row']} {row['rules']} {errors}", explained)
tally.finish()
