"""Contracts are valid by the JSON Schema of the standard, as JSON and as YAML, and clean to `datacontract lint`."""

import json
import pathlib
import sys
import tempfile

import agreement
import yaml
from datacontract.data_contract import DataContract
from jsonschema import Draft201909Validator

standard = json.loads((pathlib.Path(sys.argv[2]) / "odcs-json-schema-v3.1.0.json").read_text())
validator = Draft201909Validator(standard)
contracts = json.loads((agreement.FOLDER / "contracts.json").read_text())
contracts.append({"yaml": (agreement.FOLDER / "readings.yaml").read_text()})
folder = pathlib.Path(tempfile.mkdtemp())
for number, contract in enumerate(contracts):
    document = yaml.safe_load(contract["yaml"])
    if document != contract.get("json", document):
        sys.exit(f"the YAML says something else than the JSON:\n{contract['yaml']}")
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]
    if errors:
        sys.exit(f"not valid by the standard: {errors[:5]}\n{contract['yaml']}")
    file = folder / f"{number}.yaml"
    file.write_text(contract["yaml"])
    run = DataContract(data_contract_file=str(file)).lint()
    bad = [(check.name, check.result.value, check.reason) for check in run.checks if check.result.value != "passed"]
    if bad or not run.checks:
        sys.exit(f"datacontract lint: {bad}\n{contract['yaml']}")
print(f"datacontract lint: {len(contracts)} contracts are clean")
