import type { Rich } from '../document/document.ts';
import type { CurveFacts, JointFacts, Noun } from '../document/facts.ts';

/** The axes of a specification curve, as its figure shows them. */
export type CurveAxis = 'outcome' | 'treatment' | 'controls' | 'fixed' | 'where' | 'vcov' | 'group';

/** What the figure of a specification curve says. */
export interface CurveWords {
  readonly axes: Readonly<Record<CurveAxis, string>>;
  readonly noControls: string;
  readonly noEffects: string;
  readonly allRows: string;
  /** Labels of what is chosen together. */
  readonly list: (labels: readonly string[]) => string;
  /** Of one term, or of several (null). */
  readonly y: (term: string | null) => Rich;
  readonly own: (estimate: string) => Rich;
  readonly significant: (alpha: string) => Rich;
  readonly insignificant: (alpha: string) => Rich;
  /** A covariance in few words. */
  readonly vcov: (type: string, by: readonly Noun[], lag: number | null) => string;
  readonly description: (models: number) => string;
  readonly notes: (facts: CurveFacts) => readonly Rich[];
  /** Of the joint test. */
  readonly joint: (facts: JointFacts) => readonly Rich[];
}
