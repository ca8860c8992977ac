import { diagnostic } from '../compiler/plan/diagnostic.ts';
import type { Plan } from '../compiler/plan/plan.ts';
import type { SourceText } from '../compiler/plan/span.ts';
import { nearest } from '../compiler/plan/suggest.ts';
import type { Results } from '../runtime/results/results.ts';
import type { StudyDocument, TableDocument } from '../templates/document/document.ts';
import { markdownNumber, escapeMarkdown } from '../templates/markdown/escape.ts';
import { renderTable } from '../templates/markdown/table.ts';
import { CannotRender, type Rendering } from '../templates/rendering.ts';
import { type Answer, fillProse } from '../templates/prose/fill.ts';
import { type Message, renderDiagnostics } from './diagnostics.ts';
import { quotedValue } from './quoted-value.ts';
import type { Terminal } from './terminal.ts';
import type { OutputFile } from './write-files.ts';

/** What a text is filled from. */
export interface Numbers {
  readonly plan: Plan;
  readonly results: Results;
  readonly document: StudyDocument;
  /** How tables within the texts are printed. */
  readonly to: Rendering;
}

/** A text that names what the study has not: it is not written. */
export interface TextFailures {
  readonly source: SourceText;
  readonly messages: readonly Message[];
}

/** The texts with numbers in their places, under their own paths; a text with any failure is left out. */
export function fillTexts(
  texts: readonly SourceText[],
  numbers: Numbers,
): { readonly files: readonly OutputFile[]; readonly failures: readonly TextFailures[] } {
  const files: OutputFile[] = [];
  const failures: TextFailures[] = [];
  for (const source of texts) {
    const filled = fillProse(source.text, {
      number: (key, digits) => numberAnswer(key, digits, numbers),
      table: (id) => tableAnswer(id, numbers),
    });
    const messages = filled.failures.map(({ start, end, reason, suggestion }) =>
      diagnostic('no-such-value', { file: source.file, start, end }, { reason, suggestion }),
    );
    if (messages.length > 0) failures.push({ source, messages });
    else files.push({ path: source.file, content: filled.text });
  }
  return { files, failures };
}

/** Prints what the texts ask for in vain, each at its place in its text. */
export function showTextFailures(failures: readonly TextFailures[], terminal: Terminal): void {
  for (const { source, messages } of failures) {
    terminal.err(renderDiagnostics(messages, source, { colour: terminal.colour.err }));
  }
}

function numberAnswer(key: string, digits: number | null, numbers: Numbers): Answer {
  const found = quotedValue(key, digits, numbers);
  if ('printed' in found) return { markdown: markdownNumber(found.printed) };
  if ('text' in found) return { markdown: escapeMarkdown(found.text) };
  const known = numbers.document.values.map((value) => value.key);
  return { reason: found.reason, suggestion: nearest(key, known) };
}

function tableAnswer(id: string, { document, to }: Numbers): Answer {
  const table = document.tables.find((one) => one.id === id);
  if (table) return printedTable(table, to);
  const known = document.tables.map((one) => one.id);
  return { reason: `there is no table ${id}`, suggestion: nearest(id, known) };
}

function printedTable(table: TableDocument, to: Rendering): Answer {
  try {
    return { markdown: renderTable(table, to).trimEnd() };
  } catch (error) {
    if (!(error instanceof CannotRender)) throw error;
    return { reason: error.message, suggestion: undefined };
  }
}
