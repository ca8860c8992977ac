import { createHash } from 'node:crypto';
import { catalog } from 'studyc:catalog';
import type { DescribedTables } from '../compiler/check/context.ts';
import type { SourceNeed } from '../compiler/check/data.ts';
import { type Compilation, compile, parse } from '../compiler/index.ts';
import type { PublishedFile, PublishedFiles } from '../compiler/parse/published-files.ts';
import type { TableSchema } from '../compiler/plan/catalog.ts';
import type { DataFailure } from '../compiler/plan/failure.ts';
import { engineFiles } from '../runtime/engines/engine-files.ts';
import { engines } from '../runtime/engines/index.ts';
import { describeFile } from '../runtime/sources/describe-file.ts';
import { isSourceFailure } from '../runtime/sources/failure.ts';
import { MOST_BYTES_OF_TEXT, readSource } from '../runtime/sources/files.ts';
import { type HeldOnce, type HeldTable, heldOnce } from '../runtime/sources/held-table.ts';
import { sourceNamed } from '../runtime/sources/index.ts';
import { isStreaming } from '../runtime/sources/source.ts';
import { validators } from './structure.ts';
import { findStudy, type StudyFile, UnreadableStudy } from './study-file.ts';

/** A study that was found, read and compiled; its diagnostics may still hold errors. */
export interface OpenedStudy {
  readonly file: StudyFile;
  readonly compilation: Compilation;
  /** What was parsed of the data files. */
  readonly held: HeldOnce;
}

export interface OpenSettings {
  readonly data: boolean;
  /** Data files may lie outside the study's folder. */
  readonly outside: boolean;
  /** Of a journal, instead of the study's. */
  readonly style?: string;
  /** Whether the plan states what models share; it does unless stated. */
  readonly optimised?: boolean;
}

/**
 * Finds, reads and compiles the study that `spec` names; without `data` the rules that need the data file are left out,
 * and there is no plan. Throws UnreadableStudy.
 */
export async function openStudy(
  spec: string | undefined,
  from: string,
  { data, outside, style, optimised = true }: OpenSettings,
): Promise<OpenedStudy> {
  const file = findStudy(spec, from, outside);
  const source = { file: file.shown, text: decoded(file) };
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const host = { catalog, validators, outside, optimised, ...(style === undefined ? {} : { style }) };
  const first = parse(source, host);
  const draft =
    first.published.length === 0
      ? first
      : parse(source, { ...host, published: tableTexts(file.folder, first.published, outside) });
  const held: HeldTable[] = [];
  const tables = data
    ? await tablesIn(file.folder, draft.needs, outside, (table) => held.push(table))
    : new Map();
  return { held: heldOnce(held), file, compilation: compile(draft, tables, sha256, catalog) };
}

/** What the data files of a study's folder hold, by the names of the sources. `onHeld`: for what was parsed on the way. */
export async function tablesIn(
  folder: string,
  needs: readonly SourceNeed[],
  outside: boolean,
  onHeld: (table: HeldTable) => void = () => {},
): Promise<DescribedTables> {
  const tables = new Map<string, TableSchema | DataFailure>();
  for (const need of needs) {
    const table = await describeIn(folder, need, outside, onHeld);
    if (table) tables.set(need.name, table);
  }
  return tables;
}

/** Names, types, levels and facts of the columns of one file; null where the format is none, which the check reports. */
function describeIn(folder: string, need: SourceNeed, outside: boolean, onHeld: (table: HeldTable) => void) {
  const source = sourceNamed(need.format);
  if (source === undefined) return null;
  if (need.engine !== null) return describeByEngine(folder, need, outside);
  if (isStreaming(source)) {
    const file = describeFile(source, folder, { ...need, options: { ...need.options } }, outside);
    if (!isSourceFailure(file)) onHeld(file.held);
    return isSourceFailure(file) ? file : file.schema;
  }
  const content = readSource(folder, need.file, outside);
  if (isSourceFailure(content)) return content;
  return source.describe(content.bytes, { ...need.options }, need.panel);
}

/** The same of a file that an engine reads; null where the engine or its format is none, which the check reports. */
async function describeByEngine(folder: string, need: SourceNeed, outside: boolean) {
  const format = sourceNamed(need.format)?.declaration.name ?? '';
  const engine = engines.find(({ name, formats }) => name === need.engine && formats.includes(format));
  if (!engine) return null;
  const { describeInDuckDb } = await import('../runtime/engines/duckdb/describe.ts');
  const options = { ...need.options };
  const files = engineFiles(folder, outside);
  return describeInDuckDb({ file: need.file, format, options }, need.panel, need.mentions, files);
}

/** The texts of the published tables that a study names, or why they cannot be had. */
function tableTexts(folder: string, paths: readonly string[], outside: boolean): PublishedFiles {
  return new Map(
    paths.map((path) => {
      const content = readSource(folder, path, outside, MOST_BYTES_OF_TEXT);
      return [path, isSourceFailure(content) ? content : textOfTable(content.bytes, path)] as const;
    }),
  );
}

function textOfTable(bytes: Uint8Array, path: string): PublishedFile {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const message = `${path} is not UTF-8 text`;
    return { kind: 'failure', code: 'encoding', message, hint: 'save it as UTF-8' };
  }
}

function decoded({ bytes, shown }: StudyFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnreadableStudy(`${shown} is not UTF-8 text; save it as UTF-8`);
  }
}
