/**
 * The account of a reference file: every number in it is compared, or stands under `pending` (the work that will
 * build it is named) or under `notOffered` (a kind of result that studyc does not give, with its reason).
 */

/** What studyc gives for one number of the file, and how far it may be off. */
interface Compared {
  readonly actual: number | null;
  /** Absolute. */
  readonly tolerance: number;
}

export type Leaf = readonly [path: string, value: number | null];

export interface Account {
  readonly compare: (path: string, actual: number | null | undefined, tolerance: number) => void;
  readonly compared: ReadonlyMap<string, Compared>;
}

export function account(): Account {
  const compared = new Map<string, Compared>();
  return {
    compared,
    compare(path, actual, tolerance) {
      if (compared.has(path)) throw new Error(`${path} is compared twice`);
      compared.set(path, { actual: actual ?? null, tolerance });
    },
  };
}

/** Every number, and every null, of a JSON value, with its path: `baseline[3].vcov.HC1.se[0]`. */
export function leaves(value: unknown, path = ''): Leaf[] {
  if (value === null || typeof value === 'number') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, `${path}[${i}]`));
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path === '' ? key : `${path}.${key}`));
}

/** Numbers that differ by more than they may, as sentences. */
export function differences(reference: readonly Leaf[], compared: Account['compared']): string[] {
  const values = new Map(reference);
  return [...compared].flatMap(([path, { actual, tolerance }]) => {
    if (!values.has(path)) return [`${path}: the reference has no such number`];
    const expected = values.get(path)!;
    if (expected === null || actual === null)
      return expected === actual ? [] : [`${path}: ${actual} is not ${expected}`];
    const off = Math.abs(actual - expected);
    return off <= tolerance
      ? []
      : [`${path}: ${actual} is not ${expected} (off by ${off}, allowed ${tolerance})`];
  });
}

/** Numbers that nobody accounts for, and patterns that account for nothing. */
export function unaccounted(
  reference: readonly Leaf[],
  compared: Account['compared'],
  excused: readonly (readonly [pattern: RegExp, reason: string])[],
): string[] {
  const used = new Set<RegExp>();
  const missing = reference.flatMap(([path]) => {
    if (compared.has(path)) return [];
    const found = excused.find(([pattern]) => pattern.test(path));
    if (found) used.add(found[0]);
    return found ? [] : [`${path} is neither compared nor excused`];
  });
  const idle = excused
    .filter(([pattern]) => !used.has(pattern))
    .map(([pattern]) => `${pattern} excuses nothing`);
  return [...missing, ...idle];
}

/** Estimates and standard errors agree to 1e-9 relative (statistics.md of R's side prints 15 to 17 digits). */
export const RELATIVE = 1e-9;

export const relative = (expected: number | null): number => RELATIVE * Math.abs(expected ?? 0);

/**
 * How far a two-sided p of t may be off when t is off by RELATIVE: the elasticity of p in t is
 * (df + 1) x / (1 + x), x = t^2 / df, to first order.
 */
export function toleranceOfT(p: number | null, t: number, df: number): number {
  const x = (t * t) / df;
  return RELATIVE * (1 + ((df + 1) * x) / (1 + x)) * Math.abs(p ?? 0);
}

/** The same for the normal: the elasticity is about z^2. */
export function toleranceOfZ(p: number | null, z: number): number {
  return RELATIVE * (2 + z * z) * Math.abs(p ?? 0);
}

/** The same for the upper tail of F: at most (df1 + df2) / 2. */
export function toleranceOfF(p: number | null, df1: number, df2: number): number {
  return RELATIVE * (1 + (df1 + df2) / 2) * Math.abs(p ?? 0);
}
