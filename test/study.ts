import { resolve } from 'node:path';
import { compileValidators } from '../build/schema.ts';
import { catalog } from '../cli/catalog.ts';
import type { SourceNeed } from '../compiler/check/data.ts';
import { compile, parse } from '../compiler/index.ts';
import type { Catalog } from '../compiler/plan/catalog.ts';
import type { Plan } from '../compiler/plan/plan.ts';
import { positionAt } from '../compiler/plan/span.ts';
import { engineFiles } from '../runtime/engines/engine-files.ts';
import { isSourceFailure } from '../runtime/sources/failure.ts';
import { readSource } from '../runtime/sources/files.ts';
import { sourceNamed } from '../runtime/sources/index.ts';
import type { ImmediateSource } from '../runtime/sources/source.ts';
import type { RunOptions } from '../runtime/steps/step.ts';

/** The folder of the seed study. */
export const studyFolder = resolve(import.meta.dirname, '../specs/agglomeration');

const validators = compileValidators(catalog);

/** Compiles a study in a folder; any error is thrown with its place. Warnings pass. `offered` stands for what runs. */
export function compileStudy(text: string, folder: string, offered: Catalog = catalog): Plan {
  const { plan, messages } = compileText(text, folder, offered);
  if (plan) return plan;
  throw new Error(messages.join('\n'));
}

/** The plan of a study in a folder, and every message as `LINE:COLUMN CODE: TEXT [SOURCE]`. */
export function compileText(
  text: string,
  folder: string,
  offered: Catalog = catalog,
): { readonly plan: Plan | null; readonly messages: readonly string[] } {
  const draft = parse({ file: 'study.yaml', text }, { catalog, validators });
  const tables = new Map(
    draft.needs.flatMap((need) => {
      const table = describeAtOnce(folder, need);
      return table ? [[need.name, table] as const] : [];
    }),
  );
  const { plan, diagnostics } = compile(draft, tables, '', offered);
  const messages = diagnostics.map(({ span, code, message }) => {
    const { line, column } = positionAt(text, span.start);
    return `${line}:${column} ${code}: ${message} [${text.slice(span.start, span.end)}]`;
  });
  return { plan, messages };
}

/** The table of a file whose format is read at once; null where there is no such format. */
export function describeAtOnce(folder: string, need: SourceNeed) {
  const source = sourceNamed(need.format) as ImmediateSource | undefined;
  if (source === undefined) return null;
  const content = readSource(folder, need.file);
  return isSourceFailure(content) ? content : source.describe(content.bytes, { ...need.options }, need.panel);
}

/** Runs in this thread, reading from a folder. */
export function runOptions(folder: string): RunOptions {
  return {
    version: '0.0.0',
    readFile: (path) => readSource(folder, path),
    engineFiles: engineFiles(folder),
    jobs: 1,
    workerUrl: null,
  };
}
