/**
 * Size of the tests that draw, and of those that compare: how often they reject at 5 % what is true. Whole studies are
 * run on data made under the null. Run: npm run bench:size [REPLICATIONS [DESIGN]]; writes docs/size.md, or of one design
 * prints the page alone. Not part of `npm test`.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plan } from '../../compiler/plan/plan.ts';
import { run } from '../../runtime/index.ts';
import type { Results } from '../../runtime/results/results.ts';
import { compileStudy, runOptions } from '../study.ts';
import { page } from './size-page.ts';
import { type Design, designs } from './size-designs.ts';

const replications = Number(process.argv[2] ?? 2000);
const only = process.argv[3];
const LEVEL = 0.05;

/** How often a test rejected; `unlike` where it is not to do so at its level. */
export interface Rejections {
  readonly test: string;
  readonly unlike: string | null;
  readonly rejected: number;
  readonly of: number;
}

export interface Measured {
  readonly design: Design;
  readonly rows: readonly Rejections[];
}

const options = runOptions('');

/** The study on one data set of a design. */
async function resultsOn(plan: Plan, csv: string): Promise<Results> {
  const bytes = Buffer.from(csv, 'utf8');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { results, failures } = await run(plan, {
    ...options,
    readFile: (path) => ({ kind: 'file', path, bytes, sha256 }),
  });
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'));
  return results;
}

async function measure(design: Design): Promise<Measured> {
  const counts = design.tests.map(() => ({ rejected: 0, of: 0 }));
  const plan = compileStudy(JSON.stringify(design.study), design.folder);
  for (let replication = 0; replication < replications; replication += 1) {
    // The draws of a replication have a seed of their own, or all would have the same ones.
    const seeded = JSON.parse(
      JSON.stringify(plan).replaceAll(`"seed":${design.study.seed}`, `"seed":${replication + 1}`),
    ) as Plan;
    const results = await resultsOn(seeded, design.data(replication));
    design.tests.forEach(({ p }, i) => {
      const value = p(results);
      if (value === null) return;
      counts[i]!.of += 1;
      if (value <= LEVEL + 1e-12) counts[i]!.rejected += 1;
    });
    if (replication % 100 === 99)
      process.stderr.write(`${design.name}: ${replication + 1} of ${replications}\n`);
  }
  return { design, rows: design.tests.map(({ test, unlike }, i) => ({ test, unlike, ...counts[i]! })) };
}

const measured: Measured[] = [];
for (const design of designs().filter(({ name }) => only === undefined || name === only))
  measured.push(await measure(design));
const text = page(measured, replications, LEVEL);
if (only === undefined) writeFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/size.md'), text);
process.stdout.write(text);
