import type { Settings, StudySpec } from '../parse/study.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import { quotePart } from '../plan/quote.ts';
import type { Group, ModelEntry } from './checked.ts';
import type { Scope } from './scope.ts';

/** The index of models while it grows. */
export interface Building {
  readonly spec: StudySpec;
  readonly scope: Scope;
  readonly models: Map<string, readonly ModelEntry[]>;
  readonly groups: Map<string, readonly Group[]>;
  readonly unsure: Set<string>;
  /** Analyses with a mistake of their own that is already reported. */
  readonly spoilt: ReadonlySet<string>;
  /** Analyses under way, outermost first: a reference back to one of them is a circle. */
  readonly path: string[];
  readonly out: Diagnostic[];
}

/** What a model has from its analysis and the defaults, an inner setting first. */
export function inherited(settings: readonly Settings[], spec: StudySpec) {
  const first = <K extends keyof Settings>(key: K): Settings[K] | null =>
    settings.map((one) => one[key]).find((value) => value !== null) ?? null;
  return {
    vcov: first('vcov') ?? spec.defaults.vcov,
    estimator: first('estimator') ?? spec.defaults.estimator,
    conventions: first('conventions') ?? spec.conventions,
    level: (first('level') ?? spec.defaults.level)?.value ?? 0.95,
  };
}

/** The canonical reference of a model. */
export function refOf(
  analysis: string,
  name: string | null,
  number: number | null,
  group: Group | null,
): string {
  const parts = [quotePart(analysis), ...(name === null ? [] : [quotePart(name)])];
  if (number !== null) parts.push(String(number));
  return parts.join('.') + (group ? `@${quotePart(group.name)}` : '');
}
