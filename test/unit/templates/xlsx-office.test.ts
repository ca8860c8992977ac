/**
 * Workbooks as an office program opens them: it shows every number with the digits, stars and brackets of the table.
 * Skipped where there is no LibreOffice.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import type { StudyDocument, TableDocument } from '../../../templates/document/document.ts';
import { numberText } from '../../../templates/document/number-text.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { xlsx } from '../../../templates/xlsx/format.ts';
import { seedStudy } from './seed-study.ts';
import { tortureStudy } from './torture-study.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'studyc-office-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Converts workbooks in the folder; false where the machine has no LibreOffice. */
function converted(to: string, names: readonly string[]): boolean {
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const files = names.map((name) => `${name}.xlsx`);
  const flags = [profile, '--headless', '--convert-to', to, '--outdir', folder, ...files];
  const ran = spawnSync('soffice', flags, { cwd: folder, encoding: 'utf8', timeout: 90_000 });
  if (ran.error) console.log('xlsx: skipped, no soffice');
  return !ran.error;
}

async function documents(): Promise<Readonly<Record<string, StudyDocument>>> {
  const { plan, results } = await tortureStudy('en');
  const seed = seedStudy('zh');
  return { seed: compose(seed.plan, seed.results), torture: compose(plan, results) };
}

/** Numbers in the order of the table, with the minus of readers. */
function shownNumbers({ panels }: TableDocument): readonly string[] {
  const cells = panels.flatMap(({ blocks }) => blocks.flat().flatMap((row) => row.cells));
  return cells.flatMap((cell) =>
    cell.kind === 'number' ? [numberText(cell).replaceAll('-', '\u2212')] : [],
  );
}

/** What the cells of all sheets show, in order, room for alignment left out. */
function shownCells(fods: string): readonly string[] {
  const full = fods.replace(/<table:table-cell[^>]*\/>/g, '');
  const cells = full.matchAll(/<table:table-cell([^>]*)>(.*?)<\/table:table-cell>/gs);
  return [...cells].flatMap(([, attributes = '', content = '']) => {
    const text = content
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .trim();
    // Neighbours that are the same are written once.
    const times = Number(/number-columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
    return Array.from({ length: times }, () => text);
  });
}

describe('LibreOffice', () => {
  it('opens the workbook of each study, shows its numbers as they are printed, and prints it', async () => {
    const studies = Object.entries(await documents());
    for (const [name, document] of studies) {
      writeFileSync(join(folder, `${name}.xlsx`), await xlsx.report(document, plainRendering));
    }
    const names = studies.map(([name]) => name);
    if (!converted('fods', names) || !converted('pdf', names)) return;
    for (const [name, document] of studies) {
      expect(existsSync(join(folder, `${name}.pdf`))).toBe(true);
      const shown = shownCells(readFileSync(join(folder, `${name}.fods`), 'utf8'));
      let at = 0;
      for (const text of document.tables.flatMap(shownNumbers)) {
        const next = shown.indexOf(text, at);
        expect([name, text, next >= at && next - at < 3000]).toEqual([name, text, true]);
        at = next + 1;
      }
    }
  }, 120_000);
});
