/**
 * The report in a real browser: axe finds nothing to complain of, in light and dark, as wide as a desk and as a phone,
 * and no page is wider than its window. Skipped where there is no Chromium.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { html } from '../../../templates/html/format.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { seedStudy } from './seed-study.ts';
import { tortureStudy } from './torture-study.ts';

function browserOf(): string | undefined {
  return ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

const browser = browserOf();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Asks axe, and leaves the answer as the only text of the page. */
const QUESTION = `
axe.run(document, { resultTypes: ['violations', 'passes'] }).then(({ violations, passes }) => {
  const answer = {
    violations: violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)),
    passes: passes.map(({ id }) => id),
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    paper: getComputedStyle(document.body).backgroundColor,
    overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth),
  };
  document.documentElement.innerHTML = '<body><pre></pre></body>';
  document.querySelector('pre').textContent = 'ANSWER' + btoa(JSON.stringify(answer)) + 'END';
});`;

interface Answer {
  readonly violations: readonly string[];
  readonly passes: readonly string[];
  readonly dark: boolean;
  readonly paper: string;
  readonly overflow: number;
}

/** The report with axe in it: the policy that keeps scripts out has to go for that. */
function questioned(report: string): string {
  const script = `<script>${axe.replaceAll('</script', '<\\/script')}</script><script>${QUESTION}</script>`;
  return report
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace('</body>', () => `${script}</body>`);
}

async function asked(report: string, flags: readonly string[]): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'studyc-html-'));
  try {
    const page = join(folder, 'report.html');
    writeFileSync(page, questioned(report));
    const own = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`];
    const { stdout } = await promisify(execFile)(
      browser!,
      [...own, ...flags, '--virtual-time-budget=60000', '--dump-dom', `file://${page}`],
      { maxBuffer: 2 ** 26 },
    );
    const answer = /ANSWER(.*?)END/.exec(stdout)?.[1] ?? '';
    return JSON.parse(Buffer.from(answer, 'base64').toString('latin1')) as Answer;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const DARK = '--blink-settings=preferredColorScheme=0';
const views = {
  light: { flags: ['--window-size=1200,900'], paper: 'rgb(255, 255, 255)' },
  dark: { flags: ['--window-size=1200,900', DARK], paper: 'rgb(23, 23, 22)' },
  'a phone': { flags: ['--window-size=500,900'], paper: 'rgb(255, 255, 255)' },
} as const;

if (browser === undefined) console.log('html-browser.test.ts: skipped, there is no Chromium');

describe.skipIf(browser === undefined)('the report in a browser', () => {
  it.each(Object.entries(views))('is accessible: %s', async (name, { flags, paper }) => {
    const language = name === 'dark' ? 'zh' : 'en';
    const { plan, results } = seedStudy(language);
    const report = html.report(compose(plan, results), { ...plainRendering, language });
    const answer = await asked(report, flags);
    expect(answer.violations).toEqual([]);
    expect(answer.passes).toEqual(
      expect.arrayContaining(['color-contrast', 'td-headers-attr', 'svg-img-alt']),
    );
    expect([answer.dark, answer.paper, answer.overflow]).toEqual([name === 'dark', paper, 0]);
  });

  it('is as wide as a phone where labels and tables are too wide', async () => {
    const { plan, results } = await tortureStudy('en');
    const document = compose(plan, results);
    const blocks = document.blocks.filter((block) => block.kind !== 'table' || block.id !== 'wide');
    const report = html.report({ ...document, blocks }, plainRendering);
    const { violations, overflow } = await asked(report, views['a phone'].flags);
    expect([violations, overflow]).toEqual([[], 0]);
  });
});
