import type { Analysis } from '../parse/study.ts';

/** By list: a study of thousands of analyses looks one up for each of its references and tables. */
const known = new WeakMap<readonly Analysis[], ReadonlyMap<string, Analysis>>();

/** The analysis of an id among those of a study, whose list never changes; undefined where there is none. */
export function findAnalysis(analyses: readonly Analysis[], id: string | undefined): Analysis | undefined {
  if (id === undefined) return undefined;
  let index = known.get(analyses);
  if (!index) {
    index = new Map(analyses.map((one) => [one.id.value, one]));
    known.set(analyses, index);
  }
  return index.get(id);
}
