import type { Span } from '../../compiler/plan/span.ts';

/**
 * `impossible`: no data give these numbers. `inconsistent`: two printed things contradict one another. `suspicious`:
 * possible, and worth a question. `note`: information.
 */
export type FindingSeverity = 'impossible' | 'inconsistent' | 'suspicious' | 'note';

/** From the gravest. */
export const severities: readonly FindingSeverity[] = ['impossible', 'inconsistent', 'suspicious', 'note'];

/** Where a number of the publication stands; null where the place is coarser than that. */
export interface CellPlace {
  readonly table: string | null;
  readonly column: string | null;
  readonly row: string | null;
}

export type FindingValue =
  | number
  | string
  | null
  | readonly FindingValue[]
  | { readonly [name: string]: FindingValue };

/** What an audit says of printed numbers. */
export interface Finding {
  readonly code: string;
  readonly severity: FindingSeverity;
  /** The cells involved, in the order of the file. */
  readonly cells: readonly CellPlace[];
  /** The numbers behind the finding, at full precision. */
  readonly values: Readonly<Record<string, FindingValue>>;
  /** One or more sentences. */
  readonly message: string;
  /** The single printed change that would make the group consistent; null where there is none, or several. */
  readonly repair: string | null;
  /** Where in the file the first of them stands. */
  readonly span: Span;
}
