import type { Profile } from './profile.ts';
import {
  fixestProfile,
  linearmodelsProfile,
  lmProfile,
  lsdvProfile,
  plmProfile,
  reghdfeProfile,
  regressProfile,
  statsmodelsProfile,
  xtregProfile,
} from './table.ts';

/** A name that a spec may give, and the profile that it stands for. Null: nobody defined what that would mean. */
export interface Convention {
  readonly name: string;
  readonly doc: string;
  /** Without absorbed effects. */
  readonly plain: Profile | null;
  readonly absorbed: Profile | null;
  /** Of estimators that are defined by the panel (`between`, `random`, `first-difference`). */
  readonly panel: Profile | null;
}

const stata = (profile: Profile): Profile => ({ ...profile, name: 'stata' });

/** A row of the table: one profile, for the kinds of model that the program has. */
function row(profile: Profile, kinds: readonly ('plain' | 'absorbed' | 'panel')[]): Convention {
  const of = (kind: (typeof kinds)[number]): Profile | null => (kinds.includes(kind) ? profile : null);
  return {
    name: profile.name,
    doc: profile.doc,
    plain: of('plain'),
    absorbed: of('absorbed'),
    panel: of('panel'),
  };
}

export const conventions: readonly Convention[] = [
  {
    name: 'stata',
    doc: 'regress without absorbed effects, reghdfe with them.',
    plain: stata(regressProfile),
    absorbed: stata(reghdfeProfile),
    panel: stata(regressProfile),
  },
  row(regressProfile, ['plain', 'panel']),
  row(xtregProfile, ['absorbed', 'panel']),
  row(reghdfeProfile, ['plain', 'absorbed', 'panel']),
  row(fixestProfile, ['plain', 'absorbed', 'panel']),
  row(lsdvProfile, ['plain', 'absorbed', 'panel']),
  row(lmProfile, ['plain', 'panel']),
  row(plmProfile, ['plain', 'absorbed', 'panel']),
  row(linearmodelsProfile, ['plain', 'absorbed', 'panel']),
  row(statsmodelsProfile, ['plain', 'panel']),
];

const PANEL_ESTIMATORS: readonly string[] = ['between', 'random', 'first-difference'];

/** The profile of a name; null for a name or a combination that the table does not define. */
export function profileFor(name: string, hasAbsorbed: boolean, estimator = 'ols'): Profile | null {
  const found = conventions.find((convention) => convention.name === name);
  if (found === undefined) return null;
  if (PANEL_ESTIMATORS.includes(estimator)) return found.panel;
  return hasAbsorbed ? found.absorbed : found.plain;
}

/** Names of the conventions that define a model without, or with, absorbed effects. */
export function namesDefining(hasAbsorbed: boolean): readonly string[] {
  return conventions
    .filter((one) => (hasAbsorbed ? one.absorbed : one.plain) !== null)
    .map((one) => one.name);
}
