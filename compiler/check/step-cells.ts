import { anyCells, type CellFacts } from './cells.ts';

/** What a verb that overwrites a column leaves of what is known; `grouped` where it works within groups of rows. */
type Overwriting = (before: CellFacts, grouped: boolean) => CellFacts;

/** Cells are filled, none is lost. Between equal values stand equal ones, so what a unit shares stays shared. */
const filled: Overwriting = (before) => ({
  ...anyCells,
  missing: [0, before.missing[1]],
  varies: before.varies,
  within: before.within.filter((key) => key === 'unit'),
});

/** One function of the value for all rows; a column that does not vary has no scale, and loses its cells. */
const rescaled: Overwriting = ({ missing, varies, distinct, within }, grouped) => ({
  ...anyCells,
  missing: [missing[0], varies && !grouped ? missing[1] : Number.POSITIVE_INFINITY],
  varies: varies && !grouped,
  distinct: grouped ? null : distinct,
  within: grouped ? [] : within,
});

/** No cell comes or goes. */
const clipped: Overwriting = ({ missing, distinct, within, range }, grouped) => ({
  ...anyCells,
  missing,
  range,
  distinct: grouped ? null : distinct,
  within: grouped ? [] : within,
});

/** By verb. Of a verb that does not stand here nothing is known afterwards: that is safe, and says little. */
const verbs: ReadonlyMap<string, Overwriting> = new Map([
  ['interpolate', filled],
  ['normalize', rescaled],
  ['winsorize', clipped],
]);

/** What is known of a column after a verb has overwritten it. */
export function overwritten(verb: string, before: CellFacts, grouped: boolean): CellFacts {
  return (verbs.get(verb) ?? (() => anyCells))(before, grouped);
}

/** What is known of a column after rows were dropped, those among them where it is missing if `complete`. */
export function afterDropping(before: CellFacts, complete: boolean): CellFacts {
  return { ...before, missing: [0, complete ? 0 : before.missing[1]], varies: false };
}
