"""Drives a running service with the Python client: registers, ingests, reads, replaces, and is refused.

Usage: driver.py URL KEY, the key being one of a producer who owns nothing yet.
"""

import sys
from typing import Any, Callable, Type, TypeVar

from granary import (
    ApiClient,
    Column,
    Configuration,
    ContractsApi,
    DataProduct,
    DataProductCreate,
    DataProductReplace,
    DataProductsApi,
    DataProductStatus,
    Fault,
    MonitoringApi,
    Problem,
    RowsApi,
    RowsProblem,
    SchemaFormatName,
    SchemasApi,
    TableSchemaWrite,
)
from granary import exceptions as refused

PRODUCT = "dp:python_client"
TABLE = "dp:python_client:readings"
P = TypeVar("P", Problem, RowsProblem)


def problem(model: Type[P], error: Type[refused.ApiException], call: Callable[[], object]) -> P:
    """What a call answers that must be refused with this error."""
    try:
        call()
    except error as refusal:
        assert isinstance(refusal.data, model), refusal
        assert refusal.data.status == refusal.status, refusal
        return refusal.data
    raise AssertionError(f"not refused with {error.__name__}")


def resource(written: DataProduct) -> DataProduct:
    """What a read answers: a write without what it says about the change."""
    return written.model_copy(update={"warnings": None, "verdict": None, "ignored": None})


def registers(products: DataProductsApi) -> None:
    body = DataProductCreate(
        name="python_client",
        description="Hourly readings of soil microbial fuel cells.",
        domain="environment",
        dataProductOwner="soil-lab@example.org",
        tags={"season": "summer"},
    )
    created = products.create_data_product_with_http_info(body)
    assert created.status_code == 201
    assert created.headers is not None and created.headers["location"] == f"/v1/data-products/{PRODUCT}"
    product = resource(created.data)
    assert (product.id, product.status) == (f"{PRODUCT}:v1.0", DataProductStatus.DRAFT)
    assert product.tags == {"season": "summer"} and product.created_at.tzinfo is not None
    assert products.get_data_product(PRODUCT) == product

    other = resource(products.create_data_product(body.model_copy(update={"name": "python_other"})))
    first = products.list_data_products(limit=1)
    assert first.items == [product] and first.next_cursor is not None
    assert products.list_data_products(limit=1, cursor=first.next_cursor).items == [other]

    again = products.create_data_product_with_http_info(body)
    assert again.headers is not None and again.headers["idempotent-replayed"] == "true"
    assert resource(again.data) == product
    changed = body.model_copy(update={"description": "Another description."})
    taken = problem(Problem, refused.ConflictException, lambda: products.create_data_product(changed))
    assert (taken.type, taken.status) == ("name-taken", 409)
    unchecked: dict[str, Any] = {**body.model_dump(), "name": "Not a name", "email": "nobody"}
    broken = problem(
        Problem,
        refused.BadRequestException,
        lambda: products.create_data_product(DataProductCreate.model_construct(**unchecked)),
    )
    assert broken.type == "invalid-request" and broken.errors is not None
    assert all(isinstance(fault, Fault) for fault in broken.errors)
    assert {(fault.pointer, fault.rule) for fault in broken.errors} == {
        ("/body/name", "pattern"),
        ("/body/email", "format"),
    }


def defines(schemas: SchemasApi) -> TableSchemaWrite:
    body = TableSchemaWrite(
        tableDescription="One hour of one cell.",
        columns=[
            Column(name="cell", type="varchar(16)", nullable=False),
            Column(name="timestamp", type="timestamp", nullable=False),
            Column(name="voltage", type="double", unit="mV", minimum=-1000, maximum=1000),
        ],
        timeColumn="timestamp",
        keys=["cell", "timestamp"],
    )
    table = schemas.create_schema(TABLE, body)
    assert table.id == f"{PRODUCT}:v1.0:readings" and table.keys == ["cell", "timestamp"]
    assert [(column.name, column.type) for column in table.columns] == [
        ("cell", "varchar(16)"),
        ("timestamp", "timestamp"),
        ("voltage", "double"),
    ]
    wrong = body.model_copy(update={"time_column": "nowhere"})
    invalid = problem(
        Problem, refused.UnprocessableEntityException, lambda: schemas.replace_schema(TABLE, wrong)
    )
    assert invalid.type == "invalid-schema" and invalid.errors is not None
    assert invalid.errors[0].pointer == "/body/timeColumn"
    return body


def ingests(rows: RowsApi) -> None:
    hours = [{"cell": "a", "timestamp": f"2023-07-08T0{hour}:00:00Z", "voltage": hour / 2} for hour in range(3)]
    receipt = rows.ingest_rows_with_json(TABLE, hours)
    assert (receipt.accepted, receipt.rejected, receipt.errors) == (3, 0, [])
    assert rows.ingest_rows_with_json(TABLE, {**hours[0], "cell": "one", "voltage": None}).accepted == 1
    csv = "timestamp,Voltage (mV)\n2023-07-08T00:00:00Z,1.25\n2023-07-08T01:00:00Z,\n"
    receipt = rows.ingest_rows_with_csv(
        TABLE, csv, column_map={"Voltage (mV)": "voltage"}, constant={"cell": "b"}
    )
    assert receipt.accepted == 2
    lines = '{"cell": "c", "timestamp": "2023-07-08T00:00:00Z", "voltage": 7}\n'
    assert rows.ingest_rows_with_x_ndjson(TABLE, lines).accepted == 1

    bad = "cell,timestamp,voltage\nd,2023-07-08T00:00:00Z,1\nd,2023-07-08T01:00:00Z,high\n"
    rejected = problem(
        RowsProblem, refused.UnprocessableEntityException, lambda: rows.ingest_rows_with_csv(TABLE, bad)
    )
    assert (rejected.type, rejected.accepted, rejected.rejected) == ("rows-rejected", 0, 1)
    fault = rejected.errors[0]
    assert (fault.row, fault.line, fault.column, fault.rule) == (2, 3, "voltage", "type")
    assert rows.read_rows_as_json(TABLE, filter={"cell": "d"}).items == [], "all are stored or none"


def reads(rows: RowsApi) -> None:
    first = rows.read_rows_as_json(TABLE, filter={"cell": "a"}, limit=2)
    assert first.items[1] == {"cell": "a", "timestamp": "2023-07-08T01:00:00.000Z", "voltage": 0.5}
    assert len(first.items) == 2 and first.next_cursor is not None
    last = rows.read_rows_as_json(TABLE, filter={"cell": "a"}, limit=2, cursor=first.next_cursor)
    assert [row["voltage"] for row in last.items] == [1] and last.next_cursor is None
    between = rows.read_rows_as_json(
        TABLE, from_="2023-07-08T01:00:00Z", to="2023-07-08T02:00:00Z", columns=["voltage", "cell"]
    )
    assert sorted(row["cell"] for row in between.items) == ["a", "b"]
    assert all(set(row) == {"voltage", "cell"} for row in between.items)
    assert {"voltage": None, "cell": "b"} in between.items
    csv = rows.read_rows_as_csv(TABLE, filter={"cell": "b"}, columns=["cell", "voltage"])
    assert csv.split() == ["cell,voltage", "b,1.25", "b,"]


def replaces(products: DataProductsApi, schemas: SchemasApi, definition: TableSchemaWrite) -> None:
    read = products.get_data_product_with_http_info(PRODUCT)
    assert read.headers is not None
    e_tag = read.headers["etag"]
    try:
        products.get_data_product(PRODUCT, if_none_match=e_tag)
        raise AssertionError("304 is no product")
    except refused.ApiException as unchanged:
        assert unchanged.status == 304

    body = DataProductReplace(
        description="Readings of 2023.", domain="environment", dataProductOwner="soil-lab@example.org"
    )
    replaced = resource(products.replace_data_product(PRODUCT, body, if_match=e_tag))
    assert (replaced.version, replaced.description) == ("v1.1", "Readings of 2023.")
    stale = problem(
        Problem,
        refused.ApiException,
        lambda: products.replace_data_product(
            PRODUCT, body.model_copy(update={"description": "Lost."}), if_match=e_tag
        ),
    )
    assert (stale.type, stale.status) == ("precondition-failed", 412)
    assert products.get_data_product(PRODUCT) == replaced
    published = body.model_copy(update={"status": DataProductStatus.PUBLISHED})
    forbidden = problem(
        Problem,
        refused.ForbiddenException,
        lambda: products.replace_data_product(PRODUCT, published),
    )
    assert (forbidden.type, forbidden.status) == ("forbidden", 403)

    schema = schemas.get_schema_with_http_info(TABLE)
    assert schema.headers is not None
    definition = definition.model_copy(update={"table_description": "One hour."})
    table = schemas.replace_schema(TABLE, definition, if_match=schema.headers["etag"])
    assert (table.version, table.table_description) == ("v1.2", "One hour.")


def exchanges(contracts: ContractsApi, products: DataProductsApi) -> None:
    text = contracts.get_contract_as_yaml(PRODUCT)
    assert text.startswith('apiVersion: "v3.1.0"\n'), text
    same = contracts.put_contract_with_yaml(PRODUCT, text)
    assert resource(same) == products.get_data_product(PRODUCT) and same.verdict is not None
    document = contracts.get_contract_as_json(PRODUCT)
    tried = contracts.put_contract_with_json(PRODUCT, {**document, "domain": "soil"}, dry_run=True)
    assert (tried.version, tried.domain, tried.ignored) == ("v1.3", "soil", ["/servers"])
    bad = problem(
        Problem,
        refused.UnprocessableEntityException,
        lambda: contracts.put_contract_with_json(PRODUCT, {**document, "kind": "DataProduct"}),
    )
    assert bad.type == "invalid-contract" and bad.errors is not None
    assert [fault.pointer for fault in bad.errors] == ["/body/kind"]
    schema = contracts.get_schema_format_as_schema(TABLE, SchemaFormatName.JSON_MINUS_SCHEMA)
    assert schema["type"] == "object"
    assert "CREATE TABLE" in contracts.get_schema_format_as_sql(TABLE, SchemaFormatName.SQL_MINUS_POSTGRES)
    assert f"{PRODUCT}:v1.2" in contracts.get_catalogue_as_turtle()


def deletes(products: DataProductsApi, schemas: SchemasApi) -> None:
    schemas.delete_schema(TABLE)
    gone = problem(Problem, refused.NotFoundException, lambda: schemas.get_schema(TABLE))
    assert (gone.type, gone.status) == ("not-found", 404)
    products.delete_data_product(PRODUCT)
    problem(Problem, refused.NotFoundException, lambda: products.get_data_product(PRODUCT))


def main(url: str, key: str) -> None:
    with ApiClient(Configuration(host=url)) as stranger:
        assert MonitoringApi(stranger).get_running().running
        assert MonitoringApi(stranger).get_health().checks.database.value == "pass"
        unknown = problem(
            Problem, refused.UnauthorizedException, lambda: DataProductsApi(stranger).list_data_products()
        )
        assert (unknown.type, unknown.status) == ("unauthenticated", 401) and unknown.request_id
    with ApiClient(Configuration(host=url, username="any", password=key)) as device:
        assert DataProductsApi(device).list_data_products().items == []
    with ApiClient(Configuration(host=url, api_key={"apiKey": key})) as client:
        products, schemas, rows = DataProductsApi(client), SchemasApi(client), RowsApi(client)
        registers(products)
        definition = defines(schemas)
        ingests(rows)
        reads(rows)
        replaces(products, schemas, definition)
        exchanges(ContractsApi(client), products)
        deletes(products, schemas)


main(*sys.argv[1:])
