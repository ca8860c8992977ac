import type { Catalog, FunctionDeclaration } from '../../compiler/plan/catalog.ts';

/** A small catalog that stands for the registries: enough of each kind to check studies without a runtime. */
const declared = (...names: readonly string[]) => names.map((name) => ({ name, doc: `${name}.` }));

const fn = (
  name: string,
  count: readonly [number, number],
  rest: Partial<FunctionDeclaration> = {},
): FunctionDeclaration => ({
  ...{ name, doc: `${name}.`, arguments: count, named: [], needs: [], takes: 'number', gives: 'number' },
  ...rest,
});

const delimited = ['encoding', 'delimiter', 'decimal', 'na', 'columns'];

const numericColumns = {
  type: 'array',
  description: 'Columns.',
  minItems: 1,
  items: { type: 'string', role: 'numeric' },
} as const;

export const toyCatalog: Catalog = {
  verbs: [
    ...['define', 'describe', 'correlate', 'regress', 'vary', 'placebo', 'contrast'].map((name) => ({
      ...{ name, doc: `${name}.`, parts: [] },
    })),
    { name: 'mediate', doc: 'mediate.', parts: ['parallel'] },
    { name: 'curve', doc: 'curve.', parts: ['draws'] },
  ],
  sources: [
    { name: 'csv', doc: 'Comma-separated text.', extensions: ['csv'], options: delimited },
    { name: 'tsv', doc: 'Tab-separated text.', extensions: ['tsv', 'tab'], options: delimited },
    { name: 'xlsx', doc: 'A workbook.', extensions: ['xlsx'], options: ['sheet', 'na', 'columns'] },
  ],
  engines: [
    {
      name: 'duckdb',
      doc: 'Files larger than memory.',
      formats: ['csv', 'tsv'],
      options: ['delimiter', 'na', 'columns'],
      steps: ['derive', 'filter'],
      functions: ['log', 'lag', 'if'],
      sums: {
        estimators: ['ols'],
        vcov: ['iid', 'HC1', 'cluster'],
        functions: ['log', 'l'],
        verbs: ['regress'],
      },
    },
  ],
  steps: [
    {
      name: 'derive',
      doc: 'Computes columns.',
      options: {
        type: 'object',
        minProperties: 1,
        propertyNames: { role: 'new-column' },
        additionalProperties: { type: ['string', 'number'], role: 'expression' },
      },
      needs: [],
      effect: 'adds',
    },
    {
      name: 'interpolate',
      doc: 'Fills gaps.',
      options: {
        type: 'object',
        additionalProperties: false,
        required: ['columns', 'method'],
        properties: {
          columns: numericColumns,
          method: { type: 'string', enum: ['linear'], description: 'How.' },
          extrapolate: { type: 'boolean', description: 'Past the ends too.' },
        },
      },
      needs: ['panel'],
      effect: 'overwrites',
    },
    {
      name: 'normalize',
      doc: 'Rescales columns.',
      options: {
        type: 'object',
        additionalProperties: false,
        required: ['columns', 'method'],
        properties: {
          columns: numericColumns,
          method: { type: 'string', enum: ['minmax', 'zscore', 'decimal'], description: 'How.' },
          by: { type: 'string', role: 'column', description: 'Within groups.' },
        },
      },
      needs: [],
      effect: 'overwrites',
    },
    {
      name: 'filter',
      doc: 'Keeps rows.',
      options: { type: 'string', role: 'condition', description: 'The condition.' },
      needs: [],
      effect: 'rows',
    },
    {
      name: 'join',
      doc: 'Adds the columns of another source.',
      options: {
        type: 'object',
        additionalProperties: false,
        required: ['with', 'by'],
        properties: {
          with: { type: 'string', role: 'source', description: 'The source.' },
          by: {
            type: ['string', 'array', 'object'],
            role: 'column',
            description: 'The keys.',
            minItems: 1,
            items: { type: 'string', role: 'column' },
            propertyNames: { role: 'column' },
            additionalProperties: { type: 'string', role: 'source-column' },
          },
        },
      },
      needs: [],
      effect: 'joins',
    },
    {
      name: 'rename',
      doc: 'Gives columns other names.',
      options: {
        type: 'object',
        minProperties: 1,
        propertyNames: { role: 'column' },
        additionalProperties: { type: 'string', role: 'new-column' },
      },
      needs: [],
      effect: 'renames',
    },
  ],
  functions: [
    ...['log', 'exp', 'sqrt', 'abs'].map((name) => fn(name, [1, 1])),
    fn('round', [1, 2], { named: ['digits'] }),
    fn('max', [1, 100], { named: ['by'], takes: 'ordered', gives: 'same' }),
    fn('cut', [3, 100]),
    fn('growth', [1, 2], { named: ['k'], needs: ['panel'] }),
    fn('mean', [1, 1], { named: ['by'] }),
    fn('if', [3, 3], { takes: 'any', gives: 'same' }),
    fn('coalesce', [1, 100], { takes: 'any', gives: 'same' }),
    fn('is_missing', [1, 1], { takes: 'any' }),
    fn('lag', [1, 2], { named: ['k'], needs: ['panel'], takes: 'any', gives: 'same' }),
  ],
  estimators: [{ name: 'ols', doc: 'Least squares.', maximumFixed: 2 }],
  vcovs: [
    ...['iid', 'HC0', 'HC1', 'HC2', 'HC3'].map((name) => ({ name, doc: `${name}.`, form: 'name' as const })),
    { name: 'cluster', doc: 'Clustered.', form: 'columns' },
  ],
  derivedModels: [],
  modelTests: [],
  hypotheses: [],
  comparisons: [],
  conventions: declared('stata', 'regress', 'reghdfe', 'fixest'),
  describeStatistics: declared(
    'n',
    'missing',
    'mean',
    'sd',
    'variance',
    'min',
    'max',
    'median',
    'p25',
    'p75',
  ),
  mediationTests: declared('sobel', 'aroian', 'goodman'),
  tableStatistics: declared('n', 'units', 'clusters', 'r2', 'adj_r2', 'f', 'rmse'),
  figures: declared('density', 'curve'),
  styles: declared('plain', 'apa'),
  languages: declared('en', 'zh'),
  formats: [
    { name: 'md', doc: 'Markdown.', extension: 'md', byDefault: true, brings: [] },
    { name: 'tex', doc: 'LaTeX.', extension: 'tex', byDefault: true, brings: [] },
  ],
};
