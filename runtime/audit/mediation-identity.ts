import type { ReportedCell } from '../../compiler/plan/reported.ts';
import { add, type Interval, multiply, negate, overlap, printed } from './interval.ts';
import type { PrintedMediation } from './mediation.ts';

/**
 * The omitted-variable identity of least squares, for one term: total = direct + b x (its coefficient in the mediator
 * equation), exactly, where the equations share rows and controls.
 */
export interface Identity {
  readonly term: string;
  readonly total: ReportedCell;
  readonly path: ReportedCell;
  readonly direct: ReportedCell;
}

/** One for each term of the total equation, the constant among them. */
export function identitiesOf({ total, mediator, direct }: PrintedMediation): readonly Identity[] {
  return [...total!.cells].map(([term, cell]) => ({
    term,
    total: cell,
    path: mediator.cells.get(term)!,
    direct: direct.cells.get(term)!,
  }));
}

/** Cells whose printed sign is taken to be the other one. */
export type Turned = ReadonlySet<ReportedCell>;

const none: Turned = new Set();

function reading(cell: ReportedCell, turned: Turned): Interval {
  const value = printed(cell.estimate);
  return turned.has(cell) ? negate(value) : value;
}

/** What the right side of the identity gives. */
export function impliedTotal({ path, direct }: Identity, b: ReportedCell, turned: Turned = none): Interval {
  return add(reading(direct, turned), multiply(reading(b, turned), reading(path, turned)));
}

export function holds(identity: Identity, b: ReportedCell, turned: Turned = none): boolean {
  return overlap(impliedTotal(identity, b, turned), reading(identity.total, turned));
}

/** The right side from the printed digits themselves. */
export function impliedValue({ path, direct }: Identity, b: ReportedCell, turned: Turned = none): number {
  const value = (cell: ReportedCell): number => Number(cell.estimate.value) * (turned.has(cell) ? -1 : 1);
  return value(direct) + value(b) * value(path);
}
