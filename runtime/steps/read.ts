import { invariant } from '../../compiler/plan/invariant.ts';
import type { DataRecord } from '../results/results.ts';
import { isSourceFailure, type SourceFailure } from '../sources/failure.ts';
import { heldTable } from '../sources/held-table.ts';
import { sourceNamed } from '../sources/index.ts';
import { checkPanel } from '../sources/panel.ts';
import { readByEngine } from './engine-table.ts';
import { StepError, type StepRunner } from './step.ts';

/** Reads the columns that the study uses, and checks the keys of the panel. */
export const runRead: StepRunner<'read'> = async ({ id, parameters }, context) => {
  if (parameters.engine !== undefined) return readByEngine(id, parameters, context);
  const { options } = context;
  const { file, format, columns, panel } = parameters;
  const source = sourceNamed(format);
  invariant(source, `a source for ${format}, since the check asks for one`);
  const content = orFail(options.readFile(file));
  const table =
    heldTable(content.tables ?? [], parameters) ??
    orFail(await source.read(content.bytes, parameters.options, columns, panel));
  const keys = panel && orFail(checkPanel({ ...table, panel }));
  const record: DataRecord = {
    file,
    sha256: content.sha256,
    rows: table.rows,
    columns: columns.length,
    panel: keys?.record ?? null,
    notes: keys?.notes ?? [],
  };
  return { table: { ...table, panel }, record };
};

function orFail<T extends object>(result: T | SourceFailure): T {
  if (!isSourceFailure(result)) return result as T;
  const { code, message, hint } = result;
  throw new StepError({ code, message, hint });
}
