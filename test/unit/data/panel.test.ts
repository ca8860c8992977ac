import { describe, expect, it } from 'vitest';
import { checkPanel } from '../../../runtime/sources/panel.ts';
import { table } from './fixtures.ts';

const panel = { unit: 'u', time: 't' };

describe('checkPanel', () => {
  it('describes a balanced panel', () => {
    const checked = checkPanel(table({ u: ['b', 'a', 'b', 'a'], t: [2, 1, 1, 2] }, panel));
    const record = { unit: 'u', time: 't', units: 2, periods: 2, first: 1, last: 2, balanced: true };
    expect(checked).toEqual({ kind: 'panel', record, notes: [] });
  });

  it('reports gaps, but not a unit that starts late', () => {
    const checked = checkPanel(table({ u: [1, 1, 1, 2, 2, 3], t: [1, 2, 3, 1, 3, 3] }, panel));
    expect(checked).toMatchObject({
      record: { units: 3, periods: 3, balanced: false },
      notes: [
        { code: 'panel-gaps', message: '1 of 3 units lack a period between their first and their last' },
      ],
    });
  });

  it('takes text as time, in order of code points', () => {
    const checked = checkPanel(table({ u: ['a', 'a'], t: ['2024-01', '2023-07'] }, panel));
    expect(checked).toMatchObject({ record: { first: '2023-07', last: '2024-01', balanced: true } });
  });

  it('names both rows of a duplicate key', () => {
    const checked = checkPanel(table({ u: ['a', 'b', 'a'], t: [2013, 2013, 2013] }, panel));
    expect(checked).toMatchObject({
      code: 'panel-duplicate',
      message: 'rows 1 and 3 have the same keys: u a, t 2013',
      row: 3,
    });
  });

  it('refuses a missing key', () => {
    expect(checkPanel(table({ u: ['a', 'b'], t: [1, null] }, panel))).toMatchObject({
      code: 'panel-missing-key',
      row: 2,
      column: 't',
    });
    expect(checkPanel(table({ u: ['a', null], t: [1, 1] }, panel))).toMatchObject({ row: 2, column: 'u' });
  });
});
