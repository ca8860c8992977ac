/** Linear equations in coefficients: their form does not depend on how they are written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearEquation } from '../../../compiler/formula/linear.ts';
import { parseExpression } from '../../../compiler/formula/parse.ts';

const at = { file: '', start: 0, end: 0 };

function read(text: string) {
  const parsed = parseExpression({ text, span: { ...at, end: text.length }, offsets: 'direct' }, 'columns');
  if (!parsed.ok) throw new Error(text);
  return linearEquation(parsed.value, at);
}

/** `[[name, weight]…, value]`, or the pieces of text that are refused. */
function form(text: string): unknown {
  const parsed = read(text);
  if (!parsed.ok) return parsed.diagnostics.map(({ span }) => text.slice(span.start, span.end));
  const { coefficients, value } = parsed.value;
  return [...coefficients.map(({ name, weight }) => [name, weight]), value];
}

describe('linearEquation', () => {
  it.each<[string, unknown]>([
    ['x == 0', [['x', 1], 0]],
    ['0 == x', [['x', -1], 0]],
    ['x == z', [['x', 1], ['z', -1], 0]],
    ['x + 0.5 * `x:z` == 1', [['x', 1], ['x:z', 0.5], 1]],
    ['2 * (x - z)/4 + 3 == -(w) + 1', [['x', 0.5], ['z', -0.5], ['w', 1], -2]],
    ['x/3 == 0', [['x', 1 / 3], 0]],
    ['x * 2^3 == 3^2', [['x', 8], 9]],
    ['x + z - x == 0', [['z', 1], 0]],
    ['log(k) + `(Intercept)` == 1', [['log(k)', 1], ['(Intercept)', 1], 1]],
  ])('%s', (text, expected) => {
    expect(form(text)).toEqual(expected);
  });

  it.each([
    ['x * z + w^2 == 0', ['x * z', 'w^2']],
    ['1/x == 0', ['1/x']],
    ['x/0 == 0', ['x/0']],
    ['1e308 * 10 * x == 0', ['1e308 * 10']],
    ['(x > 0) == 1', ['x > 0']],
    ["x == 'a'", ["'a'"]],
    ['not x == 0', ['not x == 0']],
    ['x', ['x']],
    ['x - x == 0', ['x - x == 0']],
  ])('%s is refused at %j', (text, places) => {
    expect(form(text)).toEqual(places);
  });

  it('reads back what a form is written as', () => {
    const weight = fc.integer({ min: -64, max: 64 }).filter((one) => one !== 0);
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', '`a:b`'), { minLength: 1 });
    fc.assert(
      fc.property(
        names,
        fc.array(weight, { minLength: 4, maxLength: 4 }),
        fc.integer(),
        (some, weights, value) => {
          const sum = some.map((name, i) => `(${weights[i]}) * ${name}`).join(' + ');
          const expected = [...some.map((name, i) => [name.replaceAll('`', ''), weights[i]]), value];
          expect(form(`${sum} == ${value}`)).toEqual(expected);
          // Both sides shifted and doubled: the same line, every number twice as large.
          const doubled = [
            ...expected.slice(0, -1).map((one) => [(one as unknown[])[0], 2 * Number((one as unknown[])[1])]),
            2 * value,
          ];
          expect(form(`2 * (${sum} - 7) == (${value} - 7) * 2`)).toEqual(doubled);
        },
      ),
    );
  });
});
