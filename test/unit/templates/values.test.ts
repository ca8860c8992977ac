/** Numbers by their keys: which there are, how they are printed, and that LaTeX finds them and no others. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolve } from '../../../runtime/claims/resolve.ts';
import { compose } from '../../../templates/document/compose.ts';
import type { NumberCell, StudyDocument, Value } from '../../../templates/document/document.ts';
import { renderValues } from '../../../templates/latex/values.ts';
import { seedStudy } from './seed-study.ts';
import { tortureStudy } from './torture-study.ts';

const { plan, results } = seedStudy('en');
const document = compose(plan, results);
const printed = new Map(document.values.map(({ key, printed: digits }) => [key, digits]));

function cellsOf({ tables }: StudyDocument): readonly NumberCell[] {
  const rows = tables.flatMap(({ panels }) => panels.flatMap(({ blocks }) => blocks.flat()));
  return rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'number' ? cell : [])));
}

describe('values', () => {
  it('have the names that claims use', () => {
    for (const claim of Object.values(results.claims)) {
      const numbers = Object.entries(claim.values).filter(([, value]) => typeof value === 'number');
      for (const [key, value] of numbers) {
        expect(document.values.find((one) => one.key === key)?.value).toBeCloseTo(Number(value), 12);
      }
    }
    expect(Object.fromEntries(printed)).toMatchObject({
      'baseline.4.TIN.estimate': '0.772',
      'baseline.4.TIN': '0.772',
      'baseline.4.TIN.p': '<0.001',
      'baseline.3.NUE.statistic': '-3.73',
      'baseline.4.n': '308',
      'baseline.4.adj_r2': '0.836',
      'baseline.4.fit.adj_r2': '0.836',
      'baseline.4.`(Intercept)`.estimate': '0.311',
      'baseline.4.(Intercept).estimate': '0.311',
      'mediation.indirect.estimate': '0.247',
      'mediation.indirect.sobel.z': '5.10',
      'mediation.share': '32.0',
      'by_period.AGG@forming.TIN.estimate': '0.417',
      'descriptive.AGG.mean': '0.691',
      'descriptive.rows.1.mean': '0.691',
    });
    expect(document.values.filter(({ key }) => key.startsWith('placebo.draws'))).toEqual([]);
  });

  it('are what the resolver of claims finds under the same name', () => {
    // `mediation.total` is also a model, whose own `statistic` is the letter t.
    const plainNames = document.values.filter(
      ({ key }) =>
        /^(baseline|mediation|by_period|placebo)\./.test(key) && !/^mediation\.\w+\.statistic$/.test(key),
    );
    expect(plainNames.length).toBeGreaterThan(500);
    for (const { key, value } of plainNames.filter(({ key: name }) => /^[\w.@]+$/.test(name))) {
      const [before = '', after] = key.split('@');
      const [name = '', ...rest] = after?.split('.') ?? [];
      const parts = before.split('.');
      const group = after === undefined ? null : { name, after: parts.length };
      expect([key, resolve({ parts: [...parts, ...rest], group }, results)]).toEqual([
        key,
        { kind: 'value', value },
      ]);
    }
  });

  it.each(['seed', 'torture'])('are printed as the tables of the %s study print them', async (name) => {
    const study = name === 'seed' ? document : await tortureDocument();
    const values = new Map(study.values.map((one) => [one.key, one]));
    expect(values.size).toBeGreaterThan(study.values.length * 0.99);
    for (const cell of cellsOf(study)) {
      const found = values.get(cell.source);
      expect(found, cell.source).toBeDefined();
      const same = found!.value === cell.value || 100 * found!.value === cell.value;
      if (same) expect([cell.source, found!.printed]).toEqual([cell.source, cell.printed]);
      // Of a share a table also prints what is left of the whole.
      else expect(cell.source).toMatch(/\.share$/);
    }
  });
});

async function tortureDocument(): Promise<StudyDocument> {
  const torture = await tortureStudy('en');
  return compose(torture.plan, torture.results);
}

const odd: readonly Value[] = [
  'a.`100% & #1`.estimate',
  'b.\\input{x}.p',
  'c.{}}{.p',
  'd.^^5c~$_.p',
  'e.集聚.estimate',
  'f.I(x^2).estimate',
  "g.factor(year)2015:i(rel, 'a').p",
].map((key, i) => ({ key, value: i, printed: `${i}.250` }));

/** A key as values.tex says that an author types it. */
const typed = (key: string): string =>
  key.replace(/[\\{}%#]/g, (letter) => `\\${letter}`).replace(/\^(?=\^)/g, '\\^');

const numbers: readonly Value[] = [
  { key: 'h.n', value: -1.5, printed: '-1.500' },
  { key: 'h.p', value: 0.0001, printed: '<0.001' },
  { key: 'h.x', value: 1.2e21, printed: '1.200e21' },
];

/** Sets a page with one TeX program; null where the machine has none. */
function set(program: string, body: string): { readonly log: string; readonly text: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'studyc-values-'));
  try {
    writeFileSync(
      join(folder, 'values.tex'),
      renderValues([...odd, ...numbers, ...document.values.slice(0, 50)]),
    );
    const page = `\\documentclass{article}\n\\input{values}\n\\begin{document}\n${body}\n\\end{document}\n`;
    writeFileSync(join(folder, 'page.tex'), page);
    const flags = ['-no-shell-escape', '-interaction=nonstopmode', 'page'];
    const ran = spawnSync(program, flags, { cwd: folder, encoding: 'utf8' });
    if (ran.error) return null;
    const text = spawnSync('pdftotext', ['page.pdf', '-'], { cwd: folder, encoding: 'utf8' });
    // Long lines of a log are broken anywhere.
    const log = readFileSync(join(folder, 'page.log'), 'utf8').replace(/\n/g, '');
    return { log, text: text.error ? '' : text.stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('values.tex', () => {
  it('defines every key on a line', () => {
    const text = renderValues([...odd, ...numbers]);
    expect(text.split('\n').filter((line) => line.startsWith('\\studyc@set')).length).toBe(10);
    expect(text).toContain('\\studyc@set{a.`100\\% & \\#1`.estimate}{0.250}');
    expect(text).toContain('\\studyc@set{h.n}{\\ensuremath{-}1.500}');
  });

  it.each(['xelatex', 'pdflatex'])(
    'is found by %s whatever a key holds, and an unknown key is an error that names it',
    (program) => {
      const all = odd.map(({ key }) => `[\\studyc{${typed(key)}}]`).join('\n\n');
      const inFormulas =
        '$p = \\studyc{h.n}$, \\studyc{h.n}, \\studyc{h.p}, $\\studyc{h.x}$, \\section{\\studyc{h.p}}';
      const good = set(program, `${all}\n\n${inFormulas}`);
      if (good === null) {
        console.log(`values: skipped, no ${program}`);
        return;
      }
      expect(good.log).not.toMatch(/! /);
      if (good.text !== '')
        expect([...good.text.matchAll(/\[(\d)\.250\]/g)].map((one) => one[1])).toEqual([...'0123456']);
      const bad = set(program, 'x \\studyc{baseline.9.TIN} y');
      expect(bad!.log).toContain('! Package studyc Error: There is no number baseline.9.TIN');
    },
    60_000,
  );
});
