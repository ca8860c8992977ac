import type { Compilation } from '../compiler/index.ts';
import manifest from '../package.json' with { type: 'json' };
import { diagnosticsJson } from './diagnostics.ts';
import type { CommandCode } from './main.ts';
import { openStudy } from './open-study.ts';
import {
  allAsJson,
  type CheckFlags,
  checkFlags,
  countLine,
  explainLine,
  passes,
  showDiagnostics,
} from './report-diagnostics.ts';
import type { ReportKind } from './reports/kinds.ts';
import type { FileReport } from './reports/report.ts';
import { UnreadableStudy } from './study-file.ts';
import type { Terminal } from './terminal.ts';

/** A study, or the sentence that says why it cannot be read. */
type Checked =
  | { readonly kind: 'compiled'; readonly compilation: Compilation }
  | { readonly kind: 'unreadable'; readonly spec: string; readonly reason: string };

/** Every diagnostic of every study; runs no model. A study that cannot be read does not hide the others. */
export const execute: CommandCode['execute'] = async (specs, options, terminal) => {
  const flags = checkFlags(options);
  const report = options['report'] as ReportKind | undefined;
  if (flags.json && report !== undefined) {
    terminal.err('studyc: --json and --report are two forms of the same output; ask for one\n');
    return 2;
  }
  const checked: Checked[] = [];
  for (const spec of specs.length > 0 ? specs : [undefined]) {
    checked.push(await checkOne(spec, { data: options['data'] !== false, outside: flags.outside }));
  }
  const compilations = checked.flatMap((one) => (one.kind === 'compiled' ? one.compilation : []));
  if (report !== undefined) terminal.out(await reportOf(checked, report, flags));
  else {
    for (const one of checked) if (one.kind === 'unreadable') terminal.err(`studyc: ${one.reason}\n`);
    if (flags.json) terminal.out(allAsJson(compilations));
    else if (compilations.length > 0) show(compilations, terminal);
  }
  if (compilations.length < checked.length) return 3;
  return compilations.every((compilation) => passes(compilation, flags)) ? 0 : 1;
};

async function checkOne(
  spec: string | undefined,
  how: { readonly data: boolean; readonly outside: boolean },
): Promise<Checked> {
  try {
    return { kind: 'compiled', compilation: (await openStudy(spec, process.cwd(), how)).compilation };
  } catch (error) {
    if (!(error instanceof UnreadableStudy)) throw error;
    return { kind: 'unreadable', spec: spec ?? 'study.yaml', reason: error.message };
  }
}

function show(compilations: readonly Compilation[], terminal: Terminal): void {
  const found = compilations.filter((one) => one.diagnostics.length > 0);
  found.forEach((compilation, i) => {
    if (i > 0) terminal.err('\n');
    showDiagnostics(compilation, terminal);
  });
  if (found.length === 0) terminal.out(`${countLine(compilations)}\n`);
  else terminal.err(`\n${countLine(compilations)}\n${explainLine(compilations, terminal)}`);
}

async function reportOf(
  checked: readonly Checked[],
  kind: ReportKind,
  { strict }: CheckFlags,
): Promise<string> {
  const { renderReport } = await import('./reports/report.ts');
  const files = checked.map((one): FileReport => {
    if (one.kind === 'unreadable') return { file: one.spec, messages: [], unreadable: one.reason };
    const { diagnostics, source } = one.compilation;
    return { file: source.file, messages: diagnosticsJson(diagnostics, source), unreadable: null };
  });
  return renderReport(kind, { command: 'check', version: manifest.version, files, strict });
}
