import { describe, expect, test } from 'vitest';
import { judge, type Kind } from './judge.ts';

/**
 * A seeded sample of the campaign (campaign.ts): no exception, every rejection at a place, and a formula that is
 * accepted reads back from its own print as the same model.
 */
const sample: readonly (readonly [Kind, number])[] = [
  ['formulas', 6000],
  ['specs', 1200],
];

describe.each(sample)('%s', (kind, count) => {
  const verdicts = Array.from({ length: count }, (_, index) => judge(kind, 1, index));

  test('none goes wrong', () => {
    const wrong = verdicts.flatMap(({ text, problem }, index) => (problem ? [{ index, text, problem }] : []));
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  test('there are many of both: accepted and rejected', () => {
    const accepted = verdicts.filter((one) => one.accepted).length;
    expect(accepted).toBeGreaterThan(count / 50);
    expect(accepted).toBeLessThan(count * 0.9);
  });
});
