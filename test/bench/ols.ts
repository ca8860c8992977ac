/**
 * `y ~ x1 + … + x10` with HC1, from columns in memory to the record of `estimate`: the scan for missing cells, the design,
 * coefficients, standard errors. Prints one measurement as JSON. Run: node --import tsx test/bench/ols.ts [NAME] [RUNS].
 * NAME: ols1e6 or ols1e7, as `data.R` makes them where it was run, else after the same recipe. Asserts nothing.
 */
import { estimateOn, specOf } from '../unit/numerics/fixture.ts';
import { benchTable } from './data.ts';
import { medianSeconds, say } from './measurement.ts';

const [name = 'ols1e6', runs = '3'] = process.argv.slice(2);
const table = benchTable(name);
const terms = [...table.columns.keys()].filter((column) => column !== 'y');
const spec = specOf(`y ~ ${terms.join(' + ')}`, { vcov: { type: 'HC1' }, conventions: 'fixest' });
// A table of its own each time, so that nothing kept for the one before is found again.
const seconds = await medianSeconds(Number(runs), () =>
  estimateOn({ ...table, columns: new Map(table.columns) }, spec),
);
say({ name: `OLS, HC1, ${table.rows} rows x ${terms.length}, in memory`, seconds });
