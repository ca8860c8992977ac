/** The published tables of the seed study: all of them, as printed, with what the transcription is known to hold. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { compile, parse } from '../../../compiler/index.ts';

const text = readFileSync('specs/agglomeration/published.yaml', 'utf8');
const draft = parse({ file: 'published.yaml', text }, { catalog, validators: compileValidators(catalog) });
const { reported, plan, diagnostics } = compile(draft, new Map(), '', catalog);

describe('the reported tables of the seed study', () => {
  it('are handed on without data, and without a message', () => {
    expect(diagnostics).toEqual([]);
    expect(plan).toBeNull();
    expect(reported?.tables.map((table) => table.id.value)).toEqual(['2', '3', '4', '5', '6', '7']);
    expect(reported?.statements).toHaveLength(8);
    expect(Object.isFrozen(reported?.tables[1]?.columns[0]?.cells[0]?.estimate)).toBe(true);
  });

  it('have 116 coefficients, each with a t of its sign', () => {
    const cells = reported!.tables.flatMap((table) => table.columns.flatMap((column) => column.cells));
    expect(cells).toHaveLength(116);
    expect(
      cells.every(({ estimate, t }) => estimate.value.startsWith('-') === t!.value.startsWith('-')),
    ).toBe(true);
  });

  it('are read as printed, at their places', () => {
    const [first] = reported!.tables[0]!.rows;
    const { min, n } = first!.statistics;
    expect([min!.value, min!.low, min!.high]).toEqual(['0.370', '0.3695', '0.3705']);
    expect([n!.low, n!.high]).toEqual(['308', '308']);
    const numbers = reported!.tables.flatMap((table) =>
      table.columns.flatMap((column) => column.cells.flatMap((cell) => [cell.estimate, cell.t!])),
    );
    for (const { span, text: printed } of numbers) expect(text.slice(span.start, span.end)).toBe(printed);
  });

  it('say what the paper states, and what it does not', () => {
    expect(reported!.design).toMatchObject({
      units: 28,
      vcov: { type: 'robust', by: [] },
      fixed: null,
      clusters: null,
    });
    expect(reported!.design.periods).toMatchObject({ first: '2014', last: '2023' });
    expect(reported!.placebo).toMatchObject({ permute: null, draws: 1000, summary: false });
    expect(reported!.normalized.every(({ method }) => method === null)).toBe(true);
    expect(reported!.tables[2]!.mediations[0]).toMatchObject({
      total: { value: '4.3' },
      mediator: { value: '4.4' },
      direct: { value: '4.5' },
      criterion: ['total', 'a', 'direct'],
    });
  });
});
