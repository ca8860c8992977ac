import type { ReportedCell } from '../../compiler/plan/reported.ts';
import { absolute, divide, type Interval, intersection, printed } from './interval.ts';

/**
 * The interval of t that the printed cell allows: t itself, and estimate over standard error; where both are printed,
 * what both allow (null there where they contradict one another, which `estimate-vs-t` is about). Null without either.
 */
export function intervalOfT(cell: ReportedCell): Interval | null {
  const stated = cell.t ? printed(cell.t) : null;
  const implied = cell.se ? divide(printed(cell.estimate), printed(cell.se, 0)) : null;
  if (stated && implied) return intersection(stated, implied) ?? stated;
  return stated ?? implied;
}

/** The interval of the standard error that the printed cell allows; null where nothing printed gives one. */
export function intervalOfSe(cell: ReportedCell): Interval | null {
  if (cell.se) return printed(cell.se, 0);
  return cell.t ? absolute(divide(printed(cell.estimate), printed(cell.t))) : null;
}
