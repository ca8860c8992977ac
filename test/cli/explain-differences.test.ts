/** `studyc verify` names what would reproduce a printed column that differs. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Workspace, workspace } from './workspace.ts';

let place: Workspace;

beforeAll(() => {
  place = workspace();
  place.write(
    'printed.yaml',
    `study: printed
conventions: stata
defaults: {vcov: HC1}
data: {file: data/agglomeration-complete.csv, panel: {unit: city, time: year}}
prepare: [{derive: {AGG: (m_city / g_city) / (m_nation / g_nation)}}]
analyses: {main: {regress: AGG ~ population, vcov: {cluster: city}}, plain: {regress: AGG ~ population}}
`,
  );
});
afterAll(() => place.remove());

it('explains a t of another covariance, for people and for programs', () => {
  place.studyc(['run', 'printed.yaml', '--quiet', '--no-cache']);
  const { analyses } = JSON.parse(place.read('out/results.json')) as {
    analyses: Record<string, { models: { terms: { estimate: number; statistic: number }[] }[] }>;
  };
  const clustered = analyses['main']!.models[0]!.terms[1]!;
  const cell = `${clustered.estimate.toFixed(4)} (${clustered.statistic.toFixed(3)})`;
  place.write(
    'printed.yaml',
    `${place.read('printed.yaml')}reported: {tables: {"1": {parentheses: t, columns: {one: {model: plain, cells: {population: ${cell}}}}}}}\n`,
  );
  const words = 'The whole column agrees under vcov {cluster: city}.';
  const people = place.studyc(['verify', 'printed.yaml']);
  expect([people.status, people.out]).toEqual([1, expect.stringContaining(`  = ${words}\n`)]);
  const programs = JSON.parse(place.studyc(['verify', '--json', 'printed.yaml']).out) as {
    checks: { ref: string; holds: boolean; explanation: string | null }[];
  };
  expect(programs.checks.filter(({ holds }) => !holds)).toEqual([
    expect.objectContaining({ ref: 'one.population.t', class: 'value', explanation: words }),
  ]);
  const github = place.studyc(['verify', '--report', 'github', 'printed.yaml']).out;
  expect(github).toMatch(/^::error file=printed\.yaml,line=7,.*hint: The whole column agrees under vcov/m);
});
