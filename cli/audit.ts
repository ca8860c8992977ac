import type { Compilation } from '../compiler/index.ts';
import manifest from '../package.json' with { type: 'json' };
import { type Finding, type FindingSeverity, severities } from '../runtime/audit/finding.ts';
import { audit } from '../runtime/audit/index.ts';
import { renderFindings } from './audit-text.ts';
import { diagnosticsJson, type Message } from './diagnostics.ts';
import type { CommandCode } from './main.ts';
import { openStudy } from './open-study.ts';
import {
  type CheckFlags,
  checkFlags,
  countLine,
  explainLine,
  passes,
  plural,
  showDiagnostics,
} from './report-diagnostics.ts';
import type { ReportKind } from './reports/kinds.ts';
import type { FileReport } from './reports/report.ts';
import { UnreadableStudy } from './study-file.ts';
import type { Terminal } from './terminal.ts';

/** One publication as judged, or why it could not be. */
type Audited =
  | { readonly kind: 'audited'; readonly compilation: Compilation; readonly findings: readonly Finding[] }
  | { readonly kind: 'refused'; readonly compilation: Compilation }
  | { readonly kind: 'unreadable'; readonly spec: string; readonly reason: string };

interface AuditFlags extends CheckFlags {
  readonly all: boolean;
  readonly failOn: FindingSeverity;
  readonly report: ReportKind | undefined;
}

/** Judges the printed numbers of every study by themselves. Exit status 1 from the severity of --fail-on. */
export const execute: CommandCode['execute'] = async (specs, options, terminal) => {
  const flags = auditFlags(options);
  if (flags.json && flags.report !== undefined) {
    terminal.err('studyc: --json and --report are two forms of the same output; ask for one\n');
    return 2;
  }
  const audited: Audited[] = [];
  for (const spec of specs.length > 0 ? specs : [undefined]) audited.push(await auditOne(spec, flags));
  if (flags.report !== undefined) terminal.out(await reportOf(audited, flags.report, flags));
  else if (flags.json) terminal.out(asJson(audited));
  else for (const one of audited) show(one, flags, terminal);
  return exitStatus(audited, flags);
};

function auditFlags(options: Readonly<Record<string, unknown>>): AuditFlags {
  return {
    ...checkFlags(options),
    all: options['all'] === true,
    failOn: (options['failOn'] as FindingSeverity | undefined) ?? 'inconsistent',
    report: options['report'] as ReportKind | undefined,
  };
}

async function auditOne(spec: string | undefined, flags: AuditFlags): Promise<Audited> {
  try {
    const { compilation } = await openStudy(spec, process.cwd(), { data: false, outside: flags.outside });
    const { reported } = compilation;
    if (reported === null || !passes(compilation, flags)) return { kind: 'refused', compilation };
    return { kind: 'audited', compilation, findings: audit(reported) };
  } catch (error) {
    if (!(error instanceof UnreadableStudy)) throw error;
    return { kind: 'unreadable', spec: spec ?? 'study.yaml', reason: error.message };
  }
}

function isGrave({ severity }: Finding, { failOn }: AuditFlags): boolean {
  return severities.indexOf(severity) <= severities.indexOf(failOn);
}

function exitStatus(audited: readonly Audited[], flags: AuditFlags): number {
  if (audited.some((one) => one.kind === 'unreadable')) return 3;
  const fails = (one: Audited): boolean =>
    one.kind !== 'audited' || one.findings.some((finding) => isGrave(finding, flags));
  return audited.some(fails) ? 1 : 0;
}

function show(one: Audited, flags: AuditFlags, terminal: Terminal): void {
  if (one.kind === 'unreadable') terminal.err(`studyc: ${one.reason}\n`);
  else if (one.kind === 'refused') {
    showDiagnostics(one.compilation, terminal);
    const { diagnostics, source } = one.compilation;
    terminal.err(
      diagnostics.length === 0
        ? `studyc: ${source.file} has no reported numbers, so there is nothing to audit\n`
        : `\n${countLine([one.compilation])}; nothing was audited\n${explainLine([one.compilation], terminal)}`,
    );
  } else {
    showDiagnostics(one.compilation, terminal);
    terminal.out(renderFindings(one.findings, { all: flags.all, colour: terminal.colour.out }));
    terminal.out(`${lastLine(one.findings)}\n`);
  }
}

/** Counts what matters, and says what was not read. */
function lastLine(findings: readonly Finding[]): string {
  const grave = findings.filter(({ severity }) => severity === 'impossible' || severity === 'inconsistent');
  const questions = findings.filter(({ severity }) => severity === 'suspicious').length;
  if (grave.length === 0 && questions === 0)
    return 'The printed numbers can be true together. No data were read.';
  return `${plural(grave.length, 'impossible or inconsistent finding')}, ${questions} suspicious. No data were read.`;
}

/** `{"findings": [...]}` over all studies, in the order in which they were named. */
function asJson(audited: readonly Audited[]): string {
  const findings = audited.flatMap((one) => (one.kind === 'audited' ? one.findings : []));
  const records = findings.map(({ code, severity, cells, values, message, repair }) => ({
    ...{ code, severity, cells, values, message, repair },
  }));
  const diagnostics = audited.flatMap((one) =>
    one.kind === 'refused' ? diagnosticsJson(one.compilation.diagnostics, one.compilation.source) : [],
  );
  const whole = diagnostics.length > 0 ? { findings: records, diagnostics } : { findings: records };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Findings as messages at their places: what is at or above --fail-on is an error, notes are left out. */
async function reportOf(audited: readonly Audited[], kind: ReportKind, flags: AuditFlags): Promise<string> {
  const { renderReport } = await import('./reports/report.ts');
  const files = audited.map((one): FileReport => {
    if (one.kind === 'unreadable') return { file: one.spec, messages: [], unreadable: one.reason };
    const { source, diagnostics } = one.compilation;
    const found: readonly Message[] =
      one.kind === 'audited'
        ? one.findings
            .filter(({ severity }) => severity !== 'note')
            .map((finding) => asMessage(finding, flags))
        : diagnostics;
    return { file: source.file, messages: diagnosticsJson(found, source), unreadable: null };
  });
  return renderReport(kind, { command: 'audit', version: manifest.version, files, strict: flags.strict });
}

function asMessage(finding: Finding, flags: AuditFlags): Message {
  return {
    code: finding.code,
    severity: isGrave(finding, flags) ? 'error' : 'warning',
    message: finding.message,
    hint: finding.repair === null ? null : `repair: ${finding.repair}`,
    span: finding.span,
  };
}
