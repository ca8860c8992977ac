import type { ModelSpec } from '../../../compiler/plan/model.ts';
import type { Profile } from '../../conventions/profile.ts';
import { congruence, identity } from '../../linalg/matrix.ts';
import { pieces, type SignedGrouping } from '../../vcov/cluster.ts';
import type { ParameterCounts } from '../estimator.ts';
import {
  addClusterMeat,
  clusterScores,
  clusterSquares,
  fourthMoments,
  pairCount,
  type RestMoments,
  restMoments,
  robustMeat,
} from './moments.ts';
import type { Span, SpanOutcome } from './span.ts';

/** A model in the coordinates of its span. */
export interface Solved {
  /** k orthonormal columns of P: the model's own basis. */
  readonly basis: readonly Float64Array[];
  /** P: its residuals less those of the whole span. */
  readonly g: Float64Array;
  readonly counts: ParameterCounts;
  readonly rss: number;
  readonly profile: Profile;
}

/** k x k on the model's own basis, before the factor q; null where moments would cost more than the rows. */
export type MeatOf = (spec: ModelSpec, y: SpanOutcome, solved: Solved) => (() => Float64Array) | null;

/** Numbers in the products of all clusters, 400 MB. */
const MOST_NUMBERS = 5e7;

/** Products a row of the moments of four of P columns, four of which the kernel has in the time of one operation. */
const quartics = (p: number): number => (pairCount(p) * (pairCount(p) + 1)) / 8;

/** Operations a row of one model by itself, for P columns. */
const ofOneModel = (p: number): number => 5 * p * p + 200;

/** The covariances of models over one span. Products are computed when first asked for, and kept. */
export function meats(span: Span, specs: readonly ModelSpec[]): MeatOf {
  const p = span.q.length;
  const robust = specs.filter(({ vcov }) => vcov.type.startsWith('HC')).length;
  const pays = quartics(p) <= robust * ofOneModel(p);
  const four = kept(() => fourthMoments(span.q));
  const rests = keptBy<SpanOutcome, RestMoments>((y) => restMoments(span.q, y.rest));
  const clusters = keptBy<string, Clusters | null>((key) => clustersOf(span, JSON.parse(key) as string[]));
  return (spec, y, solved) => {
    const { basis, g } = solved;
    const onBasis = (meat: Float64Array): Float64Array => throughBasis(basis, meat);
    if (spec.vcov.type === 'iid') return () => iid(solved);
    if (spec.vcov.type !== 'cluster') return pays ? () => onBasis(robustMeat(four(), rests(y), g)) : null;
    const own = clusters(JSON.stringify(spec.vcov.by ?? []));
    const each = solved.profile.smallSample('cluster', solved.counts).ownFactors === true;
    return own && (() => onBasis(clusterMeat(own, y, g, each)));
  };
}

/** sigma^2 I, as covarianceFor('iid') has it. */
function iid({ basis, counts, rss, profile }: Solved): Float64Array {
  const k = basis.length;
  const sigma2 = rss / (counts.n - profile.smallSample('iid', counts).k);
  return identity(k).map((value) => value * sigma2);
}

/** U'MU. basis: k columns of P; meat: P x P. */
function throughBasis(basis: readonly Float64Array[], meat: Float64Array): Float64Array {
  const p = basis[0]?.length ?? 0;
  const rows = new Float64Array(basis.length * p);
  basis.forEach((column, i) => {
    rows.set(column, i * p);
  });
  return congruence(rows, meat, basis.length, p);
}

interface Clusters {
  readonly parts: readonly (SignedGrouping & { readonly squares: Float64Array })[];
  readonly scores: (y: SpanOutcome) => readonly Float64Array[];
}

function clustersOf({ design, q }: Span, by: readonly string[]): Clusters | null {
  const all = pieces(by.map((name) => design.clusters.find((cluster) => cluster.name === name)!));
  const numbers = all.reduce((sum, { grouping }) => sum + grouping.levels * pairCount(q.length), 0);
  if (numbers > MOST_NUMBERS) return null;
  return {
    parts: all.map((one) => ({ ...one, squares: clusterSquares(q, one.grouping) })),
    scores: keptBy((y: SpanOutcome) => all.map(({ grouping }) => clusterScores(q, y.rest, grouping))),
  };
}

/** Of every combination of the dimensions, those of an even number with a minus (vcov/cluster.ts). */
function clusterMeat(
  { parts, scores }: Clusters,
  y: SpanOutcome,
  g: Float64Array,
  each: boolean,
): Float64Array {
  const meat = new Float64Array(g.length * g.length);
  const own = scores(y);
  parts.forEach(({ grouping, sign, squares }, i) => {
    const factor = each ? grouping.levels / (grouping.levels - 1) : 1;
    addClusterMeat(meat, squares, own[i]!, g, sign * factor);
  });
  return meat;
}

function kept<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

function keptBy<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as V;
  };
}
