/**
 * How accurate studyc is on one reference file: the worst relative error of estimates and of standard errors for
 * each estimator and covariance, as a power of ten. The figures stand in the folder beside this file, one JSON a
 * reference file; UPDATE_ACCURACY=1 writes them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Account, Leaf } from './account.ts';

/** One line of them. `estimate` and `std_error`: e where no error is above 10^e; null where none is compared. */
export interface AccuracyRow {
  readonly estimator: string;
  readonly vcov: string;
  readonly estimate: number | null;
  readonly std_error: number | null;
}

/** A double carries no more: smaller errors are all the same. */
const LEAST = -15;

/** The power of ten that no error exceeds. */
export function powerOfTen(error: number): number {
  return error <= 10 ** LEAST ? LEAST : Math.ceil(Math.log10(error));
}

interface ModelLike {
  readonly path: string;
  readonly estimator: string;
  /** Each covariance with the path of its standard errors. */
  readonly vcovs: readonly (readonly [name: string, errors: string])[];
}

/** Every record of a model in a reference file, wherever it stands. */
function modelsIn(value: unknown, path: string): ModelLike[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => modelsIn(item, `${path}[${i}]`));
  if (value === null || typeof value !== 'object') return [];
  const own = value as Readonly<Record<string, unknown>>;
  const nested = Object.entries(own).flatMap(([key, item]) =>
    modelsIn(item, path === '' ? key : `${path}.${key}`),
  );
  const vcovs = vcovsIn(own, path);
  return vcovs.length === 0 ? nested : [{ path, estimator: estimatorOf(own), vcovs }, ...nested];
}

/** `vcov.NAME.se` of a model; of a quantile `se_NAME`. */
function vcovsIn(model: Readonly<Record<string, unknown>>, path: string): ModelLike['vcovs'] {
  const at = path === '' ? '' : `${path}.`;
  if (typeof model['estimator'] === 'string') {
    return Object.keys(model['vcov'] ?? {}).map((name) => [name, `${at}vcov.${name}.se`]);
  }
  if (typeof model['tau'] !== 'number') return [];
  return Object.keys(model).flatMap((key) =>
    key.startsWith('se_') ? [[key.slice('se_'.length), `${at}${key}`] as const] : [],
  );
}

const estimators: Readonly<Record<string, string>> = {
  wls: 'ols, weights',
  re: 'random',
  fd: 'first-difference',
  '2sls': 'iv',
  'binomial logit': 'logit',
  'binomial probit': 'probit',
  'poisson log': 'poisson',
};

function estimatorOf(model: Readonly<Record<string, unknown>>): string {
  const name = (model['estimator'] as string | undefined) ?? 'quantile';
  const effects = (model['absorb'] as readonly string[] | null | undefined)?.length ?? 0;
  if (name === 'fe') return `ols, ${effects} absorbed`;
  return estimators[name] ?? name;
}

const vcovs: readonly (readonly [RegExp, string])[] = [
  [/^classical\w*$/, 'iid'],
  [/^robust$/, 'HC1'],
  [/^cluster.*$/, 'cluster'],
  [/^twoway.*$/, 'cluster, two-way'],
  [/^newey_west.*$/, 'newey-west'],
  [/^driscoll_kraay.*$/, 'driscoll-kraay'],
  [/^CR(\d)$/, 'cr$1'],
];

/** What a study calls the covariance of a reference. */
function vcovOf(name: string): string {
  return vcovs.reduce((word, [pattern, ours]) => (word === name ? name.replace(pattern, ours) : word), name);
}

/** Worst relative error by what a list of numbers is: `MODEL.coef`, `MODEL.vcov.NAME.se`. */
function worstErrors(all: readonly Leaf[], book: Account): ReadonlyMap<string, number> {
  const worst = new Map<string, number>();
  for (const [path, expected] of all) {
    const of = /^(.*(?:coef|\.se(?:_\w+)?))\[\d+\]$/.exec(path)?.[1];
    const actual = book.compared.get(path)?.actual ?? null;
    if (of === undefined || expected === null || actual === null) continue;
    const error = actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
    worst.set(of, Math.max(worst.get(of) ?? 0, error));
  }
  return worst;
}

/** The lines of one reference file: whatever of its models was compared. */
export function accuracyOf(reference: unknown, all: readonly Leaf[], book: Account): AccuracyRow[] {
  const worst = worstErrors(all, book);
  const rows = new Map<string, AccuracyRow>();
  for (const { path, estimator, vcovs: names } of modelsIn(reference, '')) {
    const estimate = worst.get(path === '' ? 'coef' : `${path}.coef`);
    for (const [name, errors] of names) {
      const error = worst.get(errors);
      if (error === undefined) continue;
      const [vcov, key] = [vcovOf(name), `${estimator} ${vcovOf(name)}`];
      const before = rows.get(key);
      rows.set(key, {
        estimator,
        vcov,
        estimate: larger(before?.estimate, estimate),
        std_error: larger(before?.std_error, error),
      });
    }
  }
  return [...rows.values()];
}

/** The worse of a power of ten so far and a new error. */
function larger(before: number | null | undefined, error: number | undefined): number | null {
  if (error === undefined) return before ?? null;
  return Math.max(before ?? LEAST, powerOfTen(error));
}

const storedAt = (name: string): URL => new URL(`./accuracy/${name}.json`, import.meta.url);

const updates = process.env['UPDATE_ACCURACY'] === '1';

/** The stored figures of a reference file or of a suite. */
export function storedAccuracy<T>(name: string): T {
  return JSON.parse(readFileSync(storedAt(name), 'utf8')) as T;
}

/**
 * Holds measured lines against the stored ones: the same lines, each figure no more than one power of ten off, which is
 * what another machine's `exp` and `log` may do. With UPDATE_ACCURACY=1 they are stored instead.
 */
export function expectAccuracy<T extends object>(name: string, measured: readonly T[]): void {
  if (updates) {
    const lines = measured.map((row) => `  ${JSON.stringify(row)}`);
    writeFileSync(storedAt(name), `[\n${lines.join(',\n')}\n]\n`);
    return;
  }
  const stored = storedAccuracy<readonly T[]>(name);
  expect(measured.length).toBe(stored.length);
  const off = measured.flatMap((row, i) => differing(row, stored[i]!));
  expect(off, 'out of date: UPDATE_ACCURACY=1').toEqual([]);
}

function differing<T extends object>(measured: T, stored: T): string[] {
  const other = stored as Readonly<Record<string, unknown>>;
  return Object.entries(measured).flatMap(([key, value]) => {
    const wanted = other[key];
    const same =
      typeof value === 'number' && typeof wanted === 'number'
        ? Math.abs(value - wanted) <= 1
        : value === wanted;
    return same
      ? []
      : [`${JSON.stringify(measured)}: ${key} is ${String(value)}, stored is ${String(wanted)}`];
  });
}
