import type { Compilation } from '../compiler/index.ts';
import type { Plan } from '../compiler/plan/plan.ts';
import type { HeldOnce } from '../runtime/sources/held-table.ts';
import { openStudy } from './open-study.ts';
import {
  allAsJson,
  checkFlags,
  countLine,
  explainLine,
  passes,
  showDiagnostics,
} from './report-diagnostics.ts';
import { type StudyFile, UnreadableStudy } from './study-file.ts';
import type { Terminal } from './terminal.ts';

export interface CheckedPlan {
  readonly plan: Plan;
  readonly file: StudyFile;
  readonly compilation: Compilation;
  /** What was parsed of the data files. */
  readonly held: HeldOnce;
}

/**
 * The plan of a study that passes its check. Otherwise the messages are printed and the exit status is returned: 1 for
 * errors in the study, 3 where it cannot be read.
 */
export async function checkedPlan(
  spec: string | undefined,
  options: Readonly<Record<string, unknown>>,
  terminal: Terminal,
): Promise<CheckedPlan | number> {
  const flags = checkFlags(options);
  try {
    const { compilation, file, held } = await openStudy(spec, process.cwd(), {
      data: true,
      outside: flags.outside,
      optimised: options['optimise'] !== false,
      ...(typeof options['style'] === 'string' ? { style: options['style'] } : {}),
    });
    const { plan } = compilation;
    const failed = plan === null || !passes(compilation, flags);
    if (failed && flags.json) terminal.out(allAsJson([compilation]));
    else showDiagnostics(compilation, terminal);
    if (!failed) return { plan, file, compilation, held };
    const why = passes(compilation, flags) ? 'without data there is nothing to run' : 'nothing was run';
    if (!flags.json) {
      terminal.err(`\n${countLine([compilation])}; ${why}\n${explainLine([compilation], terminal)}`);
    }
    return 1;
  } catch (error) {
    if (!(error instanceof UnreadableStudy)) throw error;
    terminal.err(`studyc: ${error.message}\n`);
    return 3;
  }
}
