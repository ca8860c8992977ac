import { canonicalJson, sha256Hex } from '../../compiler/plan/hash.ts';
import type { Plan, PlanStep, StepKind } from '../../compiler/plan/plan.ts';
import { isSourceFailure } from '../sources/failure.ts';
import type { FileContent, FileFailure } from '../sources/files.ts';
import type { StepOutputs, StepRecords } from '../steps/step.ts';
import type { CacheFolder } from './cache-folder.ts';

/** Where finished steps are kept from one run to the next, and by which program. */
export interface StepCache extends Pick<CacheFolder, 'read' | 'write'> {
  /** Version and build of the program: what another one kept is not taken. */
  readonly program: string;
  /** Milliseconds that a step has to take to be worth a file. */
  readonly worthFrom: number;
  /** Called with the number of steps that are kept: those found, then each that is added. */
  readonly onKept?: (steps: number) => void;
}

/** What an earlier run kept of a plan, and what is left to do. */
export interface Recalled {
  /** By step id. */
  readonly found: ReadonlyMap<string, StepRecords[StepKind]>;
  /** Steps to run: those not found, and those that they need whole. */
  readonly toRun: ReadonlySet<string>;
  /** Keeps what a step gave and took so many milliseconds. */
  readonly keep: (step: PlanStep, output: StepOutputs[StepKind], took: number) => void;
  /** Numbers on the way to what a step gives, by its id and their name: found, or computed and kept. */
  readonly remembered: (id: string, name: string, compute: () => Float64Array) => Float64Array;
}

/**
 * Looks up every step of a plan. Without a cache all are to run, and nothing is kept. `together`: whether a step is
 * computed with others, so that its last digits depend on them: it is neither looked up nor kept.
 */
export function recall(
  plan: Plan,
  cache: StepCache | undefined,
  readFile: (path: string) => FileContent | FileFailure,
  together: (step: string) => boolean = () => false,
): Recalled {
  const all = new Set(plan.steps.map(({ id }) => id));
  if (cache === undefined)
    return { found: new Map(), toRun: all, keep: () => {}, remembered: (_, __, compute) => compute() };
  const keys = stepKeys(plan, cache.program, readFile, together);
  const found = new Map<string, StepRecords[StepKind]>();
  for (const { id } of plan.steps) {
    const kept = keys.has(id) && !together(id) ? cache.read(keys.get(id)!) : null;
    if (kept) found.set(id, kept.value as StepRecords[StepKind]);
  }
  let steps = found.size;
  cache.onKept?.(steps);
  return {
    found,
    toRun: stepsToRun(plan, found),
    keep(step, output, took) {
      const key = keys.get(step.id);
      if (key === undefined || together(step.id) || found.has(step.id) || took < cache.worthFrom) return;
      if (!cache.write(key, recordOf(step.kind, output))) return;
      steps += 1;
      cache.onKept?.(steps);
    },
    remembered(id, name, compute) {
      const key = keys.get(id);
      return key === undefined ? compute() : rememberedUnder(sha256Hex(`${key} ${name}`), cache, compute);
    },
  };
}

/** Draws that a step made before it was stopped, or that it needs again because another step needs it whole. */
function rememberedUnder(key: string, cache: StepCache, compute: () => Float64Array): Float64Array {
  const kept = cache.read(key)?.value;
  if (kept instanceof Float64Array) return kept;
  const start = performance.now();
  const values = compute();
  if (performance.now() - start >= cache.worthFrom) cache.write(key, values);
  return values;
}

/**
 * A key a step: the hash of its id, of the files that it depends on, of the declared levels (which order groups and are
 * part of no step) and of the program; where models that are computed together are among what it needs, of all of those,
 * since they share last digits. A step has none where a file of its cannot be read.
 */
function stepKeys(
  plan: Plan,
  program: string,
  readFile: (path: string) => FileContent | FileFailure,
  together: (step: string) => boolean,
): ReadonlyMap<string, string> {
  const levels = plan.variables
    .filter((variable) => variable.levels.length > 0)
    .map(({ name, levels: declared }) => [name, declared.map(({ value }) => value)]);
  const batch = plan.steps.map(({ id }) => id).filter(together);
  const touched = new Set(batch);
  const files = new Map<string, readonly string[]>();
  const keys = new Map<string, string>();
  for (const step of plan.steps) {
    const own = step.kind === 'read' ? [hashOf(step as PlanStep<'read'>, readFile)] : [];
    const below = step.inputs.map((id) => files.get(id) ?? null);
    if (own.includes(null) || below.includes(null)) continue;
    const hashes = [...new Set([...own, ...below.flat()])] as readonly string[];
    files.set(step.id, hashes);
    if (step.inputs.some((id) => touched.has(id))) touched.add(step.id);
    const models = touched.has(step.id) ? batch : [];
    keys.set(step.id, sha256Hex(canonicalJson({ program, step: step.id, files: hashes, levels, models })));
  }
  return keys;
}

function hashOf(
  { parameters }: PlanStep<'read'>,
  readFile: (path: string) => FileContent | FileFailure,
): string | null {
  const content = readFile(parameters.file);
  return isSourceFailure(content) ? null : content.sha256;
}

/** A step that runs needs its inputs whole, tables and fits included, of which only records are kept. */
function stepsToRun(plan: Plan, found: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const toRun = new Set<string>();
  for (const step of plan.steps.toReversed()) {
    if (found.has(step.id) && !toRun.has(step.id)) continue;
    toRun.add(step.id);
    for (const id of step.inputs) toRun.add(id);
  }
  return toRun;
}

/** The part of an output that results are made of, as plain data. */
export function recordOf(kind: StepKind, output: StepOutputs[StepKind]): StepRecords[StepKind] {
  const whole: readonly StepKind[] = ['read', 'prepare', 'estimate'];
  return whole.includes(kind)
    ? { record: (output as StepOutputs['estimate']).record }
    : (output as StepRecords[StepKind]);
}
