/**
 * Separated outcomes of logit and probit against detectseparation, whose linear programme says which coefficients are
 * infinite: separation.json, whole. Where every row is separated any coefficient may be, and those are named that run away.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimateOn, specOf } from '../unit/numerics/fixture.ts';
import { readCells, table } from './tables.ts';

interface Case {
  readonly formula: string;
  readonly separated: boolean;
  readonly infinite: readonly string[];
}

const cases = JSON.parse(readFileSync(new URL('./separation.json', import.meta.url), 'utf8')) as Record<
  string,
  Case
>;
const rows = table(readCells('separation.csv'));
const everyRow = ['whole', 'both', 'alone'];

describe.each(['logit', 'probit'])('%s', (estimator) => {
  it.each(Object.entries(cases))('%s', (name, { formula, separated, infinite }) => {
    const { kind, record } = estimateOn(rows, specOf(formula, { estimator, vcov: { type: 'iid' } }));
    expect(kind).toBe(separated ? 'not-estimated' : 'estimated');
    if (!separated) return;
    const [note] = record.notes;
    expect(note!.code).toBe('perfect-separation');
    const [terms, where] = note!.message.split(/ predicts? /) as [string, string];
    const slopes = infinite.filter((term) => term !== '(Intercept)');
    if (everyRow.includes(name)) {
      expect(where).toContain('every row');
      expect(slopes).toEqual(expect.arrayContaining(terms.split(', ')));
    } else {
      expect(terms.split(', ')).toEqual(slopes);
      expect(where).toMatch(/in \d+ of 60 rows/);
    }
  });
});
