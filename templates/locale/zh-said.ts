import { plainText } from '../document/rich.ts';
import { count, zh } from './zh-words.ts';

/** A sentence as plain text, its numbers grouped, a space between an ideograph and a Latin letter or digit. */
export function said(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | undefined)[]
): string {
  const texts = values.map((value) => (typeof value === 'number' ? count(value) : (value ?? '')));
  return plainText(zh(strings, ...texts));
}
