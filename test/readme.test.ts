/** What the README shows is true: its study compiles without a message, its table is what the seed study prints. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileValidators } from '../build/schema.ts';
import { catalog } from '../cli/catalog.ts';
import { compile, parse } from '../compiler/index.ts';
import { run } from '../runtime/index.ts';
import { compose } from '../templates/document/compose.ts';
import { renderTable } from '../templates/markdown/table.ts';
import { compileStudy, runOptions, studyFolder } from './study.ts';

const readme = readFileSync('README.md', 'utf8');

describe('README.md', () => {
  it('shows a study that compiles', () => {
    const text = /```yaml\n([\s\S]*?)```/.exec(readme)![1]!;
    const numbers = ['year', 'wage', 'sales', 'size', 'age'];
    const columns = [
      { name: 'firm', type: 'text', levels: null },
      { name: 'region', type: 'text', levels: ['north', 'south'] },
      ...numbers.map((name) => ({ name, type: 'number', levels: null }) as const),
    ] as const;
    const draft = parse({ file: 'study.yaml', text }, { catalog, validators: compileValidators(catalog) });
    const { diagnostics, plan } = compile(draft, new Map([['data', { columns, rows: 100 }]]), '', catalog);
    expect(diagnostics).toEqual([]);
    expect(plan!.analyses.map((analysis) => analysis.models.length)).toEqual([3, 1, 2]);
  });

  it('shows a study of two sources that compiles', () => {
    const text = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)][1]![1]!;
    const table = (names: readonly string[], numbers: readonly string[]) => ({
      rows: 100,
      columns: [
        ...names.map((name) => ({ name, type: 'text', levels: null }) as const),
        ...numbers.map((name) => ({ name, type: 'number', levels: null }) as const),
      ],
    });
    const described = new Map([
      ['wages', table(['firm', 'region'], ['year', 'wage', 'size'])],
      ['regions', table(['region'], ['density'])],
    ]);
    const draft = parse({ file: 'study.yaml', text }, { catalog, validators: compileValidators(catalog) });
    const { diagnostics, plan } = compile(draft, described, '', catalog);
    expect(diagnostics).toEqual([]);
    expect(plan!.steps.map((step) => step.kind)).toEqual(['read', 'read', 'prepare', 'estimate']);
  });

  it('shows a study of research designs that compiles', () => {
    const text = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)][2]![1]!;
    const numbers = ['year', 'wage', 'sales', 'size', 'age', 'rel'];
    const columns = [
      { name: 'firm', type: 'text', levels: null },
      { name: 'region', type: 'text', levels: ['north', 'south'] },
      ...numbers.map(
        (name) => ({ name, type: 'number', levels: name === 'year' ? ['2019', '2020'] : null }) as const,
      ),
    ] as const;
    const draft = parse({ file: 'study.yaml', text }, { catalog, validators: compileValidators(catalog) });
    const { diagnostics, plan } = compile(draft, new Map([['data', { columns, rows: 100 }]]), '', catalog);
    expect(diagnostics).toEqual([]);
    expect(plan!.figures.map((figure) => figure.draw)).toEqual(
      expect.arrayContaining(['coefficients', 'curve', 'density']),
    );
  });

  it('shows the table that comes out', async () => {
    const text = readFileSync(`${studyFolder}/study.yaml`, 'utf8').replace('language: zh', 'language: en');
    const plan = compileStudy(text, studyFolder);
    const { results } = await run(plan, runOptions(studyFolder));
    const table = compose(plan, results).tables.find((candidate) => candidate.id === 'table3')!;
    expect(readme).toContain(renderTable(table).trim());
  });

  it('names the two commands that set everything up', () => {
    expect(readme).toContain('npm ci && npx studyc run specs/agglomeration/study.yaml');
    expect(readme).toContain('npm ci && npm test');
  });
});
