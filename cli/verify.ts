import type { Compilation } from '../compiler/index.ts';
import type { SourceText } from '../compiler/plan/span.ts';
import type { StepFailure } from '../runtime/steps/step.ts';
import { type Verification, verify } from '../runtime/verify/index.ts';
import type { CheckedPlan } from './checked-plan.ts';
import { explainDifferences } from './explain-differences.ts';
import type { Interruption, Listening } from './interrupt.ts';
import { listenForSignals } from './interrupt.ts';
import { readLockFile, shownLock } from './lock-file.ts';
import type { CommandCode } from './main.ts';
import { openStudy } from './open-study.ts';
import {
  type CheckFlags,
  checkFlags,
  countLine,
  explainLine,
  passes,
  showDiagnostics,
} from './report-diagnostics.ts';
import type { ReportKind } from './reports/kinds.ts';
import { startRunThread } from './run-in-thread.ts';
import { jobsOf, runPlan, type RunSettings, showFailures } from './run-plan.ts';
import { UnreadableStudy } from './study-file.ts';
import { styled, type Terminal } from './terminal.ts';
import { verificationText } from './verify-text.ts';

/** One study as verified, or why it could not be. */
export type Verified =
  | VerifiedStudy
  | { readonly kind: 'refused'; readonly compilation: Compilation }
  | { readonly kind: 'unreadable'; readonly spec: string; readonly reason: string };

export interface VerifiedStudy {
  readonly kind: 'verified';
  readonly compilation: Compilation;
  readonly verification: Verification;
  readonly failures: readonly StepFailure[];
  /** study.lock as read; null where there is none. */
  readonly lock: SourceText | null;
  /** Where it is, or would be. */
  readonly shownLock: string;
}

interface VerifyFlags extends CheckFlags, RunSettings {
  readonly optimised: boolean;
  readonly all: boolean;
  readonly report: ReportKind | undefined;
}

/** Runs every study and compares it with its lock, its printed numbers and its claims; 1 where one does not hold. */
export const execute: CommandCode['execute'] = async (specs, options, terminal) => {
  const flags = verifyFlags(options);
  if (typeof flags === 'string') {
    terminal.err(`studyc: ${flags}\n`);
    return 2;
  }
  const listening = listenForSignals();
  const verified: Verified[] = [];
  try {
    for (const spec of specs.length > 0 ? specs : [undefined]) {
      const one = await verifyOne(spec, flags, { terminal, listening });
      if ('signal' in one) {
        terminal.err(`studyc: stopped by ${one.signal}; nothing was compared to the end\n`);
        return one.status;
      }
      verified.push(one);
      if (flags.report === undefined && !flags.json) {
        if (specs.length > 1) terminal.out(headOf(one, verified.length, terminal));
        show(one, flags, terminal);
      }
    }
  } finally {
    listening.end();
  }
  if (flags.report !== undefined || flags.json) {
    const { verificationJson, verificationReport } = await import('./verify-report.ts');
    terminal.out(
      flags.report === undefined
        ? verificationJson(verified)
        : await verificationReport(verified, flags.report, flags.strict),
    );
  }
  return exitStatus(verified);
};

function verifyFlags(options: Readonly<Record<string, unknown>>): VerifyFlags | string {
  const jobs = jobsOf(options);
  if (typeof jobs === 'string') return jobs;
  const flags = checkFlags(options);
  const report = options['report'] as ReportKind | undefined;
  if (flags.json && report !== undefined) {
    return '--json and --report are two forms of the same output; ask for one';
  }
  const asked = { report, all: options['all'] === true, optimised: options['optimise'] !== false };
  // What is verified is computed now, not remembered: no step is taken from the cache.
  return { ...flags, jobs, cache: false, quiet: false, ...asked };
}

async function verifyOne(
  spec: string | undefined,
  flags: VerifyFlags,
  { terminal, listening }: { readonly terminal: Terminal; readonly listening: Listening },
): Promise<Verified | Interruption> {
  const thread = startRunThread();
  try {
    const { compilation, file, held } = await openStudy(spec, process.cwd(), {
      data: true,
      outside: flags.outside,
      optimised: flags.optimised,
    });
    const { plan } = compilation;
    if (plan === null || !passes(compilation, flags)) return { kind: 'refused', compilation };
    const lock = readLockFile(file);
    const opened: CheckedPlan = { plan, file, compilation, held };
    const ran = await runPlan(opened, flags, { thread, listening, terminal });
    if ('interrupted' in ran) return ran.interrupted;
    const { results, failures } = ran;
    const evidence = { plan, results, lock: lock?.text ?? null, reported: compilation.reported };
    const compared = { results, verification: verify(evidence, { strict: flags.strict }) };
    const verification = await explainDifferences(opened, compared, flags, { listening, terminal });
    if ('signal' in verification) return verification;
    return { kind: 'verified', compilation, verification, failures, lock, shownLock: shownLock(file) };
  } catch (error) {
    if (!(error instanceof UnreadableStudy)) throw error;
    return { kind: 'unreadable', spec: spec ?? 'study.yaml', reason: error.message };
  } finally {
    await thread.end();
  }
}

/** Everything that was compared holds, and something was. */
function exitStatus(verified: readonly Verified[]): number {
  if (verified.some(({ kind }) => kind === 'unreadable')) return 3;
  const holds = (one: Verified): boolean => {
    if (one.kind !== 'verified' || one.failures.length > 0) return false;
    const checks = allChecks(one.verification);
    return checks.length > 0 && checks.every((check) => check.holds);
  };
  return verified.every(holds) ? 0 : 1;
}

export function allChecks({ lock, reported, claims }: Verification) {
  return [...lock, ...reported, ...claims];
}

/** Of several studies each has its name above what is said of it. */
function headOf(one: Verified, nth: number, { colour }: Terminal): string {
  const name = one.kind === 'unreadable' ? one.spec : one.compilation.source.file;
  return `${nth > 1 ? '\n' : ''}${styled(name, 'bold', colour.out)}\n`;
}

function show(one: Verified, flags: VerifyFlags, terminal: Terminal): void {
  if (one.kind === 'unreadable') terminal.err(`studyc: ${one.reason}\n`);
  else if (one.kind === 'refused') showRefused(one.compilation, flags, terminal);
  else {
    showDiagnostics(one.compilation, terminal);
    showFailures(one.failures, one, terminal);
    terminal.out(verificationText(one, { all: flags.all, colour: terminal.colour.out }));
  }
}

function showRefused(compilation: Compilation, flags: VerifyFlags, terminal: Terminal): void {
  showDiagnostics(compilation, terminal);
  const why = passes(compilation, flags) ? 'without data there is nothing to compare' : 'nothing was run';
  terminal.err(`\n${countLine([compilation])}; ${why}\n${explainLine([compilation], terminal)}`);
}
