/**
 * Models on public data against R (03-panels.R): grunfeld, produc, fatalities, caschools and petersen.json, whole. Every
 * covariance stands under the profile whose convention it follows. Estimates and standard errors to 1e-9 relative, 1e-6
 * where the design is ill-conditioned by intent; what follows from them to what that allows.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe } from 'vitest';
import type { DescribeRecord } from '../../runtime/results/results.ts';
import { fitted, specOf } from '../unit/numerics/fixture.ts';
import { type Account, account, relative } from './account.ts';
import { EVERY_DUMMY, OF_MODELS, OWN_DEGREES, WITHIN_ADJUSTED } from './excuses.ts';
import { analysesOf, compareModel, type Entry, isOffered, type ReferenceModel } from './models.ts';
import { comparePanelTests, panelTestAnalyses } from './model-tests.ts';
import { type Ran, runStudy, type Spec, termOf } from './studies.ts';
import { readCells, table } from './tables.ts';
import { asksWhole, type Excuses } from './whole.ts';

interface Reference {
  readonly models: readonly ReferenceModel[];
  readonly tests?: Parameters<typeof comparePanelTests>[2];
  readonly descriptives?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

interface File {
  readonly name: string;
  readonly panel?: { readonly unit: string; readonly time: string };
  readonly derive?: Spec;
  /** What R's tests of a panel are tests of. */
  readonly tested?: string;
  readonly excuses: Excuses;
}

const files: readonly File[] = [
  {
    name: 'grunfeld',
    panel: { unit: 'firm', time: 'year' },
    tested: 'inv ~ value + capital',
    excuses: [
      ...OF_MODELS,
      [/^models\[(9|10|11|12)\]\./, 'random effects of Wallace-Hussain, Amemiya, Nerlove, and two-way'],
      [
        /^models\[7\]\.vcov\.cluster\w*\.wald\./,
        'R takes the covariance of ill-conditioned slopes for singular',
      ],
    ],
  },
  {
    name: 'produc',
    panel: { unit: 'state', time: 'year' },
    tested: 'log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp',
    excuses: [
      ...OWN_DEGREES,
      ...EVERY_DUMMY,
      ...WITHIN_ADJUSTED,
      [/^models\[7\]\./, 'random effects of two ways'],
    ],
  },
  {
    name: 'fatalities',
    panel: { unit: 'state', time: 'year' },
    tested: 'frate ~ beertax + unemp',
    derive: { frate: 'fatal / pop * 10000' },
    excuses: [...OWN_DEGREES, ...EVERY_DUMMY, ...WITHIN_ADJUSTED],
  },
  {
    name: 'caschools',
    derive: { str: 'students / teachers', score: '(read + math) / 2', size: 'if(str < 20, 1, 0)' },
    excuses: [...OWN_DEGREES, ...WITHIN_ADJUSTED],
  },
  {
    name: 'petersen',
    panel: { unit: 'firm', time: 'year' },
    excuses: [...OWN_DEGREES, ...EVERY_DUMMY, ...WITHIN_ADJUSTED],
  },
];

/** Rows of models that leave some out. */
const where: Readonly<Record<string, string>> = {
  ols_1982: 'year == 1982',
  ols_1988: 'year == 1988',
  fe_unbalanced:
    "not (state == 'al' and year == 1983) and not (state == 'tx' and year > 1986) and not (state == 'ca' and year < 1985)",
};

/** Ill-conditioned by intent (README.md); R takes the covariance of their slopes for singular. */
const ILL_CONDITIONED: Readonly<Record<string, number>> = { income_cubic: 1e-6, poly_fe: 1e-6 };

/** Models whose tests R took of another one. */
const diagnosed: Readonly<Record<string, string>> = { interaction: 'score ~ str + english + lunch' };

const statistics = [
  'n',
  'missing',
  'mean',
  'sd',
  'min',
  'p25',
  'median',
  'p75',
  'max',
  'skewness',
  'kurtosis',
];

function entriesOf({ models }: Reference): Entry[] {
  return models.flatMap((model, i) => {
    if (!isOffered(model)) return [];
    const tolerance = ILL_CONDITIONED[model.id];
    const rows = where[model.id];
    return [
      {
        path: `models[${i}]`,
        name: model.id,
        model,
        ...(rows !== undefined && { more: { where: rows } }),
        ...(tolerance !== undefined && { tolerance }),
        ...(model.id in diagnosed && { diagnosed: diagnosed[model.id]! }),
      },
    ];
  });
}

function compareDescriptives(book: Account, { descriptives = {} }: Reference, ran: Ran): void {
  for (const [variable, values] of Object.entries(descriptives)) {
    const { rows } = ran.results.analyses['described'] as DescribeRecord;
    const row = rows.find((candidate) => candidate.variable === variable)!;
    for (const [statistic, expected] of Object.entries(values)) {
      const actual = row[statistic.replace('n_missing', 'missing')] as number;
      book.compare(`descriptives.${variable}.${statistic}`, actual, relative(expected));
    }
  }
}

/** Covariances whole, which no results hold: of the estimation itself. */
function compareMatrices(book: Account, name: string, { path, model }: Entry): void {
  const matrices = model['cov_matrices'] as Readonly<Record<string, number[][]>> | undefined;
  const cells = readCells(`${name}.csv`);
  if (name === 'caschools') {
    cells['str'] = cells['students']!.map((value, i) => Number(value) / Number(cells['teachers']![i]));
    cells['score'] = cells['read']!.map((value, i) => (Number(value) + Number(cells['math']![i])) / 2);
  }
  const formula = [model.formula, ...(model.absorb ? [model.absorb.join(' + ')] : [])].join(' | ');
  for (const [kind, rows] of Object.entries(matrices ?? {})) {
    const vcov =
      kind === 'cluster'
        ? { type: 'cluster', by: [model.entity!] }
        : { type: kind.replace('classical', 'iid') };
    const { vcov: actual, fit } = fitted(table(cells), specOf(formula, { vcov }));
    const k = fit.report.terms.length;
    const at = model.terms.map((term) => fit.report.terms.indexOf(term));
    rows.forEach((row, i) => {
      row.forEach((_, j) => {
        // A covariance may cancel: compared on the scale of its standard errors.
        const scale = Math.sqrt(rows[i]![i]! * rows[j]![j]!);
        book.compare(
          `${path}.cov_matrices.${kind}[${i}][${j}]`,
          actual![at[i]! * k + at[j]!]!,
          relative(scale),
        );
      });
    });
  }
}

const newey = /^lag(\d)$/;
const conventionsOf = { se_no_prewhite_no_adjust: 'plm', se_stata_newey: 'stata' } as const;

/** One series: Newey and West's errors with and without the factor of Stata's `newey`. */
function singleFirm(reference: object): Record<string, Spec> {
  if (!('newey_west_single_firm' in reference)) return {};
  return Object.fromEntries(
    Object.keys(reference.newey_west_single_firm as object).flatMap((key) =>
      Object.entries(conventionsOf).map(([kind, conventions]) => [
        `${key}_${kind}`,
        {
          regress: 'inv ~ value + capital',
          where: 'firm == 1',
          vcov: { 'newey-west': { lag: Number(newey.exec(key)![1]) } },
          conventions,
        },
      ]),
    ),
  );
}

function compareSingleFirm(book: Account, reference: object, ran: Ran): void {
  if (!('newey_west_single_firm' in reference)) return;
  const lags = reference.newey_west_single_firm as Record<string, Record<string, number[]>>;
  for (const [key, kinds] of Object.entries(lags)) {
    for (const [kind, errors] of Object.entries(kinds)) {
      const { terms } = ran.model(`${key}_${kind}.1`);
      errors.forEach((se, i) => {
        book.compare(`newey_west_single_firm.${key}.${kind}[${i}]`, terms[i]!.std_error, relative(se));
      });
    }
  }
}

const published = {
  ols: 'pooled_classical',
  white: 'pooled_HC1',
  cluster_firm: 'pooled_cluster',
  cluster_time: 'pooled_cluster_time',
  twoway: 'pooled_twoway_per_dimension',
} as const;

/** Petersen's web page has four decimals, each of which may be off by one. */
function comparePublished(book: Account, reference: object, ran: Ran): void {
  if (!('published_se_x' in reference)) return;
  for (const [key, id] of Object.entries(published)) {
    book.compare(`published_se_x.${key}`, termOf(ran.model(`${id}.1`), 'x').std_error, 1.01e-4);
  }
}

describe.each(files)('$name.json', ({ name, panel, derive, tested, excuses }) => {
  const reference = JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Reference;
  const book = account();

  beforeAll(async () => {
    const entries = entriesOf(reference);
    const described = Object.keys(reference.descriptives ?? {});
    const ran = await runStudy(import.meta.dirname, {
      study: name,
      data: { file: `${name}.csv`, ...(panel && { panel }) },
      ...(derive && { prepare: [{ derive }] }),
      analyses: {
        ...Object.assign({}, ...entries.map(analysesOf)),
        ...(described.length > 0 && {
          described: { describe: described, statistics, conventions: 'fixest' },
        }),
        ...singleFirm(reference),
        ...(tested && panelTestAnalyses(tested, panel!.unit)),
      },
    });
    for (const entry of entries) {
      compareModel(book, entry, ran);
      compareMatrices(book, name, entry);
    }
    compareDescriptives(book, reference, ran);
    compareSingleFirm(book, reference, ran);
    comparePublished(book, reference, ran);
    comparePanelTests(book, 'tests', reference.tests ?? {}, ran);
  });

  asksWhole(name, reference, book, excuses);
});
