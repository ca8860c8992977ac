/**
 * The rows of `robustness` in agglomeration.json out of `vary`, on the seed study as it stands: variables replaced, a set
 * replaced, a narrower sample, each under every covariance of the reference, as variants of the study's own fourth
 * baseline; those with effects of the city and the year by a second `vary`. To the tolerances of agglomeration.test.ts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { studyFolder } from '../study.ts';
import { account, differences, leaves, unaccounted } from './account.ts';
import { OF_MODELS } from './excuses.ts';
import { compareModel, coveredBy, type ReferenceModel } from './models.ts';
import { type Ran, runStudy, type Spec } from './studies.ts';

const reference: Readonly<Record<string, ReferenceModel>> = JSON.parse(
  readFileSync(new URL('./agglomeration.json', import.meta.url), 'utf8'),
).robustness;

const winsorised = ['AGG', 'TIN', 'POS', 'NUE', 'GRA'];
const short = (name: string): string => `w_${name}`;

/** What each row exchanges or narrows; `fe2_` stands before the rows with effects. */
const changes: Readonly<Record<string, Spec>> = {
  original: {},
  control_replaced: { replace: { GRA: 'VHT' } },
  explanatory_replaced: { replace: { TIN: 'RD' } },
  winsor_1_99: { replace: { AGG: 'w_AGG', TIN: 'w_TIN', Controls: ['w_POS', 'w_NUE', 'w_GRA'] } },
  drop_capitals: { where: "not (city in {'Wuhan', 'Changsha', 'Nanchang'})" },
};

const WITH_EFFECTS = /^fe2_/;

/** One variant a row and covariance. */
function variantsOf(rows: readonly string[]): Record<string, Spec> {
  return Object.fromEntries(
    rows.flatMap((row) =>
      coveredBy(reference[row]!).map(([kind, { vcov, conventions }]) => [
        `${row}_${kind}`,
        { ...changes[row.replace(WITH_EFFECTS, '')], vcov, ...(conventions && { conventions }) },
      ]),
    ),
  );
}

/** The seed study with the two `vary` in place of its own analyses, all but those that they are held against. */
function varied(): Spec {
  const seed = parse(readFileSync(join(studyFolder, 'study.yaml'), 'utf8'));
  const { study, conventions, defaults, data, prepare, variables, sets, analyses } = seed;
  const copies = Object.fromEntries(winsorised.map((name) => [short(name), name]));
  const winsorize = { columns: winsorised.map(short), at: [1, 99], percentile: 7 };
  const rows = Object.keys(reference);
  return {
    study,
    conventions,
    defaults,
    data,
    variables,
    sets,
    prepare: [...prepare, { derive: copies }, { winsorize }],
    analyses: {
      baseline: analyses.baseline,
      replaced: analyses.replaced,
      effects: { regress: 'AGG ~ TIN + Controls | city + year' },
      pooled: { vary: 'baseline.4', variants: variantsOf(rows.filter((row) => !WITH_EFFECTS.test(row))) },
      absorbed: { vary: 'effects', variants: variantsOf(rows.filter((row) => WITH_EFFECTS.test(row))) },
    },
  };
}

describe('robustness of agglomeration.json by vary', () => {
  const book = account();
  const all = leaves(reference);
  let ran: Ran;

  beforeAll(async () => {
    ran = await runStudy(studyFolder, varied());
    for (const [row, model] of Object.entries(reference)) {
      const of = WITH_EFFECTS.test(row) ? 'absorbed' : 'pooled';
      const variants: Ran = { ...ran, model: (id) => ran.model(`${of}.${id.replace(/\.1$/, '')}`) };
      const rename = (term: string): string => (winsorised.includes(term) ? short(term) : term);
      const renamed = row === 'winsor_1_99' ? { rename } : {};
      compareModel(book, { path: row, name: row, model, ...renamed }, variants);
    }
  });

  it('has no number that is off', () => {
    expect(differences(all, book.compared)).toEqual([]);
  });

  it('is accounted for, number by number', () => {
    expect(unaccounted(all, book.compared, [...OF_MODELS])).toEqual([]);
  });

  it('holds every estimate and standard error against R', () => {
    const one = /\.(coef|vcov\.(classical|HC\d|cluster|cluster_time)\.se)\[/;
    const own = all.map(([path]) => path).filter((path) => one.test(path));
    expect(own.filter((path) => !book.compared.has(path))).toEqual([]);
  });

  it('has the variants of the study itself among them', () => {
    const terms = (id: string) => ran.model(id).terms;
    expect(terms('replaced.control')).toEqual(terms('pooled.control_replaced_HC1'));
    expect(terms('replaced.treatment')).toEqual(terms('pooled.explanatory_replaced_HC1'));
  });
});
