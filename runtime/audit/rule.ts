import type { Finding } from './finding.ts';
import type { Paper } from './paper.ts';

/**
 * One rule on printed numbers. It fires only when no value inside the printed intervals satisfies what it states, or as
 * `suspicious` and `note` says so in its words.
 */
export interface AuditRule {
  readonly code: string;
  /** One sentence for the reference: what it checks. */
  readonly doc: string;
  readonly check: (paper: Paper) => readonly Finding[];
}
