// Drives a running service with the TypeScript client: registers, ingests, reads, replaces, and is refused.
// Usage: driver.js URL KEY, the key being one of a producer who owns nothing yet.

import assert from 'node:assert/strict';
import {
    Configuration,
    ContractsApi,
    DataProductsApi,
    DataProductStatus,
    MonitoringApi,
    ProblemFromJSON,
    ResponseError,
    RowsApi,
    RowsProblemFromJSON,
    SchemaFormatName,
    SchemasApi,
    type DataProduct,
    type DataProductCreate,
    type TableSchemaWrite,
} from 'granary';

const productId = 'dp:typescript_client';
const schemaId = 'dp:typescript_client:readings';

/** What a call answers that must be refused with this status, read as the contract says. */
async function refusal<P extends { status: number }>(
    status: number,
    read: (json: unknown) => P,
    call: Promise<unknown>,
): Promise<P> {
    const error = await call.then(() => undefined, (error: unknown) => error);
    assert(error instanceof ResponseError, `not refused with ${status}: ${error}`);
    assert.equal(error.response.status, status);
    assert.equal(error.response.headers.get('content-type'), 'application/problem+json');
    const problem = read(await error.response.json());
    assert.equal(problem.status, status);
    return problem;
}

/** What a read answers: a write without what it says about the change. */
function resource(written: DataProduct): DataProduct {
    const unsaid: object = { warnings: undefined, verdict: undefined, ignored: undefined };
    return Object.assign({ ...written }, unsaid);
}

async function registers(products: DataProductsApi): Promise<void> {
    const dataProductCreate: DataProductCreate = {
        name: 'typescript_client',
        description: 'Hourly readings of soil microbial fuel cells.',
        domain: 'environment',
        dataProductOwner: 'soil-lab@example.org',
        tags: { season: 'summer' },
    };
    const created = await products.createDataProductRaw({ dataProductCreate });
    assert.equal(created.raw.status, 201);
    assert.equal(created.raw.headers.get('location'), `/v1/data-products/${productId}`);
    const product = resource(await created.value());
    assert.equal(product.id, `${productId}:v1.0`);
    assert.equal(product.status, DataProductStatus.Draft);
    assert.deepEqual(product.tags, { season: 'summer' });
    assert(Date.now() - product.createdAt.getTime() < 60_000);
    assert.deepEqual(await products.getDataProduct({ productId }), product);

    const other = resource(
        await products.createDataProduct({
            dataProductCreate: { ...dataProductCreate, name: 'typescript_other' },
        }),
    );
    const first = await products.listDataProducts({ limit: 1 });
    assert.deepEqual(first.items, [product]);
    assert(first.nextCursor !== undefined);
    assert.deepEqual((await products.listDataProducts({ limit: 1, cursor: first.nextCursor })).items, [other]);

    const again = await products.createDataProductRaw({ dataProductCreate });
    assert.equal(again.raw.headers.get('Idempotent-Replayed'), 'true');
    assert.deepEqual(resource(await again.value()), product);
    const changed = { ...dataProductCreate, description: 'Another description.' };
    const taken = await refusal(
        409,
        ProblemFromJSON,
        products.createDataProduct({ dataProductCreate: changed }),
    );
    assert.equal(taken.type, 'name-taken');
    const broken = await refusal(
        400,
        ProblemFromJSON,
        products.createDataProduct({
            dataProductCreate: { ...dataProductCreate, name: 'Not a name', email: 'nobody' },
        }),
    );
    assert.equal(broken.type, 'invalid-request');
    assert.deepEqual(broken.errors?.map((fault) => `${fault.pointer} ${fault.rule}`).sort(), [
        '/body/email format',
        '/body/name pattern',
    ]);
}

async function defines(schemas: SchemasApi): Promise<TableSchemaWrite> {
    const tableSchemaWrite: TableSchemaWrite = {
        tableDescription: 'One hour of one cell.',
        columns: [
            { name: 'cell', type: 'varchar(16)', nullable: false, enum: new Set(['a', 'b', 'c', 'd', 'one']) },
            { name: 'timestamp', type: 'timestamp', nullable: false },
            { name: 'voltage', type: 'double', unit: 'mV', minimum: -1000, maximum: 1000 },
        ],
        timeColumn: 'timestamp',
        keys: new Set(['cell', 'timestamp']),
    };
    const table = await schemas.createSchema({ schemaId, tableSchemaWrite });
    assert.equal(table.id, `${productId}:v1.0:readings`);
    assert.deepEqual([...table.keys], ['cell', 'timestamp']);
    assert.deepEqual(table.columns.map((column) => column.type), ['varchar(16)', 'timestamp', 'double']);
    assert(table.columns[0]?.enum?.has('one'));
    const invalid = await refusal(
        422,
        ProblemFromJSON,
        schemas.replaceSchema({ schemaId, tableSchemaWrite: { ...tableSchemaWrite, timeColumn: 'nowhere' } }),
    );
    assert.equal(invalid.type, 'invalid-schema');
    assert.equal(invalid.errors?.[0]?.pointer, '/body/timeColumn');
    return tableSchemaWrite;
}

async function ingests(rows: RowsApi): Promise<void> {
    const hours = [0, 1, 2].map((hour) => ({
        cell: 'a',
        timestamp: `2023-07-08T0${hour}:00:00Z`,
        voltage: hour / 2,
    }));
    const receipt = await rows.ingestRows({ schemaId, body: hours });
    assert.equal(receipt.accepted, 3);
    assert.deepEqual(receipt.errors, []);
    const one = await rows.ingestRows({ schemaId, body: { ...hours[0], cell: 'one', voltage: null } });
    assert.equal(one.accepted, 1);
    const csv = await rows.ingestRows({
        schemaId,
        contentType: 'text/csv',
        body: 'timestamp,Voltage (mV)\n2023-07-08T00:00:00Z,1.25\n2023-07-08T01:00:00Z,\n',
        columnMap: { 'Voltage (mV)': 'voltage' },
        constant: { cell: 'b' },
    });
    assert.equal(csv.accepted, 2);
    const lines = await rows.ingestRows({
        schemaId,
        contentType: 'application/x-ndjson',
        body: '{"cell": "c", "timestamp": "2023-07-08T00:00:00Z", "voltage": 7}\n',
    });
    assert.equal(lines.accepted, 1);

    const bad = 'cell,timestamp,voltage\nd,2023-07-08T00:00:00Z,1\nd,2023-07-08T01:00:00Z,high\n';
    const rejected = await refusal(
        422,
        RowsProblemFromJSON,
        rows.ingestRows({ schemaId, contentType: 'text/csv', body: bad }),
    );
    assert.equal(rejected.type, 'rows-rejected');
    assert.deepEqual([rejected.accepted, rejected.rejected], [0, 1]);
    const { row, line, column, rule } = rejected.errors[0]!;
    assert.deepEqual({ row, line, column, rule }, { row: 2, line: 3, column: 'voltage', rule: 'type' });
    assert.deepEqual((await rows.readRows({ schemaId, filter: { cell: 'd' } })).items, [], 'all or none');
}

async function reads(rows: RowsApi): Promise<void> {
    const first = await rows.readRows({ schemaId, filter: { cell: 'a' }, limit: 2 });
    assert.equal(first.items.length, 2);
    assert.deepEqual(first.items[1], { cell: 'a', timestamp: '2023-07-08T01:00:00.000Z', voltage: 0.5 });
    assert(first.nextCursor !== undefined);
    const last = await rows.readRows({ schemaId, filter: { cell: 'a' }, limit: 2, cursor: first.nextCursor });
    assert.deepEqual(last.items.map((row) => row['voltage']), [1]);
    assert.equal(last.nextCursor, undefined);
    const between = await rows.readRows({
        schemaId,
        from: '2023-07-08T01:00:00Z',
        to: '2023-07-08T02:00:00Z',
        columns: new Set(['voltage', 'cell']),
    });
    const values = between.items.map((row) => JSON.stringify(row)).sort();
    assert.deepEqual(values, ['{"voltage":0.5,"cell":"a"}', '{"voltage":null,"cell":"b"}']);
    const csv: string = await rows.readRows({
        schemaId,
        accept: 'text/csv',
        filter: { cell: 'b' },
        columns: new Set(['cell', 'voltage']),
    });
    assert.deepEqual(csv.trim().split(/\r?\n/), ['cell,voltage', 'b,1.25', 'b,']);
}

async function replaces(
    products: DataProductsApi,
    schemas: SchemasApi,
    tableSchemaWrite: TableSchemaWrite,
): Promise<void> {
    const ifMatch = (await products.getDataProductRaw({ productId })).raw.headers.get('etag')!;
    const unchanged = await products.getDataProductRaw({ productId, ifNoneMatch: ifMatch }).catch((error) => error);
    assert(unchanged instanceof ResponseError);
    assert.equal(unchanged.response.status, 304);

    const dataProductReplace = {
        description: 'Readings of 2023.',
        domain: 'environment',
        dataProductOwner: 'soil-lab@example.org',
    };
    const replaced = resource(await products.replaceDataProduct({ productId, dataProductReplace, ifMatch }));
    assert.deepEqual([replaced.version, replaced.description], ['v1.1', 'Readings of 2023.']);
    const lost = { ...dataProductReplace, description: 'Lost.' };
    const stale = await refusal(
        412,
        ProblemFromJSON,
        products.replaceDataProduct({ productId, dataProductReplace: lost, ifMatch }),
    );
    assert.equal(stale.type, 'precondition-failed');
    assert.deepEqual(await products.getDataProduct({ productId }), replaced);
    const published = { ...dataProductReplace, status: DataProductStatus.Published };
    const forbidden = await refusal(
        403,
        ProblemFromJSON,
        products.replaceDataProduct({ productId, dataProductReplace: published }),
    );
    assert.equal(forbidden.type, 'forbidden');

    const eTag = (await schemas.getSchemaRaw({ schemaId })).raw.headers.get('etag')!;
    const table = await schemas.replaceSchema({
        schemaId,
        tableSchemaWrite: { ...tableSchemaWrite, tableDescription: 'One hour.' },
        ifMatch: eTag,
    });
    assert.deepEqual([table.version, table.tableDescription], ['v1.2', 'One hour.']);
}

async function exchanges(contracts: ContractsApi, products: DataProductsApi): Promise<void> {
    const text = await contracts.getContract({ productId });
    assert(text.startsWith('apiVersion: "v3.1.0"\n'), text);
    const same = await contracts.putContract({ productId, body: text });
    assert.deepEqual(resource(same), resource(await products.getDataProduct({ productId })));
    const document = await contracts.getContract({ productId, accept: 'application/json' });
    const tried = await contracts.putContract({
        productId,
        contentType: 'application/json',
        requestBody: { ...document, domain: 'soil' },
        dryRun: true,
    });
    assert.deepEqual([tried.version, tried.domain, tried.ignored], ['v1.3', 'soil', ['/servers']]);
    const bad = await refusal(
        422,
        ProblemFromJSON,
        contracts.putContract({
            productId,
            contentType: 'application/json',
            requestBody: { ...document, kind: 'DataProduct' },
        }),
    );
    assert.deepEqual([bad.type, bad.errors?.map((fault) => fault.pointer)], ['invalid-contract', ['/body/kind']]);
    const schema = await contracts.getSchemaFormat({ schemaId, format: SchemaFormatName.JsonSchema });
    assert.equal(schema['type'], 'object');
    const sql = await contracts.getSchemaFormat({
        schemaId,
        format: SchemaFormatName.SqlPostgres,
        accept: 'application/sql',
    });
    assert(sql.includes('CREATE TABLE'));
    assert((await contracts.getCatalogue({ accept: 'text/turtle' })).includes(`${productId}:v1.2`));
}

async function deletes(products: DataProductsApi, schemas: SchemasApi): Promise<void> {
    await schemas.deleteSchema({ schemaId });
    const gone = await refusal(404, ProblemFromJSON, schemas.getSchema({ schemaId }));
    assert.equal(gone.type, 'not-found');
    await products.deleteDataProduct({ productId });
    await refusal(404, ProblemFromJSON, products.getDataProduct({ productId }));
}

const [basePath, apiKey] = process.argv.slice(2);
assert(basePath && apiKey);
const stranger = new Configuration({ basePath });
assert.equal((await new MonitoringApi(stranger).getRunning()).running, true);
assert.equal((await new MonitoringApi(stranger).getHealth()).checks.database, 'pass');
const unknown = await refusal(401, ProblemFromJSON, new DataProductsApi(stranger).listDataProducts());
assert.equal(unknown.type, 'unauthenticated');
assert(unknown.requestId);
const device = new Configuration({ basePath, username: 'any', password: apiKey });
assert.deepEqual((await new DataProductsApi(device).listDataProducts()).items, []);

const producer = new Configuration({ basePath, apiKey });
const [products, schemas, rows] = [new DataProductsApi(producer), new SchemasApi(producer), new RowsApi(producer)];
await registers(products);
const definition = await defines(schemas);
await ingests(rows);
await reads(rows);
await replaces(products, schemas, definition);
await exchanges(new ContractsApi(producer), products);
await deletes(products, schemas);
