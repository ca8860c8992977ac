import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostic } from '../compiler/plan/diagnostic.ts';
import { positionAt, type SourceText, type Span } from '../compiler/plan/span.ts';
import { nearest } from '../compiler/plan/suggest.ts';
import { isSourceFailure } from '../runtime/sources/failure.ts';
import { MOST_BYTES_OF_TEXT, readSource } from '../runtime/sources/files.ts';
import { slotFault } from '../templates/overrides/check-slots.ts';
import { fill, NotFilled } from '../templates/overrides/fill.ts';
import { type LayoutDeclaration, layouts } from '../templates/overrides/layouts.ts';
import { loadParser, readTemplate } from '../templates/overrides/read.ts';
import type { Fault, Template } from '../templates/overrides/syntax.ts';
import { CannotRender, type Layout } from '../templates/rendering.ts';
import type { CheckedPlan } from './checked-plan.ts';
import { type Message, renderDiagnostics } from './diagnostics.ts';
import type { Terminal } from './terminal.ts';

/** What is to be said of one text. */
interface Remarks {
  readonly source: SourceText;
  readonly messages: readonly Message[];
}

export interface StudyLayouts {
  /** By name, as formats ask for them. */
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly remarks: readonly Remarks[];
}

/**
 * The layouts of the study's own, read and judged before anything is run: what is wrong with one is a message at its
 * place in its file; a file that replaces nothing is a warning.
 */
export async function readLayouts({ file, compilation }: CheckedPlan): Promise<StudyLayouts> {
  const { templates, source } = compilation;
  if (templates === null) return { layouts: new Map(), remarks: [] };
  const { value: path, span } = templates;
  const folder = path.replaceAll('\\', '/').replace(/\/+$/, '');
  const wrong = folderMessage(file.folder, folder, span);
  if (wrong) return { layouts: new Map(), remarks: [{ source, messages: [wrong] }] };
  const parse = await loadParser();
  const found = new Map<string, Layout>();
  const remarks: Remarks[] = [];
  for (const layout of layouts) {
    const read = readText(file.folder, `${folder}/${layout.name}.hbs`, span);
    if (read === null) continue;
    const judged = 'severity' in read ? read : judge(read, layout, parse);
    if (typeof judged === 'function') found.set(layout.name, judged);
    else remarks.push({ source: 'severity' in read ? source : read, messages: [judged] });
  }
  const others = filesIn(join(file.folder, folder)).filter((name) => !isLayout(name));
  const nothing = others.length === 0 && found.size === 0 && remarks.length === 0;
  if (others.length > 0 || nothing) {
    const what = nothing
      ? `${folder} has no layout`
      : `${listed(others)} in ${folder} ${others.length === 1 ? 'is no layout' : 'are no layouts'}`;
    remarks.push({ source, messages: [unknownTemplate(what, others[0], span)] });
  }
  return { layouts: found, remarks };
}

/** Prints what is to be said of layouts, each at its place in its text; whether any of it is an error. */
export function showRemarks(remarks: readonly Remarks[], terminal: Terminal): boolean {
  for (const { source, messages } of remarks) {
    terminal.err(renderDiagnostics(messages, source, { colour: terminal.colour.err }));
  }
  return remarks.some(({ messages }) => messages.some((one) => one.severity === 'error'));
}

/** What is wrong with the folder itself. */
function folderMessage(study: string, folder: string, span: Span): Message | null {
  const read = readSource(study, folder);
  if (!isSourceFailure(read)) {
    const message = `${folder} is a file, not a folder`;
    return { code: 'file-not-regular', severity: 'error', message, hint: null, span };
  }
  const { code, message, hint } = read;
  if (code === 'file-is-directory') return null;
  return { code, severity: 'error', message: message.replace('no file', 'no folder'), hint, span };
}

/** Null where there is no such file. Lines end in `\n`, as the formats' own do. */
function readText(study: string, path: string, span: Span): SourceText | Message | null {
  const content = readSource(study, path, false, MOST_BYTES_OF_TEXT);
  if (isSourceFailure(content)) {
    const { code, message, hint } = content;
    return code === 'file-not-found' ? null : { code, severity: 'error', message, hint, span };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content.bytes);
    return { file: path, text: text.replace(/\r\n?/g, '\n') };
  } catch {
    const message = `${path} is not text in UTF-8`;
    return { code: 'encoding-invalid', severity: 'error', message, hint: 'save it as UTF-8', span };
  }
}

function judge(
  source: SourceText,
  { name, slots }: LayoutDeclaration,
  parse: Parameters<typeof readTemplate>[1],
): Layout | Message {
  const read = readTemplate(source.text, parse);
  const fault = 'code' in read ? read : slotFault(read, slots);
  if (fault) return faultMessage(fault, source.file);
  return layoutOf(read as Template, source, name);
}

function layoutOf(template: Template, source: SourceText, name: string): Layout {
  return (slots) => {
    try {
      return fill(template, slots);
    } catch (error) {
      if (!(error instanceof NotFilled)) throw error;
      const { line, column } = positionAt(source.text, error.path.start);
      const place = `${source.file}:${line}:${column}`;
      if (error.problem === 'absent') {
        const hint = `put it within {{#if ${error.path.written}}} … {{/if}}`;
        throw new CannotRender('no-such-slot', `${place}: this table has no ${error.path.written}`, hint);
      }
      const hint = `loops within loops go through a list again and again: ${name}.hbs needs one for each list`;
      throw new CannotRender('template-too-large', `${place}: the layout makes too much text`, hint);
    }
  };
}

function faultMessage(fault: Fault, file: string): Message {
  const span = { file, start: fault.start, end: fault.end };
  switch (fault.code) {
    case 'template-syntax':
      return diagnostic('template-syntax', span, { reason: fault.reason });
    case 'template-unsupported':
      return diagnostic('template-unsupported', span, { what: fault.what });
    case 'template-too-large':
      return diagnostic('template-too-large', span, { what: fault.what });
    case 'slot-misused':
      return diagnostic('slot-misused', span, { reason: fault.reason, write: fault.write });
    case 'no-such-slot': {
      const { slot, known } = fault;
      const suggestion = nearest(slot.replace(/^.*[./]/, ''), known);
      return diagnostic('no-such-slot', span, { slot, known, suggestion });
    }
  }
}

function unknownTemplate(what: string, first: string | undefined, span: Span): Message {
  const known = layouts.map(({ name }) => `${name}.hbs`);
  const suggestion = first === undefined ? undefined : nearest(first, known);
  return diagnostic('unknown-template', span, { what, suggestion, known });
}

const isLayout = (path: string): boolean => layouts.some(({ name }) => path === `${name}.hbs`);

/** As many names as somebody reads. */
function listed(names: readonly string[]): string {
  const more = names.length - 4;
  return more > 1 ? `${names.slice(0, 4).join(', ')} and ${more} more` : names.join(', ');
}

/** Files of the folder and of the folders in it, but hidden ones and a README. */
function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.flatMap((entry) =>
    entry.isDirectory() && !entry.name.startsWith('.')
      ? readdirSync(join(folder, entry.name)).map((name) => `${entry.name}/${name}`)
      : [entry.name],
  );
  return files.filter((path) => !/(?:^|\/)(?:\.|README)/i.test(path)).sort();
}
