/** specs/examples: published numbers are transcribed as their source has them, can be true together, and come out again. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from './files.ts';
import { type Outcome, run } from './cli/workspace.ts';

const root = resolve(import.meta.dirname, '..');
const examples = 'specs/examples';
const names = filesBelow(join(root, examples))
  .filter((path) => path.endsWith('/study.yaml'))
  .map((path) => path.slice(0, -'/study.yaml'.length));

interface CheckRecord {
  readonly kind: string;
  readonly ref: string;
  readonly expected: unknown;
  readonly class: string;
}

const reference = (name: string) =>
  JSON.parse(readFileSync(join(root, 'test/reference', name), 'utf8')) as Record<string, never>;

const text = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('replication examples', () => {
  let verified: Outcome;
  let checks: readonly CheckRecord[];
  const printed = (ref: string): unknown => checks.find((check) => check.ref === ref)?.expected;

  beforeAll(() => {
    verified = run(['verify', '--json', ...names.map((name) => `${examples}/${name}`)], root);
    checks = (JSON.parse(verified.out) as { checks: readonly CheckRecord[] }).checks;
  });

  it('are these, each with a lock and in the README of their folder', () => {
    expect(names).toEqual(['petersen', 'talor']);
    const readme = text(`${examples}/README.md`);
    for (const name of names) {
      expect(existsSync(join(root, examples, name, 'study.lock')), name).toBe(true);
      expect(readme).toContain(`| \`${name}/\``);
    }
  });

  it('are verified: every recorded, printed and claimed value is computed again', () => {
    expect(verified.status).toBe(0);
    expect(checks.filter((check) => check.class !== 'equal')).toEqual([]);
    const kinds = (kind: string) => checks.filter((check) => check.kind === kind).length;
    expect(kinds('lock')).toBeGreaterThan(400);
    expect([kinds('reported'), kinds('claim')]).toEqual([20, 4]);
  });

  it('print what their sources print', () => {
    const published: Record<string, number> = reference('petersen.json')['published_se_x']!;
    const { ols, white, cluster_firm, cluster_time, twoway } = published;
    const errors = ['ols', 'white', 'firm', 'year', 'both'].map((id) => Number(printed(`${id}.x.se`)));
    expect(errors).toEqual([ols, white, cluster_firm, cluster_time, twoway]);
    const { a, b, c_prime, indirect } = reference('talor-mediation.json')['published']! as Record<
      string,
      number
    >;
    const paths = ['pmi.cond', 'reaction.pmi', 'reaction.cond'].map((ref) => Number(printed(ref)));
    expect(paths).toEqual([a, b, c_prime]);
    const [low, high] = [indirect! - 0.0005, indirect! + 0.0005].map((bound) => bound.toFixed(4));
    expect(text(`${examples}/talor/study.yaml`)).toContain(
      `mediation.indirect.estimate in [${low}, ${high}]`,
    );
  });

  it('have data that the references were computed from', () => {
    for (const name of names) {
      expect(text(`${examples}/${name}/data/${name}.csv`)).toBe(text(`test/reference/${name}.csv`));
    }
  });

  it('can be true by themselves', () => {
    const audited = run(['audit', '--json', ...names.map((name) => `${examples}/${name}`)], root);
    expect(audited.status).toBe(0);
    expect((JSON.parse(audited.out) as { findings: readonly unknown[] }).findings).toEqual([]);
  });
});
