export { isoDay } from '../../compiler/plan/day.ts';

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** What completes "row 3, column x: 1.3.2020 …". */
export const NO_DAY = 'is not an ISO day such as 2020-03-01, and the column is declared as date';
export const DAY_HINT = 'a month or a year alone is no day: declare it as string, or as number';
