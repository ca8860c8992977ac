import { invariant } from '../../compiler/plan/invariant.ts';

/** Shortest decimal that represents a double: value = ± 0.d1d2d3… × 10^point. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  /** Number of digits before the decimal point; may be negative or exceed the digits. */
  readonly point: number;
}

/** ECMAScript's String(number) is the shortest decimal that reads back as the same double. */
function shortestDecimal(value: number): Decimal {
  const [mantissa, exponent] = String(Math.abs(value)).split('e') as [string, string | undefined];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string | undefined];
  const all = whole + fraction;
  const leading = all.length - all.replace(/^0+/, '').length;
  return {
    negative: value < 0,
    digits: all.slice(leading),
    point: whole.length + Number(exponent ?? 0) - leading,
  };
}

/** Adds one to the last digit of a run of decimal digits. */
function increment(digits: string): string {
  const kept = digits.replace(/9+$/, '');
  const nines = digits.length - kept.length;
  if (kept === '') return `1${'0'.repeat(nines)}`;
  return kept.slice(0, -1) + String(Number(kept.at(-1)) + 1) + '0'.repeat(nines);
}

/** From here on a double's shortest decimal no longer fills the units, and zeros would pass for known digits. */
const LARGEST_POSITIONAL = 1e15;

/**
 * A number with a fixed count of decimals, rounded half away from zero on the shortest decimal that represents the
 * double (so 0.0005 → 0.001 and 1.0005 → 1.001, whatever their binary expansion). Never a negative zero; a small
 * number is 0.000 and never an exponent. At 1e15 and above: `1.235e21`, the mantissa with `digits` decimals.
 * value: finite. digits: 0 or more. A hyphen-minus; a format puts its own minus.
 */
export function formatDecimal(value: number, digits: number): string {
  invariant(Number.isFinite(value), 'a number to print is finite');
  const decimal = shortestDecimal(value);
  if (Math.abs(value) < LARGEST_POSITIONAL) return positional(decimal, digits);
  const mantissa = positional({ ...decimal, point: 1 }, digits);
  const carried = mantissa.replace('-', '').startsWith('10');
  if (!carried) return `${mantissa}e${decimal.point - 1}`;
  return `${positional({ negative: decimal.negative, digits: '1', point: 1 }, digits)}e${decimal.point}`;
}

function positional(decimal: Decimal, digits: number): string {
  const keep = decimal.point + digits;
  const padded = decimal.digits.padEnd(Math.max(keep, 0), '0');
  const roundsUp = keep >= 0 && (padded[keep] ?? '0') >= '5';
  const kept = keep > 0 ? padded.slice(0, keep) : '';
  const rounded = (roundsUp ? increment(kept) : kept).padStart(digits + 1, '0');
  const whole = rounded.slice(0, rounded.length - digits);
  const text = digits > 0 ? `${whole}.${rounded.slice(rounded.length - digits)}` : whole;
  return decimal.negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** A p-value with three decimals, or `<0.001`. */
export function formatP(p: number): string {
  return p < 0.001 ? '<0.001' : formatDecimal(p, 3);
}

/** A count without grouping. */
export function formatCount(count: number): string {
  return formatDecimal(count, 0);
}

/** As few decimals as show the number, six at most: the levels of stars and intervals in percent. */
export function formatTrimmed(value: number): string {
  const text = formatDecimal(value, 6);
  return text.includes('e') ? text : text.replace(/\.?0+$/, '');
}

/** Groups of three digits: 5,000. A part after the point stays as it is. */
export function grouped(count: number, separator: string): string {
  return formatCount(count).replace(/\B(?=(\d{3})+$)/g, separator);
}

/** The minus that a reader sees. */
export function withMinus(printed: string): string {
  return printed.replaceAll('-', '\u2212');
}
