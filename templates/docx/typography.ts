/** Sizes of type in points. */
export interface Typography {
  readonly text: number;
  readonly caption: number;
  readonly table: number;
  /** Of a table that is too wide at its usual size; never below 7. */
  readonly tight: number;
  readonly note: number;
  /** Distance of lines in tables, as a multiple of the type. */
  readonly tableLine: number;
  /** Typefaces: of Latin letters and digits, and of ideographs in text and in headings. */
  readonly latin: string;
  readonly ideographs: string;
  readonly headings: string;
}

/** Bold ideographs: a face of even strokes. */
export const HEADINGS = 'SimHei';

const chinese: Typography = {
  ...{ text: 10.5, caption: 9, table: 9, tight: 7.5, note: 7.5, tableLine: 1.4 },
  ...{ latin: 'Times New Roman', ideographs: 'SimSun', headings: HEADINGS },
};

const english: Typography = {
  ...{ text: 11, caption: 10, table: 9.5, tight: 8.5, note: 8.5, tableLine: 1.25 },
  ...{ latin: 'Times New Roman', ideographs: 'SimSun', headings: HEADINGS },
};

/** language: a BCP 47 tag. */
export function typographyOf(language: string): Typography {
  return /^zh\b/i.test(language) ? chinese : english;
}

/** Twentieths of a point, in which Word measures. */
export const twips = (points: number): number => Math.round(points * 20);

/** A4 with an inch of margin, in twips. */
export const PAGE = { width: 11906, height: 16838, margin: 1440 } as const;

/** Width of the line on a page that stands upright, or is turned. */
export function lineWidth(landscape: boolean): number {
  return (landscape ? PAGE.height : PAGE.width) - 2 * PAGE.margin;
}
