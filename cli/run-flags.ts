import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { formats } from '../templates/index.ts';
import { styles } from '../templates/styles/index.ts';
import { checkFlags } from './report-diagnostics.ts';

/** What the command line asks of a run. */
export interface RunFlags {
  readonly out: string | null;
  readonly formats: readonly string[] | null;
  /** A journal's style instead of the study's. */
  readonly style: string | null;
  /** Folders with font files. */
  readonly fonts: readonly string[];
  readonly jobs: number;
  /** Whether finished steps are taken from the cache and put there. */
  readonly cache: boolean;
  /** Data files may lie outside the study's folder. */
  readonly outside: boolean;
  /** Warnings end the run as errors do. */
  readonly strict: boolean;
  readonly quiet: boolean;
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
  const jobs = options['jobs'] === undefined ? availableParallelism() : Number(options['jobs']);
  if (!Number.isInteger(jobs) || jobs < 1)
    return `--jobs is a whole number from 1, not ${String(options['jobs'])}`;
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
