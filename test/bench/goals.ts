/** What is measured, beside which peer, and how near it is to come. */
import { join } from 'node:path';
import type { Process } from './child.ts';
import { dataFolder } from './data.ts';

/** One side of a comparison: a process, and the line of it that has the seconds. */
export interface Side {
  readonly process: Process;
  /** Its first group holds seconds. */
  readonly line: RegExp;
  /** What the seconds are to be multiplied by, where only a part was run. */
  readonly times?: number;
  /** The process goes on long after that line. */
  readonly stop?: true;
}

export interface Goal {
  readonly id: string;
  readonly work: string;
  readonly peer: string;
  readonly ours: Side;
  readonly theirs: Side;
  /** Our seconds over theirs, at most; a number of seconds where `absolute`. */
  readonly most: number;
  readonly absolute?: true;
  /** Seconds of the peer on the machine of the design's study, where it is not installed here. */
  readonly stated: number | null;
  /** Data of 10^7 rows or some gigabytes. */
  readonly large?: true;
}

const here = import.meta.dirname;
const peers = join(here, 'peers');

const script = (name: string, ...args: string[]): Process => ({
  command: process.execPath,
  args: ['--import', 'tsx', join(here, `${name}.ts`), ...args],
});
const r = (name: string, ...args: string[]): Process => ({
  command: 'Rscript',
  args: [join(peers, `${name}.R`), dataFolder, ...args],
});

/** The line of a measurement of ours, by the start of its name. */
const named = (name: string): RegExp => new RegExp(`^\\{"name":"${name}[^"]*","seconds":([\\d.e-]+)`);

function ols(size: '1e6' | '1e7'): Goal {
  return {
    id: `ols-${size}`,
    work: `OLS, HC1, ${rowsOf(size)} rows x 10, in memory`,
    peer: 'feols',
    ours: { process: script('ols', `ols${size}`), line: named('') },
    theirs: {
      process: r('ols', size, size === '1e6' ? '5' : '1'),
      line: /^feols hetero nt=2 +median ([\d.]+)/,
      stop: true,
    },
    most: 0.2,
    stated: size === '1e6' ? 0.46 : 5,
    ...(size === '1e7' && { large: true }),
  };
}

const kinds = { bal: 'balanced', simple: 'simple', diff: 'difficult' } as const;

const statedEffects = {
  '1e6': { bal: 0.35, simple: 0.28, diff: 3.95 },
  '1e7': { bal: 4.2, simple: 5.6, diff: 141 },
} as const;

function effects(kind: keyof typeof kinds, size: '1e6' | '1e7'): Goal {
  return {
    id: `effects-${kind}-${size}`,
    work: `two effects, clustered, ${rowsOf(size)} rows, ${kinds[kind]}`,
    peer: 'feols',
    ours: {
      process: script(
        'fixed-effects',
        kind,
        size,
        join(dataFolder, `hdfe_${kind}_${size}`),
        size === '1e6' ? '5' : '3',
      ),
      line: /: median ([\d.]+) s/,
    },
    theirs: {
      process: r('hdfe', kind, size, size === '1e6' ? '3' : '1'),
      line: /feols nt=2 median ([\d.]+)/,
      stop: true,
    },
    most: 0.5,
    stated: statedEffects[size][kind],
    ...(size === '1e7' && { large: true }),
  };
}

const rowsOf = (size: '1e6' | '1e7'): string => (size === '1e6' ? '10^6' : '10^7');

const many = r('many');

export const goals: readonly Goal[] = [
  {
    id: 'seed-gretl',
    work: 'the seed study, whole process',
    peer: 'gretl, whole process',
    ours: { process: script('whole', '9', '--json'), line: named('studyc run') },
    theirs: { process: script('whole', '9', '--json'), line: named('seed study, gretl') },
    most: 1,
    stated: 0.48,
  },
  {
    id: 'seed-fixest',
    work: 'the seed study, whole process',
    peer: 'R with fixest, without library()',
    ours: { process: script('whole', '9', '--json'), line: named('studyc run') },
    theirs: { process: script('whole', '9', '--json'), line: named('seed study, R fixest') },
    most: 0.05,
    stated: 12.2,
  },
  {
    id: 'check',
    work: '`studyc check` of the seed study, whole process',
    peer: 'node -e 0',
    ours: { process: script('whole', '9', '--json'), line: named('studyc check') },
    theirs: { process: script('whole', '9', '--json'), line: named('node -e 0') },
    most: 0.15,
    absolute: true,
    stated: null,
  },
  ols('1e6'),
  ols('1e7'),
  {
    id: 'file-1e6',
    work: 'from a CSV of 10^6 rows x 11 to coefficients, HC1, whole process',
    peer: 'fread and feols, without library()',
    ours: { process: script('file'), line: named('') },
    theirs: { process: r('file', 'ols1e6', '3'), line: /^fread and feols median ([\d.]+)/ },
    most: 0.7,
    stated: 0.71,
  },
  ...(['bal', 'simple', 'diff'] as const).map((kind) => effects(kind, '1e6')),
  ...(['bal', 'simple', 'diff'] as const).map((kind) => effects(kind, '1e7')),
  {
    id: 'placebo-feols',
    work: '1,000 placebo draws, 10^5 rows, clustered',
    peer: 'a loop of feols, 20 draws x 50',
    ours: { process: script('many', 'placebo'), line: named('placebo') },
    theirs: { process: many, line: /^placebo-big feols loop .* nt=2 +([\d.]+) s/, times: 50 },
    most: 1 / 20,
    stated: 49,
  },
  {
    id: 'placebo-r',
    work: '1,000 placebo draws, 10^5 rows, clustered',
    peer: 'vectorised R',
    ours: { process: script('many', 'placebo'), line: named('placebo') },
    theirs: { process: many, line: /^placebo-big vectorised R .* ([\d.]+) s \(x1 / },
    most: 1 / 4,
    stated: 8.7,
  },
  {
    id: 'curve',
    work: 'curve of 1,024 models, 10^5 rows, HC1',
    peer: 'feols(y ~ x + mvsw(...))',
    ours: { process: script('many', 'curve'), line: named('curve') },
    theirs: { process: r('curve'), line: /^curve feols mvsw 1024 models ([\d.]+) s/ },
    most: 1 / 20,
    stated: 20,
  },
  {
    id: 'wild',
    work: 'wild bootstrap, 9,999 draws, 10^4 rows: p and intervals of six coefficients',
    peer: 'sandwich vcovBS, 999 draws x 10',
    ours: { process: script('many', 'wild'), line: named('wild') },
    theirs: { process: many, line: /^wild cluster: sandwich vcovBS.* ([\d.]+) s \(x10/, times: 10.009 },
    most: 0.2,
    absolute: true,
    stated: null,
  },
  {
    id: 'cluster-bootstrap',
    work: 'cluster bootstrap, 9,999 draws, 10^4 rows',
    peer: 'R on cluster sums',
    ours: { process: script('many', 'cluster'), line: named('cluster') },
    theirs: { process: many, line: /^cluster pairs boot vectorised .* ([\d.]+) s \(x1 / },
    most: 0.2,
    absolute: true,
    stated: 0.48,
  },
];

/** Growth with rows: a point a size of a line of the figure. */
export interface Growth {
  readonly line: string;
  readonly rows: number;
  readonly ours: Side;
  readonly large?: true;
}

const sizes = ['1e4', '1e5', '1e6', '1e7'] as const;

export const growth: readonly Growth[] = sizes.flatMap((size): readonly Growth[] => {
  const large = size === '1e7' ? { large: true as const } : {};
  const rows = Number(size);
  return [
    { line: 'OLS, HC1', rows, ours: { process: script('ols', `ols${size}`), line: named('') }, ...large },
    ...(Object.entries(kinds) as [string, string][]).map(
      ([kind, name]): Growth => ({
        line: `two effects, ${name}`,
        rows,
        ours: { process: script('fixed-effects', kind, size, '-', '3'), line: /: median ([\d.]+) s/ },
        ...large,
      }),
    ),
  ];
});
