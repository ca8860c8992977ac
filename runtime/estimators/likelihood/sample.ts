import type { Profile } from '../../conventions/profile.ts';
import type { Design } from '../../design/design.ts';
import { restrictDesign } from '../../design/restrict.ts';
import { groupSizes, groupSums } from '../../linalg/grouping.ts';
import { sum } from '../../linalg/sums.ts';
import type { Note } from '../../results/results.ts';

/** A design on fewer rows, and why. */
export interface Narrowed {
  readonly design: Design;
  readonly notes: readonly Note[];
}

/**
 * Rows of counts in levels of an absorbed effect that have no outcome but zero: the level's coefficient is minus
 * infinity, and the rows say nothing of others. They go, and the singletons that this makes where the profile drops
 * those, until nothing changes. Correia, Guimaraes & Zylkin (2019), 2.
 */
export function withoutZeroLevels(given: Design, profile: Profile): Narrowed {
  let design = given;
  const notes: Note[] = [];
  for (;;) {
    const zeros = design.fixed.map((effect) => {
      const sums = groupSums(effect, design.y);
      return { name: effect.name, rows: rowsWhere(design.n, (i) => sums[effect.codes[i]!] === 0) };
    });
    const found = zeros.find(({ rows }) => rows.length > 0);
    if (found) {
      notes.push(separatedNote(design, [found.name], found.rows.length));
      design = withoutSeparated(design, found.rows, profile);
      continue;
    }
    const alone = profile.dropsSingletons ? singletons(design) : [];
    if (alone.length === 0 || design.n === 0) return { design, notes };
    const { sample } = design;
    const counted = { ...design, sample: { ...sample, singletons: sample.singletons + alone.length } };
    design = without(counted, alone, profile);
  }
}

/** The design without rows that are separated, which its sample counts. */
export function withoutSeparated(design: Design, rows: readonly number[], profile: Profile): Design {
  const { sample } = design;
  const separated = (sample.separated ?? 0) + rows.length;
  return without({ ...design, sample: { ...sample, separated } }, rows, profile);
}

function without(design: Design, rows: readonly number[], profile: Profile): Design {
  const gone = new Set(rows);
  const left = Int32Array.from(rowsWhere(design.n, (i) => !gone.has(i)));
  const rest = restrictDesign(design, left);
  if (!rest.weights || !profile.normalisesWeights) return rest;
  const scale = left.length / sum(rest.weights);
  return { ...rest, weights: rest.weights.map((value) => value * scale) };
}

function singletons({ fixed, n }: Design): readonly number[] {
  const sizes = fixed.map(groupSizes);
  return rowsWhere(n, (i) => fixed.some(({ codes }, j) => sizes[j]![codes[i]!] === 1));
}

function rowsWhere(n: number, holds: (i: number) => boolean): number[] {
  return Array.from({ length: n }, (_, i) => i).filter(holds);
}

export function separatedNote(design: Design, terms: readonly string[], rows: number): Note {
  const message = `${rows} rows with ${design.outcomeName} = 0 are left out: ${terms.join(', ')} predict${terms.length === 1 ? 's' : ''} them perfectly`;
  return {
    ...{ code: 'separated-rows', message },
    values: { rows, outcome: [design.outcomeName], names: terms },
  };
}
