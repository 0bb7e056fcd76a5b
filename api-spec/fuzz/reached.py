"""Counts what the links of the contract reached in runs of schemathesis: python reached.py REPORT.ndjson...

Fails when an operation that links lead to was never carried out through one, for the run then has not seen what it
does; and when a scenario broke off, which schemathesis only counts.
"""

import collections
import fileinput
import json
import sys
from urllib.parse import unquote


def scenarios(report):
    """The scenarios of a report."""
    for line in report:
        event = json.loads(line)
        if "ScenarioFinished" in event:
            yield event["ScenarioFinished"]


def linked_requests(scenario):
    """The pairs of operation and status of all requests that were sent with what a link gave them."""
    recorder = scenario.get("recorder") or {}
    for id, interaction in recorder.get("interactions", {}).items():
        case = recorder["cases"][id]
        if case.get("transition") and interaction.get("response") and is_followed(case):
            yield f"{case['value']['method']} {case['value']['path']}", interaction["response"]["status_code"]


def is_followed(case):
    """Whether every id that the link gave is in the path that was sent; hooks.py may have changed it."""
    given = case["transition"]["parameters"].get("path_parameters", {})
    sent = case["value"].get("path_parameters", {})
    return all(unquote(str(sent.get(name))) == extracted["value"] for name, extracted in given.items())


def targets(contract):
    """The operations that links lead to."""
    wanted = set()
    operations = {}
    for path, item in contract["paths"].items():
        for method, operation in item.items():
            if method == "parameters":
                continue
            operations[operation["operationId"]] = f"{method.upper()} {path}"
            for response in operation["responses"].values():
                wanted |= {link["operationId"] for link in response.get("links", {}).values()}
    return sorted(operations[id] for id in wanted)


def main(reports, contract):
    """Prints the counts; answers the exit status."""
    counts = collections.defaultdict(collections.Counter)
    broken = 0
    for scenario in scenarios(fileinput.input(reports, encoding="utf-8")):
        broken += scenario["status"] in ("error", "interrupted")
        for operation, status in linked_requests(scenario):
            counts[operation]["carried out" if status < 400 else "refused"] += 1
    with open(contract, encoding="utf-8") as file:
        wanted = targets(json.load(file))
    missed = [operation for operation in wanted if not counts[operation]["carried out"]]
    print("Requests that followed a link:")
    for operation in wanted:
        print(f"  {operation:42} {counts[operation]['carried out']:5} carried out {counts[operation]['refused']:5} refused")
    for operation in missed:
        print(f"No link led to {operation} being carried out.")
    if broken:
        print(f"{broken} scenarios broke off.")
    return 1 if missed or broken or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], "generated/server-api/openapi.json"))
