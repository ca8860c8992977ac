/**
 * A gallery of malformed inputs through the real command line: what each is told, with exit status, place and hint, stands
 * in messages/FAMILY.txt. UPDATE_GOLDEN=1 writes these anew: read the difference.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { delimited } from './delimited.ts';
import { formulas } from './formulas.ts';
import { base, type Family, type GalleryCase } from './gallery-case.ts';
import { keys } from './keys.ts';
import { paths } from './paths.ts';
import { reported } from './reported.ts';
import { samples } from './samples.ts';
import { type Said, studyc } from './studyc.ts';
import { yaml } from './yaml.ts';

const families: readonly Family[] = [yaml, keys, formulas, delimited, samples, paths, reported];
const goldens = resolve(import.meta.dirname, 'messages');
const RUN = ['run', '--quiet', '--no-cache', '--format', 'md'];

let parent = '';
let cleanResults = '';
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'studyc-'));
  await runCase({ title: 'the clean study', files: {}, command: RUN }, join(parent, 'clean'));
  cleanResults = resultsOf(join(parent, 'clean'));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

function runCase({ files, command, right }: GalleryCase, folder: string): Promise<Said> {
  mkdirSync(folder);
  for (const [name, content] of Object.entries({ ...base, ...files })) {
    if (content !== null) writeFileSync(join(folder, name), content);
  }
  return studyc(command ?? (right ? RUN : ['check']), folder);
}

/** What was computed, without what says which files it came from. */
function resultsOf(folder: string): string {
  const { analyses, prepare, claims } = JSON.parse(readFileSync(join(folder, 'out/results.json'), 'utf8'));
  return JSON.stringify({ analyses, prepare, claims }, null, 1);
}

/** Codes of the notes below an estimation, which a reader finds under the table. */
function notesIn(folder: string): readonly string[] {
  try {
    return [...new Set([...resultsOf(folder).matchAll(/"code": "([a-z-]+)"/g)].map((match) => match[1]!))];
  } catch {
    return [];
  }
}

describe.each(families)('$title', ({ title, cases }) => {
  it('are told what is wrong, and where', async () => {
    const told: string[] = [];
    for (const [i, one] of cases.entries()) {
      const folder = join(parent, `${title.replaceAll(' ', '-')}-${i}`);
      const said = await runCase(one, folder);
      expect(said.text, one.title).not.toMatch(
        /\n\s+at |internal error|\[object|undefined|\p{Cc}(?<![\n\t])/u,
      );
      if (one.right) {
        expect(said, one.title).toMatchObject({ status: 0 });
        expect(resultsOf(folder), one.title).toBe(cleanResults);
      } else if (said.status !== 0 && !['audit', 'verify'].includes(one.command?.[0] ?? '')) {
        expect(said.text, one.title).toMatch(/\S+(?::\d+:\d+:)? error [a-z-]+: |^studyc: \S/mu);
      }
      const notes = notesIn(folder);
      told.push(
        [
          `## ${one.title}`,
          `exit ${said.status}`,
          said.text.trimEnd(),
          ...(notes.length > 0 && !one.right ? [`notes: ${notes.join(', ')}`] : []),
        ]
          .filter((line) => line !== '')
          .join('\n'),
      );
    }
    expect(new Set(cases.map((one) => one.title)).size).toBe(cases.length);
    const text = `# ${title}\n\n${told.join('\n\n')}\n`;
    const file = join(goldens, `${title.toLowerCase().replaceAll(' ', '-')}.txt`);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(goldens, { recursive: true });
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  }, 120_000);
});

it('holds 150 cases and more', () => {
  expect(families.reduce((total, { cases }) => total + cases.length, 0)).toBeGreaterThan(150);
});
