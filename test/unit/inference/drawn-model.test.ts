import { describe, expect, it } from 'vitest';
import { drawnModel } from '../../../runtime/inference/drawn-model.ts';
import { specOf } from '../numerics/fixture.ts';

const vcov = { type: 'wild', by: ['city'], draws: 99, seed: 1, weights: 'webb' } as const;
const model = specOf('y ~ x', { vcov });

describe('what draws depend on', () => {
  it('is not how they are used', () => {
    const id = drawnModel(model);
    expect(drawnModel({ ...model, vcov: { ...vcov, draws: 999 } })).toBe(id);
    expect(drawnModel({ ...model, level: 0.9 })).toBe(id);
    expect(drawnModel({ ...model, conventions: 'fixest' })).toBe(id);
  });

  it('is the formula, the rows, the estimator and the weights', () => {
    const others = [
      specOf('y ~ z', { vcov }),
      { ...model, where: [{ kind: 'name', name: 'x' }] } as const,
      { ...model, estimator: 'between' },
      { ...model, weights: 'w' },
    ];
    expect(new Set([model, ...others].map(drawnModel)).size).toBe(5);
  });
});
