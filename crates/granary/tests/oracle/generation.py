"""Requests from the contract: valid ones, and ones that differ from a valid one in one respect, which has a label."""

import dataclasses
import json
from urllib.parse import quote

import changes
import values

# Its table takes any row of these columns, so that what is refused is refused for its form.
TABLE = {"text": "string", "number": "double", "flag": "boolean"}


@dataclasses.dataclass
class Request:
    """One request, as it will be sent but for its host and key."""

    operation: str
    method: str
    path: str
    query: list
    headers: list
    body: bytes | None = None
    # What it differs in from a valid request; empty when in nothing.
    label: str = ""
    # What the parts were made from, for those who change them.
    parts: dict = dataclasses.field(default_factory=dict)

    @property
    def described(self):
        """What it differs in, and the media type that its body was made in."""
        made = " as " + self.parts["body"][2] if "body" in self.parts else ""
        return (self.label or "valid") + made

    @property
    def target(self):
        """Path and query as they are sent."""
        return self.path + ("?" + "&".join(self.query) if self.query else "")


class Generator:
    """Makes requests for all operations of a contract; the same seed makes the same requests."""

    def __init__(self, contract, rng, table):
        self.rng = rng
        self.table = table
        self.operations = []
        for path, item in contract["paths"].items():
            for method, operation in item.items():
                if method != "parameters":
                    described = {**operation, "parameters": item.get("parameters", []) + operation.get("parameters", [])}
                    self.operations.append((path, method.upper(), values.resolve(described, contract)))

    def request(self):
        """The next request."""
        # An operation without anything to it needs few requests.
        weights = [1 + 3 * len(operation["parameters"]) + 8 * ("requestBody" in operation) for _, _, operation in self.operations]
        path, method, operation = self.rng.choices(self.operations, weights)[0]
        request = self._valid(path, method, operation)
        if self.rng.random() < 0.75:
            changes.apply(self.rng, request, operation)
        return request

    def _valid(self, path, method, operation):
        request = Request(operation["operationId"], method, path, [], [])
        for parameter in operation["parameters"]:
            # Connexion fails at a parameter that has `content`, so the others would hardly be compared with it.
            if not parameter.get("required") and self.rng.random() < (0.97 if "content" in parameter else 0.6):
                continue
            value = self._parameter(request.operation, parameter)
            request.parts[parameter["name"]] = value
            write(request, parameter, value)
        if "requestBody" in operation:
            media_type, content = self.rng.choice(list(operation["requestBody"]["content"].items()))
            value = self._row_body(media_type) if request.operation == "ingestRows" else values.valid(self.rng, content["schema"])
            request.parts["body"] = (content["schema"], value, media_type)
            request.headers.append(("Content-Type", media_type))
            request.body = encode(media_type, value)
        if self.rng.random() < 0.3:
            offered = [media for status, answer in operation["responses"].items() if status < "3" for media in answer.get("content", ())]
            request.headers.append(("Accept", self.rng.choice(offered + ["*/*"])))
        return request

    def _parameter(self, operation, parameter):
        # Rows are judged when their table is found; what else is not there must be judged the same.
        if parameter["name"] == "schemaId" and (operation == "ingestRows" or operation == "readRows" and self.rng.random() < 0.7):
            return self.table
        schema = parameter.get("schema") or parameter["content"]["application/json"]["schema"]
        if parameter["name"] in ("constant", "filter", "columnMap", "columns", "from", "to"):
            return {
                "constant": {"text": "a"}, "filter": {"flag": "true"}, "columnMap": {"Text (a)": "text"},
                "columns": self.rng.choice([["text"], ["flag", "text"]]), "from": "2026-01-01", "to": "2027-01-01T00:00:00Z",
            }[parameter["name"]]
        return values.valid(self.rng, schema)

    def _row_body(self, media_type):
        row = {}
        for name, kind in TABLE.items():
            if name != "text" and self.rng.random() < 0.6:
                row[name] = {"double": 1.5, "boolean": True}[kind]
        row = row or {"number": 2}
        if media_type == "text/csv":
            return "number,flag\n1.5,true\n"
        if media_type == "application/x-ndjson":
            return json.dumps(row) + "\n"
        return self.rng.choice([row, [row], [row, row], []]) if media_type == "application/json" else row


def write(request, parameter, value):
    """Puts a parameter into the request by its style."""
    name, place = parameter["name"], parameter["in"]
    if place == "path":
        request.path = request.path.replace("{" + name + "}", quote(str(value), safe=":"))
    elif place == "header":
        request.headers.append((name, str(value)))
    elif parameter.get("style") == "deepObject":
        request.query += [f"{name}[{quote(key)}]={quote(item, safe='')}" for key, item in value.items()]
    elif "content" in parameter:
        request.query.append(f"{name}={quote(json.dumps(value))}")
    else:
        text = ",".join(value) if isinstance(value, list) else value if isinstance(value, str) else json.dumps(value)
        request.query.append(f"{name}={quote(text, safe=',:')}")


def encode(media_type, value):
    """A body of the media type."""
    if media_type == "application/json":
        return json.dumps(value).encode()
    if media_type == "application/x-www-form-urlencoded":
        pairs = value.items() if isinstance(value, dict) else [("value", value)]
        texts = [(name, item if isinstance(item, str) else json.dumps(item)) for name, item in pairs]
        return "&".join(f"{quote(name, safe='')}={quote(item.encode('utf-8', 'surrogatepass'), safe='')}" for name, item in texts).encode()
    return str(value).encode("utf-8", "surrogatepass")
