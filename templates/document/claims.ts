import type { PlannedClaim } from '../../compiler/plan/plan.ts';
import type { ClaimRecord } from '../../runtime/results/results.ts';
import { type Context, say } from './context.ts';
import type { ClaimList } from './document.ts';
import { formatDecimal, formatP, withMinus } from './format-number.ts';
import { toRich } from './rich.ts';

/** Decimals of a value that a claim rests on. */
const VALUE_DIGITS = 3;

/** The claims with condition, values and verdict, in the order of the file. */
export function claimList(context: Context): ClaimList {
  const { report } = context.locale.words;
  const [id, claim, values, verdict] = report.claimHeader;
  return {
    kind: 'claims',
    header: [toRich(id), toRich(claim), toRich(values), toRich(verdict)],
    items: context.plan.claims.flatMap((planned) => {
      const record = context.results.claims[planned.id];
      return record ? [claimItem(context, planned, record)] : [];
    }),
  };
}

function claimItem(context: Context, claim: PlannedClaim, record: ClaimRecord): ClaimList['items'][number] {
  const evidence = record.reason ? [] : evidenceOf(record.values);
  return {
    id: claim.id,
    holds: record.holds,
    expected: record.holds === claim.expect,
    word: record.reason
      ? context.locale.words.report.undecided
      : context.locale.report.verdict(record.holds, claim.expect),
    says: toRich(claim.says ? say(context, claim.says) : ''),
    condition: claim.text,
    values: record.reason ?? evidence.map(({ text }) => text).join(', '),
    evidence,
  };
}

/** Each value under the last part of its path, or the whole path where two would share a name. */
function evidenceOf(values: ClaimRecord['values']): ClaimList['items'][number]['evidence'] {
  const entries = Object.entries(values);
  const last = (path: string): string => path.split('.').at(-1) ?? path;
  const names = entries.map(([path]) => last(path));
  return entries.map(([path, value], i) => {
    const name = names.filter((other) => other === names[i]).length > 1 ? path : names[i]!;
    return { text: valueText(name, last(path), value), source: path };
  });
}

function valueText(name: string, kind: string, value: number | string | null): string {
  if (typeof value !== 'number') return `${name}: ${value ?? '—'}`;
  if (kind === 'p')
    return value < 0.001 ? `${name} ${formatP(value).replace('<', '< ')}` : `${name} = ${formatP(value)}`;
  const whole = Number.isInteger(value) && Math.abs(value) < 1e15;
  return `${name} = ${withMinus(formatDecimal(value, whole ? 0 : VALUE_DIGITS))}`;
}

/** How many claims came out as the study expects, of how many. */
export function supported(list: ClaimList): readonly [number, number] {
  return [list.items.filter((item) => item.expected).length, list.items.length];
}
