import type { Plan, PlanStep, StepKind } from '../../compiler/plan/plan.ts';
import type { Span } from '../../compiler/plan/span.ts';
import type { DuckDbSession } from '../engines/duckdb/session.ts';
import type { Relation } from '../engines/duckdb/relation.ts';
import type { Table } from '../engines/memory/table.ts';
import type { Estimation } from '../estimators/estimate.ts';
import type {
  CompareResult,
  ContrastRow,
  CorrelateRow,
  CurveResult,
  DataRecord,
  DescribeRecord,
  DiagnosticRecord,
  HypothesisRecord,
  MediationRecord,
  ParallelMediation,
  PlaceboResult,
  PrepareRecord,
} from '../results/results.ts';
import type { Batches } from './batches.ts';
import type { Memos } from './memos.ts';
import type { PoolOptions, ThreadUse } from '../schedule/pool.ts';
import type { StepCache } from '../schedule/recall.ts';
import type { EngineFiles } from '../engines/engine-files.ts';
import type { FileContent, FileFailure } from '../sources/files.ts';

/** What a run needs from outside; everything else is in the plan. */
export interface RunOptions {
  /** Version of studyc, for results.json. */
  readonly version: string;
  /** Reads a file of the study's folder, and nothing else. */
  readonly readFile: (path: string) => FileContent | FileFailure;
  /** Where an engine finds its files and keeps its own; without it such a source cannot be read. */
  readonly engineFiles?: EngineFiles;
  /** Most threads to use. */
  readonly jobs: number;
  /** The entry of a thread; null keeps all work in this one. */
  readonly workerUrl: URL | null;
  /** Floating-point operations from which threads start; for tests. */
  readonly threadsFrom?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Where finished steps are found and kept; without one all is computed anew. */
  readonly cache?: StepCache;
}

export interface Progress {
  /** The analysis or step at work, as the author named it. */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** What is counted: the draws of one step, or the steps of the plan. */
  readonly of: 'draws' | 'steps';
}

/** A step that could not be done for a reason that lies in the data: a message with its place in the study. */
export interface StepFailure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly span: Span;
}

/** What each kind of step hands on. */
export interface StepOutputs {
  readonly read: TableOutput<DataRecord>;
  readonly prepare: TableOutput<PrepareRecord>;
  readonly describe: Omit<DescribeRecord, 'verb'>;
  readonly correlate: readonly CorrelateRow[];
  readonly estimate: Estimation;
  readonly mediate: MediationRecord;
  readonly placebo: PlaceboResult;
  readonly 'mediate-parallel': ParallelMediation;
  readonly hypotheses: Readonly<Record<string, HypothesisRecord>>;
  readonly diagnose: Readonly<Record<string, DiagnosticRecord>>;
  readonly compare: readonly CompareResult[];
  readonly contrast: readonly ContrastRow[];
  readonly curve: CurveResult;
}

/** `table`: in memory, unless only steps of an engine go on from it, where it is a relation alone. */
export interface TableOutput<R> {
  readonly table: Table;
  readonly relation?: Relation;
  readonly record: R;
}

/** Of what a step hands on, the part that results are made of: plain data, without tables and fits. */
export interface StepRecords extends Omit<StepOutputs, 'read' | 'prepare' | 'estimate'> {
  readonly read: Pick<StepOutputs['read'], 'record'>;
  readonly prepare: Pick<StepOutputs['prepare'], 'record'>;
  readonly estimate: Pick<StepOutputs['estimate'], 'record'>;
}

export interface StepContext {
  readonly plan: Plan;
  readonly options: RunOptions;
  /** Declared order of the levels of text columns. */
  readonly levels: ReadonlyMap<string, readonly string[]>;
  /** Output of an input step, which the kind of the step decides. */
  readonly input: <K extends StepKind>(id: string, kind: K) => StepOutputs[K];
  /** The table that an input step (read or prepare) made. */
  readonly table: (id: string) => Table;
  /** The same in DuckDB; null where it was made in memory. */
  readonly relation: (id: string) => Relation | null;
  /** What DuckDB holds of this run. */
  readonly duckdb: DuckDbSession;
  readonly threads: ThreadUse[];
  /** Numbers that a step computes on its way, by its id and their name: those of an earlier run, or else computed and kept. */
  readonly remembered: (id: string, name: string, compute: () => Float64Array) => Float64Array;
  /** The models that are estimated together. */
  readonly batches: Batches;
  /** What models of one table share. */
  readonly memos: Memos;
}

/** One kind of step: one file, one line in index.ts. Throws `StepError` for what lies in the data. */
export type StepRunner<K extends StepKind> = (
  step: PlanStep<K>,
  context: StepContext,
) => StepOutputs[K] | Promise<StepOutputs[K]>;

/** Carries a failure out of a step; never seen by a reader. */
export class StepError extends Error {
  constructor(readonly failure: Omit<StepFailure, 'span'>) {
    super(failure.message);
  }
}

/** The analysis that a step belongs to, as the author named it; of an estimation the first that has its model. */
export function labelOf({ id, kind }: PlanStep, plan: Plan): string {
  const owner = plan.analyses.find(
    ({ steps, models }) => Object.values(steps).includes(id) || models.some(({ step }) => step === id),
  );
  return owner?.id ?? kind;
}

/** How draws are to be made: `work` is the estimated number of floating-point operations of one. */
export function poolOptions({ options }: StepContext, label: string, work: number): PoolOptions {
  const { jobs, workerUrl, threadsFrom, onProgress } = options;
  return {
    jobs,
    workerUrl,
    work,
    ...(threadsFrom === undefined ? {} : { threshold: threadsFrom }),
    ...(onProgress
      ? { onProgress: (done: number, total: number) => onProgress({ label, done, total, of: 'draws' }) }
      : {}),
  };
}
