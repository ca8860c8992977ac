import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { formats } from '../templates/index.ts';
import { styles } from '../templates/styles/index.ts';
import { checkFlags } from './report-diagnostics.ts';
import { jobsOf, type RunSettings } from './run-plan.ts';

/** What the command line asks of a run. */
export interface RunFlags extends RunSettings {
  readonly out: string | null;
  readonly formats: readonly string[] | null;
  /** A journal's style instead of the study's. */
  readonly style: string | null;
  /** Folders with font files. */
  readonly fonts: readonly string[];
  /** Warnings end the run as errors do. */
  readonly strict: boolean;
  readonly json: boolean;
}

/** What the command line asks for, or what is wrong with it. */
export function runFlags(options: Readonly<Record<string, unknown>>): RunFlags | string {
  const style = options['style'] === undefined ? null : String(options['style']);
  const named = styles.map(({ declaration }) => declaration.name);
  if (style !== null && !named.includes(style))
    return `there is no style ${style}; there are ${named.join(', ')}`;
  const known = formats.map((format) => format.declaration.name);
  const asked =
    (options['format'] as readonly string[] | undefined)?.flatMap((one) => one.split(',')) ?? null;
  const list = asked?.includes('all') ? known : asked;
  const unknown = list?.find((name) => !known.includes(name));
  if (unknown !== undefined) return `there is no format ${unknown}; there are ${known.join(', ')}`;
  const jobs = jobsOf(options);
  if (typeof jobs === 'string') return jobs;
  const fonts = ((options['fonts'] ?? []) as readonly string[]).map((folder) => resolve(folder));
  const absent = fonts.find((folder) => !statSync(folder, { throwIfNoEntry: false })?.isDirectory());
  if (absent !== undefined) return `--fonts: there is no folder ${absent}`;
  return {
    out: options['out'] === undefined ? null : String(options['out']),
    formats: list,
    style,
    fonts,
    jobs,
    cache: options['cache'] !== false,
    outside: checkFlags(options).outside,
    strict: checkFlags(options).strict,
    quiet: options['quiet'] === true,
    json: options['json'] === true,
  };
}
