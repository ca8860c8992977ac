import type { Profile } from './profile.ts';
import { fixestProfile, reghdfeProfile, regressProfile } from './table.ts';

/** A name that a spec may give, and the profile that it stands for, without and with absorbed effects. */
export interface Convention {
  readonly name: string;
  readonly doc: string;
  readonly plain: Profile;
  /** Null where nobody defined what absorbed effects would mean. */
  readonly absorbed: Profile | null;
}

const stata = (profile: Profile): Profile => ({ ...profile, name: 'stata' });

export const conventions: readonly Convention[] = [
  {
    name: 'stata',
    doc: 'regress without absorbed effects, reghdfe with them.',
    plain: stata(regressProfile),
    absorbed: stata(reghdfeProfile),
  },
  { name: 'regress', doc: regressProfile.doc, plain: regressProfile, absorbed: null },
  { name: 'reghdfe', doc: reghdfeProfile.doc, plain: reghdfeProfile, absorbed: reghdfeProfile },
  { name: 'fixest', doc: fixestProfile.doc, plain: fixestProfile, absorbed: fixestProfile },
];

/** The profile of a name; null for a name or a combination that the table does not define. */
export function profileFor(name: string, hasAbsorbed: boolean): Profile | null {
  const found = conventions.find((convention) => convention.name === name);
  if (found === undefined) return null;
  return hasAbsorbed ? found.absorbed : found.plain;
}
