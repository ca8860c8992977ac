import { invariant } from '../../compiler/plan/invariant.ts';
import type { VcovSpec } from '../../compiler/plan/model.ts';
import { numberText } from '../engines/memory/columns.ts';
import type { Column, Table } from '../engines/memory/table.ts';
import type { Codes } from './design.ts';
import { gather, gatherCodes } from './gather.ts';
import { numberCodes } from '../linalg/number-codes.ts';
import { isShared } from './samples.ts';

/** The categories of a column over some rows, with their labels in order; -1 where the cell is missing. */
export interface Levels {
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

export function isMissing(column: Column, row: number): boolean {
  return column.kind === 'number' ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0;
}

/** Levels without labels. keys: their numbers, or their places among the levels of a text, ascending. */
interface Coded {
  readonly codes: Int32Array;
  readonly keys: ArrayLike<number>;
}

/**
 * Levels present on the given rows: those declared first, in that order, then the others: text by code point (the
 * order of the table's own levels), numbers by size.
 */
export function levelsOf(column: Column, rows: Int32Array, declared: readonly string[] = []): Levels {
  const { codes, keys } = codedColumn(column, rows);
  const labels = Array.from(keys, (key) =>
    column.kind === 'number' ? numberText(column, key) : column.levels[key]!,
  );
  if (declared.length === 0) return { codes, labels };
  const rank = new Map(declared.map((name, position) => [name, position]));
  const ordered = labels.map((label, index) => ({ label, index, place: rank.get(label) ?? declared.length }));
  ordered.sort((a, b) => a.place - b.place || a.index - b.index);
  const position = new Int32Array(labels.length);
  ordered.forEach(({ index }, place) => {
    position[index] = place;
  });
  return {
    codes: codes.map((code) => (code < 0 ? -1 : position[code]!)),
    labels: ordered.map(({ label }) => label),
  };
}

function codedColumn(column: Column, rows: Int32Array): Coded {
  return column.kind === 'number'
    ? numberCodes(gather(column.values, rows))
    : presentCodes(gatherCodes(column.codes, rows), column.levels.length);
}

/** Codes numbered anew, levels without a row left out; the array itself where every level has one. */
function presentCodes(codes: Int32Array, levels: number): Coded {
  const present = new Uint8Array(levels);
  for (let i = 0; i < codes.length; i += 1) if (codes[i]! >= 0) present[codes[i]!] = 1;
  const keys: number[] = [];
  const number = new Int32Array(levels);
  for (let level = 0; level < levels; level += 1) {
    if (present[level] === 0) continue;
    number[level] = keys.length;
    keys.push(level);
  }
  if (keys.length === levels) return { codes, keys };
  const renumbered = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) renumbered[i] = codes[i]! < 0 ? -1 : number[codes[i]!]!;
  return { codes: renumbered, keys };
}

/** A column of the table, which the checks of the compiler have seen. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.get(name);
  invariant(column !== undefined, `a column ${name} in the table`);
  return column;
}

/** The columns that a dimension of clusters is made of: itself, or the parts of `city^year`. */
export function clusterColumns({ by = [], combined }: VcovSpec, name: string): readonly string[] {
  return combined?.[by.indexOf(name)] ?? [name];
}

/** What was coded on which rows: an effect, a cluster and a key of the panel are often one column. */
interface Known {
  readonly parts: readonly Column[];
  readonly codes: Codes;
}
const knownOf = new WeakMap<Int32Array, Map<string, Known>>();

/**
 * Codes of one column, or of the combinations of several that occur, over rows without missing cells. The same columns on
 * the same array of rows give the same object.
 */
export function combinedCodes(table: Table, columns: readonly string[], rows: Int32Array): Codes {
  const parts = columns.map((name) => columnOf(table, name));
  const name = columns.join('^');
  const known = knownOf.get(rows) ?? new Map<string, Known>();
  const found = known.get(name);
  if (found?.parts.every((part, i) => part === parts[i])) return found.codes;
  const { codes: combined, levels } = combine(parts.map((part) => codedColumn(part, rows)));
  // What is absorbed is kept by the array of codes: that of the column itself would be the same for every model.
  const codes = { name, codes: isShared(table) ? combined : combined.slice(), levels };
  knownOf.set(rows, known.set(name, { parts, codes }));
  return codes;
}

/** Numbers the combinations by the first column, then by the next. */
function combine([first, ...others]: readonly Coded[]): Pick<Codes, 'codes' | 'levels'> {
  let { codes, levels } = { codes: first!.codes, levels: first!.keys.length };
  for (const other of others) {
    const joint = new Float64Array(codes.length);
    for (let i = 0; i < joint.length; i += 1) joint[i] = codes[i]! * other.keys.length + other.codes[i]!;
    const combined = numberCodes(joint);
    codes = combined.codes;
    levels = combined.keys.length;
  }
  return { codes, levels };
}
