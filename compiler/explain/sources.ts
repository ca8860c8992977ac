import type { Explanations } from './explanation.ts';

/** Two sources, as the examples of joins have them. */
const two = 'data: {wages: {file: wages.csv, main: true}, regions: {file: regions.csv}}';

/** Several sources, and what joins them. */
export const sources: Explanations = {
  credentials: {
    cause:
      'A study is a text that is passed on and published. Names of servers, users and passwords do not belong in it; what reads a database takes them from the environment.',
    wrong: ['data: {file: wages.csv, password: secret}'],
    cured: ['data: {file: wages.csv}'],
  },
  'no-main-source': {
    cause:
      'Of several sources one is the main one: its rows are the observations of the study, and the steps begin with them. Nothing says which one that is.',
    wrong: ['data: {wages: {file: wages.csv}, regions: {file: regions.csv}}'],
    cured: [two],
  },
  'several-main-sources': {
    cause:
      'Only one source can be the one whose rows are the observations of the study. The columns of the others are brought to it by join.',
    wrong: ['data: {wages: {file: wages.csv, main: true}, regions: {file: regions.csv, main: true}}'],
    cured: [two],
  },
  'unknown-source': {
    cause: 'A join names a source, and no source under data has this name.',
    wrong: [two, 'prepare:', '  - join: {with: region, by: region}'],
    cured: [two, 'prepare:', '  - join: {with: regions, by: region}'],
  },
  'unknown-source-column': {
    cause:
      'The key of a join is a column of both tables, and the other table has none of this name. Where the names differ, by is a map from the name here to the name there.',
    wrong: [two, 'prepare:', '  - join: {with: regions, by: {region: name}}'],
    cured: [two, 'prepare:', '  - join: {with: regions, by: {region: region}}'],
  },
  'join-key-types': {
    cause:
      'Keys are compared, and a text is equal to no number: no row would find its match. Often one of the two files has codes that were read as text, or as numbers.',
    wrong: [two, 'prepare:', '  - join: {with: regions, by: {year: region}}'],
    cured: [two, 'prepare:', '  - join: {with: regions, by: {region: region}}'],
  },
  'column-in-both': {
    cause:
      'A column of the other source has the name of one that is there already. One of the two would be lost, or both be renamed without notice.',
    wrong: [two, 'prepare:', '  - derive: {income: wage}', '  - join: {with: regions, by: region}'],
    cured: [two, 'prepare:', '  - derive: {pay: wage}', '  - join: {with: regions, by: region}'],
  },
};
