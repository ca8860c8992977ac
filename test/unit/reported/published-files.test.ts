/** `from`: columns of a publication out of a file, as if typed: names, places, what the study adds, mistakes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { renderDiagnostics } from '../../../cli/diagnostics.ts';
import { type Compilation, compile, parse } from '../../../compiler/index.ts';
import type { PublishedFile } from '../../../compiler/parse/published-files.ts';

const validators = compileValidators(catalog);

/** A study about the tables of some files. */
function compiled(lines: readonly string[], files: Readonly<Record<string, string>>): Compilation {
  const source = { file: 'paper/study.yaml', text: `${['study: printed', ...lines].join('\n')}\n` };
  const texts = Object.entries(files).map(([path, text]): [string, PublishedFile] => [
    path,
    { kind: 'text', text },
  ]);
  const draft = parse(source, { catalog, validators, published: new Map(texts) });
  return compile(draft, new Map(), '', catalog);
}

function reportedOf(lines: readonly string[], files: Readonly<Record<string, string>>) {
  const { reported, diagnostics } = compiled(lines, files);
  expect(diagnostics).toEqual([]);
  return reported!;
}

const md = [
  '|              | (3) AGG     | (4) AI  |',
  '| ------------ | ----------- | ------- |',
  '| Technology   | 1.144\\*\\*\\* | −0.17   |',
  '|              | (7.68)      | (−1.2)  |',
  '| Constant     | 0.2         |         |',
  '| Observations | 308         | 1,308   |',
  '',
].join('\n');

const tables = ['reported:', '  tables:'];

describe('a table read from a file', () => {
  it('is what somebody would have typed, ids by the printed numbers', () => {
    const typed = [
      ...tables,
      '    "4":',
      '      parentheses: t',
      '      headings: ["(3) AGG", "(4) AI"]',
      '      columns:',
      '        "4.3": {outcome: AGG, cells: {Technology: "1.144*** (7.68)", _cons: 0.2}, n: 308}',
      '        "4.4": {outcome: AI, cells: {Technology: "−0.17 (−1.2)"}, n: "1,308"}',
    ];
    const read = reportedOf([...tables, '    "4": {from: t4.md, parentheses: t}'], { 't4.md': md });
    expect(numbersOf(read)).toEqual(numbersOf(reportedOf(typed, {})));
  });

  it('names terms by the labels of variables and by terms, and takes what the study adds', () => {
    const lines = [
      'variables: {TIN: {label: {en: Technology, zh: 技术}}}',
      ...tables,
      '    "4":',
      '      from: t4.md',
      '      parentheses: t',
      '      terms: {constant: base}',
      '      columns: {"4.4": {group: young, n: 1307, cells: {TIN: -0.18 (-1.3)}}, "4.9": {n: 5}}',
    ];
    const { tables: found } = reportedOf(lines, { 't4.md': md });
    const columns = found[0]!.columns.map((column) => [
      column.id.value,
      column.group?.value ?? null,
      column.statistics.n!.text,
      ...column.cells.map((cell) => `${cell.term} ${cell.estimate.text}`),
    ]);
    expect(columns).toEqual([
      ['4.4', 'young', '1307', 'TIN -0.18'],
      ['4.9', null, '5'],
      ['4.3', null, '308', 'TIN 1.144', 'base 0.2'],
    ]);
  });

  it('has a place for every number in its own file', () => {
    const { tables: found } = reportedOf([...tables, '    "4": {from: ./t4.md, parentheses: t}'], {
      './t4.md': md,
    });
    const [cell] = found[0]!.columns[1]!.cells;
    const shown = [cell!.estimate, cell!.t!].map(
      ({ span }) => `${span.file} ${md.slice(span.start, span.end)}`,
    );
    expect(shown).toEqual(['paper/t4.md −0.17', 'paper/t4.md −1.2']);
  });

  it('is complained of at the line of that file', () => {
    const broken = md.replace('(7.68)', '(7,68)');
    const { diagnostics, source } = compiled([...tables, '    "4": {from: t4.md, parentheses: t}'], {
      't4.md': broken,
    });
    expect(renderDiagnostics(diagnostics, source, { colour: false })).toBe(
      [
        'paper/t4.md:4:20: error printed-form: , cannot stand here after 7: expected )',
        '|              | (7,68)      | (−1.2)  |',
        '                   ^',
        'hint: a cell reads like 1.144*** (7.68), or 0.36** (0.05) [0.26, 0.46]; what is blank is left out',
        '',
      ].join('\n'),
    );
  });
});

describe('a file that cannot be used', () => {
  const from = (path: string): readonly string[] => [...tables, `    "4": {from: ${path}, parentheses: t}`];
  const codes = (lines: readonly string[], files: Readonly<Record<string, string>>): readonly string[] =>
    compiled(lines, files).diagnostics.map(({ code }) => code);

  it('is named with what is wrong', () => {
    expect(codes(from('t.md'), { 't.md': 'no table' })).toEqual(['no-published-table']);
    expect(codes(from('t.docx'), { 't.docx': md })).toEqual(['no-published-table']);
    expect(codes(from('../t.md'), {})).toEqual(['leaves-folder']);
    expect(codes(from('t.csv'), { 't.csv': ',(1)\nx,1.2\n,(0.3),(4)\n' })).toEqual(['table-row']);
    expect(codes(from('t.csv'), { 't.csv': ',(1)\nx,1.2\nN,30\nstrange,4\n' })).toEqual(['unknown-row']);
    expect(codes(from('t.csv'), { 't.csv': ',(1)\nx,1.2\nx,1.3\n' })).toEqual(['duplicate-key']);
  });

  it('is asked for once, and only within the folder', () => {
    const text = [
      'study: s',
      ...tables,
      '    "1": {from: a.md}',
      '    "2": {from: a.md}',
      '    "3": {from: /b.md}',
      '',
    ];
    const draft = parse({ file: 'study.yaml', text: text.join('\n') }, { catalog, validators });
    expect(draft.published).toEqual(['a.md']);
  });
});

describe('our own tables', () => {
  const variables = [
    'variables:',
    '  AGG: {label: {en: Agglomeration, zh: 产业集聚}}',
    '  TIN: {label: {en: New-quality technology, zh: 新质技术}}',
    '  AI: {label: {en: Artificial intelligence, zh: 人工智能}, symbol: AI}',
    '  POS: {label: {en: Population, zh: 人口规模}}',
    '  NUE: {label: {en: Employees, zh: 从业人员数}}',
    '  GRA: {label: {en: Investment growth, zh: 固定资产投资增速}}',
    '  VHT: {label: {en: High-tech output, zh: 高新技术产业总值}}',
    '  RD: {label: {en: R&D expenditure, zh: R&D 经费内部支出}}',
  ];
  const golden = (name: string): string => readFileSync(`test/golden/${name}`, 'utf8');
  /** One table of the report, which holds all of them. */
  const inReport = (language: string, number: number): string => {
    const [, rest = ''] = golden(`${language}/report.md`).split(
      new RegExp(`\\*\\*(?:Table |表 ?)${number}[^\\d]`),
    );
    return rest.slice(rest.indexOf('\n|'));
  };

  it.each([3, 4, 5, 6, 7])(
    'table %i: the same numbers from LaTeX and Markdown, in both languages',
    (number) => {
      const read = (file: string, text: string) =>
        numbersOf(
          reportedOf([...variables, ...tables, `    "${number}": {from: ${file}, parentheses: t}`], {
            [file]: text,
          }),
        ).map((column) => ({ ...column, headings: [] }));
      const zh = read('t.tex', golden(`zh/table${number}.tex`));
      const all = [
        read('t.md', inReport('zh', number)),
        read('t.tex', golden(`en/table${number}.tex`)),
        read('t.md', inReport('en', number)),
      ];
      expect(zh.length).toBeGreaterThan(2);
      expect(zh.every(({ cells, n }) => cells.length > 1 && n !== undefined)).toBe(true);
      for (const one of all)
        expect(one.map(({ cells, n }) => ({ cells, n }))).toEqual(zh.map(({ cells, n }) => ({ cells, n })));
    },
  );

  it('of descriptive statistics', () => {
    const found = reportedOf([...variables, ...tables, '    "2": {from: t.tex}'], {
      't.tex': golden('en/table2.tex'),
    });
    const rows = found.tables[0]!.rows.map(({ variable, statistics }) => [
      variable.value,
      ...Object.entries(statistics).map(([name, number]) => `${name} ${number.text}`),
    ]);
    expect(rows[0]).toEqual([
      'AGG',
      'n 308',
      'mean 0.691',
      'sd 0.225',
      'min 0.263',
      'median 0.663',
      'max 1.538',
    ]);
    expect(rows).toHaveLength(6);
  });
});

/** What is printed in every column, without its places. */
function numbersOf({ tables: found }: NonNullable<Compilation['reported']>) {
  return found.flatMap(({ columns, headings }) =>
    columns.map((column) => ({
      id: column.id.value,
      headings,
      outcome: column.outcome?.value ?? null,
      n: column.statistics.n?.value,
      adj: column.statistics.adj_r2?.value,
      cells: column.cells.map(({ term, estimate, stars, t }) =>
        [term, estimate.value, stars?.value ?? '', t?.value ?? ''].join(' '),
      ),
    })),
  );
}
