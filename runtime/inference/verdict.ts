import type { BootstrapRecord, MediationRecord, PathRecord, Verdict } from '../results/results.ts';

type Decision = Pick<MediationRecord, 'verdict' | 'reason'>;

/**
 * The verdict of the steps at alpha: `none` where a or b is insignificant; else `full` where c' is; else `partial`
 * where c' has the sign of a b, `suppression` where it has the opposite one. A bootstrap interval that excludes zero
 * overrules `none`, and c' then decides; the reason says so.
 */
export function verdictOf(
  paths: { readonly a: PathRecord; readonly b: PathRecord; readonly direct: PathRecord },
  alpha: number,
  bootstrap: BootstrapRecord | null,
): Decision {
  const named = [
    ['a', paths.a],
    ['b', paths.b],
    ['direct', paths.direct],
  ] as const;
  const significant = named.filter(([, path]) => path.p < alpha).map(([name]) => name);
  const insignificant = named.filter(([, path]) => !(path.p < alpha)).map(([name]) => name);
  const joint = paths.a.p < alpha && paths.b.p < alpha;
  const overruled = !joint && bootstrap !== null && excludesZero(bootstrap);
  const verdict = joint || overruled ? byDirect(paths, alpha) : 'none';
  return { verdict, reason: { significant, insignificant, overruled_by: overruled ? 'bootstrap' : null } };
}

function byDirect(
  paths: { readonly a: PathRecord; readonly b: PathRecord; readonly direct: PathRecord },
  alpha: number,
): Verdict {
  if (!(paths.direct.p < alpha)) return 'full';
  const indirect = paths.a.estimate * paths.b.estimate;
  return Math.sign(paths.direct.estimate) === Math.sign(indirect) ? 'partial' : 'suppression';
}

function excludesZero({ conf_low, conf_high }: BootstrapRecord): boolean {
  return conf_low !== null && conf_high !== null && (conf_low > 0 || conf_high < 0);
}
