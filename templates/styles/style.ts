import type { StyleDeclaration } from '../../compiler/plan/catalog.ts';
import type { Look, Rich } from '../document/document.ts';

/** What a caption is made of. */
export interface CaptionParts {
  readonly kind: 'table' | 'figure';
  /** The table or figure as the language names it: `Table 3`, `表 3`. */
  readonly name: string;
  readonly title: Rich;
  /** The caption as the language has it without a style: `Table 3. Title`. */
  readonly usual: Rich;
  readonly language: string;
  /** Name and title in the other of Chinese and English, for a style that sets both; null where the title has one. */
  readonly other: { readonly name: string; readonly title: Rich } | null;
}

/** A journal's way with tables and figures: words, digits and rules. What is shown is the same in each. */
export interface Style {
  readonly declaration: StyleDeclaration;
  /** Layout, in the language of the tables. */
  readonly look: (language: string) => Omit<Look, 'style'>;
  /** The lines of a caption: one, or number and title apart, or one a language. A line without styles is the format's to set. */
  readonly caption: (parts: CaptionParts) => readonly Rich[];
  /** Whether a caption has the title in Chinese and in English where the study has both. */
  readonly bilingual: boolean;
  /** What stands before the notes; null: as the language has it. */
  readonly lead: (language: string) => Rich | null;
  /** What stars mean: as a sentence among the notes, or on a line of its own below them. */
  readonly legend: 'sentence' | 'line';
  /** Whether a number that cannot pass one (p, r, R²) has a zero before its point. */
  readonly leadingZero: boolean;
}

export const isChinese = (language: string): boolean => /^zh\b/i.test(language);
