// Parquet files by DuckDB. Run in this folder, after make-files.R: node make-parquet.mjs FOLDER, where FOLDER has
// @duckdb/node-api 1.5.5-r.5 installed (70 MB, and needed for nothing else).
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(resolve(process.argv[2], 'package.json'));
const { DuckDBInstance } = require('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const run = (sql) => connection.run(sql);

await run(`create table panel as select * from read_csv('panel.csv', header = true, nullstr = '',
  columns = {city: 'varchar', year: 'integer', wage: 'double', "group": 'varchar', code: 'varchar'})`);
await run(`copy panel to 'panel.parquet' (format parquet)`);
for (const codec of ['uncompressed', 'gzip', 'brotli', 'zstd', 'lz4_raw']) {
  await run(`copy panel to 'packed-${codec}.parquet' (format parquet, codec '${codec}')`);
}
// Several row groups, dictionaries with few values, missing cells in runs, and the second version of pages.
for (const version of ['V1', 'V2']) {
  await run(`copy (select i::integer as i, (i % 7)::bigint as seven, case when i % 100 < 50 then null else i / 4.0 end as gappy,
    'level ' || (i % 3) as level from range(2100) t(i)) to 'groups-${version}.parquet'
    (format parquet, row_group_size 2048, parquet_version '${version}')`);
}
await run(
  `copy (select * from (values
  (true, (-128)::tinyint, 255::utinyint, 4294967295::uinteger, 9007199254740993::bigint, 18446744073709551615::ubigint,
   1.1::decimal(9, 1), 12345678901234567.89::decimal(19, 2), (-0.0000000001)::decimal(38, 10), 12345678901234567890::decimal(38, 0), 0.1::float, 1e-300::double,
   '武汉', '', date '2020-02-29', timestamp '2020-02-29 00:00:00', timestamp_ns '1969-12-31 00:00:00',
   timestamptz '2020-02-29 00:00:00+00', '00000000-0000-0000-0000-0000000000ff'::uuid, 'b'::enum_type),
  (false, 127, 0, 0, 9007199254740992, 1, -0.3, 0.01, 0.5, 2, -1.5, -1.7976931348623157e308,
   'NA', 'x', date '1900-01-01', null, timestamp_ns '2020-01-01 00:00:00', null, null, 'a'),
  (null, null, null, null, null, null, null, null, null, null, null, 'nan'::double, null, null, null, null, null, null, null, null))
  t(truth, tiny, utiny, uint, big, ubig, d1, d2, d3, d4, f, x, s, e, day, moment, ns, tz, id, level))
  to 'types.parquet' (format parquet)`.replaceAll("'b'::enum_type", "'b'::enum('b', 'a')"),
);
await run(`copy (select i::integer as i, [i] as list, {a: i} as record, time '09:30:00' as clock, interval (i) day as gap
  from range(1, 4) t(i)) to 'unusable.parquet' (format parquet)`);
await run(`copy (select timestamp '2020-01-01 09:30:00' as instant) to 'instant.parquet' (format parquet)`);
await run(
  `copy (select x from (values (1.5::double), ('-inf'::double)) t(x)) to 'infinite.parquet' (format parquet)`,
);
await run(`copy (select '\\xFF'::blob as b) to 'bytes.parquet' (format parquet)`);
