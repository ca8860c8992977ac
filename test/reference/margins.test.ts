/**
 * Marginal effects against 13-margins.R, where glm is restarted at its solution, every change of the regressors is
 * written out by hand, and marginaleffects agrees by numerical derivatives: 1e-9. Errors of clusters and of Poisson with
 * effects are compared less the factor that the model's record states.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelRecord } from '../../runtime/results/results.ts';
import { account, relative } from './account.ts';
import { runStudy, type Spec } from './studies.ts';
import { asksWhole } from './whole.ts';

interface Margins {
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly vcov: Readonly<Record<string, { readonly se: readonly number[] }>>;
}

interface Entry {
  readonly id: string;
  readonly average: Margins;
  readonly at_means?: Margins;
}

const reference = JSON.parse(readFileSync(new URL('./margins.json', import.meta.url), 'utf8')) as {
  readonly models: readonly Entry[];
};

const mortgages: Spec = {
  data: { file: 'hmda.csv' },
  prepare: [{ derive: { y: "if(deny == 'yes', 1, 0)", black: "if(afam == 'yes', 1, 0)" } }],
};
const trips: Spec = {
  data: { file: 'recreation.csv' },
  prepare: [{ derive: { ski1: "if(ski == 'yes', 1, 0)" } }],
};
const counts: Spec = {
  data: { file: 'counts.csv' },
  prepare: [{ derive: { b: 'if(h == 1, 1, 0)' } }],
};

const models: Readonly<Record<string, readonly [study: Spec, model: Spec, cluster: string]>> = {
  logit: [mortgages, { regress: 'y ~ pirat + black', estimator: 'logit' }, ''],
  'probit, powers and interactions': [
    mortgages,
    {
      regress: 'y ~ pirat*black + I(pirat^2) + log(lvrat) + black:log(lvrat)',
      estimator: 'probit',
    },
    '',
  ],
  'logit, levels': [mortgages, { regress: 'y ~ pirat*factor(chist)', estimator: 'logit' }, ''],
  'logit, weights': [mortgages, { regress: 'y ~ pirat + black', estimator: 'logit', weights: 'chist' }, ''],
  poisson: [
    trips,
    {
      regress: 'trips ~ quality + I(quality^2) + ski1 + income + I(costS / costC)',
      estimator: 'poisson',
      weights: 'income',
    },
    'quality',
  ],
  'poisson, absorbed': [counts, { regress: 'y ~ x*b + I(z^2) | g + t', estimator: 'poisson' }, 'g'],
};

const kinds = ['average', 'at_means'] as const;
const idOf = (entry: Entry, kind: string, vcov: string): string =>
  `m${reference.models.indexOf(entry)}_${kind}_${vcov}`;

/** The analyses of a model: average and at the means, by every covariance of the file. */
function analysesOf(entry: Entry): Readonly<Record<string, Spec>> {
  const [, model, cluster] = models[entry.id]!;
  const conventions = entry.at_means ? 'lm' : 'fixest';
  return Object.fromEntries(
    kinds.flatMap((kind) =>
      Object.keys(entry[kind]?.vcov ?? {}).map((name) => {
        const vcov = name === 'cluster' ? { cluster } : name;
        const means = kind === 'at_means' ? { margins: 'at_means' } : {};
        return [idOf(entry, kind, name), { ...model, conventions, vcov, ...means }];
      }),
    ),
  );
}

/** Each data set in one study. */
async function runAll(): Promise<(id: string) => ModelRecord> {
  const found = new Map<string, ModelRecord>();
  for (const study of [mortgages, trips, counts]) {
    const own = reference.models.filter((entry) => models[entry.id]![0] === study);
    const analyses = Object.assign({}, ...own.map(analysesOf)) as Spec;
    const ran = await runStudy(import.meta.dirname, { study: 'margins', ...study, analyses });
    for (const id of Object.keys(analyses)) found.set(id, ran.model(`${id}.1`));
  }
  return (id) => found.get(id)!;
}

describe('margins.json', () => {
  const book = account();
  const notes = new Map<string, readonly string[]>();

  beforeAll(async () => {
    const modelOf = await runAll();
    for (const [i, entry] of reference.models.entries()) {
      for (const kind of kinds) {
        const expected = entry[kind];
        for (const [vcov, { se }] of Object.entries(expected?.vcov ?? {})) {
          const record = modelOf(idOf(entry, kind, vcov));
          const margins = record.derived.margins!;
          const path = `models[${i}].${kind}`;
          expected!.terms.forEach((term, j) => {
            const row = margins.terms.find((one) => one.term === term);
            if (vcov === 'iid')
              book.compare(`${path}.coef[${j}]`, row?.estimate, relative(expected!.coef[j]!));
            const bare = row!.std_error! / Math.sqrt(record.conventions.q!);
            book.compare(`${path}.vcov.${vcov}.se[${j}]`, bare, relative(se[j]!));
          });
          expect(margins.terms.length).toBe(expected!.terms.length);
          notes.set(
            `${entry.id}, ${kind}`,
            margins.notes.map((note) => note.code),
          );
        }
      }
    }
  }, 60_000);

  asksWhole('margins', reference, book, []);

  it('says what the effects are, and nothing else', () => {
    expect(notes.get('logit, average')).toEqual(['average-margins']);
    expect(notes.get('logit, at_means')).toEqual(['margins-at-means']);
  });
});
