/** Sets what LaTeX prints of a study by TeX, as test/latex/compile.sh does it: an error or an overfull box is a failure. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { StudyDocument, TableDocument } from '../../../templates/document/document.ts';
import { renderFigure } from '../../../templates/latex/figure.ts';
import { renderReport } from '../../../templates/latex/report.ts';
import { renderTable } from '../../../templates/latex/table.ts';
import { plainRendering } from '../../../templates/rendering.ts';

const script = fileURLToPath(new URL('../../latex/compile.sh', import.meta.url));

export type Engine = 'xelatex' | 'pdflatex';

/** The files of `--format latex` under `folder`: all tables and figures, and the report, which inputs them. */
export function writeLatex(folder: string, document: StudyDocument, language: 'zh' | 'en'): void {
  const to = { ...plainRendering, language };
  mkdirSync(join(folder, 'tables'));
  mkdirSync(join(folder, 'figures'));
  for (const figure of document.figures) {
    writeFileSync(join(folder, 'figures', `${figure.id}.tex`), renderFigure(figure, to));
  }
  for (const table of document.tables) writeTable(folder, table.id, table, language);
  writeFileSync(join(folder, 'report.tex'), renderReport(document, to));
}

/** One more table, under a name of its own. */
export function writeTable(folder: string, name: string, table: TableDocument, language: 'zh' | 'en'): void {
  writeFileSync(join(folder, 'tables', `${name}.tex`), renderTable(table, { ...plainRendering, language }));
}

/**
 * What compile.sh says of the files that `write` writes; null, and a line on the console, where the machine lacks what
 * it takes. Throws with TeX's complaints.
 */
export async function setByTex(
  language: 'zh' | 'en',
  engine: Engine,
  write: (folder: string) => void,
): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'studyc-latex-'));
  try {
    write(folder);
    const pdf = join(folder, 'tables.pdf');
    const { stdout } = await promisify(execFile)('sh', [script, folder, language, pdf, engine]);
    if (stdout.includes('skipped')) {
      console.log(stdout.trim());
      return null;
    }
    if (!existsSync(pdf)) throw new Error('compile.sh: no PDF');
    return stdout.trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
