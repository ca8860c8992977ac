/**
 * The seed study on its synthetic panel, from raw columns to placebo, against R: agglomeration.json, whole. Estimates and
 * standard errors to 1e-9 relative; what follows from them (t, p, intervals) to what that allows; draws exactly, given the
 * stored indices; own draws within the Monte-Carlo error that the reference states.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe } from 'vitest';
import { type Account, account } from './account.ts';
import { compareCorrelations, compareDescriptives, comparePreparation, describeAnalyses } from './data.ts';
import { compareBootstrap, comparePlacebo, drawAnalyses } from './draws.ts';
import { compareHeterogeneity, heterogeneityAnalyses, heterogeneityExcuses } from './heterogeneity.ts';
import { compareMediation, mediationAnalyses } from './mediation.ts';
import { OF_MODELS } from './excuses.ts';
import { comparePanelTests, panelTestAnalyses } from './model-tests.ts';
import { analysesOf, compareModel, type Entry, type ReferenceModel } from './models.ts';
import { derived, preparation, type Spec, study } from './studies.ts';
import { asksWhole, type Excuses } from './whole.ts';

const reference = JSON.parse(readFileSync(new URL('./agglomeration.json', import.meta.url), 'utf8'));

const winsorised = ['AGG', 'TIN', 'AI', 'POS', 'NUE', 'GRA'];

/** Models that are estimated on the panel as the study prepares it. */
function entriesOnThePanel(): Entry[] {
  const baseline = (reference.baseline as ReferenceModel[]).map((model, i) => ({
    path: `baseline[${i}]`,
    name: model.id,
    model,
    reordered: true as const,
  }));
  const equations = Object.entries(reference.mediation.equations as Record<string, ReferenceModel>).map(
    ([key, model]) => ({ path: `mediation.equations.${key}`, name: `equation_${key}`, model }),
  );
  const robust = Object.entries(reference.robustness as Record<string, ReferenceModel>).map(
    ([key, model]) => ({
      path: `robustness.${key}`,
      name: `robust_${key}`,
      model,
      ...robustness(key, model),
    }),
  );
  const lagged: Entry = { path: 'lagged_regressor', name: 'lagged', model: reference.lagged_regressor };
  return [...baseline, ...equations, ...robust, ...groups(), lagged];
}

function robustness(key: string, model: ReferenceModel): Partial<Entry> {
  if (key === 'drop_capitals') return { more: { where: "not (city in {'Wuhan', 'Changsha', 'Nanchang'})" } };
  if (key !== 'winsor_1_99') return {};
  const rename = (term: string): string => (winsorised.includes(term) ? `w_${term}` : term);
  return { rename, formula: model.formula.replaceAll(/\w+/g, rename) };
}

function groups(): Entry[] {
  return ['period', 'industry'].flatMap((by) =>
    (reference.heterogeneity[by].groups as Record<string, ReferenceModel & string>[]).flatMap((group, i) =>
      ['mediator_eq', 'outcome_eq', 'outcome_fe', 'total_eq'].map((equation) => ({
        path: `heterogeneity.${by}.groups[${i}].${equation}`,
        name: `${by}_${i}_${equation}`,
        model: group[equation]!,
        more: { where: `${by} == '${group['level']}'` },
      })),
    ),
  );
}

const analyses = (entries: readonly Entry[]): Record<string, Spec> =>
  Object.assign({}, ...entries.map(analysesOf));

const compareAll = (
  book: Account,
  entries: readonly Entry[],
  ran: Awaited<ReturnType<typeof study>>,
): void => {
  for (const entry of entries) compareModel(book, entry, ran);
};

/** Kinds of result that studyc does not give. */
const notOffered: Excuses = [
  [
    /^baseline\[3\]\.diagnostics\.durbin_watson\./,
    'in the order of the rows, which are sorted in the prepared file alone: diagnostics.test.ts has it',
  ],
  [
    /^heterogeneity\.(period|industry)\.groups\[\d\]\.\w+\.vcov\.twoway_\w+\.wald\.(F|p|df1|df2)$/,
    'no joint test of a repaired covariance, or of more slopes than clusters',
  ],
  ...OF_MODELS,
  ...heterogeneityExcuses,
  [
    /^mediation\.bootstrap\.\w+\.basic95\b/,
    'basic interval: of the first order as the percentile one, and rarely reported',
  ],
  [
    /^mediation\.bootstrap\.\w+\.normal95\b/,
    'normal interval: estimate and std_error are given, the rest is arithmetic',
  ],
  [/^mediation\.bootstrap\.\w+\.(bias_corrected95|z0)\b/, 'bias-corrected interval: BCa is its better form'],
  [/^correlation\.\w+\[(\d+)\]\[\1\]$/, 'a variable with itself'],
  [/^mediation\.\w+\.\w+\.absorb$/, 'a setting: null says that nothing is absorbed'],
];

describe('agglomeration.json', () => {
  const book = account();

  beforeAll(async () => {
    const linear = preparation({}, [
      { derive: { TIN_lag1: 'lag(TIN)' } },
      { derive: Object.fromEntries(winsorised.map((name) => [`w_${name}`, name])) },
      { winsorize: { columns: winsorised.map((name) => `w_${name}`), at: [1, 99], percentile: 7 } },
    ]);
    const entries = entriesOnThePanel();
    const main = await study('agglomeration.csv', linear, {
      ...analyses(entries),
      ...describeAnalyses,
      ...mediationAnalyses(reference.mediation),
      ...drawAnalyses,
      ...heterogeneityAnalyses,
      ...panelTestAnalyses('AGG ~ TIN + POS + NUE + GRA', 'city'),
    });
    compareAll(book, entries, main);
    for (const { path, name } of entries.filter((entry) => entry.path.endsWith('.total_eq'))) {
      book.compare(path.replace('.total_eq', '.n'), main.model(`${name}_classical.1`).n, 0);
    }
    comparePreparation(book, reference, main);
    compareDescriptives(book, reference, main);
    compareCorrelations(book, reference.correlation, main);
    compareMediation(book, reference.mediation, main);
    compareBootstrap(book, reference.mediation.bootstrap, main);
    comparePlacebo(book, reference.placebo, main);
    compareHeterogeneity(book, reference.heterogeneity, main);
    comparePanelTests(book, 'panel_tests', reference.panel_tests, main);
    await compareOtherData(book);
  });

  asksWhole('agglomeration', reference, book, notOffered);
});

/** Other ways to treat gaps and growth: one study each. */
async function compareOtherData(book: Account): Promise<void> {
  const growth = preparation({}).map((step) =>
    'derive' in step ? { derive: { ...derived, GRA_raw: '(fai - lag(fai)) / lag(fai) * 100' } } : step,
  );
  const cases: readonly (readonly [path: string, file: string, prepare: readonly Spec[]])[] = [
    ['growth_by_lag', 'agglomeration.csv', growth],
    ['listwise_no_interpolation', 'agglomeration.csv', preparation(null)],
    ['edge_no_extrapolation', 'agglomeration-edge.csv', preparation({})],
    ['edge_carried', 'agglomeration-edge.csv', preparation({ extrapolate: true })],
  ];
  for (const [path, file, prepare] of cases) {
    const entry: Entry = { path, name: path, model: reference[path] };
    compareAll(book, [entry], await study(file, prepare, analyses([entry])));
  }
}
