import type { VcovSpec } from '../../compiler/plan/model.ts';
import { quoteName } from '../../compiler/plan/quote.ts';

/** A covariance as a study writes it: `vcov HC1`, `vcov {cluster: [firm, year]}`, `vcov {newey-west: {lag: 2}}`. */
export function vcovWords(vcov: VcovSpec): string {
  return `vcov ${vcovText(vcov)}`;
}

export function vcovText({ type, by, combined, lag, draws }: VcovSpec): string {
  const clusters = (combined ?? (by ?? []).map((one) => [one])).map((columns) =>
    columns.map(quoteName).join('^'),
  );
  const list = clusters.length === 1 ? clusters[0]! : `[${clusters.join(', ')}]`;
  if (draws !== undefined) {
    return `{${type}: {${clusters.length > 0 ? `cluster: ${list}, ` : ''}draws: ${draws}}}`;
  }
  if (lag !== undefined) return `{${type}: {lag: ${lag}}}`;
  return clusters.length > 0 ? `{${type}: ${list}}` : type;
}
