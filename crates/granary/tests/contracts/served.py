"""`datacontract test` of an exported contract passes on the rows of a running Granary, and fails after a bad value is
planted in its database behind its back. Run by scripts/served.sh on SQLite: the work is done in GRANARY_DATA_DIR."""

import json
import logging
import os
import pathlib
import sqlite3
import sys
import urllib.request

from datacontract.data_contract import DataContract

PRODUCT, TABLES = "dp:tested", {"readings": "cell", "calibrations": "serial"}
FOLDER = pathlib.Path(os.environ["GRANARY_DATA_DIR"])
# The name in the database is that of the id, without dp and the minor version.
BAD = [("readings", "voltage", 5.6), ("readings", "state", "moist"), ("readings", "cell", "tower_1"), ("calibrations", "at", None)]


def ask(path, body=None, kind="application/json", accept="application/json"):
    headers = {"X-API-Key": os.environ["KEY"], "Accept": accept}
    if body is not None:
        headers["Content-Type"] = kind
    request = urllib.request.Request(os.environ["GRANARY"] + path, body and body.encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode(), answer.headers


def fill():
    about = {"description": "Readings.", "domain": "environment", "dataProductOwner": "soil-lab@example.org"}
    ask("/v1/data-products", json.dumps({"name": "tested", **about, "retentionPeriod": 365, "tags": {"season": "summer"}}))
    when = {"name": "at", "type": "timestamp", "nullable": False}
    columns = [
        {"name": "cell", "type": "varchar(8)", "pattern": "^cell_\\d+$", "personalData": True},
        when,
        {"name": "voltage", "type": "double", "minimum": -5.5, "maximum": 5.5, "unit": "mV"},
        {"name": "price", "type": "decimal(10,2)", "minimum": 0},
        {"name": "state", "type": "string", "enum": ["dry", "wet"], "nullable": False},
    ]
    readings = {"tableDescription": "One hour of one cell.", "columns": columns, "timeColumn": "at", "keys": ["cell", "at"]}
    calibrations = {"tableDescription": "One calibration.", "columns": [{"name": "serial", "type": "int", "unique": True}, when]}
    for name, table in ("readings", readings), ("calibrations", calibrations):
        ask(f"/v1/schemas/{PRODUCT}:{name}", json.dumps(table))
    rows = "".join(f"cell_{n % 7},2023-07-08T{n % 24:02}:{n % 60:02}:00Z,{n / 100},{n}.5,wet\n" for n in range(500))
    ask(f"/v1/schemas/{PRODUCT}:readings/rows", f"cell,at,voltage,price,state\n{rows}", "text/csv")
    rows = "".join(f"{n},2023-07-08T20:00:00Z\n" for n in range(3))
    ask(f"/v1/schemas/{PRODUCT}:calibrations/rows", f"serial,at\n{rows}", "text/csv")


def test():
    """Downloads the contract and the rows of each table, page by page, into a file of its name, as its server `files` says."""
    (FOLDER / "contract.yaml").write_text(ask(f"/v1/data-products/{PRODUCT}/contract", accept="application/yaml")[0])
    for table in TABLES:
        path, pages = f"/v1/schemas/{PRODUCT}:{table}/rows?limit=200", []
        while path:
            text, headers = ask(path, accept="text/csv")
            pages += text.splitlines(True) if not pages else text.splitlines(True)[1:]
            path = headers["Link"] and headers["Link"].split("<")[1].split(">")[0]
        (FOLDER / f"{table}.csv").write_text("".join(pages))
    run = DataContract(data_contract_file="contract.yaml", server="files").test()
    return run.result.value, [f"{c.name}: {c.reason}" for c in run.checks if c.result != "passed"], len(run.checks)


logging.disable(logging.CRITICAL)
os.chdir(FOLDER)
fill()
result, faults, checks = test()
if result != "passed" or checks < 15:
    sys.exit(f"{result} of {checks} checks: {faults}")
for table, column, bad in BAD:
    database = sqlite3.connect(FOLDER / "granary.sqlite", isolation_level=None)
    place = f'"tested:v1:{table}" SET "{column}" = ? WHERE "_id" = 2'
    (before,) = database.execute(f'SELECT "{column}" FROM "tested:v1:{table}" WHERE "_id" = 2').fetchone()
    database.execute(f"UPDATE {place}", [bad])
    if (result := test()[0]) not in ("failed", "error"):
        sys.exit(f"a bad {column} of {table} goes unnoticed: {result}")
    database.execute(f"UPDATE {place}", [before])
if test()[0] != "passed":
    sys.exit("the rows are as before, and yet they fail")
print(f"datacontract test: {checks} checks pass on the rows of the service, {len(BAD)} planted values are noticed")
