import { createHash } from 'node:crypto';
import type { CompilerHost, Compilation } from '../compiler/index.ts';
import { compile } from '../compiler/index.ts';
import { isSourceFailure } from '../runtime/sources/failure.ts';
import { readSource } from '../runtime/sources/files.ts';
import { sourceNamed } from '../runtime/sources/index.ts';
import { catalog } from './catalog.ts';
import { findStudy, type StudyFile, UnreadableStudy } from './study-file.ts';

/** A study that was found, read and compiled; its diagnostics may still hold errors. */
export interface OpenedStudy {
  readonly file: StudyFile;
  readonly compilation: Compilation;
}

/**
 * Finds, reads and compiles the study that `spec` names; without `data` the rules that need the data file are left out,
 * and there is no plan. Throws UnreadableStudy.
 */
export async function openStudy(spec: string | undefined, from: string, data = true): Promise<OpenedStudy> {
  const { validators } = await import('studyc:validators');
  const file = findStudy(spec, from);
  const source = { file: file.shown, text: decoded(file) };
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const describe = data ? describeIn(file.folder) : () => null;
  return { file, compilation: compile(source, sha256, { catalog, validators, describe }) };
}

/** Looks at the header, types and levels of a data file in a study's folder. */
export function describeIn(folder: string): CompilerHost['describe'] {
  return (need) => {
    const source = sourceNamed(need.format);
    if (source === undefined) return null;
    const content = readSource(folder, need.file);
    if (isSourceFailure(content)) return content;
    return source.describe(content.bytes, { ...need.options }, need.panel);
  };
}

function decoded({ bytes, shown }: StudyFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnreadableStudy(`${shown} is not UTF-8 text; save it as UTF-8`);
  }
}
