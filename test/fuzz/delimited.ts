import type { Choices } from './random.ts';

interface Options {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly na?: readonly string[];
  readonly columns?: Readonly<Record<string, string>>;
}

const names = [
  'x',
  'y',
  'year',
  'city',
  '技术',
  'a b',
  '__proto__',
  'constructor',
  'x',
  '',
  ' z ',
  'line\nend',
  'say "x"',
];
const numbers = [
  '1',
  '-2.5',
  '3.10',
  '0',
  '-0',
  '1e308',
  '1e309',
  '5e-324',
  '1e-400',
  '.5',
  '7.',
  '+4',
  '9007199254740993',
];
const odd = [
  'Inf',
  'nan',
  '-',
  '0x1F',
  '007',
  '1,5',
  '1.234,5',
  '1 234',
  '９',
  '−1',
  'N/A',
  '1d5',
  '1e',
  '--1',
  '2014-02-30',
];
const texts = [
  'north',
  'south',
  '北京',
  'a,b',
  'a;b',
  'two\nlines',
  'two\r\nlines',
  'she said "no"',
  ' blanks ',
  '=1+1',
  'é',
  '2014-02-03',
];
const empty = ['', 'NA', '.', ' ', '"'];

/** Options of a delimited file, most often none. */
export function randomOptions({ chance, pick }: Choices): Options {
  const types = ['number', 'integer', 'string', 'date'];
  const delimiter = pick([';', '\t', '|', ' ', '，']);
  return {
    ...(chance(0.15) ? { encoding: pick(['utf-8', 'gbk', 'gb18030', 'latin1', 'utf-16le', 'UTF8']) } : {}),
    ...(chance(0.2) ? { delimiter, ...(chance(0.6) ? { decimal: ',' } : {}) } : {}),
    ...(chance(0.1) ? { na: pick([['-9'], ['', 'N/A'], ['北京']]) } : {}),
    ...(chance(0.15) ? { columns: { [pick(['x', 'y', 'year'])]: pick(types) } } : {}),
  };
}

/** A file of one to eight columns: most regular, some with ragged rows, quotes, marks and line ends of several kinds. */
export function randomCsv(choices: Choices, { delimiter = ',', encoding }: Options): Buffer {
  const { below, chance, pick } = choices;
  const width = chance(0.01) ? 300 : 1 + below(8);
  const end = pick(['\n', '\n', '\r\n', '\r']);
  const kinds = Array.from({ length: width }, () =>
    pick([numbers, numbers, texts, [...numbers, ...odd], [...texts, ...odd]]),
  );
  const header = Array.from({ length: width }, (_, i) =>
    chance(0.85) ? `${names[i % 6]}${i}` : pick(names),
  );
  header[0] = chance(0.7) ? 'x' : header[0]!;
  const rows = Array.from({ length: chance(0.02) ? 400 : below(12) }, () => {
    const length = chance(0.98) ? width : width + pick([-1, 1]);
    return Array.from({ length }, (_, i) => {
      if (chance(0.001)) return 'long '.repeat(1 + below(4000));
      return chance(0.1) ? pick(empty) : pick(kinds[i] ?? numbers);
    });
  });
  const written = (row: readonly string[]): string =>
    row.map((cell) => cellText(cell, delimiter, choices)).join(delimiter);
  const text = [header, ...rows].map(written).join(end) + (chance(0.8) ? end : '');
  const mark = chance(0.1) ? '\ufeff' : '';
  return encoding === 'utf-16le' ? Buffer.from(mark + text, 'utf16le') : Buffer.from(mark + text);
}

function cellText(cell: string, delimiter: string, { chance }: Choices): string {
  const needed = cell.includes(delimiter) || /["\r\n]/.test(cell);
  return (needed && chance(0.97)) || chance(0.1) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
