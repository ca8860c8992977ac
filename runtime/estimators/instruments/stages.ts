import type { Design } from '../../design/design.ts';
import { type Reduced, reduce } from '../../design/reduce.ts';
import { rootOf, scaleRows } from '../../design/weighting.ts';
import { factorise, project, type QrFactor } from '../../linalg/qr.ts';
import { norm } from '../../linalg/sums.ts';
import type { CollinearRecord, Note } from '../../results/results.ts';
import { collinearColumns } from '../collinear.ts';
import type { Failure } from '../estimator.ts';
import { failure } from '../failure.ts';

/** Columns that were kept, within absorbed effects and times the roots of weights, n each. */
export interface Columns {
  readonly names: readonly string[];
  readonly x: readonly Float64Array[];
}

/** An instrumented equation before it is solved: what the instruments say of each instrumented column. */
export interface Stages {
  /** The outcome, within absorbed effects. */
  readonly reduced: Pick<Reduced, 'y' | 'lengthOfY'>;
  readonly exogenous: Columns;
  readonly endogenous: Columns & {
    /** n each: what exogenous columns and instruments leave of the instrumented ones. */
    readonly residuals: readonly Float64Array[];
  };
  /** Names of the instruments that were kept. */
  readonly instruments: readonly string[];
  /** Orthonormal columns of n: the span of the exogenous columns, then what the instruments add to it. */
  readonly q: { readonly exogenous: readonly Float64Array[]; readonly instruments: readonly Float64Array[] };
  readonly collinear: readonly CollinearRecord[];
  readonly notes: readonly Note[];
}

/** Throws Intractable as absorption does; fails where instruments are fewer than what they are to explain. */
export function stagesOf(design: Design): Stages | Failure {
  const { names, x } = design;
  const { endogenous, names: zNames, z } = design.instruments ?? { endogenous: 0, names: [], z: [] };
  const own = names.length - endogenous;
  const outside: Design = {
    ...design,
    names: [...names.slice(0, own), ...zNames, ...names.slice(own)],
    x: [...x.slice(0, own), ...z, ...x.slice(own)],
  };
  const reduced = reduce(outside);
  const inside = [...Array(own).keys(), ...Array.from({ length: endogenous }, (_, i) => own + z.length + i)];
  const regressors = factoriseSome(outside, reduced, inside);
  const collinear = collinearColumns(design, regressors);
  const keptInside = regressors.kept.filter((j) => j >= own).map((j) => j + z.length);
  const keptOwn = regressors.kept.filter((j) => j < own);
  const keptZ = reduced.factor.kept.filter((j) => j >= own && j < own + z.length);
  const lost = lostInstruments(outside, reduced.factor, own, z.length);
  const enough = identified(
    design,
    keptInside.map((j) => outside.names[j]!),
    keptZ.length,
    [...collinear, ...lost],
  );
  if (enough) return enough;
  const q = {
    exogenous: reduced.factor.q.slice(0, keptOwn.length),
    instruments: instrumentsOf(reduced.factor, own, z.length),
  };
  const columns = keptInside.map((j) => reduced.x[j]!);
  return {
    reduced,
    exogenous: { names: keptOwn.map((j) => names[j]!), x: keptOwn.map((j) => reduced.x[j]!) },
    endogenous: {
      names: keptInside.map((j) => outside.names[j]!),
      x: columns,
      residuals: columns.map((column) => project([...q.exogenous, ...q.instruments], column).residual),
    },
    instruments: keptZ.map((j) => outside.names[j]!),
    q,
    collinear,
    notes: lost.map(lostNote),
  };
}

/** The factor of some columns of a reduced design, rank judged as `reduce` does; its indices count among those. */
function factoriseSome(design: Design, { x }: Reduced, some: readonly number[]): QrFactor {
  const root = rootOf(design);
  return factorise(
    some.map((j) => x[j]!),
    some.map((j) => norm(scaleRows(design.x[j]!, root))),
  );
}

function instrumentsOf({ kept, q }: QrFactor, own: number, count: number): readonly Float64Array[] {
  return q.filter((_, i) => kept[i]! >= own && kept[i]! < own + count);
}

function lostInstruments(
  design: Design,
  factor: QrFactor,
  own: number,
  count: number,
): readonly CollinearRecord[] {
  const dropped = factor.dropped.filter(({ column }) => column >= own && column < own + count);
  return collinearColumns(design, { ...factor, dropped });
}

function lostNote({ term, explained_by }: CollinearRecord): Note {
  const why = explained_by.length > 0 ? `explained by ${explained_by.join(', ')}` : 'all zero';
  const message = `${term} is left out of the instruments: ${why}`;
  return { code: 'collinear-instrument', message, values: { names: [term], by: explained_by } };
}

/** As many instruments as instrumented columns, or more; with the reasons for those that are gone. */
function identified(
  design: Design,
  endogenous: readonly string[],
  instruments: number,
  lost: readonly CollinearRecord[],
): Failure | null {
  const reasons = lost.map(({ term, explained_by }) =>
    explained_by.length > 0 ? `${term} is explained by ${explained_by.join(', ')}` : `${term} is all zero`,
  );
  const because = reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
  if (endogenous.length === 0) {
    return failure('no-regressors', `no instrumented term of ${design.outcomeName} is left${because}`, {
      names: [design.outcomeName],
    });
  }
  if (instruments >= endogenous.length) return null;
  const have =
    instruments === 0
      ? 'no instrument is'
      : instruments === 1
        ? 'one instrument is'
        : `${instruments} instruments are`;
  return failure('under-identified', `${have} left for ${endogenous.join(', ')}${because}`, {
    ...{ instruments, names: endogenous },
  });
}
