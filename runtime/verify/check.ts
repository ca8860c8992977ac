import type { CellPart, PrintedNumber, ReportedStatistic } from '../../compiler/plan/reported.ts';
import type { Span } from '../../compiler/plan/span.ts';

/**
 * How a computed value stands to the one that was recorded or printed. `equal`: the same, or inside the interval of the
 * printed digits. `rounding`: apart by no more than the tolerance of study.lock, or by one unit of the last printed
 * digit. `sign`: the other sign. `significance`: other stars, or a p on the other side of a level. `value`: any other
 * difference. `missing`: one of the two does not exist.
 */
export type CheckClass = 'equal' | 'rounding' | 'sign' | 'significance' | 'value' | 'missing';

export type CheckKind = 'lock' | 'reported' | 'claim';

export type CheckValue = number | string | boolean | null;

/** One comparison: an entry of `verify --json`. */
export interface Check {
  readonly kind: CheckKind;
  /**
   * What was compared: a reference into the results (`baseline.4.TIN.p`), the printed cell as statements name it
   * (`3.4.POS.t`, the column in backticks), a claim; of a file its name.
   */
  readonly ref: string;
  /** As recorded, printed or expected; null where there is none. */
  readonly expected: CheckValue;
  /** As computed; null where there is none. */
  readonly actual: CheckValue;
  readonly class: CheckClass;
  /** Whether the difference is allowed; an equal value always is. */
  readonly holds: boolean;
  /** One or more sentences; null where there is nothing to say. */
  readonly explanation: string | null;
}

/** What messages for other programs need of a check. */
export interface Annotated {
  /** What `studyc explain` tells more about. */
  readonly code: string;
}

/** A comparison with study.lock. */
export interface LockCheck extends Check, Annotated {
  readonly kind: 'lock';
  /** Line of study.lock, from 1. */
  readonly line: number;
}

/** What of a printed cell or column is compared. */
export type ReportedPart = 'estimate' | 'stars' | Exclude<CellPart, 'ci'> | 'conf_low' | 'conf_high';

/** A comparison of one printed number, or of the stars of a cell. */
export interface ReportedCheck extends Check, Annotated {
  readonly kind: 'reported';
  readonly table: string;
  /** Null for a row of descriptive statistics. */
  readonly column: string | null;
  /** The row as transcribed; null for a statistic of the whole column. */
  readonly row: string | null;
  readonly part: ReportedPart | ReportedStatistic | (string & {});
  /** The model, or the describe analysis, that it is compared with. */
  readonly model: string;
  /** The printed number; null for stars. */
  readonly printed: PrintedNumber | null;
  readonly span: Span;
}

/** A claim of the study on the computed results. */
export interface ClaimCheck extends Check, Annotated {
  readonly kind: 'claim';
  readonly span: Span;
}
