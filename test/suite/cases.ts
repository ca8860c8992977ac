import { readdirSync, readFileSync } from 'node:fs';

/**
 * Studies whose comments state the diagnostics of the next line: `# error 30-34 unknown-name`, columns from 1, the end
 * just past the last character and left out where it is on another line. None stated means none allowed. A file of
 * test/suite/cases holds several studies, each under a line `#### title`; a line `# base` stands for base.yaml.
 * All of them have the catalog of catalog.ts and the data `toy` of tables.ts, unless a line `# data NAME` says otherwise,
 * or `# data SOURCE=NAME …` where there are several sources;
 * with a line `# catalog complete`, that of complete-catalog.ts, where nothing of the language is refused as not available.
 */
export interface Case {
  readonly title: string;
  readonly text: string;
  /** `toy`, or `survey=toy regions=regions`. */
  readonly data: string;
  /** `LINE: error 30-34 unknown-name` */
  readonly expected: readonly string[];
}

const folder = new URL('./cases/', import.meta.url);
const base = readFileSync(new URL('base.yaml', folder), 'utf8');

const data = /^# data ([\w= ]+)$/;
const statement = /^# ((?:error|warning) \d+-\d* [a-z-]+)$/;

/** The files of cases, by name. */
export const caseFiles: readonly string[] = readdirSync(folder)
  .filter((name) => name !== 'base.yaml')
  .sort();

/** The cases of one file, in its order. */
export function casesOf(file: string): readonly Case[] {
  const parts = readFileSync(new URL(file, folder), 'utf8').split(/^#### /m);
  return parts.slice(1).map((part) => {
    const [title = '', ...rest] = part.split('\n');
    const written = rest.join('\n').replace('# base\n', base).split('\n');
    const lines = written.filter((line) => !statement.test(line) && !data.test(line));
    const named = written.flatMap((line) => data.exec(line)?.[1] ?? []);
    const expected: string[] = [];
    let line = 1;
    for (const one of written) {
      const match = statement.exec(one);
      if (match) expected.push(`${line}: ${match[1]}`);
      else if (!data.test(one)) line += 1;
    }
    return { title, text: lines.join('\n'), data: named[0] ?? 'toy', expected };
  });
}
