import type { PrintedNumber } from '../compiler/plan/reported.ts';
import type { CheckValue } from '../runtime/verify/check.ts';

/** What the digits of a printed number stand for: `[0.4955, 0.4965]`, of a count the count. */
export function intervalText({ low, high }: PrintedNumber): string {
  if (low === null) return `below ${high}`;
  return low === high ? low : `[${low}, ${high}]`;
}

const parts: Readonly<Record<string, string>> = { conf_low: 'low', conf_high: 'high' };

/** A part of a cell as readers call it. */
export function partName(part: string): string {
  return Object.hasOwn(parts, part) ? parts[part]! : part;
}

/** A recorded value at full precision. */
export function recordedText(value: CheckValue): string {
  return value === null ? 'missing' : String(value);
}

/** A computed number with three digits more than are printed, six at the least. */
export function computedText(value: CheckValue, printed: PrintedNumber | null): string {
  if (value === null) return 'missing';
  if (typeof value !== 'number') return value === '' ? 'none' : String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const decimals = /\.(\d*)/.exec(printed?.value ?? '')?.[1]?.length ?? 0;
  const small = Math.abs(value) < 10 ** -(decimals + 1) || Math.abs(value) >= 1e15;
  return small ? value.toPrecision(6) : value.toFixed(Math.min(20, Math.max(6, decimals + 3)));
}
