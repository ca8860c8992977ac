import { resolve } from 'node:path';
import { compileValidators } from '../build/schema.ts';
import { catalog } from '../cli/catalog.ts';
import { describeIn } from '../cli/open-study.ts';
import { compile } from '../compiler/index.ts';
import type { Plan } from '../compiler/plan/plan.ts';
import { positionAt } from '../compiler/plan/span.ts';
import { readSource } from '../runtime/sources/files.ts';
import type { RunOptions } from '../runtime/steps/step.ts';

/** The folder of the seed study. */
export const studyFolder = resolve(import.meta.dirname, '../specs/agglomeration');

const validators = compileValidators(catalog);

/** Compiles a study in a folder; any error is thrown with its place. Warnings pass. */
export function compileStudy(text: string, folder: string): Plan {
  const describe = describeIn(folder);
  const { plan, diagnostics } = compile({ file: 'study.yaml', text }, '', { catalog, validators, describe });
  if (plan) return plan;
  const errors = diagnostics.filter((one) => one.severity === 'error');
  const sentences = errors.map((one) => {
    const { line, column } = positionAt(text, one.span.start);
    return `${line}:${column} ${one.code}: ${one.message} [${text.slice(one.span.start, one.span.end)}]`;
  });
  throw new Error(sentences.join('\n'));
}

/** Runs in this thread, reading from a folder. */
export function runOptions(folder: string): RunOptions {
  return { version: '0.0.0', readFile: (path) => readSource(folder, path), jobs: 1, workerUrl: null };
}
