import { invariant } from '../../compiler/plan/invariant.ts';
import { buildDesign } from '../design/build.ts';
import { combinedCodes } from '../design/codes.ts';
import type { Design } from '../design/design.ts';
import { restrictDesign } from '../design/restrict.ts';
import type { Fit } from '../estimators/estimator.ts';
import { estimatorFor } from '../estimators/index.ts';
import { drawnModel } from '../inference/drawn-model.ts';
import { drawKey, openStream, permutation as permuted } from '../inference/random.ts';
import { isNested } from '../linalg/grouping.ts';
import { Intractable } from '../linalg/intractable.ts';
import type { ComparedModel, Comparison, ComparisonInput, Equal } from './comparison.ts';
import { distance, type Part, partOf } from './distance.ts';
import { groupProducts } from './group-products.ts';

/** Draws that give the observed value again are as extreme as it, whatever their last digits. */
const ROUNDING = 1e-9;

/**
 * The groups of the rows are exchanged at random and the models estimated again: how often does chance alone make groups
 * as different? Of two groups and one coefficient by the size of the difference; of several by the distance of the
 * groups' coefficients from their mean (distance.ts). Fisher (1935).
 */
export const permutation: Comparison = {
  declaration: {
    name: 'permutation',
    doc: 'The groups of the rows, or of whole units, exchanged at random, and the models estimated again.',
  },
  prepare: (input) => (columns, among) => {
    const pooled = pool(input, among);
    return typeof pooled === 'string' ? pooled : drawn(input, pooled, columns, among);
  },
};

/** The rows of the compared groups as one design; what is exchanged, and its group. */
export interface Pool {
  readonly design: Design;
  /** By row. */
  readonly blocks: Int32Array;
  /** By block, the position of its group among those that are compared. */
  readonly labels: Int32Array;
}

function pool(input: ComparisonInput, among: readonly number[]): Pool | string {
  const { table, draws } = input;
  const members = among.map((i) => input.models[i]!);
  const { spec } = members[0]!;
  const unit = draws?.unit ?? null;
  if (unit === null && estimatorFor(spec.estimator)?.along)
    return `${spec.estimator} estimates along units: rows cannot change their group alone; state unit`;
  const group = new Map<number, number>();
  members.forEach((member, position) => {
    for (const row of designOf(member, input, member.estimated.profile.dropsSingletons).rows)
      group.set(row, position);
  });
  const all = designOf({ ...members[0]!, spec: { ...spec, where: [] } }, input, false);
  const design = restrictDesign(
    all,
    Int32Array.from(all.rows.keys()).filter((i) => group.has(all.rows[i]!)),
  );
  const ofRow = Int32Array.from(design.rows, (row) => group.get(row)!);
  if (unit === null) return { design, blocks: Int32Array.from(ofRow.keys()), labels: ofRow };
  const units = combinedCodes(table, [unit], design.rows);
  if (!isNested(units, { codes: ofRow, levels: members.length }))
    return `some ${unit} have rows in several groups, and cannot change their group as wholes`;
  const labels = new Int32Array(units.levels);
  units.codes.forEach((code, i) => {
    labels[code] = ofRow[i]!;
  });
  return { design, blocks: units.codes, labels };
}

function designOf(
  { spec }: ComparedModel,
  { table, options }: ComparisonInput,
  dropSingletons: boolean,
): Design {
  const clusters = spec.vcov.by ?? [];
  const design = buildDesign(table, spec, { ...options, dropSingletons, normaliseWeights: false, clusters });
  invariant(!('kind' in design), 'a design where the model has one');
  return design;
}

function drawn(
  { models, draws }: ComparisonInput,
  pooled: Pool,
  columns: readonly string[],
  among: readonly number[],
): Equal | string {
  invariant(draws, 'draws, since the check asks for them');
  const members = among.map((i) => models[i]!);
  const single = columns.length === 1 && among.length === 2;
  const partsUnder = partsBy(pooled, members, columns);
  const statistic = (labels: Int32Array): number | null => {
    const parts = partsUnder(labels);
    if (!parts.every((part): part is Part => part !== null)) return null;
    return single ? parts[0]!.estimates[0]! - parts[1]!.estimates[0]! : distance(parts, columns.length);
  };
  const observed = statistic(pooled.labels);
  if (observed === null)
    return `${columns.join(', ')} cannot be estimated in every group with the columns of all of them`;
  const identity = { models: members.map(({ spec }) => drawnModel(spec)), of: 'group', within: null };
  const key = drawKey(draws.seed, { kind: 'permutation', ...identity, unit: draws.unit });
  let [extreme, failed] = [0, 0];
  for (let draw = 0; draw < draws.draws; draw += 1) {
    const order = permuted(openStream(key, draw), pooled.labels.length);
    const value = statistic(order.map((from) => pooled.labels[from]!));
    if (value === null) failed += 1;
    else if (Math.abs(value) >= Math.abs(observed) * (1 - ROUNDING)) extreme += 1;
    draws.onProgress(draw + 1, draws.draws);
  }
  const kept = draws.draws - failed;
  const p = (1 + extreme) / (1 + kept);
  return {
    ...{ difference: single ? observed : null, std_error: null, statistic: observed },
    ...{ distribution: 'permutation', df: null, df2: null, p: kept > 0 ? p : null },
    ...{ draws: draws.draws, failed, monte_carlo_error: Math.sqrt((p * (1 - p)) / Math.max(1, kept)) },
  };
}

/** Coefficients of the groups as labels of the blocks have them: from products where that is right, else by fitting. */
function partsBy(
  pooled: Pool,
  members: readonly ComparedModel[],
  columns: readonly string[],
): (labels: Int32Array) => readonly (Part | null)[] {
  const { design, blocks, labels: observed } = pooled;
  const { spec } = members[0]!;
  const within = { codes: blocks, levels: observed.length };
  const moved = design.fixed.every((effect) => !effect.slopes && isNested(effect, within));
  const plain = spec.estimator === 'ols' && design.fixed.length < 2 && moved;
  const products = plain ? groupProducts(design, blocks, observed.length, columns) : null;
  const fitted = (labels: Int32Array): readonly (Part | null)[] =>
    refitted(pooled, members, labels).map((fit) => fit && partOf(fit, columns));
  return (labels) => {
    const parts = products?.partsOf(labels, members.length);
    return parts?.every((part) => part !== null) ? parts : fitted(labels);
  };
}

/** The models of the groups where the blocks have these groups; null where one cannot be estimated. */
function refitted(
  { design, blocks }: Pool,
  members: readonly ComparedModel[],
  labels: Int32Array,
): readonly (Fit | null)[] {
  const { spec, estimated } = members[0]!;
  const estimator = estimatorFor(spec.estimator);
  invariant(estimator, 'an estimator of the catalog');
  const positions = members.map((): number[] => []);
  blocks.forEach((block, row) => {
    positions[labels[block]!]!.push(row);
  });
  return positions.map((rows) => {
    try {
      const fit = estimator.fit(restrictDesign(design, Int32Array.from(rows)), estimated.profile, spec);
      return fit.kind === 'fit' ? fit : null;
    } catch (error) {
      if (error instanceof Intractable) return null;
      throw error;
    }
  });
}
