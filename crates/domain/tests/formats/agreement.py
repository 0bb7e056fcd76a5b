"""The generated tables, and whether a tool agrees with Granary about their rows."""

import collections
import json
import pathlib
import struct
import sys

FOLDER = pathlib.Path(sys.argv[1])


def tables():
    return json.loads((FOLDER / "tables.json").read_text())


def column(table, name):
    return next(column for column in table["definition"]["columns"] if column["name"] == name)


def is_halfway(number):
    """Whether the number is exactly halfway between two that fit into 32 bits."""
    return int.from_bytes(struct.pack(">d", number)) & 0x1FFFFFFF == 0x10000000


class Tally:
    """Counts verdicts; ends the program with the first disagreements that `explained` does not know."""

    def __init__(self, tool):
        self.tool, self.counts, self.faults = tool, collections.Counter(), []

    def verdict(self, ours, theirs, where, is_explained=False):
        kind = "agree to accept" if ours else "agree to refuse"
        if ours != theirs:
            kind = "explained" if is_explained else "disagree"
        self.counts[kind] += 1
        if kind == "disagree":
            self.fault(f"we {'accept' if ours else 'refuse'}: {where}")

    def fault(self, what):
        self.faults.append(what)

    def finish(self, least=100):
        print(f"{self.tool}: {dict(self.counts)}, {len(self.faults)} faults")
        for fault in self.faults[:8]:
            print(f"  {fault}", file=sys.stderr)
        enough = self.counts["agree to accept"] >= least and self.counts["agree to refuse"] >= least
        if self.faults or not enough:
            sys.exit(f"{self.tool}: {'faults' if self.faults else 'too few rows to mean anything'}")
