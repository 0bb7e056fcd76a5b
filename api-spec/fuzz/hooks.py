"""What schemathesis is told about Granary that the contract cannot say."""

import os
import re
from urllib.parse import quote, unquote

import requests
import schemathesis
from schemathesis.core import NotSet
from schemathesis.core.media_types import YAML_MEDIA_TYPES
from schemathesis.generation.meta import TestPhase
from schemathesis.transport.requests import REQUESTS_TRANSPORT

import known
import meaning

# Reads a table's schema for `before_call` itself: not one of the requests under test.
SESSION = requests.Session()
SESSION.headers["X-API-Key"] = os.environ["KEY"]

# RFC 9110 §4.1 asks of servers no more than URIs of 8000 octets. The HTTP library ends at 65,534.
LONGEST_QUERY = 7000

# Rules of a 400 that speak of a table or of a page, which the contract cannot know. `type` and `range` are among them
# for what is compared with a column.
# The others speak of the life of a version, of the name of a tag, whose length OpenAPI 3.0.3 cannot bound, and of a text
# that is no YAML.
RULES = {"unknown-column", "cursor", "deprecated-only", "max-length", "yaml"}
LIFE = ("/body/sunset", "/body/successor")
COMPARED = ("/query/from", "/query/to", "/query/filter/")


@schemathesis.deserializer(
    *YAML_MEDIA_TYPES, "text/csv", "application/x-ndjson", "text/turtle", "text/markdown", "application/sql"
)
def text(context, response):
    """These bodies are texts in the contract (`type: string`), not what a parser would make of them."""
    return response.content.decode()


@REQUESTS_TRANSPORT.serializer("application/x-ndjson", "text/csv", "application/yaml")
def lines(context, value):
    """A text goes as it is. What was made wrong by being no text becomes one, as in a `text/plain`."""
    return {"data": str(value).encode("utf-8", "surrogatepass")}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Gives most valid requests a meaning, so that they reach what is behind the contract."""
    query = case.query
    if sum(len(quote(f"{name}={value}")) for name, value in query.items()) > LONGEST_QUERY:
        remove(query, ("constant", "columnMap", "filter"))
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    # OpenAPI 3.0.3, style deepObject, names no way to write a key that has brackets itself.
    for name in [name for name in query if re.search(r"[][]", name[name.find("[") + 1 : -1])]:
        del query[name]
    operation = case.operation.definition.raw["operationId"]
    body = None if isinstance(case.body, NotSet) else case.body
    if operation.startswith("delete"):
        # What is only tried out does not free what is then used.
        query.pop("dryRun", None)
    salt = meaning.number_of((operation, case.path_parameters, query, body))
    if salt % 4:
        address(case, operation, salt)
        fill(case, operation, salt)


def address(case, operation, salt):
    """Lets the request speak of what exists, in its current state."""
    path, headers, query = case.path_parameters, case.headers, case.query
    is_linked = case.meta.phase.name == TestPhase.STATEFUL
    # Nearly all deletions would empty the service.
    if not operation.startswith("delete") or salt % 5 == 0:
        if operation == "putContract" and salt % 3 == 0 and not is_linked:
            path["productId"] = f"dp:contracted_{next(known.numbers)}"
        elif "productId" in path:
            path["productId"] = known.existing(path["productId"], known.products, salt, is_linked)
        elif operation == "createSchema":
            path["schemaId"] = new_table(path["schemaId"], salt, is_linked)
        elif "schemaId" in path:
            path["schemaId"] = known.existing(path["schemaId"], known.tables, salt, is_linked)
    if headers.get("If-Match") not in known.etags:
        headers.pop("If-Match", None)
    if "cursor" in query and query["cursor"] not in known.cursors[operation]:
        del query["cursor"]
        if known.cursors[operation]:
            query["cursor"] = known.cursors[operation][-1]


def new_table(encoded, salt, is_linked):
    """The id of a table that a product does not have yet."""
    product, _, table = unquote(encoded).rpartition(":")
    product = known.existing(product, known.products, salt, is_linked)
    if f"{known.versionless(product)}:{table}" in known.tables:
        table = f"readings_{next(known.numbers)}"
    return f"{product}:{table}"


def fill(case, operation, salt):
    """Lets a body be one that can be stored, and parameters speak of columns that the table has."""
    if operation == "createDataProduct":
        case.body["name"] = f"{case.body['name'][:50]}_{next(known.numbers)}"
    elif operation in ("createSchema", "replaceSchema", "checkCompatibility"):
        case.body = meaning.table(case.body)
    elif operation == "setLifecycle":
        case.body = meaning.lifecycle(case.body)
    elif operation == "putContract":
        answer = SESSION.get(os.environ["GRANARY"] + case.formatted_path, headers={"Accept": "application/json"})
        present = answer.json() if answer.status_code == 200 else None
        name = known.versionless(case.path_parameters["productId"]).removeprefix("dp:")
        case.body = meaning.contract(case.body, present, name, case.media_type)
    elif operation == "getStatistics":
        case.query.pop("from", None)
    elif operation in ("ingestRows", "readRows"):
        answer = SESSION.get(os.environ["GRANARY"] + case.formatted_path.removesuffix("/rows"))
        if answer.status_code == 200:
            remove(case.query, ("constant", "columnMap", "filter"))
            if operation == "ingestRows":
                case.body = meaning.rows(case.body, answer.json(), case.media_type)
            else:
                select(case.query, answer.json(), salt)


def select(query, definition, salt):
    """Parameters, which are here as they are sent, that select rows of the table."""
    columns = definition["columns"]
    if salt % 3 == 0:
        column = columns[salt % len(columns)]
        query[f"filter[{column['name']}]"] = str(meaning.value(column, salt)).lower()
    if "columns" in query:
        count = str(query["columns"]).count(",") + 1
        query["columns"] = ",".join(column["name"] for column in columns[:count])
    if "limit" in query and salt % 2:
        query["limit"] = 1 + salt % 3
    for name in ("from", "to"):
        time = [column for column in columns if column["name"] == definition.get("timeColumn")]
        if name in query and time:
            query[name] = meaning.value(time[0], meaning.number_of(query[name]))
        else:
            query.pop(name, None)


def remove(query, parameters):
    """Takes parameters out, whether they are sent as one or, as deepObject, in parts."""
    for name in [name for name in query if name.startswith(parameters)]:
        del query[name]


@schemathesis.hook
def after_call(context, case, response):
    """Takes note of what exists."""
    known.remember(case.operation.definition.raw["operationId"], case, response)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Lets go what the checks demand and the contract or the standard does not."""
    name = type(failure).__name__
    if name == "RejectedPositiveData" and response.status_code == 400:
        return not refused_for_meaning(response.json())
    if name == "UseAfterFree":
        # The contract on deleteSchema: "Older versions keep the table and its rows, readable under their ids."
        # Without a version in the id the table must be gone.
        id = case.path_parameters.get("schemaId", "")
        return known.versionless(id) == unquote(id)
    return True


def refused_for_meaning(problem):
    """Valid data may be refused for what it means: the table lacks the column, the text is no CSV, the cursor is none."""
    return problem["type"] == "malformed-rows" or all(
        fault["rule"] in RULES
        or fault["rule"] in ("type", "range") and fault["pointer"].startswith(COMPARED)
        or fault["pointer"].startswith(LIFE)
        for fault in problem["errors"]
    )
