import type { Explanations } from './explanation.ts';

/** Data and their preparation. */
export const data: Explanations = {
  'missing-file': {
    cause:
      'The data file is not where the study says. Paths are relative to the folder of the study; upper and lower case differ on most systems.',
    wrong: ['data: {file: data/wagse.csv}'],
    cured: ['data: {file: data/wages.csv}'],
  },
  'unreadable-data': {
    cause:
      'The data file is there, but it cannot be read as its format and options say. The message names the row and the column where that is known; studyc explain has the codes of the single causes.',
    wrong: ['data: {file: wages.csv, encoding: utf-8}'],
    cured: ['data: {file: wages.csv, encoding: gbk}'],
  },
  'source-option': {
    cause:
      'The option belongs to another format of files: a workbook has no delimiter, a text file no sheet. It would change nothing, so it is not taken.',
    wrong: ['data: {file: wages.csv, sheet: Panel}'],
    cured: ['data: {file: wages.csv}'],
  },
  'engine-lacks': {
    cause:
      'A table that an engine holds is prepared there, by what has the same meaning in both: what the engine does not have is refused, since the table may be larger than memory. Prepare the file with a step that it has, or read it into memory by leaving engine out.',
    wrong: ['data: {file: wages.csv, engine: duckdb, encoding: gbk}'],
    cured: ['data: {file: wages.csv, encoding: gbk}'],
  },
  'sums-without-columns': {
    cause:
      'With sums: true the columns of a table stay in its engine, so that they may be larger than memory. Least squares without absorbed effects, weights and instruments, under iid, HC0, HC1 or one dimension of clusters, follows from sums; everything else needs the columns.',
    wrong: ['data: {file: wages.csv, engine: duckdb, sums: true}', 'analyses:', '  main: {describe: [wage]}'],
    cured: ['data: {file: wages.csv, engine: duckdb}', 'analyses:', '  main: {describe: [wage]}'],
  },
  'unknown-format': {
    cause: 'The format of a data file is known by its ending, and this ending is not among the known ones.',
    wrong: ['data: {file: wages.dat}'],
    cured: ['data: {file: wages.dat, format: tsv}'],
  },
  'leaves-folder': {
    cause:
      'A study is a folder that can be moved and shared as a whole. It therefore reads and writes only within itself: no absolute path, no address, no way out by "..".',
    wrong: ['data: {file: ../wages.csv}'],
    cured: ['data: {file: data/wages.csv}'],
  },
  'panel-keys': {
    cause:
      'The unit and the time of a panel identify a row: each pair stands once, and none is missing. Otherwise lags and differences have no single value.',
    wrong: ['data: {file: wages.csv, panel: {unit: region, time: year}}'],
    cured: ['data: {file: wages.csv, panel: {unit: firm, time: year}}'],
  },
  'no-panel': {
    cause:
      'Lags, differences and interpolation go along time within a unit. The data must say which column is the unit and which the time.',
    wrong: ['data: {file: wages.csv}', 'prepare:', '  - derive: {before: lag(wage)}'],
    cured: [
      'data: {file: wages.csv, panel: {unit: firm, time: year}}',
      'prepare:',
      '  - derive: {before: lag(wage)}',
    ],
  },
  'panel-changed': {
    cause:
      'The step would overwrite a key of the panel. The rows would then belong to other units or times than the data say, and later lags would be wrong without notice.',
    wrong: ['prepare:', '  - normalize: {columns: [year], method: minmax}'],
    cured: ['prepare:', '  - derive: {trend: year}', '  - normalize: {columns: [trend], method: minmax}'],
  },
  'derived-later': {
    cause:
      'Steps, and the entries of one derive, are done in the order in which they are written. The column that is used here is made only further down.',
    wrong: ['prepare:', '  - derive: {growth: lwage - lag(lwage), lwage: log(wage)}'],
    cured: ['prepare:', '  - derive: {lwage: log(wage), growth: lwage - lag(lwage)}'],
  },
  'changed-after-use': {
    cause:
      'A column is changed after another was computed from it, so the two are no longer on one scale: here the logarithm is that of the raw values. That may be meant; move the step if it is not.',
    wrong: [
      'prepare:',
      '  - derive: {lsales: log(sales)}',
      '  - normalize: {columns: [sales], method: zscore}',
    ],
    cured: [
      'prepare:',
      '  - normalize: {columns: [sales], method: minmax}',
      '  - derive: {lsales: log(sales + 1)}',
    ],
  },
  'column-exists': {
    cause: 'The new name is that of a column that is there already, which would be lost.',
    wrong: ['prepare:', '  - rename: {sales: age}'],
    cured: ['prepare:', '  - rename: {sales: turnover}'],
  },
};
