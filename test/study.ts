import { resolve } from 'node:path';
import { compileValidators } from '../build/schema.ts';
import { catalog } from '../cli/catalog.ts';
import type { SourceNeed } from '../compiler/check/data.ts';
import { compile, parse } from '../compiler/index.ts';
import type { Plan } from '../compiler/plan/plan.ts';
import { positionAt } from '../compiler/plan/span.ts';
import { isSourceFailure } from '../runtime/sources/failure.ts';
import { readSource } from '../runtime/sources/files.ts';
import { sourceNamed } from '../runtime/sources/index.ts';
import type { ImmediateSource } from '../runtime/sources/source.ts';
import type { RunOptions } from '../runtime/steps/step.ts';

/** The folder of the seed study. */
export const studyFolder = resolve(import.meta.dirname, '../specs/agglomeration');

const validators = compileValidators(catalog);

/** Compiles a study in a folder; any error is thrown with its place. Warnings pass. */
export function compileStudy(text: string, folder: string): Plan {
  const draft = parse({ file: 'study.yaml', text }, { catalog, validators });
  const tables = new Map(
    draft.needs.flatMap((need) => {
      const table = describeAtOnce(folder, need);
      return table ? [[need.name, table] as const] : [];
    }),
  );
  const { plan, diagnostics } = compile(draft, tables, '', catalog);
  if (plan) return plan;
  const errors = diagnostics.filter((one) => one.severity === 'error');
  const sentences = errors.map((one) => {
    const { line, column } = positionAt(text, one.span.start);
    return `${line}:${column} ${one.code}: ${one.message} [${text.slice(one.span.start, one.span.end)}]`;
  });
  throw new Error(sentences.join('\n'));
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
  return { version: '0.0.0', readFile: (path) => readSource(folder, path), jobs: 1, workerUrl: null };
}
