import { clean, csv, data, type Family, header, rows, study, withColumn, withLine } from './gallery-case.ts';

const declared = (options: string): string =>
  study('analyses: {main: {regress: y ~ x + z}}').replace('panel:', `${options}, panel:`);
const row = rows[3]!;
const cells = row.split(',');
const cell = (at: number, text: string): string => cells.map((one, i) => (i === at ? text : one)).join(',');
/** Line 5 of the file, with one cell exchanged. */
const exchanged = (at: number, text: string): string => withLine(5, cell(at, text));

/** Form, numbers and encodings of delimited text. */
export const delimited: Family = {
  title: 'Delimited text',
  cases: [
    data('a byte-order mark', `\uFEFF${clean}`, { right: true }),
    data('lines that end in CRLF', clean.replaceAll('\n', '\r\n'), { right: true }),
    data('lines that end in CR alone', clean.replaceAll('\n', '\r'), { right: true }),
    data('mixed line ends', clean.replace('\n', '\r\n').replace(/\n([^\n]*)\n$/, '\r$1\n'), { right: true }),
    data('no line end at the end', clean.slice(0, -1), { right: true }),
    data('empty lines at the end', `${clean}\n\n`, { right: true }),
    data('every cell in quotes', clean.replace(/[^,\n]+/g, '"$&"'), { right: true }),
    data('blanks around numbers', clean.replaceAll(',', ', ').replace(/, ([a-z])/g, ',$1'), { right: true }),
    {
      ...data('semicolons and decimal commas, declared', clean.replaceAll(',', ';').replaceAll('.', ',')),
      files: {
        'study.yaml': declared('delimiter: ";", decimal: ","'),
        'data.csv': clean.replaceAll(',', ';').replaceAll('.', ','),
      },
      right: true,
    },
    data('semicolons, not declared', clean.replaceAll(',', ';')),
    data('decimal commas in quotes, not declared', withLine(5, cell(3, '"3,25"'))),
    data('UTF-16', Buffer.from(`\uFEFF${clean}`, 'utf16le')),
    data('UTF-8 cut within a character', Buffer.concat([Buffer.from(clean), Buffer.from([0xe4, 0xb8])])),
    data('Latin-1 without a word', Buffer.from(exchanged(5, 'caf\u00e9'), 'latin1')),
    {
      ...data('GBK, declared', ''),
      files: { 'study.yaml': declared('encoding: gbk'), 'data.csv': Buffer.from(clean) },
      right: true,
    },
    {
      ...data('an encoding that is not there', ''),
      files: { 'study.yaml': declared('encoding: klingon'), 'data.csv': clean },
    },
    data('a NUL in a cell', exchanged(3, '1\u00002')),
    data('nothing', ''),
    data('a header alone', `${header}\n`),
    data('a row that is too long', withLine(5, `${row},1`)),
    data('a row that is too short', withLine(5, cells.slice(0, 4).join(','))),
    data('an empty line within', withLine(5, '')),
    data('a column without a name', csv([`${header},`, ...rows.map((one) => `${one},1`)])),
    data('two columns of one name', csv([`${header},x`, ...rows.map((one) => `${one},1`)])),
    data('a quote that is not closed', exchanged(5, '"east')),
    data('text after a quote', exchanged(5, '"ea"st')),
    data(
      'a line end within quotes',
      withColumn('note', (i) => (i === 2 ? '"a\nb"' : 'c')),
      { right: true },
    ),
    data('columns named like prototypes', withColumn('__proto__', () => '1').replace('side', 'constructor'), {
      right: true,
    }),
    data('a thousands separator', exchanged(3, '"1,234.5"')),
    data('full-width digits', exchanged(3, '１２')),
    data('a word among numbers', exchanged(3, 'twelve')),
    data('a word for missing that is not declared', exchanged(3, 'n/a')),
    data('a number that is too large', exchanged(3, '1e400')),
    data('infinity', exchanged(3, 'Inf')),
    data('NaN', exchanged(3, 'NaN')),
    data('a hexadecimal number', exchanged(3, '0x1F')),
    data('a percentage', exchanged(3, '12%')),
    data('a currency', exchanged(3, '$12')),
    data('a number in parentheses', exchanged(3, '(12)')),
    data('a minus of print', exchanged(3, '−12')),
    data('a fraction', exchanged(3, '1/2')),
    data('a blank within a number', exchanged(3, '1 234')),
    data(
      'an integer beyond 2^53',
      withColumn('id', (i) => `9007199254740${993 + i}`),
      { right: true },
    ),
    data(
      'keys with leading zeros',
      withColumn('code', (i) => `00${i}`),
      { right: true },
    ),
    data(
      'a very long cell',
      withColumn('note', (i) => 'x'.repeat(i === 0 ? 200_000 : 1)),
      { right: true },
    ),
    data(
      'formulas of a spreadsheet',
      withColumn('note', () => "=cmd|' /C calc'!A0"),
      { right: true },
    ),
    { title: 'no file', files: { 'data.csv': null } },
    {
      title: 'bytes of an image',
      files: { 'data.csv': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]) },
    },
  ],
};
