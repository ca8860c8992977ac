/**
 * Ratios against the peers, each pair measured one after the other. Run: npm run bench [-- --quick] [--only=PATTERN]
 * [--write]. --quick leaves out what has 10^7 rows; --only takes what its pattern finds among the names of rows;
 * --write makes docs/performance.md and its figure of all that was measured. Data, and what was measured, are kept in
 * STUDYC_BENCH_DATA (data.ts); the data take a minute and 5 GB to make. Asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ran, runChild } from './child.ts';
import { dataFolder } from './data.ts';
import { type Goal, type Growth, goals, growth, type Side } from './goals.ts';
import { machine } from './machine.ts';
import { type Compared, type Grown, ratioTable, writePage } from './page.ts';

const flags = process.argv.slice(2);
const quick = flags.includes('--quick');
const only = new RegExp(flags.find((flag) => flag.startsWith('--only='))?.slice(7) ?? '');
const wanted = ({ id, large }: { readonly id: string; readonly large?: true }): boolean =>
  only.test(id) && !(quick && large);

/** What one side took, and held. */
interface Took {
  readonly seconds: number;
  readonly peak_mb: number | null;
}

interface Kept {
  readonly compared: Record<string, Compared>;
  readonly grown: Record<string, Grown>;
}

const file = join(dataFolder, 'measured.json');
const kept: Kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { compared: {}, grown: {} };

if (!existsSync(join(dataFolder, 'boot'))) {
  const { status } = spawnSync('Rscript', [join(import.meta.dirname, 'data.R'), dataFolder], {
    stdio: 'inherit',
  });
  if (status !== 0)
    console.log('R with data.table is not installed: peers are left out, and data made by a recipe');
}

/** Processes that several rows share run once; one that ends early is stopped for its own line alone. */
const ran = new Map<string, Promise<Ran>>();

async function measure({ process: { command, args }, line, stop, times = 1 }: Side): Promise<Took | null> {
  const key = [command, ...args].join(' ');
  if (!ran.has(key))
    ran.set(
      key,
      runChild({ command, args }, (one) => stop === true && line.test(one)),
    );
  const { lines, peak_mb } = await ran.get(key)!;
  const found = lines.find((one) => line.test(one));
  if (found === undefined) return null;
  const said = found.startsWith('{') ? (JSON.parse(found) as Took) : null;
  return { seconds: Number(line.exec(found)![1]) * times, peak_mb: said ? said.peak_mb : peak_mb };
}

/** Null where our own side has no measurement: its script says why. */
async function compare({ ours, theirs, stated }: Goal): Promise<Compared | null> {
  const own = await measure(ours);
  if (own === null) return null;
  const peer = await measure(theirs);
  return {
    ours: own,
    theirs: peer ?? (stated === null ? null : { seconds: stated, peak_mb: null }),
    isStated: peer === null,
  };
}

async function grow({ line, rows, ours }: Growth): Promise<Grown | null> {
  const own = await measure(ours);
  return own && { line, rows, ...own };
}

const keep = (): void => writeFileSync(file, `${JSON.stringify(kept, null, 1)}\n`);
for (const goal of goals.filter(wanted)) {
  const found = await compare(goal);
  if (found === null) continue;
  kept.compared[goal.id] = found;
  keep();
  console.log(ratioTable([goal], kept.compared).split('\n').at(-1));
}
for (const point of growth.filter(({ line, large }) =>
  wanted({ id: `growth ${line}`, ...(large && { large }) }),
)) {
  const id = `${point.line} ${point.rows}`;
  const found = await grow(point);
  if (found === null) continue;
  kept.grown[id] = found;
  keep();
  console.log(`${id} rows: ${found.seconds.toPrecision(3)} s`);
}
console.log(`\n${machine()}\n\n${ratioTable(goals, kept.compared)}`);
if (flags.includes('--write')) writePage(goals, kept.compared, Object.values(kept.grown));
