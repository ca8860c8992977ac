import { csv, data, type Family, header, rows, running, study, withColumn } from './gallery-case.ts';

const lines = rows.map((row) => row.split(','));
const changed = (change: (cells: string[], row: number) => string[]): string =>
  csv([header, ...lines.map((cells, i) => change([...cells], i).join(','))]);
const set = (at: number, value: (row: number, cells: readonly string[]) => string): string =>
  changed((cells, row) => cells.map((cell, i) => (i === at ? value(row, cells) : cell)));
const binary = withColumn('d', (i) => String(Number(Number(lines[i]![3]) > 3)));

/** Keys of the panel, degenerate samples and models. */
export const samples: Family = {
  title: 'Panels and samples',
  cases: [
    data('a unit in one year twice', csv([header, ...rows, rows[7]!])),
    data(
      'a key that is missing',
      set(1, (row, cells) => (row === 4 ? '' : cells[1]!)),
    ),
    data(
      'a unit that is missing',
      set(0, (row, cells) => (row === 4 ? '' : cells[0]!)),
    ),
    data(
      'years with a fraction',
      set(1, (row, cells) => (row === 4 ? '2019.5' : cells[1]!)),
    ),
    data(
      'a year that is no number',
      set(1, (row, cells) => (row === 4 ? 'last' : cells[1]!)),
    ),
    data('a gap in the panel', csv([header, ...rows.filter((_, i) => i !== 7)])),
    data(
      'a column without a value',
      set(3, () => ''),
    ),
    data(
      'an outcome without a value',
      set(2, () => 'NA'),
    ),
    data(
      'a regressor that never varies',
      set(3, () => '2'),
    ),
    data(
      'an outcome that never varies',
      set(2, () => '2'),
    ),
    data(
      'one regressor twice another',
      set(4, (_, cells) => String(2 * Number(cells[3]))),
    ),
    data('as many rows as coefficients', csv([header, ...rows.slice(0, 3)])),
    data('one row', csv([header, rows[0]!])),
    data(
      'values beyond what squares can hold',
      set(3, (_, cells) => `${cells[3]}e200`),
    ),
    data(
      'values that differ in the sixteenth digit',
      set(3, (row) => `1.00000000000000${row % 2 === 0 ? '02' : ''}`),
    ),
    running('one cluster', study('analyses: {main: {regress: y ~ x, vcov: {cluster: one}}}'), {
      'data.csv': withColumn('one', () => 'a'),
    }),
    running('two clusters', study('analyses: {main: {regress: y ~ x + z, vcov: {cluster: side}}}')),
    running('every row an effect of its own', study('analyses: {main: {regress: "y ~ x | id"}}'), {
      'data.csv': withColumn('id', String),
    }),
    running('a regressor that an effect explains', study('analyses: {main: {regress: "y ~ x + w | firm"}}'), {
      'data.csv': withColumn('w', (i) => String(Math.floor(i / 5))),
    }),
    running('an outcome that effects explain', study('analyses: {main: {regress: "w ~ x | firm"}}'), {
      'data.csv': withColumn('w', (i) => String(Math.floor(i / 5))),
    }),
    running('a condition that no row meets', study('analyses: {main: {regress: y ~ x, where: x > 100}}')),
    running(
      'a filter that leaves nothing',
      study('prepare: [{filter: x > 100}]', 'analyses: {main: {regress: y ~ x}}'),
    ),
    running(
      'the logarithm of zero and below',
      study('prepare: [{derive: {w: log(x - 3)}}]', 'analyses: {main: {regress: y ~ w}}'),
    ),
    running(
      'a regressor that separates the outcome',
      study('analyses: {main: {regress: d ~ x, estimator: logit, vcov: iid}}'),
      { 'data.csv': binary },
    ),
    running('a probit of numbers', study('analyses: {main: {regress: y ~ x, estimator: probit, vcov: iid}}')),
    running(
      'a Poisson model of negative counts',
      study('analyses: {main: {regress: w ~ x, estimator: poisson, vcov: iid}}'),
      { 'data.csv': withColumn('w', (i) => String(i - 5)) },
    ),
    running(
      'a logit with one outcome alone',
      study('analyses: {main: {regress: d ~ x, estimator: logit, vcov: iid}}'),
      { 'data.csv': withColumn('d', () => '1') },
    ),
    running(
      'a quantile beyond one',
      study('analyses: {main: {regress: y ~ x, estimator: quantile, tau: 1.5, vcov: iid}}'),
    ),
    running('no quantile', study('analyses: {main: {regress: y ~ x, estimator: quantile, vcov: iid}}')),
    running('negative weights', study('analyses: {main: {regress: y ~ x, weights: w}}'), {
      'data.csv': withColumn('w', (i) => String(i - 5)),
    }),
    running('weights of zero', study('analyses: {main: {regress: y ~ x, weights: w}}'), {
      'data.csv': withColumn('w', () => '0'),
    }),
    running('instruments that say nothing', study('analyses: {main: {regress: "y ~ 1 | x ~ w"}}'), {
      'data.csv': withColumn('w', () => '3'),
    }),
    running(
      'a mediation by what never varies',
      study('analyses: {m: {mediate: {outcome: y, treatment: x, mediator: w}}}'),
      { 'data.csv': withColumn('w', () => '3') },
    ),
    running(
      'a placebo of what never varies',
      study(
        'seed: 1',
        'analyses:',
        '  main: {regress: y ~ x + w}',
        '  p: {placebo: main, permute: w, draws: 99}',
      ),
      { 'data.csv': withColumn('w', () => '3') },
    ),
    running(
      'a group of one row',
      study(
        "analyses: {main: {regress: y ~ x, split: {one: year == 2015 and firm == 'A', rest: year > 2015}}}",
      ),
    ),
    running(
      'two joined rows for one',
      study(
        'data:',
        '  main: {file: data.csv, main: true}',
        '  more: {file: more.csv}',
        'prepare: [{join: {with: more, by: firm}}]',
        'analyses: {main: {regress: y ~ q}}',
      ).replace(/^data: .*\n/m, ''),
      { 'more.csv': 'firm,q\nA,1\nA,2\n' },
    ),
  ],
};
