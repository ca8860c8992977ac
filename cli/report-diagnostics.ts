import type { Compilation } from '../compiler/index.ts';
import { diagnosticsJson, renderDiagnostics } from './diagnostics.ts';
import { styled, type Terminal } from './terminal.ts';

export interface CheckFlags {
  readonly json: boolean;
  readonly strict: boolean;
  /** Data files may lie outside the study's folder. */
  readonly outside: boolean;
}

/** Flags as the command line gives them. */
export function checkFlags(options: Readonly<Record<string, unknown>>): CheckFlags {
  const given = (name: string): boolean => options[name] === true;
  return { json: given('json'), strict: given('strict'), outside: given('allowOutside') };
}

/** Whether a command may go on: no errors, and under --strict no warnings. */
export function passes({ diagnostics }: Compilation, { strict }: Pick<CheckFlags, 'strict'>): boolean {
  return strict ? diagnostics.length === 0 : diagnostics.every((one) => one.severity !== 'error');
}

/** Prints the diagnostics of a compilation on standard error. */
export function showDiagnostics({ diagnostics, source }: Compilation, terminal: Terminal): void {
  if (diagnostics.length === 0) return;
  terminal.err(renderDiagnostics(diagnostics, source, { colour: terminal.colour.err }));
}

/** The last line: what was found, and that nothing was run. */
export function countLine(compilations: readonly Compilation[]): string {
  const all = compilations.flatMap((one) => one.diagnostics);
  const errors = all.filter((one) => one.severity === 'error').length;
  const warnings = all.length - errors;
  const names = compilations.map((one) => one.source.file).join(', ');
  const parts = [plural(errors, 'error'), ...(warnings > 0 ? [plural(warnings, 'warning')] : [])];
  return `${parts.join(' and ')} in ${names}`;
}

/** Where more is said, for a reader at a terminal; with the code where there is only one. Ends with a newline. */
export function explainLine(compilations: readonly Compilation[], terminal: Terminal): string {
  if (!terminal.interactive) return '';
  const codes = new Set(compilations.flatMap((one) => one.diagnostics.map(({ code }) => code)));
  const [first = 'CODE'] = codes;
  const line = `studyc explain ${codes.size === 1 ? first : 'CODE'} tells more`;
  return `${styled(line, 'dim', terminal.colour.err)}\n`;
}

export function plural(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `{"diagnostics": [...]}` over all studies. */
export function allAsJson(compilations: readonly Compilation[]): string {
  const diagnostics = compilations.flatMap((one) => diagnosticsJson(one.diagnostics, one.source));
  return `${JSON.stringify({ diagnostics }, null, 2)}\n`;
}
