import type { Cell, CellStyle } from 'hucre/xlsx';
import { cleanText } from '../document/clean-text.ts';
import type { Look, Rich } from '../document/document.ts';

/** Fonts that every Excel has in the reader's language; sizes in points. */
export const fontOf = (language: string): string => (language.startsWith('zh') ? '宋体' : 'Times New Roman');

export const BODY = 10.5;
export const NOTE = 9;

type Border = NonNullable<CellStyle['border']>;
type Side = NonNullable<Border['top']>;

/** The nearest line that a spreadsheet has: it knows no points. */
export function ruleOf(points: number): Side {
  return { style: points >= 1 ? 'medium' : 'thin', color: { rgb: '000000' } };
}

export interface Rules {
  /** Above the table. */
  readonly top: Side;
  readonly outer: Side;
  readonly inner: Side;
}

export const rulesOf = ({ rules }: Look): Rules => ({
  top: rules.doubled ? { ...ruleOf(rules.outer), style: 'double' } : ruleOf(rules.outer),
  outer: ruleOf(rules.outer),
  inner: ruleOf(rules.inner),
});

/** A text of a cell; Excel reads `_x0041_` in it as A, so that the underscore is written so itself. */
export function textValue(text: string): string {
  return cleanText(text).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}

type RichTextRun = NonNullable<Cell['richText']>[number];

/** Runs with their styles, where a text has any; null for plain text. */
export function runsOf(text: Rich, font: string, size: number): RichTextRun[] | null {
  if (text.every(({ style }) => style === undefined || style === 'unbroken' || style === 'code')) return null;
  return text.map(({ text: run, style }) => ({
    text: textValue(run),
    font: {
      name: font,
      size,
      ...(style === 'italic' || style === 'emphasis' ? { italic: true } : {}),
      ...(style === 'strong' ? { bold: true } : {}),
      ...(style === 'sup' ? { vertAlign: 'superscript' as const } : {}),
    },
  }));
}

/** Typed over again, such a text would become a formula, unless its cell is one of text. */
export const looksLikeFormula = (text: string): boolean => /^\s*[=+\-@]/.test(text);
