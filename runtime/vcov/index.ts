import { bootstrap } from './bootstrap.ts';
import { cluster } from './cluster.ts';
import { cr2 } from './cr2.ts';
import { cr3 } from './cr3.ts';
import { driscollKraay } from './driscoll-kraay.ts';
import { hc0 } from './hc0.ts';
import { hc1 } from './hc1.ts';
import { hc2 } from './hc2.ts';
import { hc3 } from './hc3.ts';
import { hc4 } from './hc4.ts';
import { iid } from './iid.ts';
import { neweyWest } from './newey-west.ts';
import { nid } from './nid.ts';
import type { Covariance } from './vcov.ts';
import { wild } from './wild.ts';

/** Every covariance of a least-squares model, in the order of the language reference. */
export const covariances: readonly Covariance[] = [
  iid,
  hc0,
  hc1,
  hc2,
  hc3,
  hc4,
  cluster,
  cr2,
  cr3,
  neweyWest,
  driscollKraay,
  bootstrap,
  wild,
  nid,
];

export function covarianceFor(type: string): Covariance | undefined {
  return covariances.find((covariance) => covariance.declaration.name === type);
}
