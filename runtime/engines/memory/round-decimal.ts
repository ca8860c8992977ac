/**
 * Rounds half away from zero, on the shortest decimal that represents the double: 2.675 to 2 digits is 2.68, though
 * the double lies below. digits: an integer; negative rounds to tens, hundreds. x must be finite.
 */
export function roundDecimal(x: number, digits: number): number {
  const [mantissa, power] = Math.abs(x).toExponential().split('e') as [string, string];
  const figures = mantissa.replace('.', '');
  // x is 0.figures times 10^point: the figures from place `point + digits` on are cut off.
  const point = Number(power) + 1;
  const kept = point + digits;
  if (kept >= figures.length) return x;
  if (kept < 0) return 0;
  const up = figures.charCodeAt(kept) >= 53 ? 1n : 0n;
  const whole = BigInt(figures.slice(0, kept) || '0') + up;
  const rounded = Number(`${whole}e${-digits}`);
  return rounded === 0 ? 0 : Math.sign(x) * rounded;
}
