/** A decimal as printed, and what its digits stand for: exact, as decimal text. */
export interface Decimal {
  readonly value: string;
  readonly low: string;
  readonly high: string;
}

/** The parts of a number: sign, digits before and after the point, exponent. */
export interface DecimalParts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: number;
}

/**
 * Printed digits → the decimal and the closed interval of half a unit of the last digit around it: 1.144 stands for
 * 1.1435 to 1.1445, 1.2e-3 for 0.00115 to 0.00125, 1e3 for 500 to 1500. A minus stays before zeros, as printed.
 */
export function decimalOf({ negative, whole, fraction, exponent }: DecimalParts): Decimal {
  const digits = BigInt(`${whole}${fraction}` || '0');
  const scale = fraction.length - exponent;
  const sign = negative ? -1n : 1n;
  const tenths = sign * digits * 10n;
  return {
    value: `${negative ? '-' : ''}${printed(digits, scale)}`,
    low: signed(tenths - 5n, scale + 1),
    high: signed(tenths + 5n, scale + 1),
  };
}

function signed(digits: bigint, scale: number): string {
  return digits < 0n ? `-${printed(-digits, scale)}` : printed(digits, scale);
}

/** digits * 10^-scale, for digits that are not negative. */
function printed(digits: bigint, scale: number): string {
  if (scale <= 0) return String(digits * 10n ** BigInt(-scale));
  const padded = String(digits).padStart(scale + 1, '0');
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
