import { type Family, model, spec, study } from './gallery-case.ts';

/** Keys, references and values of the spec. */
export const keys: Family = {
  title: 'Keys and values of a study',
  cases: [
    spec('no name', 'data: {file: data.csv}\ndefaults: {vcov: HC1}\nanalyses: {main: {regress: y ~ x}}\n'),
    spec('an unknown key', study('analysis: {main: {regress: y ~ x}}')),
    spec('a key that every object has', study('constructor: 1', model)),
    spec('a key that changes prototypes', study('__proto__: {vcov: iid}', model)),
    spec(
      'an analysis named like a method',
      study('analyses: {toString: {regress: y ~ x}, __proto__: {regress: y ~ z}}'),
    ),
    spec(
      'a set named like a prototype',
      study('sets: {__proto__: [x]}', 'analyses: {main: {regress: y ~ __proto__}}'),
    ),
    spec('no covariance', 'study: gallery\ndata: {file: data.csv}\nanalyses: {main: {regress: y ~ x}}\n'),
    spec('robust, of which kind', study('analyses: {main: {regress: y ~ x, vcov: robust}}')),
    spec('an unknown covariance', study('analyses: {main: {regress: y ~ x, vcov: HC9}}')),
    spec(
      'clusters by a column that is not there',
      study('analyses: {main: {regress: y ~ x, vcov: {cluster: town}}}'),
    ),
    spec('an unknown estimator', study('analyses: {main: {regress: y ~ x, estimator: olss}}')),
    spec('an unknown convention', study('conventions: statta', model)),
    spec('an unknown test', study('analyses: {main: {regress: y ~ x, diagnostics: [whyte]}}')),
    spec('a verb and another', study('analyses: {main: {regress: y ~ x, describe: [x]}}')),
    spec('no verb', study('analyses: {main: {vcov: HC1}}')),
    spec('a circle of sets', study('sets: {A: [B], B: [A]}', 'analyses: {main: {regress: y ~ A}}')),
    spec('a set of itself', study('sets: {A: [A, x]}', 'analyses: {main: {regress: y ~ A}}')),
    spec(
      'a circle of variations',
      study(
        'analyses:',
        '  a: {vary: b, variants: {n: {replace: {x: z}}}}',
        '  b: {vary: a, variants: {n: {replace: {x: z}}}}',
      ),
    ),
    spec('a variation of nothing', study('analyses: {b: {vary: nobody, variants: {n: {replace: {x: z}}}}}')),
    spec(
      'a variation of an analysis of several models',
      study(
        'analyses:',
        '  a: {regress: "y ~ csw(x, z)"}',
        '  b: {vary: a, variants: {n: {replace: {x: z}}}}',
      ),
    ),
    spec('a table of nothing', study(model, 'tables: {t: {of: mian}}')),
    spec('a model number beyond the last', study(model, 'tables: {t: {of: main.2}}')),
    spec('a derived column of itself', study('prepare: [{derive: {a: a + 1}}]', model)),
    spec('derived columns in a circle', study('prepare: [{derive: {a: b, b: a}}]', model)),
    spec('a step with two verbs', study('prepare: [{filter: x > 0, drop_missing: [x]}]', model)),
    spec('an unknown step', study('prepare: [{winsorise: {columns: [x]}}]', model)),
    spec(
      'percentiles the wrong way round',
      study('prepare: [{winsorize: {columns: [x], at: [99, 1]}}]', model),
    ),
    spec('an interpolation of text', study('prepare: [{interpolate: {columns: [side]}}]', model)),
    spec('a join with nothing', study('prepare: [{join: {with: other, by: firm}}]', model)),
    spec(
      'a draw without a seed',
      study('analyses:', '  main: {regress: y ~ x}', '  p: {placebo: main, permute: x, draws: 99}'),
    ),
    spec('a seed below zero', study('seed: -1', model)),
    spec('a seed with a fraction', study('seed: 1.5', model)),
    spec('a seed beyond what is exact', study('seed: 9007199254740993', model)),
    spec('a seed of letters', study('seed: abc', model)),
    spec(
      'no draws',
      study('seed: 1', 'analyses:', '  main: {regress: y ~ x}', '  p: {placebo: main, permute: x, draws: 0}'),
    ),
    spec(
      'draws below zero',
      study(
        'seed: 1',
        'analyses:',
        '  main: {regress: y ~ x}',
        '  p: {placebo: main, permute: x, draws: -5}',
      ),
    ),
    spec(
      'half a draw',
      study(
        'seed: 1',
        'analyses:',
        '  main: {regress: y ~ x}',
        '  p: {placebo: main, permute: x, draws: 10.5}',
      ),
    ),
    spec(
      'more draws than anybody waits for',
      study(
        'seed: 1',
        'analyses:',
        '  main: {regress: y ~ x}',
        '  p: {placebo: main, permute: x, draws: 1e12}',
      ),
    ),
    spec(
      'stars that rise',
      study('defaults: {vcov: HC1, tables: {stars: {"*": 2}}}', model).replace('defaults: {vcov: HC1}\n', ''),
    ),
    spec('digits below zero', study('tables: {t: {of: main, digits: -1}}', model)),
    spec('a thousand digits', study('tables: {t: {of: main, digits: 1000}}', model)),
    spec('a claim that is no condition', study(model, 'claims: {H1: {says: x, holds: main.x.estimate +}}')),
    spec('a claim on nothing', study(model, 'claims: {H1: {says: x, holds: main.w.estimate > 0}}')),
    spec(
      'a comparison of overlapping groups',
      study(
        'analyses: {main: {regress: y ~ x, split: {early: year <= 2017, late: year >= 2017}, compare: {terms: [x]}}}',
      ),
    ),
    spec(
      'groups without a row',
      study('analyses: {main: {regress: y ~ x, split: {never: year > 2100, ever: year > 2000}}}'),
    ),
    spec(
      'a single group compared',
      study('analyses: {main: {regress: y ~ x, split: {all: year > 2000}, compare: {terms: [x]}}}'),
    ),
    spec('an unknown format', study('output: {formats: [docs]}', model)),
    spec('an output folder that leaves', study('output: {dir: ../elsewhere}', model)),
    spec('a language that nobody speaks', study('language: klingon', model)),
  ],
};
