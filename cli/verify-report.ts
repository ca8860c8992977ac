import type { SourceText, Span } from '../compiler/plan/span.ts';
import manifest from '../package.json' with { type: 'json' };
import { type Check, type LockCheck, nothingToCompare, type ReportedCheck } from '../runtime/verify/index.ts';
import { type DiagnosticRecord, diagnosticsJson, type Message } from './diagnostics.ts';
import type { ReportKind } from './reports/kinds.ts';
import { type FileReport, renderReport } from './reports/report.ts';
import { failureMessages } from './run-plan.ts';
import { allChecks, type Verified, type VerifiedStudy } from './verify.ts';
import { intervalText, partName, recordedText } from './verify-words.ts';

/** `{"checks": [...]}` over all studies; messages of a study that could not be run stand under `diagnostics`. */
export function verificationJson(verified: readonly Verified[]): string {
  const checks = verified.flatMap((one) =>
    one.kind === 'verified' ? allChecks(one.verification).map(record) : [],
  );
  const diagnostics = verified.flatMap((one): readonly DiagnosticRecord[] => {
    if (one.kind === 'unreadable') return [];
    const { diagnostics: found, source } = one.compilation;
    const messages: readonly Message[] = one.kind === 'verified' ? failureMessages(one.failures) : found;
    return diagnosticsJson(messages, source);
  });
  return `${JSON.stringify(diagnostics.length > 0 ? { checks, diagnostics } : { checks }, null, 2)}\n`;
}

function record({ kind, ref, expected, actual, class: how, holds, explanation }: Check) {
  return { kind, ref, expected, actual, class: how, holds, explanation };
}

/** What does not hold as messages at their places: the reported cell, the claim, the line of the lock. */
export function verificationReport(verified: readonly Verified[], kind: ReportKind, strict: boolean): string {
  const files = verified.map((one): FileReport => {
    if (one.kind === 'unreadable') return { file: one.spec, messages: [], unreadable: one.reason };
    const { source, diagnostics } = one.compilation;
    const messages = one.kind === 'verified' ? messagesOf(one) : diagnosticsJson(diagnostics, source);
    return { file: source.file, messages, unreadable: null };
  });
  return renderReport(kind, { command: 'verify', version: manifest.version, files, strict });
}

/**
 * What explains the rest of the lock's differences first, its single numbers last: programs show some dozen messages
 * and drop the others.
 */
function messagesOf(one: VerifiedStudy): readonly DiagnosticRecord[] {
  const { source, diagnostics } = one.compilation;
  const { lock, reported, claims } = one.verification;
  const [reasons, numbers] = [lock.filter(isReason), lock.filter((check) => !isReason(check))];
  const inStudy: readonly Message[] = [
    ...diagnostics,
    ...failureMessages(one.failures),
    ...reported.filter(({ holds }) => !holds).map((check) => message(check, reportedText(check), check.span)),
    ...claims
      .filter(({ holds }) => !holds)
      .map((check) => message(check, `claim ${check.ref} fails`, check.span)),
    ...nothingCompared(one),
  ];
  const inLock = (checks: readonly LockCheck[]): readonly DiagnosticRecord[] =>
    one.lock === null ? [] : lockMessages(checks, one.lock);
  return [
    ...inLock(reasons),
    ...diagnosticsJson(inStudy, source),
    ...inLock(numbers.filter(({ holds }) => !holds)),
  ];
}

/** What stands before the numbers: it has a code of its own, and is said also where it does no harm. */
function isReason({ code, class: how }: LockCheck): boolean {
  return how !== 'equal' && !['differs-from-lock', 'not-in-lock', 'not-computed'].includes(code);
}

function nothingCompared({ verification, compilation: { source } }: VerifiedStudy): readonly Message[] {
  if (allChecks(verification).length > 0) return [];
  const span = { file: source.file, start: 0, end: 0 };
  return [{ ...nothingToCompare, severity: 'error', span }];
}

function lockMessages(checks: readonly LockCheck[], lock: SourceText): readonly DiagnosticRecord[] {
  const starts = lineStarts(lock.text);
  return checks.flatMap((check) => {
    const start = starts[check.line - 1] ?? 0;
    const end = start + /^[^\r\n]*/.exec(lock.text.slice(start, start + 400))![0].length;
    return diagnosticsJson([message(check, lockMessage(check), { file: lock.file, start, end })], lock);
  });
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

function message(check: Check & { readonly code: string }, text: string, span: Span): Message {
  const hint = check.explanation === text ? null : check.explanation;
  return { code: check.code, severity: check.holds ? 'warning' : 'error', message: text, hint, span };
}

function reportedText(check: ReportedCheck): string {
  const { table, column, row, part, expected, actual, model, class: how, printed } = check;
  const place = [
    `table ${table}`,
    ...(column === null ? [] : [`column ${column}`]),
    ...(row === null ? [] : [`row ${row}`]),
  ];
  const stated = expected === '' ? 'none' : String(expected);
  const interval = printed ? ` (${intervalText(printed)})` : '';
  const computed = actual === null ? 'nothing' : actual === '' ? 'none' : String(actual);
  return `${place.join(', ')}: ${partName(part)} is printed as ${stated}${interval}, and ${model} gives ${computed} [${how}]`;
}

function lockMessage(check: LockCheck): string {
  if (isReason(check) || check.class === 'missing')
    return check.explanation === null ? check.ref : sentence(check);
  const { ref, expected, actual, class: how } = check;
  return `${ref} is recorded as ${recordedText(expected)} and computed as ${recordedText(actual)} [${how}]`;
}

function sentence({ code, ref, explanation }: LockCheck): string {
  const named = code === 'not-in-lock' || code === 'not-computed' || code === 'differs-from-lock';
  return named ? `${ref} ${explanation}` : String(explanation);
}
