import { check } from './check/check.ts';
import type { CheckedStudy } from './check/checked.ts';
import type { DescribedTables } from './check/context.ts';
import { type SourceNeed, sourceNeeds } from './check/data.ts';
import { mayBeRead } from './check/paths.ts';
import { lower } from './lower/lower.ts';
import { optimise } from './optimise/optimise.ts';
import { type ParsedStudy, parseStudy } from './parse/parse.ts';
import { type PublishedFiles, publishedPaths } from './parse/published-files.ts';
import type { Validators } from './parse/validators.ts';
import type { Catalog, StyleDeclaration } from './plan/catalog.ts';
import type { Diagnostic } from './plan/diagnostic.ts';
import { invariant } from './plan/invariant.ts';
import type { Plan } from './plan/plan.ts';
import type { Reported } from './plan/reported.ts';
import type { SourceText, Span } from './plan/span.ts';
import { shown } from './shown.ts';

/** What the compiler is handed: declarations of everything that can run, and what judges the structure of a study. */
export interface CompilerHost {
  readonly catalog: Catalog;
  readonly validators: Validators;
  /** Whether data files may lie outside the study's folder: the person who runs it allowed that. No unless stated. */
  readonly outside?: boolean;
  /** The journal's style that the command line asks for, known to be one; the study's own unless stated. */
  readonly style?: string;
  /** Whether steps are to share what they have in common; they are unless stated. */
  readonly optimised?: boolean;
  /** Published tables that the study names (`Draft.published`), once they are read. */
  readonly published?: PublishedFiles;
}

/** A study as written, and what has to be known of its data before it is compiled. */
export interface Draft {
  readonly parsed: ParsedStudy;
  /** The files to describe, by the names of the sources. */
  readonly needs: readonly SourceNeed[];
  /** Files of published tables that the host has not handed over: read them and parse again. */
  readonly published: readonly string[];
  /** As the host said. */
  readonly outside: boolean;
  readonly style: string | null;
  readonly optimised: boolean;
  /** The text that places refer to: a byte-order mark is not part of it. */
  readonly source: SourceText;
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
  /** Texts that the study asks to be filled with its numbers, with their places in the source. */
  readonly prose: readonly { readonly value: string; readonly span: Span }[];
  /** Folder with layouts of the study's own, with its place in the source. */
  readonly templates: { readonly value: string; readonly span: Span } | null;
}

/** The text of study.yaml → what it says, and which data files it is about. Pure; throws nothing. */
export function parse(
  source: SourceText,
  { catalog, validators, outside = false, style, optimised = true, published = new Map() }: CompilerHost,
): Draft {
  const parsed = parseStudy(source, catalog, validators, published);
  const needs = parsed.study ? sourceNeeds(parsed.study, outside) : [];
  const tables = publishedPaths(parsed.study?.tree)
    .map(({ text }) => text)
    .filter((path) => mayBeRead(path, outside) && !published.has(path));
  return {
    parsed,
    needs,
    published: [...new Set(tables)],
    outside,
    style: style ?? null,
    optimised,
    source: parsed.study?.source ?? withoutMark(source),
  };
}

/**
 * A parsed study → its plan: check, lower, optimise. `tables` answers what `parse` asked for; a source that it lacks was not
 * looked at. `sha256` is that of the spec's bytes. Pure: no file, clock or thread. All mistakes are diagnostics; it
 * throws for our own bugs only.
 */
export function compile(
  draft: Draft,
  tables: DescribedTables,
  sha256: string,
  catalog: Catalog,
): Compilation {
  const { parsed, source } = draft;
  if (parsed.study === null) {
    return {
      plan: null,
      reported: null,
      diagnostics: shown(parsed.diagnostics),
      source,
      formats: null,
      outDir: null,
      prose: [],
      templates: null,
    };
  }
  const checked = check(parsed.study, tables, catalog, draft.outside);
  const diagnostics = shown([...parsed.diagnostics, ...checked.diagnostics]);
  const failed = diagnostics.some((one) => one.severity === 'error');
  return {
    plan: failed || checked.study === null ? null : planOf(checked.study, sha256, draft, catalog),
    reported: failed ? null : checked.reported,
    diagnostics,
    source,
    formats: parsed.study.output.formats?.map((format) => format.value) ?? null,
    outDir: parsed.study.output.dir,
    prose: parsed.study.output.prose,
    templates: parsed.study.output.templates,
  };
}

function planOf(study: CheckedStudy, sha256: string, draft: Draft, catalog: Catalog): Plan {
  const plan = lower(study, sha256, styleOf(draft, catalog));
  return draft.optimised ? optimise(plan, study.file.rows) : plan;
}

/** The command line's choice, then the study's, then the first of the catalog. */
function styleOf({ style, parsed }: Draft, { styles }: Catalog): StyleDeclaration {
  const name = style ?? parsed.study?.output.style;
  const found = styles.find((one) => one.name === name) ?? styles[0];
  invariant(found, 'a style in the catalog');
  return found;
}

function withoutMark(source: SourceText): SourceText {
  return { file: source.file, text: source.text.replace(/^\uFEFF/, '') };
}
