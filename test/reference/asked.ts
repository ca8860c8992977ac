import type { ReferenceModel } from './models.ts';
import type { Spec } from './studies.ts';

/** What a study asks for to get one covariance of a reference model. */
export interface Asked {
  readonly vcov: Spec | string;
  readonly conventions?: string;
  /** The reference's degrees of freedom belong to another program than its factor: errors and statistics only. */
  readonly errorsOnly?: true;
  /** Clusters of several dimensions. */
  readonly several?: true;
}

/** A covariance that is not positive semi-definite is repaired: the reference then has a second one beside it. */
const REPAIRED = '_psd';

/**
 * The covariance and the profile that a name of the reference stands for; null where no program computes it: its factor
 * counts every dummy beside absorbed effects, which neither reghdfe nor fixest does, or it was to be repaired.
 */
export function askedFor(name: string, model: ReferenceModel): Asked | null {
  if (`${name}${REPAIRED}` in model.vcov) return null;
  const asked = baseAsked(name.replace(REPAIRED, ''), model);
  return asked && { ...programOf(model), ...asked };
}

/** Whose fit the model is: weights as R has them; a record with clusters of its own counts every dummy. */
function programOf({ estimator, absorb, cluster }: ReferenceModel): { readonly conventions?: string } {
  if (estimator === 'wls') return { conventions: 'lm' };
  if (estimator === 're' || estimator === 'fd') return { conventions: 'fixest' };
  return absorb && cluster !== undefined ? { conventions: 'lsdv' } : {};
}

function baseAsked(name: string, model: ReferenceModel): Asked | null {
  const { absorb = [], entity, time } = model;
  const by = model.cluster ?? entity;
  const absorbs = absorb.length > 0;
  const serial = /^(newey_west|driscoll_kraay)_(\d)$/.exec(name);
  if (serial) {
    const vcov = { [serial[1]!.replace('_', '-')]: { lag: Number(serial[2]) } };
    return { vcov, conventions: 'plm', ...(serial[1] === 'driscoll_kraay' && { errorsOnly: true }) };
  }
  if (/^HC\d$/.test(name)) return { vcov: name };
  const one = { vcov: { cluster: by } };
  const both = { vcov: { cluster: [entity, time] }, several: true } as const;
  switch (name) {
    case 'classical':
      return { vcov: 'iid' };
    case 'robust':
      return { vcov: 'HC1' };
    case 'CR2':
      return { vcov: { cr2: by } };
    case 'cluster':
      return one;
    case 'cluster_CR0':
      return { ...one, conventions: 'plm', ...(model.estimator !== 're' && { errorsOnly: true }) };
    case 'cluster_areg':
      return { ...one, conventions: 'lsdv' };
    case 'cluster_time':
      return { vcov: { cluster: time }, ...(absorb.includes(time ?? '') && { conventions: 'lsdv' }) };
    case 'cluster_time_nested':
      return { vcov: { cluster: time } };
    case 'twoway_per_dimension':
      return { ...both, conventions: absorbs ? 'lsdv' : 'regress' };
    case 'twoway_min':
      return absorbs ? null : { ...both, conventions: 'fixest' };
    case 'twoway_min_nested':
      return { ...both, conventions: 'reghdfe' };
    default:
      return null;
  }
}
