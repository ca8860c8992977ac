import type { CommandCode } from './main.ts';
import { openStudy } from './open-study.ts';
import { allAsJson, checkFlags, countLine, passes, showDiagnostics } from './report-diagnostics.ts';
import { UnreadableStudy } from './study-file.ts';

/** Every diagnostic of every study; runs no model. */
export const execute: CommandCode['execute'] = async (specs, options, terminal) => {
  const flags = checkFlags(options);
  const compilations = [];
  for (const spec of specs.length > 0 ? specs : [undefined]) {
    try {
      compilations.push((await openStudy(spec, process.cwd(), options['data'] !== false)).compilation);
    } catch (error) {
      if (!(error instanceof UnreadableStudy)) throw error;
      terminal.err(`studyc: ${error.message}\n`);
      return 3;
    }
  }
  if (flags.json) {
    terminal.out(allAsJson(compilations));
  } else {
    for (const compilation of compilations) showDiagnostics(compilation, terminal);
    const clean = compilations.every((one) => one.diagnostics.length === 0);
    (clean ? terminal.out : terminal.err)(`${clean ? '' : '\n'}${countLine(compilations)}\n`);
  }
  return compilations.every((compilation) => passes(compilation, flags)) ? 0 : 1;
};
