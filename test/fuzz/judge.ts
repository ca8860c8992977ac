import { data } from './kinds/data.ts';
import { expressions, formulas } from './kinds/formulas.ts';
import { layouts, prose } from './kinds/layouts.ts';
import { locks } from './kinds/locks.ts';
import { specs, yaml } from './kinds/studies.ts';
import { tables } from './kinds/tables.ts';
import { choicesOf } from './random.ts';
import type { Case, Kind, Verdict } from './verdict.ts';

/** Every kind of case by its name. */
export const kinds = {
  ...{ formulas, expressions, specs, yaml },
  ...{ data, locks, tables, layouts, prose },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

/** Case `index` of a seed: made and judged. Never throws. */
export function judge(kind: KindName, seed: number, index: number): Promise<Verdict> {
  return judgeCase(kind, caseOf(kind, seed, index));
}

/** The same case on every machine. */
export function caseOf(kind: KindName, seed: number, index: number): Case {
  return kinds[kind].make(choicesOf(seed, index));
}

/** An exception is a problem like any other. Never throws. */
export async function judgeCase(kind: KindName, one: Case): Promise<Verdict> {
  try {
    return await kinds[kind].judge(one);
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { accepted: false, codes: [], problem };
  }
}
