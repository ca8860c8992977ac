/**
 * The document model: what is shown, in which order, with which words and printed numbers; no format and no
 * escaping. Every number keeps its value and where in results.json it comes from.
 */

/**
 * A run of text. `italic` for statistics and other symbols (t, p, c′), `emphasis` for words, `sup` for exponents and
 * hanging stars, `strong` for headings, `code` for what a machine reads, `unbroken` for what must stay on one line.
 */
export interface Inline {
  readonly text: string;
  readonly style?: 'italic' | 'emphasis' | 'sup' | 'strong' | 'code' | 'unbroken';
}

export type Rich = readonly Inline[];

export type Cell =
  | { readonly kind: 'text'; readonly text: Rich; readonly span?: number; readonly align?: 'left' | 'center' }
  | { readonly kind: 'empty' }
  /** Not applicable here: printed as a dash. */
  | { readonly kind: 'none' }
  | NumberCell;

export interface NumberCell {
  readonly kind: 'number';
  /** Full precision. */
  readonly value: number;
  /** As printed, with a hyphen-minus; a format replaces it by its own minus. Without stars and brackets. */
  readonly printed: string;
  readonly stars: string;
  readonly bracket: 'none' | 'round' | 'square';
  /** A second number in the same brackets: the upper end of an interval. */
  readonly upper?: { readonly value: number; readonly printed: string };
  /** Path in results.json: `baseline.4.TIN.estimate`. */
  readonly source: string;
}

export interface Row {
  /** `group`: a heading over the rows that follow, in `cells[0]`, over the whole width. */
  readonly kind: 'data' | 'group';
  readonly stub: Rich;
  /** One a column (a spanning text cell counts for several). */
  readonly cells: readonly Cell[];
  /** The second line of a term (its t or standard error): no space before it. */
  readonly continues: boolean;
  /** Steps to the right of the stub. */
  readonly indent: number;
}

/** Heading cells from left to right; `start` counts columns from 0, without the stub. */
export interface HeaderRow {
  readonly stub: Rich;
  readonly cells: readonly {
    readonly text: Rich;
    readonly start: number;
    readonly span: number;
    readonly rule: boolean;
  }[];
}

export interface ColumnSpec {
  /** `decimal`: numbers aligned at the point; `integers` and `decimals` count the widest digits on either side. */
  readonly align: 'left' | 'center' | 'decimal';
  readonly integers: number;
  readonly decimals: number;
  /** Whether any number of the column is negative, bracketed, starred. */
  readonly negative: boolean;
  readonly bracketed: boolean;
  readonly starred: boolean;
  /** Running text that may take several lines; the width that is left is its own. */
  readonly wraps: boolean;
}

export interface TablePanel {
  readonly heading: Rich | null;
  readonly columns: readonly ColumnSpec[];
  readonly header: readonly HeaderRow[];
  /** Blocks of rows with a rule between. */
  readonly blocks: readonly (readonly Row[])[];
  /** A full-width sentence below the rows (a verdict). */
  readonly footer: Rich | null;
}

/** How a journal's style sets its tables, as far as it is layout; words and digits are composed already. */
export interface Look {
  /** The name of the style. */
  readonly style: string;
  /** Thickness of rules in points: above and below the table, and within it. */
  readonly rules: {
    readonly outer: number;
    readonly inner: number;
    /** Whether the rule above the table is a double one. */
    readonly doubled: boolean;
  };
  /** Where captions stand, in formats that set them: LaTeX leaves that to the document. */
  readonly caption: 'left' | 'center';
  /**
   * What parts number and title, for formats where the document numbers: what the language has, a dash (in tables; Chinese
   * has none), a space, or the end of a line.
   */
  readonly between: 'usual' | 'dash' | 'space' | 'line';
}

export interface TableDocument {
  readonly kind: 'table';
  readonly id: string;
  readonly number: number;
  readonly label: string;
  readonly title: Rich;
  /** Title with its number, as a reader sees it: `表 3　基准回归结果`, `Table 3. Baseline`. */
  readonly caption: Rich;
  /**
   * The same in the lines that the style gives it: number and title on one, or on two, or one a language. A line without
   * any style of text is the format's to set.
   */
  readonly captionLines: readonly Rich[];
  /** What stands in its place on the further pages of a long table: `续表 3`, `Table 3 (continued)`. */
  readonly continued: Rich;
  readonly look: Look;
  readonly panels: readonly TablePanel[];
  /** What stands before the notes: `注：`, `Notes: `. */
  readonly lead: Rich;
  /** The title in the other language, where the style sets it too. */
  readonly otherTitle: Rich | null;
  /** One paragraph, sentences in order, the space between them included. */
  readonly notes: readonly Rich[];
  /** What stars mean, where the style puts that on a line of its own below the notes. */
  readonly legend: Rich | null;
}

/** A point cloud, a density and the normal density of the same mean and spread over one axis: the placebo. */
export interface DensityFigure {
  readonly kind: 'figure';
  readonly draw: 'density';
  readonly id: string;
  readonly number: number;
  readonly title: Rich;
  /** Title with its number. */
  readonly caption: Rich;
  /** The same in the lines of the style, as those of a table. */
  readonly captionLines: readonly Rich[];
  readonly description: string;
  readonly estimates: readonly number[];
  /** Mean and standard deviation of the estimates; null where they have no spread. */
  readonly normal: { readonly mean: number; readonly sd: number } | null;
  /** Of the first draws: those that have a point. */
  readonly p: readonly number[];
  readonly actual: { readonly value: number; readonly printed: string; readonly source: string };
  /** `density` and `rightAxis` name the axes, `normal` and `p` a line and the points in the legend, `actual` and `threshold` the lines. */
  readonly words: Readonly<
    Record<'density' | 'normal' | 'p' | 'x' | 'actual' | 'threshold' | 'rightAxis', Rich>
  >;
  readonly lead: Rich;
  readonly notes: readonly Rich[];
}

/** Distributions of described variables: a panel each, with the groups of a split in it. */
export interface DistributionFigure {
  readonly kind: 'figure';
  readonly draw: 'distributions';
  readonly id: string;
  readonly number: number;
  readonly title: Rich;
  /** Title with its number. */
  readonly caption: Rich;
  /** The same in the lines of the style, as those of a table. */
  readonly captionLines: readonly Rich[];
  readonly description: string;
  /** Labels of the groups; empty without a split. */
  readonly groups: readonly Rich[];
  readonly panels: readonly {
    readonly label: Rich;
    /** How many values: `n = 308`, of each group. */
    readonly counts: Rich;
    /** One a group, or one; the same bins for all groups. Null where there are no values, or no spread. */
    readonly shapes: readonly {
      readonly n: number;
      readonly bins: {
        readonly from: number;
        readonly width: number;
        readonly counts: readonly number[];
      } | null;
      /** At even steps from `from` to `to`. */
      readonly density: {
        readonly from: number;
        readonly to: number;
        readonly values: readonly number[];
      } | null;
    }[];
  }[];
  /** Name of the upright axis. */
  readonly words: { readonly density: Rich };
  readonly lead: Rich;
  readonly notes: readonly Rich[];
}

/** A specification curve: estimates by size, and below which choice each model made. */
export interface CurveFigure {
  readonly kind: 'figure';
  readonly draw: 'curve';
  readonly id: string;
  readonly number: number;
  readonly title: Rich;
  /** Title with its number. */
  readonly caption: Rich;
  /** The same in the lines of the style, as those of a table. */
  readonly captionLines: readonly Rich[];
  readonly description: string;
  /** From the smallest estimate to the largest. */
  readonly points: readonly CurvePoint[];
  /** The axes on which models differ, each with its choices; never empty lists. */
  readonly axes: readonly { readonly heading: Rich; readonly choices: readonly CurveChoices[] }[];
  /** `y` names the axis, `own` is what stands at the model that the curve starts from. */
  readonly words: Readonly<Record<'y' | 'own' | 'significant' | 'insignificant', Rich>>;
  readonly lead: Rich;
  readonly notes: readonly Rich[];
}

export interface CurvePoint {
  readonly estimate: number;
  /** Ends of the confidence interval; null where there is none. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly significant: boolean;
  /** Whether it is the model that the curve starts from. */
  readonly own: boolean;
  /** In results.json. */
  readonly source: string;
}

/** One choice of an axis, and for each point whether its model made it. */
export interface CurveChoices {
  readonly label: Rich;
  readonly made: readonly boolean[];
}

/** An estimate and its interval; `reference`: zero because its level has no column. */
export interface CoefficientMark {
  /** Index into `series`. */
  readonly series: number;
  readonly estimate: number;
  /** Null where the model has no standard errors. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly reference: boolean;
  /** Path in results.json; empty for a reference. */
  readonly source: string;
}

/**
 * Coefficients of one model or several: `terms` one below the other, or the `levels` of one `i()` from left to right.
 */
export interface CoefficientFigure {
  readonly kind: 'figure';
  readonly draw: 'coefficients';
  readonly layout: 'terms' | 'levels';
  readonly id: string;
  readonly number: number;
  readonly title: Rich;
  /** Title with its number. */
  readonly caption: Rich;
  /** The same in the lines of the style, as those of a table. */
  readonly captionLines: readonly Rich[];
  readonly description: string;
  /** The models, by the labels of the legend. */
  readonly series: readonly Rich[];
  /** `at`: the place of a level, its value where all are numbers. */
  readonly rows: readonly {
    readonly label: Rich;
    readonly at: number;
    readonly marks: readonly CoefficientMark[];
  }[];
  /** Place on the axis of levels just before the event; null without one. */
  readonly event: number | null;
  /** Names of the axes. */
  readonly words: { readonly estimate: Rich; readonly levels: Rich | null };
  readonly lead: Rich;
  readonly notes: readonly Rich[];
}

export interface Prose {
  readonly kind: 'prose';
  readonly text: Rich;
}

export interface Heading {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: Rich;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Rich[];
}

export interface ClaimList {
  readonly kind: 'claims';
  /** Headings: id, claim and condition, values, verdict. */
  readonly header: readonly [Rich, Rich, Rich, Rich];
  readonly items: readonly {
    readonly id: string;
    readonly holds: boolean;
    /** Whether `holds` is what the study expects of the claim. */
    readonly expected: boolean;
    readonly word: string;
    readonly says: Rich;
    readonly condition: string;
    readonly values: string;
    /** The same one by one, each with its path in results.json; none where the claim could not be decided. */
    readonly evidence: readonly { readonly text: string; readonly source: string }[];
  }[];
}

/** A plain grid: the sample ledger and other tables that no journal prints. */
export interface Grid {
  readonly kind: 'grid';
  readonly header: readonly Rich[];
  readonly rows: readonly (readonly Rich[])[];
  readonly align: readonly ('left' | 'right')[];
}

export type FigureDocument = DensityFigure | DistributionFigure | CurveFigure | CoefficientFigure;

export type Block = Heading | Prose | List | ClaimList | Grid | TableDocument | FigureDocument;

/** A number of the results under the name by which a text quotes it. */
export interface Value {
  /** `baseline.4.TIN.estimate`; the same as `source` of a cell. */
  readonly key: string;
  readonly value: number;
  /** As tables print it, with a hyphen-minus. */
  readonly printed: string;
}

/** The whole report, its tables and figures by id also for files of their own. */
export interface StudyDocument {
  readonly language: string;
  readonly look: Look;
  readonly title: Rich;
  /** What stands above a list of the parts: `Contents`. */
  readonly contents: string;
  readonly blocks: readonly Block[];
  readonly tables: readonly TableDocument[];
  readonly figures: readonly FigureDocument[];
  readonly values: readonly Value[];
}
