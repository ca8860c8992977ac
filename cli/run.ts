import { join, resolve } from 'node:path';
import type { Plan } from '../compiler/plan/plan.ts';
import type { Results } from '../runtime/results/results.ts';
import type { StepFailure } from '../runtime/steps/step.ts';
import { fontPackages } from '../templates/fonts/font-packages.ts';
import { plainRendering, type Rendering } from '../templates/rendering.ts';
import { type CheckedPlan, checkedPlan } from './checked-plan.ts';
import { outRoot } from './confined-writes.ts';
import { renderDiagnostics } from './diagnostics.ts';
import { listenForSignals } from './interrupt.ts';
import type { CommandCode } from './main.ts';
import { readTexts } from './prose-texts.ts';
import { loadFormats, refusalMessage, renderDocument } from './render-document.ts';
import { plural } from './report-diagnostics.ts';
import { type RunFlags, runFlags } from './run-flags.ts';
import { type RunOutcome, startRunThread } from './run-in-thread.ts';
import { type Interrupted, type RunTools, runPlan, showFailures } from './run-plan.ts';
import { claimHolds, runSummary } from './summary.ts';
import { readLayouts, type StudyLayouts, showRemarks } from './templates-folder.ts';
import type { Terminal } from './terminal.ts';
import { type OutputFile, shownPath, WriteError, writeFiles, writeRefusal } from './write-files.ts';

/** Checks, runs, renders and writes a study; exit status 1 when a step or a claim fails. */
export const execute: CommandCode['execute'] = async ([spec], options, terminal) => {
  const flags = runFlags(options);
  if (typeof flags === 'string') {
    terminal.err(`studyc: ${flags}\n`);
    return 2;
  }
  const thread = startRunThread();
  try {
    const opened = await checkedPlan(spec, options, terminal);
    if (typeof opened === 'number') return opened;
    const listening = listenForSignals();
    return await runAndWrite(opened, flags, { thread, listening, terminal }).finally(listening.end);
  } finally {
    await thread.end();
  }
};

async function runAndWrite(opened: CheckedPlan, flags: RunFlags, tools: RunTools): Promise<number> {
  const { listening, terminal } = tools;
  const folder = outFolder(opened, flags);
  const prose = readTexts(opened, folder);
  if (prose.messages.length > 0) {
    const { source } = opened.compilation;
    terminal.err(renderDiagnostics(prose.messages, source, { colour: terminal.colour.err }));
    return 1;
  }
  const own = await readLayouts(opened);
  if (showRemarks(own.remarks, terminal) || (flags.strict && own.remarks.length > 0)) return 1;
  const chosen = flags.formats ?? opened.compilation.formats;
  const running = runPlan(opened, flags, tools);
  // This thread has nothing else to do meanwhile.
  const printers = loadPrinters(chosen);
  const ran = await running;
  if ('interrupted' in ran) return sayInterrupted(ran, folder, flags, terminal);
  const { results, failures, withoutCache } = ran;
  if (withoutCache !== null && !flags.quiet) terminal.err(`studyc: nothing is cached: ${withoutCache}\n`);
  showFailures(failures, opened, terminal);
  const { compose, fillTexts, showTextFailures } = await printers;
  const document = compose(opened.plan, results);
  const to = rendering(opened, flags, own);
  const texts = fillTexts(prose.texts, { plan: opened.plan, results, document, to });
  const rendered = await renderDocument(document, chosen, to);
  const files = [
    { path: 'results.json', content: `${JSON.stringify(results, null, 2)}\n` },
    ...rendered.files,
    ...texts.files,
  ];
  const late = await listening.latest();
  if (late !== null) return sayInterrupted({ interrupted: late, kept: ran.kept }, folder, flags, terminal);
  try {
    const unfilled = texts.failures.map(({ source }) => source.file);
    writeFiles(folder, files, unfilled, outRoot(opened.file.folder, folder));
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    terminal.err(`studyc: ${error.message}\n`);
    return 3;
  }
  terminal.err(rendered.refusals.map(refusalMessage).join(''));
  showTextFailures(texts.failures, terminal);
  const refused = [
    ...rendered.refusals.map(({ reason }) => reason),
    ...texts.failures.flatMap(({ messages }) => messages),
  ];
  const failed = failures.length + refused.length + failedClaims(opened.plan, results) > 0;
  if (flags.json) {
    const all = [...failures, ...refused];
    terminal.out(`${JSON.stringify(outcome(opened.plan, ran, all, files), null, 2)}\n`);
  } else if (!flags.quiet) {
    terminal.out(runSummary(opened.plan, results, terminal.colour.out));
    terminal.out(
      `\n${shownPath(folder)}/  ${fileCounts(files)}\n${lastLine(opened.plan, results, failures)}\n`,
    );
  }
  const refusal = await Promise.race([tools.thread.settled(), listening.interrupted.then(() => null)]);
  if (refusal !== null && !flags.quiet) terminal.err(`studyc: not all is cached: ${writeRefusal(refusal)}\n`);
  return failed ? 1 : 0;
}

/** The code that prints a study. */
async function loadPrinters(chosen: readonly string[] | null) {
  const [{ compose }, prose] = await Promise.all([
    import('../templates/document/compose.ts'),
    import('./prose.ts'),
    loadFormats(chosen),
  ]);
  return { compose, ...prose };
}

function rendering({ plan, file }: CheckedPlan, flags: RunFlags, { layouts }: StudyLayouts): Rendering {
  return {
    ...plainRendering,
    language: plan.language,
    layout: (name, own) => layouts.get(name) ?? own,
    fonts: [...flags.fonts, ...fontPackages(file.folder)],
  };
}

/** What became of the work: on standard error, and said even with --quiet, which is for runs that go well. */
function sayInterrupted(
  { interrupted, kept }: Interrupted,
  folder: string,
  { cache }: RunFlags,
  terminal: Terminal,
): number {
  const steps = `${plural(kept, 'finished step')} ${kept === 1 ? 'is' : 'are'} kept, and the next run goes on from there`;
  const rest = cache && kept > 0 ? steps : `no finished step is kept${cache ? '' : ' (--no-cache)'}`;
  const out = `${shownPath(folder)}/ is as it was`;
  terminal.err(`studyc: stopped by ${interrupted.signal}; ${out}; ${rest}\n`);
  return interrupted.status;
}

function outFolder({ file, compilation }: CheckedPlan, flags: RunFlags): string {
  return flags.out === null ? join(file.folder, compilation.outDir ?? 'out') : resolve(flags.out);
}

function failedClaims(plan: Plan, results: Results): number {
  return plan.claims.filter((claim) => !claimHolds(claim, results.claims[claim.id]!)).length;
}

function fileCounts(files: readonly OutputFile[]): string {
  const below = (folder: string): readonly string[] =>
    files.filter((file) => file.path.startsWith(`${folder}/`)).map((file) => file.path);
  const counted = (folder: string, noun: string): string[] => {
    const paths = below(folder);
    const names = new Set(paths.map((path) => path.replace(/\.[^.]+$/, '')));
    const endings = [...new Set(paths.map((path) => path.replace(/^.*\./, '')))];
    return names.size === 0 ? [] : [`${plural(names.size, noun)} (${endings.join(', ')})`];
  };
  const single = files.filter((file) => !file.path.includes('/')).map((file) => file.path);
  return [...single, ...counted('tables', 'table'), ...counted('figures', 'figure')].join(', ');
}

/** Counts what matters, and agrees with the exit status. */
function lastLine(plan: Plan, results: Results, failures: readonly StepFailure[]): string {
  const failed = failedClaims(plan, results);
  const steps = failures.length > 0 ? `${plural(failures.length, 'step')} failed; ` : '';
  if (plan.claims.length === 0) return `${steps}no claims to decide`;
  if (failed === 0)
    return `${steps}${plan.claims.length === 1 ? 'the claim holds' : `all ${plan.claims.length} claims hold`}`;
  return `${steps}${failed} of ${plural(plan.claims.length, 'claim')} ${failed === 1 ? 'fails' : 'fail'}`;
}

function outcome(
  plan: Plan,
  { results, ran }: RunOutcome,
  failures: readonly Pick<StepFailure, 'code' | 'message' | 'hint'>[],
  files: readonly OutputFile[],
): Readonly<Record<string, unknown>> {
  return {
    study: plan.study,
    // How many were run now, and how many are those of an earlier run or need one that failed.
    steps: { all: plan.steps.length, run: ran },
    claims: results.claims,
    failures: failures.map(({ code, message, hint }) => ({ code, message, hint })),
    files: files.map((file) => file.path),
  };
}
