import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { studyFolder } from '../../study.ts';

/** A study whose results are printed as tables, and what a publication would say of them. */
export interface TrueStudy {
  readonly name: string;
  readonly text: string;
  readonly folder: string;
  readonly design: object;
  /** A map table → the analysis that it shows; `describe` tables as rows, others as columns. */
  readonly tables: Readonly<Record<string, PrintedTable>>;
}

export interface PrintedTable {
  readonly of: string;
  /** What stands in parentheses. */
  readonly parentheses: 't' | 'se';
  readonly partition?: true;
  readonly mediation?: true;
}

const reference = resolve(import.meta.dirname, '../../reference');

/** The seed study on the synthetic panel, and studies of the teaching data of the reference tests. */
export const studies: readonly TrueStudy[] = [
  {
    name: 'agglomeration',
    text: readFileSync(`${studyFolder}/study.yaml`, 'utf8'),
    folder: studyFolder,
    design: { units: 28, periods: [2013, 2023], vcov: 'robust', fixed: [] },
    tables: {
      '2': { of: 'descriptive', parentheses: 't' },
      '3': { of: 'baseline', parentheses: 't' },
      '4': { of: 'mediation', parentheses: 't', mediation: true },
      '5': { of: 'by_period', parentheses: 't', partition: true },
      '6': { of: 'by_industry', parentheses: 'se', partition: true },
      '7': { of: 'replaced', parentheses: 't' },
    },
  },
  {
    name: 'grunfeld',
    text: [
      'study: grunfeld',
      'data: {file: grunfeld.csv, panel: {unit: firm, time: year}}',
      'defaults: {vcov: iid}',
      'analyses:',
      '  described: {describe: [inv, value, capital], statistics: [n, mean, sd, min, median, max]}',
      '  pooled: {regress: "inv ~ csw(value, capital)"}',
      '  halves: {regress: "inv ~ value + capital", split: {early: year <= 1944, late: year > 1944}}',
      '',
    ].join('\n'),
    folder: reference,
    design: { units: 10, periods: [1935, 1954], vcov: 'iid', fixed: [] },
    tables: {
      '1': { of: 'described', parentheses: 't' },
      '2': { of: 'pooled', parentheses: 't' },
      '3': { of: 'halves', parentheses: 'se', partition: true },
    },
  },
  {
    name: 'caschools',
    text: [
      'study: caschools',
      'data: {file: caschools.csv}',
      'prepare: [{derive: {score: (read + math) / 2, ratio: students / teachers}}]',
      'defaults: {vcov: HC1}',
      'analyses:',
      '  described: {describe: [score, ratio, english, lunch, income], statistics: [n, mean, sd, min, median, max]}',
      '  steps: {regress: "score ~ csw(ratio, english, lunch)"}',
      '  paths: {mediate: {outcome: score, treatment: income, mediator: lunch, controls: [ratio, english]}, tests: [sobel]}',
      '',
    ].join('\n'),
    folder: reference,
    design: { units: 420, vcov: 'robust', fixed: [] },
    tables: {
      '1': { of: 'described', parentheses: 't' },
      '2': { of: 'steps', parentheses: 'se' },
      '3': { of: 'paths', parentheses: 't', mediation: true },
    },
  },
  {
    name: 'petersen',
    text: [
      'study: petersen',
      'data: {file: petersen.csv, panel: {unit: firm, time: year}}',
      'defaults: {vcov: {cluster: firm}}',
      'analyses:',
      '  described: {describe: [x, y], statistics: [n, mean, sd, min, median, max]}',
      '  pooled: {regress: "y ~ x"}',
      '',
    ].join('\n'),
    folder: reference,
    design: { units: 500, periods: [1, 10], vcov: { cluster: 'firm' }, clusters: 500, fixed: [] },
    tables: {
      '1': { of: 'described', parentheses: 't' },
      '2': { of: 'pooled', parentheses: 't' },
    },
  },
];
