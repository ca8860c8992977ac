import type { Plan, PlanStep } from '../../compiler/plan/plan.ts';
import { digest, type TableVersion } from './table-version.ts';
import { usedColumns } from './used-columns.ts';

/** Everything but the steps themselves that a step can depend on. */
export interface KeyBook {
  readonly plan: Plan;
  /** Version and build of the program, and the engine that runs it. */
  readonly program: string;
  /** Versions of the tables so far, by step. */
  readonly versions: ReadonlyMap<string, TableVersion>;
}

/** The key of a step that reads a file of this hash. */
export function readKey({ parameters }: PlanStep<'read'>, sha256: string, { program }: KeyBook): string {
  return digest(['read', program, parameters, sha256]);
}

/** What decides a column of a file beside its name, whichever other columns are read with it. */
export function readOrigin({ parameters }: PlanStep<'read'>, sha256: string, { program }: KeyBook): string {
  const { columns: _, ...others } = parameters;
  return digest(['file', program, others, sha256]);
}

/** The key of a preparation: all of its tables, since a verb may look at any column. Null where one has no version. */
export function prepareKey({ parameters, inputs }: PlanStep, { program, versions }: KeyBook): string | null {
  const tables = inputs.map((id) => versions.get(id));
  return tables.includes(undefined) ? null : digest(['prepare', program, parameters, tables]);
}

/**
 * The keys of all other steps, in the plan's order: by what they are told, the columns that they can look at, the order
 * of levels declared for those, and the keys of the steps that they need. A step that is computed together with others
 * shares its last digits with them: its key is that of the group and its own. None where a table has no version.
 */
export function laterKeys(
  book: KeyBook,
  members: (id: string) => readonly string[] | null,
): { readonly keys: ReadonlyMap<string, string>; readonly groups: ReadonlyMap<string, string> } {
  const steps = new Map(book.plan.steps.map((step) => [step.id, step]));
  const keys = new Map<string, string>();
  const groups = new Map<string, string>();
  const own = (id: string): string | null => ownKey(steps.get(id)!, book, keys);
  for (const { id, kind } of book.plan.steps) {
    if (kind === 'read' || kind === 'prepare' || keys.has(id)) continue;
    const together = members(id);
    const found = (together ?? [id]).map(own);
    if (found.includes(null)) continue;
    if (together === null) keys.set(id, found[0]!);
    else {
      const group = digest(['together', found]);
      together.forEach((member, i) => {
        groups.set(member, group);
        keys.set(member, digest([group, i]));
      });
    }
  }
  return { keys, groups };
}

function ownKey(step: PlanStep, book: KeyBook, keys: ReadonlyMap<string, string>): string | null {
  const below = step.inputs.map((id) => {
    const table = book.versions.get(id);
    return table ? tableAsUsed(step, table, book) : (keys.get(id) ?? null);
  });
  // What a test of a model looks at beside the model, it looks up in the model's table.
  const table = book.versions.get(book.plan.table);
  if (below.includes(null) || table === undefined) return null;
  const { kind, parameters } = step;
  return digest([kind, book.program, parameters, namesIn(step, book), below, tableAsUsed(step, table, book)]);
}

function tableAsUsed(step: PlanStep, { rows, panel, columns }: TableVersion, { plan }: KeyBook) {
  const keys = panel ? [panel.unit, panel.time] : [];
  const names = new Set([
    ...keys,
    ...usedColumns(
      step,
      columns.map(([name]) => name),
    ),
  ]);
  const levels = plan.variables
    .filter((variable) => variable.levels.length > 0 && names.has(variable.name))
    .map(({ name, levels: declared }) => [name, declared.map(({ value }) => value)]);
  return { rows, panel, columns: columns.filter(([name]) => names.has(name)), levels };
}

/** The names of models that an analysis gives to its step, which may say them in a note. */
function namesIn({ id }: PlanStep, { plan }: KeyBook): unknown {
  return plan.analyses.find(({ steps }) => Object.values(steps).includes(id))?.options['models'] ?? null;
}
