import { readLock } from '../runtime/verify/read-lock.ts';
import { lockText, sections } from '../runtime/verify/lock.ts';
import { checkedPlan, type CheckedPlan } from './checked-plan.ts';
import { listenForSignals } from './interrupt.ts';
import { lockName, readLockFile, shownLock } from './lock-file.ts';
import type { CommandCode } from './main.ts';
import { checkFlags, plural } from './report-diagnostics.ts';
import { startRunThread } from './run-in-thread.ts';
import { jobsOf, runPlan, type RunSettings, type RunTools, showFailures } from './run-plan.ts';
import { UnreadableStudy } from './study-file.ts';
import { WriteError, writeFiles } from './write-files.ts';

interface LockFlags extends RunSettings {
  readonly json: boolean;
}

/** Checks, runs and records a study; exit status 1 when a step fails, and then nothing is written. */
export const execute: CommandCode['execute'] = async ([spec], options, terminal) => {
  const jobs = jobsOf(options);
  if (typeof jobs === 'string') {
    terminal.err(`studyc: ${jobs}\n`);
    return 2;
  }
  const { json, outside } = checkFlags(options);
  const thread = startRunThread();
  try {
    const opened = await checkedPlan(spec, options, terminal);
    if (typeof opened === 'number') return opened;
    const listening = listenForSignals();
    // What is recorded is computed, by this version and now: no step is taken from the cache.
    const flags = { jobs, outside, json, cache: false, quiet: options['quiet'] === true };
    return await record(opened, flags, { thread, listening, terminal }).finally(listening.end);
  } finally {
    await thread.end();
  }
};

async function record(opened: CheckedPlan, flags: LockFlags, tools: RunTools): Promise<number> {
  const { terminal, listening } = tools;
  const shown = shownLock(opened.file);
  const ran = await runPlan(opened, flags, tools);
  const stopped = 'interrupted' in ran ? ran.interrupted : await listening.latest();
  if (stopped !== null) {
    terminal.err(`studyc: stopped by ${stopped.signal}; ${shown} is as it was\n`);
    return stopped.status;
  }
  if ('interrupted' in ran) return ran.interrupted.status;
  showFailures(ran.failures, opened, terminal);
  if (ran.failures.length > 0) {
    terminal.err(`\n${plural(ran.failures.length, 'step')} failed; nothing was recorded\n`);
    return 1;
  }
  return write(opened, lockText(ran.results), flags, tools);
}

function write(opened: CheckedPlan, text: string, flags: LockFlags, { terminal }: RunTools): number {
  const shown = shownLock(opened.file);
  try {
    const changes = changesTo(text, readLockFile(opened.file)?.text ?? null);
    writeFiles(opened.file.folder, [{ path: lockName(opened.file), content: text }]);
    if (flags.json) terminal.out(`${JSON.stringify({ file: shown, ...changes }, null, 2)}\n`);
    else if (!flags.quiet) terminal.out(`${shown}  ${changesText(changes)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof WriteError) && !(error instanceof UnreadableStudy)) throw error;
    terminal.err(`studyc: ${error.message}\n`);
    return 3;
  }
}

interface Changes {
  /** Recorded now. */
  readonly values: number;
  /** Against the lock that stood there; null where there was none. */
  readonly changed: number | null;
  readonly added: number | null;
  readonly removed: number | null;
}

function changesTo(text: string, before: string | null): Changes {
  const now = valuesOf(text);
  if (before === null) return { values: now.size, changed: null, added: null, removed: null };
  const old = valuesOf(before);
  const common = [...now].filter(([reference]) => old.has(reference));
  return {
    values: now.size,
    changed: common.filter(([reference, value]) => old.get(reference) !== value).length,
    added: now.size - common.length,
    removed: old.size - common.length,
  };
}

function valuesOf(text: string): ReadonlyMap<string, unknown> {
  const { entries } = readLock(text);
  return new Map(
    sections.flatMap((section) =>
      [...entries[section]].map(([reference, { value }]) => [`${section} ${reference}`, value] as const),
    ),
  );
}

function changesText({ values, changed, added, removed }: Changes): string {
  const whole = `${plural(values, 'value')} recorded`;
  if (changed === null) return whole;
  if (changed === 0 && added === 0 && removed === 0) return `${whole}, all as before`;
  return `${whole}: ${changed} changed, ${added} new, ${removed} gone`;
}
