"""`datacontract test` passes on good rows of an exported contract, and fails on each planted bad value."""

import logging
import os
import sys
import tempfile

import agreement
from datacontract.data_contract import DataContract

HEADER = "cell,at,voltage,price,state,code,serial,operator,sunny,day"
GOOD = [
    "cell_1,2023-07-08T20:00:00.000Z,1.09,12.50,dry,1,1,Ada,true,2023-07-08",
    "cell_1,2023-07-08T21:00:00.000Z,-5.5,0.00,wet,,2,,false,",
    "cell_2,2023-07-08T20:00:00.000Z,,,wet,2,,,,2024-02-29",
]
BAD = {
    "pattern": "tower_1,2023-07-09T20:00:00.000Z,,,wet,,,,,",
    "length": "cell_123456,2023-07-09T20:00:00.000Z,,,wet,,,,,",
    "minimum": "cell_3,2023-07-09T20:00:00.000Z,-5.51,,wet,,,,,",
    "maximum": "cell_3,2023-07-09T20:00:00.000Z,5.51,,wet,,,,,",
    "enum": "cell_3,2023-07-09T20:00:00.000Z,,,moist,,,,,",
    "enum of numbers": "cell_3,2023-07-09T20:00:00.000Z,,,wet,3,,,,",
    "required": "cell_3,2023-07-09T20:00:00.000Z,,,,,,,,",
    "required key": ",2023-07-09T20:00:00.000Z,,,wet,,,,,",
    "unique": "cell_3,2023-07-09T20:00:00.000Z,,,wet,,2,,,",
    "key": "cell_2,2023-07-08T20:00:00.000Z,,,wet,,,,,",
    "type": "cell_3,2023-07-09T20:00:00.000Z,high,,wet,,,,,",
    "type of time": "cell_3,soon,,,wet,,,,,",
}
# Bad rows make it log.
logging.disable(logging.CRITICAL)
contract = agreement.FOLDER.resolve() / "readings.yaml"
os.chdir(tempfile.mkdtemp())


def test(rows):
    with open("readings.csv", "w") as file:
        file.write("\n".join([HEADER, *rows, ""]))
    run = DataContract(data_contract_file=str(contract), server="files").test()
    return run.result.value, [f"{c.name}: {c.result} {c.reason}" for c in run.checks if c.result != "passed"], len(run.checks)


result, faults, checks = test(GOOD)
if result != "passed" or checks < 20:
    sys.exit(f"good rows: {result} of {checks} checks: {faults}")
for rule, row in BAD.items():
    result, faults, _ = test([*GOOD, row])
    if result not in ("failed", "error"):
        sys.exit(f"a bad row ({rule}) goes unnoticed: {result}")
print(f"datacontract test: good rows pass {checks} checks, {len(BAD)} bad ones are noticed")
