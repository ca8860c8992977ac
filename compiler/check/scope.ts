import type { Located } from '../parse/study.ts';
import type { FunctionDeclaration, PanelSchema } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { positionAt, type Span } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import type { CellFacts } from './cells.ts';

/** `condition`: a number that is 1 or 0. `unknown`: its mistake is already reported, or nothing is known of it. */
export type ValueType = 'number' | 'condition' | 'text' | 'date' | 'missing' | 'unknown';

/** What is known of one column at some point of the preparation. */
export interface ColumnFact {
  readonly name: string;
  readonly type: ValueType;
  /** Values that occur, where they are few and known; after a step dropped rows, values that may occur. */
  readonly levels: readonly string[] | null;
  /** The file gives the levels their order. */
  readonly ordered?: true;
  readonly cells: CellFacts;
  /** Where a step made it; null for a column of the file as it is. */
  readonly made: Span | null;
}

/** What is known of the rows at some point of the preparation; null where a step dropped some. */
export interface Sample {
  readonly rows: number | null;
  readonly units: number | null;
  readonly panel: PanelSchema | null;
  /** The keys of the panel under their present names, whatever was dropped. */
  readonly keys: { readonly unit: string; readonly time: string } | null;
}

/** What names and functions stand for at one place of the study. */
export interface Scope {
  readonly columns: ReadonlyMap<string, ColumnFact>;
  /** Names that some later step makes, with its place. */
  readonly later: ReadonlyMap<string, Span>;
  readonly sets: ReadonlyMap<string, readonly string[]>;
  readonly sample: Sample;
  /** The file's columns are not known: a name that nobody made may be one of them. */
  readonly open: boolean;
  /** Words of parts that could not be read; using them is no second mistake. */
  readonly broken: ReadonlySet<string>;
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly panel: boolean;
  /** The panel's time where it is text, which no lag can count along. */
  readonly textTime: string | null;
  /** The text of the file, for line numbers in messages. */
  readonly text: string;
}

/** The column that a name stands for, or null; a name that stands for nothing is reported. */
export function columnFact(name: Located<string>, scope: Scope, out: Diagnostic[]): ColumnFact | null {
  const found = scope.columns.get(name.value);
  if (found) return found;
  if (scope.broken.has(name.value)) return null;
  const later = scope.later.get(name.value);
  if (later) {
    const { line } = positionAt(scope.text, later.start);
    out.push(diagnostic('derived-later', name.span, { name: name.value, line }));
  } else if (!scope.open) {
    out.push(unknownName(name, scope));
  }
  return null;
}

function unknownName(name: Located<string>, scope: Scope): Diagnostic {
  const suggestion = nearest(name.value, [...scope.columns.keys(), ...scope.sets.keys()]);
  const made = suggestion === undefined ? null : (scope.columns.get(suggestion)?.made ?? null);
  const line = made ? positionAt(scope.text, made.start).line : undefined;
  return diagnostic('unknown-name', name.span, { name: name.value, suggestion, line });
}

/** What works along time needs a panel, and a time that is a number. */
export function requirePanel(what: string, at: Span, scope: Scope, out: Diagnostic[]): void {
  if (!scope.panel) out.push(diagnostic('no-panel', at, { what }));
  else if (scope.textTime !== null) {
    out.push(
      diagnostic('text-as-number', at, { what: `the time of the panel, ${scope.textTime},`, where: what }),
    );
  }
}

/** A column that must hold numbers. */
export function numericFact(name: Located<string>, where: string, scope: Scope, out: Diagnostic[]): void {
  const fact = columnFact(name, scope, out);
  const payload = { what: name.value, where };
  if (fact?.type === 'date') out.push(diagnostic('date-as-number', name.span, payload));
  if (fact?.type === 'text') {
    out.push(diagnostic('text-as-number', name.span, payload));
  }
}
