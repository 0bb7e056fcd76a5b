"""Asks Granary and Connexion the same questions and compares what their validation says: accept or refuse.

python compare.py CONTRACT.json COUNT [SEED], with the address of Granary in GRANARY and its key in KEY. Every class of
disagreement must be explained in disagreements.toml, and every explanation must still explain something.
"""

import base64
import collections
import http.client
import json
import os
import pathlib
import random
import re
import shlex
import subprocess
import sys
import tomllib

from generation import TABLE, Generator, Request

HERE = pathlib.Path(__file__).parent
REFUSALS = {400, 401, 403, 406, 413, 415}
KEY = os.environ["KEY"]
# From this many requests on, every class is met: the rarest comes about once in 3,000.
LONG = 40000


class Side:
    """One of the two services."""

    def __init__(self, address):
        self.address = address
        self.connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)

    def ask(self, request):
        """Status and body of the answer; on a new connection, when the old one was closed after the last answer."""
        try:
            return self._exchange(request)
        except (ConnectionError, http.client.BadStatusLine):
            self.connection.close()
            return self._exchange(request)

    def _exchange(self, request):
        connection = self.connection
        connection.putrequest(request.method, request.target, skip_accept_encoding=True)
        for name, value in request.headers + credentials(request.parts.get("credentials", "right")):
            connection.putheader(name, value.encode("latin-1"))
        if request.body is not None:
            connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders(request.body)
        response = connection.getresponse()
        body = response.read()
        if response.will_close:
            connection.close()
        return response.status, body


def credentials(label):
    """The headers that prove the caller, or do not."""
    basic = lambda text: ("Authorization", "Basic " + base64.b64encode(text.encode()).decode())
    return {
        "right": [("X-API-Key", KEY)], "none": [], "wrong": [("X-API-Key", "nobody")], "empty": [("X-API-Key", "")],
        "twice": [("X-API-Key", KEY)] * 2, "basic": [basic(f"any:{KEY}")], "basic-wrong": [basic("any:nobody")],
        "basic-broken": [("Authorization", "Basic ***")], "bearer": [("Authorization", f"Bearer {KEY}")],
        "both": [("X-API-Key", KEY), basic("any:nobody")],
    }[label]  # fmt: skip


def verdict(request, status):
    """What a service says: it refuses, or lets the request through to what is behind its validation."""
    if status >= 500:
        return "fails"
    rows = status == 422 and request.operation == "ingestRows"
    return "refuses" if status in REFUSALS or rows else "accepts"


def is_behind(request, body):
    """Whether Granary refuses for what the contract does not say: the columns of the table, the syntax of CSV and YAML."""
    try:
        problem = json.loads(body)
    except ValueError:
        return False
    sent = dict(request.headers).get("Content-Type", "")
    if problem["type"] in ("malformed-rows", "rows-rejected") and sent in ("text/csv", "application/x-ndjson"):
        return True
    # The contract cannot know which keys were used before.
    if problem["type"] == "idempotency-key-reused":
        return True
    faults = problem.get("errors", ())
    return bool(faults) and all(
        fault["rule"] in ("cursor", "unknown-column", "duplicate-column", "yaml")
        or (fault["rule"] == "encoding" and sent == "application/yaml")
        # That an item of an array is a row: RowsWrite only says what rows are not.
        or (problem["type"] == "rows-rejected" and fault["rule"] == "type" and "column" not in fault)
        or (fault["rule"] in ("type", "range") and fault.get("pointer", "").startswith(("/query/from", "/query/to", "/query/filter/")))
        for fault in faults
    )


def reason(status, body):
    """An answer in few words: what Granary found wrong, or what Connexion says."""
    try:
        problem = json.loads(body)
    except ValueError:
        return f"{status}"
    rules = [f"{fault.get('pointer', fault.get('column'))} {fault['rule']}" for fault in problem.get("errors") or ()]
    if "requestId" in problem:
        return f"{status} {problem['type']} " + ", ".join(rules[:2])
    return f"{status} " + str(problem.get("detail", ""))[:300].replace("\n", " ")


def explain(explanations, request, granary, connexion):
    """The explanation of a disagreement, if there is one."""
    for explanation in explanations:
        if (
            re.search(explanation.get("operation", ""), request.operation)
            and re.search(explanation.get("request", ""), request.described)
            and re.search(explanation.get("granary", ""), granary)
            and re.search(explanation.get("connexion", ""), connexion)
        ):
            return explanation
    return None


def prepare(granary):
    """A product with the table that takes any row."""
    product = {"name": "oracle", "description": "a", "domain": "a", "dataProductOwner": "a"}
    columns = [{"name": name, "type": kind} for name, kind in TABLE.items()]
    for path, body in (("/v1/data-products", product), ("/v1/schemas/dp:oracle:rows", {"tableDescription": "a", "columns": columns})):
        headers = [("Content-Type", "application/json")]
        status, answer = granary.ask(Request("", "POST", path, [], headers, json.dumps(body).encode()))
        if status != 201:
            raise SystemExit(f"{path}: {status} {answer}")


def show(request, granary, connexion):
    """A request as a command, with both answers."""
    command = ["curl", "-i", "-X", request.method, "$GRANARY" + request.target]
    for name, value in request.headers + [("X-API-Key", "$KEY")]:
        command += ["-H", f"{name}: {value}"]
    if request.body is not None:
        command += ["--data-binary", request.body.decode("latin-1")]
    words = " ".join(shlex.quote(word) for word in command)[:400]
    return f"    {request.described}\n    granary: {granary}\n    connexion: {connexion}\n    {words}"


def main(contract_path, count, seed):
    """Compares; answers the exit status."""
    rng = random.Random(seed)
    explanations = tomllib.loads((HERE / "disagreements.toml").read_text())["disagreement"]
    contract = json.loads(pathlib.Path(contract_path).read_text())
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", HERE / "connexion_server.py", contract_path], stdout=subprocess.PIPE, text=True
    )
    try:
        granary, connexion = Side(os.environ["GRANARY"]), Side(server.stdout.readline().strip())
        prepare(granary)
        generator = Generator(contract, rng, "dp:oracle:rows")
        return compare(generator, granary, connexion, count, explanations)
    finally:
        server.kill()
        server.wait()


def compare(generator, granary, connexion, count, explanations):
    """Sends the requests and prints what came of them."""
    tally = collections.defaultdict(collections.Counter)
    classes = collections.Counter()
    unexplained = collections.defaultdict(list)
    for _ in range(count):
        request = generator.request()
        answers = [side.ask(request) for side in (granary, connexion)]
        verdicts = [verdict(request, status) for status, _ in answers]
        if verdicts == ["refuses", "accepts"] and is_behind(request, answers[0][1]):
            verdicts[0] = "accepts"
        if verdicts[0] == verdicts[1]:
            tally[request.operation]["both " + verdicts[0].removesuffix("s")] += 1
            continue
        tally[request.operation]["differ"] += 1
        reasons = [reason(*answer) for answer in answers]
        explanation = explain(explanations, request, *reasons)
        if explanation:
            classes[explanation["name"]] += 1
        else:
            kind = (request.operation, *verdicts, request.label.partition(" ")[0], re.sub(r"\d{4,}|dp\S*", "…", reasons[0])[:60])
            unexplained[kind].append(show(request, *reasons))
    return report(tally, classes, unexplained, explanations, count)


def report(tally, classes, unexplained, explanations, count):
    """Prints the agreement of every operation and every class of disagreement; answers the exit status."""
    for operation, counts in sorted(tally.items()):
        total = counts.total()
        both = ", ".join(f"{counts[key]} {key}" for key in sorted(counts))
        print(f"{operation:20} {100 * (total - counts['differ']) / total:6.2f} % of {total:5} agree: {both}")
    differ = sum(counts["differ"] for counts in tally.values())
    print(f"{'all':20} {100 * (count - differ) / count:6.2f} % of {count:5} agree; {differ} disagreements, by class:")
    for name, number in classes.most_common():
        print(f"  {number:5} {name}")
    for kind, samples in sorted(unexplained.items(), key=lambda item: -len(item[1])):
        print(f"  {len(samples):5} UNEXPLAINED {' | '.join(kind)}", *samples[:1], sep="\n")
    unused = [explanation["name"] for explanation in explanations if not classes[explanation["name"]]]
    # A short run does not come by every class.
    stale = unused if count >= LONG else []
    for name in stale:
        print(f"The explanation {name!r} explains nothing any more: take it out of disagreements.toml.")
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    chosen = int(sys.argv[3]) if len(sys.argv) > 3 else random.SystemRandom().randrange(2**32)
    print(f"seed {chosen}")
    sys.exit(main(sys.argv[1], int(sys.argv[2]), chosen))
