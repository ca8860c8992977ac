import type { Plan, PlanStep, StepKind } from '../../compiler/plan/plan.ts';
import type { Column, Table } from '../engines/memory/table.ts';
import { isSourceFailure } from '../sources/failure.ts';
import type { FileContent, FileFailure } from '../sources/files.ts';
import type { StepOutputs, StepRecords } from '../steps/step.ts';
import type { CacheFolder } from './cache-folder.ts';
import { type Keeper, keeperOf } from './keeper.ts';
import { laterKeys, prepareKey, readKey, readOrigin } from './step-keys.ts';
import { digest, type TableVersion, versionOf } from './table-version.ts';

/** Where finished steps are kept from one run to the next, and by which program. */
export interface StepCache extends Pick<CacheFolder, 'read' | 'write'> {
  /** Version and build of the program: what another one kept is not taken. */
  readonly program: string;
  /** Milliseconds from which a step is kept at once; quicker ones are kept when the run is over. */
  readonly atOnceFrom: number;
  /** Called with the number of steps that are kept: those found, then each that is added. */
  readonly onKept?: (steps: number) => void;
}

type StepRecord = StepRecords[StepKind];

/** What an earlier run kept of a plan, and what is left to do. Tables come first: what they hold decides the other keys. */
export interface Recalled {
  /** The record of a step that makes a table, where it is kept; else it has to run. */
  readonly table: (step: PlanStep) => StepRecord | null;
  /** Takes note of a table that was made, and keeps its record. */
  readonly made: (step: PlanStep, output: StepOutputs['read' | 'prepare'], took: number) => void;
  /** Once every table is known: records of the other steps, and the steps to run, with those that they need whole. */
  readonly others: () => Others;
  /** Keeps what another step gave and took so many milliseconds. */
  readonly keep: (step: PlanStep, output: StepOutputs[StepKind], took: number) => void;
  /** Numbers on the way to what a step gives, by its id and their name: found, or computed and kept. */
  readonly remembered: (id: string, name: string, compute: () => Float64Array) => Float64Array;
  /** Keeps what was too quick to be kept at once. */
  readonly settle: () => void;
}

export interface Others {
  /** By step id. */
  readonly found: ReadonlyMap<string, StepRecord>;
  readonly toRun: ReadonlySet<string>;
}

/** What a plan is recalled from. `members`: the steps that a step is computed together with, itself among them, or null. */
export interface RecallOptions {
  readonly cache: StepCache | undefined;
  readonly readFile: (path: string) => FileContent | FileFailure;
  readonly members: (id: string) => readonly string[] | null;
}

interface KeptTable {
  readonly record: unknown;
  readonly version: TableVersion;
}

/** Looks up the steps of a plan. Without a cache all are to run, and nothing is kept. */
export function recall(plan: Plan, options: RecallOptions): Recalled {
  return options.cache ? recalled(plan, options, options.cache) : forgetful(plan);
}

function forgetful(plan: Plan): Recalled {
  const toRun = new Set(plan.steps.map(({ id }) => id));
  return {
    table: () => null,
    made: () => {},
    others: () => ({ found: new Map(), toRun }),
    keep: () => {},
    remembered: (_id, _name, compute) => compute(),
    settle: () => {},
  };
}

function recalled(plan: Plan, { readFile, members }: RecallOptions, cache: StepCache): Recalled {
  const versions = new Map<string, TableVersion>();
  const known = new Map<Column, string>();
  const book = { plan, program: cache.program, versions };
  const keeper = keeperOf(cache);
  let later: ReturnType<typeof laterKeys> = { keys: new Map(), groups: new Map() };
  const keysOf = (step: PlanStep): { key: string; origin: string } | null => {
    if (step.kind === 'prepare') {
      const key = prepareKey(step, book);
      return key === null ? null : { key, origin: key };
    }
    const read = step as PlanStep<'read'>;
    const content = readFile(read.parameters.file);
    if (isSourceFailure(content)) return null;
    return { key: readKey(read, content.sha256, book), origin: readOrigin(read, content.sha256, book) };
  };
  return {
    table(step) {
      const keys = keysOf(step);
      const kept = keys && (keeper.find(keys.key) as KeptTable | null);
      if (!kept) return null;
      versions.set(step.id, kept.version);
      return { record: kept.record } as StepRecord;
    },
    made(step, { table, record }, took) {
      const keys = keysOf(step);
      if (keys === null) return;
      const version = versions.get(step.id) ?? versionOf(table, keys.origin, known);
      noteColumns(table, version, known);
      if (versions.has(step.id)) return;
      versions.set(step.id, version);
      keeper.keep(keys.key, { record, version } satisfies KeptTable, took);
    },
    others() {
      later = laterKeys(book, members);
      const found = foundOf(plan, later, members, keeper);
      return { found, toRun: stepsToRun(plan, found) };
    },
    keep(step, output, took) {
      const key = later.keys.get(step.id);
      const group = later.groups.get(step.id);
      const record = recordOf(step.kind, output);
      if (group !== undefined) keeper.keepPart(group, members(step.id)!, { id: step.id, record, took });
      else if (key !== undefined) keeper.keep(key, record, took);
    },
    remembered(id, name, compute) {
      const key = later.keys.get(id);
      return key === undefined ? compute() : rememberedUnder(digest([key, name]), keeper, compute);
    },
    settle: keeper.settle,
  };
}

/** Columns that a preparation hands on are those of its tables: they need not be hashed again. */
function noteColumns(table: Table, { columns }: TableVersion, known: Map<Column, string>): void {
  for (const [name, version] of columns) known.set(table.columns.get(name)!, version);
}

function foundOf(
  plan: Plan,
  { keys, groups }: ReturnType<typeof laterKeys>,
  members: RecallOptions['members'],
  keeper: Keeper,
): ReadonlyMap<string, StepRecord> {
  const found = new Map<string, StepRecord>();
  const seen = new Set<string>();
  for (const { id } of plan.steps) {
    const group = groups.get(id);
    if (group === undefined) {
      const record = keys.has(id) ? keeper.find(keys.get(id)!) : null;
      if (record !== null) found.set(id, record as StepRecord);
    } else if (!seen.has(group)) {
      seen.add(group);
      const records = keeper.find(group, members(id)!.length) as readonly StepRecord[] | null;
      if (records !== null) members(id)!.forEach((member, i) => void found.set(member, records[i]!));
    }
  }
  return found;
}

/** Draws that a step made before it was stopped, or that it needs again because another step needs it whole. */
function rememberedUnder(key: string, keeper: Keeper, compute: () => Float64Array): Float64Array {
  const kept = keeper.peek(key);
  if (kept instanceof Float64Array) return kept;
  const start = performance.now();
  const values = compute();
  keeper.remember(key, values, performance.now() - start);
  return values;
}

/** A step that runs needs its inputs whole, tables and fits included, of which only records are kept. */
function stepsToRun(plan: Plan, found: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const toRun = new Set<string>();
  for (const { id, kind, inputs } of plan.steps.toReversed()) {
    const isTable = kind === 'read' || kind === 'prepare';
    if ((isTable || found.has(id)) && !toRun.has(id)) continue;
    toRun.add(id);
    for (const input of inputs) toRun.add(input);
  }
  return toRun;
}

/** The part of an output that results are made of, as plain data. */
export function recordOf(kind: StepKind, output: StepOutputs[StepKind]): StepRecord {
  const whole: readonly StepKind[] = ['read', 'prepare', 'estimate'];
  return whole.includes(kind)
    ? { record: (output as StepOutputs['estimate']).record }
    : (output as StepRecord);
}
