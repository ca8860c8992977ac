/** docs/performance.md: the table of ratios, what bounds them, and the figure of growth with rows. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { growthFigure, slopeOf } from './figure.ts';
import type { Goal } from './goals.ts';
import { machine } from './machine.ts';

interface Took {
  readonly seconds: number;
  readonly peak_mb: number | null;
}

export interface Compared {
  readonly ours: Took;
  /** Null where the peer is not installed and no study states its time. */
  readonly theirs: Took | null;
  readonly isStated: boolean;
}

export interface Grown extends Took {
  readonly line: string;
  readonly rows: number;
}

const HEAD = `| work | peer | studyc, s | peer, s | ratio | goal | reached | studyc, MB | peer, MB |
| --- | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: |`;

/** One row a goal, Markdown; rows not measured say so. */
export function ratioTable(goals: readonly Goal[], compared: Readonly<Record<string, Compared>>): string {
  const rows = goals.map((goal) => {
    const found = compared[goal.id];
    const cells = found ? measured(goal, found) : ['', '', '', wantedOf(goal), 'not measured', '', ''];
    return `| ${[goal.work, goal.peer, ...cells].join(' | ')} |`;
  });
  return [HEAD, ...rows].join('\n');
}

function measured(goal: Goal, { ours, theirs, isStated }: Compared): readonly string[] {
  const ratio = theirs && ours.seconds / theirs.seconds;
  const judged = goal.absolute ? ours.seconds : ratio;
  const peer = theirs ? `${short(theirs.seconds)}${isStated ? ' (stated)' : ''}` : 'not installed';
  return [
    short(ours.seconds),
    peer,
    ratio === null ? '' : short(ratio),
    wantedOf(goal),
    judged === null ? '' : judged <= goal.most ? 'yes' : '**no**',
    ours.peak_mb === null ? '' : String(ours.peak_mb),
    theirs?.peak_mb ? String(theirs.peak_mb) : '',
  ];
}

const wantedOf = ({ most, absolute }: Goal): string => (absolute ? `${most} s` : short(most));

/** Two digits, three from 100 on. */
function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2)));
}

const docs = resolve(import.meta.dirname, '../../docs');
const PAGE = join(docs, 'performance.md');
/** What follows this heading was written by hand, and is kept. */
const BY_HAND = '## What bounds it';

export function writePage(
  goals: readonly Goal[],
  compared: Readonly<Record<string, Compared>>,
  grown: readonly Grown[],
): void {
  const before = readFileSync(PAGE, 'utf8');
  const kept = before.includes(BY_HAND) ? before.slice(before.indexOf(BY_HAND)) : `${BY_HAND}\n`;
  writeFileSync(
    join(docs, 'performance-growth.svg'),
    growthFigure([...grown].sort((a, b) => a.rows - b.rows)),
  );
  writeFileSync(
    PAGE,
    `# Performance

Written by \`npm run bench -- --write\`, which measures each row beside its peer in the same run. ${machine()}
Other work ran on the machine, so that seconds are trustworthy to about 30 % and ratios better.

"In memory" is from loaded columns to the record of a model, formula, checks, coding of ids and the scan for missing values
included, median of some runs; draws and curves count the first run of a process. Times of peers leave out \`library()\`; those of
studyc leave out nothing where it says whole. Memory is the most that the process held, its data included. The scripts of the
peers stand in \`test/bench/peers\`. A time "(stated)" is of a study on another day, where the peer is not installed.

${ratioTable(goals, compared)}

## Growth with rows

![Seconds against rows, both logarithmic](performance-growth.svg)

| work | rows | seconds | memory, MB | slope |
| --- | ---: | ---: | ---: | ---: |
${[...grown]
  .sort((a, b) => a.rows - b.rows)
  .map(growthRow)
  .join('\n')}

A slope is that of the logarithms between the row and the one before it: 1 is linear.

${kept}`,
  );
}

function growthRow({ line, rows, seconds, peak_mb }: Grown, _: number, grown: readonly Grown[]): string {
  const own = grown.filter((one) => one.line === line && one.rows < rows).at(-1);
  const slope = own ? slopeOf(own, { rows, seconds }).toFixed(2) : '';
  return `| ${line} | 10^${Math.round(Math.log10(rows))} | ${short(seconds)} | ${peak_mb ?? ''} | ${slope} |`;
}
