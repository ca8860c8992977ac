/** LibreOffice opens Word files and sets them, where it is installed. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { docx } from '../../../templates/docx/format.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { seedStudy } from './seed-study.ts';

const run = promisify(execFile);

/** What a program prints, or null where it is not installed. */
async function printed(program: string, ...options: readonly string[]): Promise<string | null> {
  try {
    return (await run(program, [...options])).stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

describe('LibreOffice', () => {
  it('sets the tables of the seed study as PDF, on one page each', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'studyc-docx-'));
    try {
      const files: string[] = [];
      for (const language of ['zh', 'en']) {
        const { plan, results } = seedStudy(language);
        const { tables } = compose(plan, results);
        for (const table of tables.filter(({ id }) => ['table1', 'table4', 'table8'].includes(id))) {
          const file = join(folder, `${language}-${table.id}.docx`);
          writeFileSync(file, await docx.table(table, { ...plainRendering, language }));
          files.push(file);
        }
      }
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
      const options = ['--headless', '--convert-to', 'pdf', '--outdir', folder];
      if ((await printed('soffice', profile, ...options, ...files)) === null) {
        console.log('skipped: soffice is not installed');
        return;
      }
      for (const file of files) {
        const pdf = file.replace(/docx$/, 'pdf');
        expect(readFileSync(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');
        const said = await printed('pdfinfo', pdf);
        if (said !== null) expect(/^Pages:\s+(\d+)$/m.exec(said)?.[1], pdf).toBe('1');
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
