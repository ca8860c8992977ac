import type { Codes, Design } from '../../design/design.ts';
import { restrictDesign } from '../../design/restrict.ts';
import { groupSizes, isNested, sortedBy } from '../../linalg/grouping.ts';
import type { Estimator, Failure } from '../estimator.ts';
import { failure } from '../failure.ts';

/** What is drawn as wholes: rows, or the rows of a cluster or of a unit. */
export interface Groups {
  /** The column whose values are drawn; null where rows are. */
  readonly by: string | null;
  readonly count: number;
  /** Rows of group g are order[starts[g]] … order[starts[g + 1] - 1]. */
  readonly order: Int32Array;
  readonly starts: Int32Array;
}

/**
 * The clusters where they are stated, else rows; of an estimator along units whole units, which a cluster must not take
 * apart: a series of which some periods are drawn twice is none.
 */
export function groupsOf(design: Design, { along }: Pick<Estimator, 'along'>): Groups | Failure {
  const [cluster] = design.clusters;
  const { units } = design;
  if (cluster && along && units && !isNested(units, cluster)) {
    return failure(
      'bootstrap-splits-units',
      `${cluster.name} varies within ${units.name}: draws of it would take the series of a unit apart`,
      { names: [cluster.name], unit: [units.name] },
    );
  }
  const grouping = cluster ?? (along ? units : null);
  if (!grouping) return rows(design.n);
  const starts = new Int32Array(grouping.levels + 1);
  groupSizes(grouping).forEach((size, g) => {
    starts[g + 1] = starts[g]! + size;
  });
  return { by: grouping.name, count: grouping.levels, order: sortedBy([grouping]), starts };
}

function rows(n: number): Groups {
  const order = Int32Array.from({ length: n }, (_, row) => row);
  return { by: null, count: n, order, starts: Int32Array.from({ length: n + 1 }, (_, row) => row) };
}

/** The design on the rows of drawn groups, one after the other; a unit that comes twice is two units. */
export function drawnDesign(design: Design, groups: Groups, drawn: Int32Array): Design {
  const { order, starts } = groups;
  const parts = Array.from(drawn, (group) => order.subarray(starts[group]!, starts[group + 1]!));
  const positions = new Int32Array(parts.reduce((total, part) => total + part.length, 0));
  const copies = new Int32Array(positions.length);
  let at = 0;
  parts.forEach((part, copy) => {
    positions.set(part, at);
    copies.fill(copy, at, at + part.length);
    at += part.length;
  });
  const restricted = restrictDesign(design, positions);
  if (groups.by === null || restricted.units === null) return restricted;
  return { ...restricted, units: unitsByCopy(restricted.units, copies) };
}

function unitsByCopy(units: Codes, copies: Int32Array): Codes {
  const numbers = new Map<number, number>();
  const codes = units.codes.map((unit, row) => {
    const key = copies[row]! * units.levels + unit;
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
  return { name: units.name, codes, levels: numbers.size };
}
