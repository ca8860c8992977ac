import { quotePart } from '../../compiler/plan/quote.ts';
import { derivedOf } from '../results/derived.ts';
import type { AnalysisRecord, ModelRecord, Results } from '../results/results.ts';

/** A value of the results under its reference. */
export type Leaf = readonly [reference: string, value: number | string | boolean | null];

/** Words for readers, which a version may put otherwise, and what a reference says already. */
const UNRECORDED: ReadonlySet<string> = new Set(['message', 'label', 'id', 'verb']);

/** Of text only: a number that does not exist is null as well, and that is recorded. */
const NULL_TEXT: ReadonlySet<string> = new Set([
  'name',
  'group',
  'weights',
  'role',
  'unit',
  'within',
  'panel',
]);

/**
 * Every number of the analyses, and the text beside them, under the names that claims use: `baseline.1.TIN.p`,
 * `baseline.1.n`, `descriptive.rows.1.mean`, `mediation@young.share`. In the order of the results.
 */
export function leavesOf({ analyses }: Pick<Results, 'analyses'>): readonly Leaf[] {
  return Object.entries(analyses).flatMap(([id, analysis]) => leavesOfAnalysis(quotePart(id), analysis));
}

function leavesOfAnalysis(id: string, analysis: AnalysisRecord): readonly Leaf[] {
  const { models, groups, ...rest } = analysis as AnalysisRecord & {
    readonly models?: readonly ModelRecord[];
    readonly groups?: Readonly<Record<string, unknown>>;
  };
  return [
    ...(models ?? []).flatMap((model) => [model, ...derivedOf(model)]).flatMap(leavesOfModel),
    ...leavesBelow(id, rest),
    ...Object.entries(groups ?? {}).flatMap(([name, record]) =>
      leavesBelow(`${id}@${quotePart(name)}`, record),
    ),
  ];
}

function leavesOfModel({ id, terms, fit, derived: _, ...rest }: ModelRecord): readonly Leaf[] {
  const single = Object.entries(fit).filter(([, value]) => value === null || typeof value !== 'object');
  const nested = Object.entries(fit).filter(([, value]) => value !== null && typeof value === 'object');
  return [
    ...terms.flatMap(({ term, ...values }) => leavesBelow(`${id}.${quotePart(term)}`, values)),
    ...leavesBelow(id, Object.fromEntries(single)),
    ...leavesBelow(`${id}.fit`, Object.fromEntries(nested)),
    ...leavesBelow(id, rest),
  ];
}

/** Every value below a record, lists counted from 1. */
export function leavesBelow(path: string, value: unknown): readonly Leaf[] {
  if (value === undefined) return [];
  if (value === null || typeof value !== 'object') return [[path, value as Leaf[1]]];
  const entries = Array.isArray(value)
    ? value.map((entry, i) => [String(i + 1), entry] as const)
    : Object.entries(value);
  return entries
    .filter(([key, inner]) => !UNRECORDED.has(key) && !(inner === null && NULL_TEXT.has(key)))
    .flatMap(([key, inner]) =>
      leavesBelow(path === '' ? quotePart(key) : `${path}.${quotePart(key)}`, inner),
    );
}
