import { check } from './check/check.ts';
import type { DataFailure } from './check/context.ts';
import { type SourceNeed, sourceNeeds } from './check/data.ts';
import { lower } from './lower/lower.ts';
import { parseStudy } from './parse/parse.ts';
import type { Validators } from './parse/validators.ts';
import type { Catalog, TableSchema } from './plan/catalog.ts';
import type { Diagnostic } from './plan/diagnostic.ts';
import type { Plan } from './plan/plan.ts';
import type { Reported } from './plan/reported.ts';
import type { SourceText } from './plan/span.ts';

/** What the compiler is handed: declarations of everything that can run, and the answer to what it asks of data. */
export interface CompilerHost {
  readonly catalog: Catalog;
  readonly validators: Validators;
  /** Columns of a data file, or why there are none; null leaves out the rules that need them. */
  readonly describe: (need: SourceNeed) => TableSchema | DataFailure | null;
}

export interface Compilation {
  /** Null where an error was found. */
  readonly plan: Plan | null;
  /** Numbers as published, with or without data; null where there are none, or an error was found. */
  readonly reported: Reported | null;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** The text that places refer to: a byte-order mark is not part of it. */
  readonly source: SourceText;
  /** Formats that the study asks for under `output`; null where it says nothing. */
  readonly formats: readonly string[] | null;
  /** Folder for output that the study asks for. */
  readonly outDir: string | null;
}

/**
 * study.yaml → plan: parse, check, lower. `sha256` is that of the file's bytes. Pure but for `host.describe`: no file,
 * clock or thread. All mistakes are diagnostics; it throws for our own bugs only.
 */
export function compile(source: SourceText, sha256: string, host: CompilerHost): Compilation {
  const parsed = parseStudy(source, host.catalog, host.validators);
  if (parsed.study === null) {
    return {
      plan: null,
      reported: null,
      diagnostics: parsed.diagnostics,
      source: withoutMark(source),
      formats: null,
      outDir: null,
    };
  }
  const [need] = sourceNeeds(parsed.study);
  const table = need ? host.describe(need) : null;
  const checked = check(parsed.study, table, host.catalog);
  const diagnostics = [...parsed.diagnostics, ...checked.diagnostics].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  const failed = diagnostics.some((one) => one.severity === 'error');
  return {
    plan: failed || checked.study === null ? null : lower(checked.study, sha256),
    reported: failed ? null : checked.reported,
    diagnostics,
    source: parsed.study.source,
    formats: parsed.study.output.formats?.map((format) => format.value) ?? null,
    outDir: parsed.study.output.dir,
  };
}

function withoutMark(source: SourceText): SourceText {
  return { file: source.file, text: source.text.replace(/^\uFEFF/, '') };
}
