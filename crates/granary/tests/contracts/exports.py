"""What a running Granary gives out is what the tools of others expect: every contract is valid by the standard and clean to
`datacontract lint`, the catalogue conforms to DCAT-AP page by page, and each format takes the rows that Granary takes.
Run by scripts/served.sh with the folder of the standards."""

import datetime
import io
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

import fastavro
import yaml
from datacontract.data_contract import DataContract
from jsonschema import Draft201909Validator, Draft202012Validator
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph
from rdflib.compare import isomorphic

STANDARDS, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(tempfile.mkdtemp())
NAMES = ["drafted", "published", "deprecated", "empty"]
WHEN = "2023-07-08T20:00:00Z"
TABLE = {
    "tableDescription": 'One hour of one "cell".\n- and more: #1',
    "columns": [
        {"name": "cell", "type": "varchar(8)", "pattern": "^cell_[0-9]+$", "description": "yes"},
        {"name": "at", "type": "timestamp", "description": "12:30"},
        {"name": "voltage", "type": "double", "minimum": -5.5, "maximum": 5.5, "unit": "mV", "description": "~"},
        {"name": "state", "type": "string", "enum": ["dry", "wet"], "nullable": False, "description": "1e3"},
        {"name": "level", "type": "tinyint", "personalData": True, "description": "A level."},
    ],
    "timeColumn": "at", "keys": ["cell", "at"], "columnMap": {"Voltage (mV)": "voltage"},
}
GOOD = [
    {"cell": "cell_1", "at": WHEN, "state": "dry"},
    {"cell": "cell_2", "at": WHEN, "state": "wet", "voltage": -5.5, "level": 127},
    {"cell": "cell_3", "at": WHEN, "state": "wet", "voltage": None, "level": None},
]
BAD = [
    {"cell": "tower_1", "at": WHEN, "state": "dry"},
    {"cell": "cell_12345", "at": WHEN, "state": "dry"},
    {"cell": "cell_4", "at": WHEN, "state": "moist"},
    {"cell": "cell_4", "at": WHEN},
    {"cell": "cell_4", "at": WHEN, "state": "dry", "voltage": 5.51},
    {"cell": "cell_4", "at": WHEN, "state": "dry", "level": 128},
    {"cell": "cell_4", "at": None, "state": "dry"},
]


def ask(path, body=None, method=None, accept="application/json"):
    headers = {"X-API-Key": os.environ["KEY"], "Accept": accept, "Content-Type": "application/json"}
    address = os.environ["GRANARY"] + path
    request = urllib.request.Request(address, body and json.dumps(body).encode(), headers, method=method)
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode(), answer.headers


def fill():
    for name in NAMES:
        ask("/v1/data-products", {
            "name": name, "description": "Readings: 12:30, yes\n- no", "domain": "environment", "retentionPeriod": 365,
            "dataProductOwner": "soil-lab@example.org", "email": "o'neill+x@example.org", "tags": {"a:b": "c", "d": ""},
            "dpiaRequired": True, "dpiaLocation": "https://example.org/a b", "compatibilityMode": "BACKWARD",
        })
        if name != "empty":
            ask(f"/v1/schemas/dp:{name}:readings", TABLE)
    for name in ("published", "deprecated"):
        ask(f"/v1/data-products/dp:{name}/lifecycle", {"status": "published"}, "PUT")
    end = {"status": "deprecated", "sunset": "2999-01-01T00:00:00Z", "successor": "dp:published"}
    ask("/v1/data-products/dp:deprecated/lifecycle", end, "PUT")


def contracts():
    validator = Draft201909Validator(json.loads((STANDARDS / "odcs-json-schema-v3.1.0.json").read_text()))
    for name in NAMES:
        path = f"/v1/data-products/dp:{name}/contract"
        text = ask(path, accept="application/yaml")[0]
        document = yaml.safe_load(text)
        if document != json.loads(ask(path)[0]):
            sys.exit(f"the YAML says something else than the JSON:\n{text}")
        errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]
        (FOLDER / "contract.yaml").write_text(text)
        run = DataContract(data_contract_file=str(FOLDER / "contract.yaml")).lint()
        errors += [f"{check.name}: {check.reason}" for check in run.checks if check.result.value != "passed"]
        if errors or not run.checks:
            sys.exit(f"the contract of {name}: {errors}\n{text}")
        ask(path, document, "PUT")
    print(f"datacontract lint: {len(NAMES)} served contracts are clean")


def catalogue():
    shapes = Graph().parse(STANDARDS / "dcat-ap-3.0.1-SHACL.ttl")
    seen, path = [], "/v1/catalogue?limit=3"
    while path:
        text, headers = ask(path, accept="text/turtle")
        turtle = Graph().parse(data=text, format="turtle")
        if not isomorphic(turtle, Graph().parse(data=ask(path, accept="application/ld+json")[0], format="json-ld")):
            sys.exit("Turtle and JSON-LD do not say the same")
        conforms, _, report = validate(turtle, shacl_graph=shapes)
        if not conforms:
            sys.exit(report[:3000])
        seen += [str(turtle.value(one, DCTERMS.title)) for one in turtle.subjects(RDF.type, DCAT.Dataset)]
        path = headers["Link"] and headers["Link"].split("<")[1].split(">")[0]
    if sorted(seen) != sorted(NAMES):
        sys.exit(f"the catalogue shows {seen}")
    # A checker that lets everything through would be no use.
    turtle.remove((None, DCTERMS.title, None))
    if validate(turtle, shacl_graph=shapes)[0]:
        sys.exit("the shapes accept a catalogue without titles")
    print(f"pyshacl: the served catalogue of {len(seen)} datasets conforms")


def is_taken(row):
    try:
        ask("/v1/schemas/dp:published:readings/rows", row)
        return True
    except urllib.error.HTTPError as refusal:
        if refusal.code != 422:
            raise
        return False


def is_stored(database, row):
    try:
        database.execute(f"INSERT INTO {database.name} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()])
        return True
    except sqlite3.Error:
        return False


class Database(sqlite3.Connection):
    name = None


def formats():
    served = {
        name: ask(f"/v1/schemas/dp:published:readings/formats/{name}", accept="*/*")[0]
        for name in ("json-schema", "avro", "protobuf", "sql-postgres", "sql-sqlite", "markdown")
    }
    json_schema = json.loads(served["json-schema"])
    Draft202012Validator.check_schema(json_schema)
    database = sqlite3.connect(":memory:", isolation_level=None, factory=Database)
    database.executescript(served["sql-sqlite"])
    (name,) = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchone()
    database.name = f'"{name}"'
    for row, expected in [(row, True) for row in GOOD] + [(row, False) for row in BAD]:
        # The comments of the table ask for microseconds, and SQLite knows no patterns.
        stored = {**row, "at": row["at"] and row["at"].replace("Z", ".000000Z")}
        verdicts = [is_taken(row), Draft202012Validator(json_schema).is_valid(row)]
        verdicts.append(is_stored(database, stored) if row["cell"] != "tower_1" else expected)
        if verdicts != [expected] * 3:
            sys.exit(f"Granary, jsonschema and SQLite say {verdicts} of {row}")
    avro = fastavro.parse_schema(json.loads(served["avro"]))
    fastavro.schemaless_writer(io.BytesIO(), avro, {**GOOD[1], "at": datetime.datetime.fromisoformat(WHEN.replace("Z", "+00:00"))})
    (FOLDER / "readings.proto").write_text(served["protobuf"])
    command = [sys.executable, "-m", "grpc_tools.protoc", f"-I{FOLDER}", f"--descriptor_set_out={FOLDER}/set", "readings.proto"]
    subprocess.run(command, check=True)
    print(f"formats: {len(GOOD) + len(BAD)} rows are taken or refused alike, the others' parsers read the rest")


fill()
contracts()
catalogue()
formats()
