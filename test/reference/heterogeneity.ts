/** Coefficients across the groups of the seed study against R: one interacted regression, stacked scores, exchanged groups. */
import { fTail, normalTwoSided, studentTail } from '../../runtime/distributions/index.ts';
import type { CompareRow, ModelsRecord } from '../../runtime/results/results.ts';
import { type Account, RELATIVE, relative } from './account.ts';
import type { Ran, Spec } from './studies.ts';
import type { Excuses } from './whole.ts';

const splits = ['period', 'industry'] as const;
const levels = {
  period: ['incubation', 'development', 'formation'],
  industry: ['equipment', 'advanced', 'new-industrialisation'],
} as const;

/** In the order of the reference: differences are the first group less the second. */
const splitBy = (by: (typeof splits)[number]): Spec =>
  Object.fromEntries(levels[by].map((level) => [level, `${by} == '${level}'`]));

const vcovs = { classical: 'iid', HC1: 'HC1', cluster: { cluster: 'city' } } as const;
type Vcov = keyof typeof vcovs;

const DRAWS = 2000;

interface Single {
  readonly diff: number;
  readonly se: number;
  readonly stat: number;
  readonly p_t: number;
  readonly df: number;
  readonly p_z: number;
}

interface Joint {
  readonly F: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
}

interface Difference {
  readonly formula: string;
  readonly pairwise_TIN: readonly ({ readonly groups: readonly string[]; readonly suest_cluster: Single } & {
    readonly [K in `interacted_${Vcov}`]: Single;
  })[];
  readonly joint_TIN_equal: Readonly<Record<Vcov, Joint>>;
}

interface Split {
  readonly chow_total: Joint;
  readonly chow_outcome: Joint;
  readonly difference_total: Difference;
  readonly difference_outcome: Difference;
}

export interface Heterogeneity extends Readonly<Record<(typeof splits)[number], Split>> {
  readonly permutation_equipment_vs_advanced: {
    readonly observed_diff: number;
    readonly replications: number;
    readonly p_two_sided: number;
  };
}

const equations = {
  total: 'AGG ~ TIN + POS + NUE + GRA',
  outcome: 'AGG ~ AI + TIN + POS + NUE + GRA',
} as const;

export const heterogeneityAnalyses: Readonly<Record<string, Spec>> = {
  ...Object.fromEntries(
    splits.flatMap((by) =>
      Object.entries(equations).flatMap(([equation, formula]) => [
        ...Object.entries(vcovs).map(([name, vcov]) => [
          `chow_${by}_${equation}_${name}`,
          { regress: formula, split: splitBy(by), vcov, compare: { terms: ['TIN'], test: 'chow' } },
        ]),
        [
          `suest_${by}_${equation}`,
          { regress: formula, split: splitBy(by), vcov: vcovs.cluster, compare: { terms: ['TIN'] } },
        ],
      ]),
    ),
  ),
  exchanged: {
    regress: equations.total,
    where: "industry in {'equipment', 'advanced'}",
    split: { equipment: "industry == 'equipment'", advanced: "industry == 'advanced'" },
    vcov: 'iid',
    compare: { terms: ['TIN'], test: 'permutation', draws: DRAWS },
  },
};

export const heterogeneityExcuses: Excuses = [
  [/^heterogeneity\.\w+\.difference_\w+\..*\.interacted_\w+\.p_z$/, 'the normal p of a test that is F'],
  [/^heterogeneity\.\w+\.difference_\w+\..*\.suest_cluster\.(p_t|df)$/, 'the t of a test that is normal'],
  [
    /^heterogeneity\.\w+\.difference_\w+\..*\.z_separate_\w+\./,
    'standard errors as if no unit were in both groups: suest does not assume it',
  ],
  [
    /^heterogeneity\.\w+\.difference_\w+\.joint_TIN_equal\.\w+\.p_chi2$/,
    'the chi-squared p of a test that is F',
  ],
  [
    /^heterogeneity\.permutation_equipment_vs_advanced\.(replications|p_one_sided|perm_sd)$/,
    'about the draws; tests are two-sided',
  ],
];

export function compareHeterogeneity(book: Account, reference: Heterogeneity, ran: Ran): void {
  const rowsOf = (id: string): readonly CompareRow[] => (ran.results.analyses[id] as ModelsRecord).compare!;
  for (const by of splits) {
    for (const equation of Object.keys(equations) as (keyof typeof equations)[]) {
      const difference = reference[by][`difference_${equation}`];
      const path = `heterogeneity.${by}`;
      compareJoint(
        book,
        `${path}.chow_${equation}`,
        reference[by][`chow_${equation}`],
        all(rowsOf(`chow_${by}_${equation}_classical`)),
      );
      for (const vcov of Object.keys(vcovs) as Vcov[]) {
        const rows = rowsOf(`chow_${by}_${equation}_${vcov}`);
        const at = `${path}.difference_${equation}`;
        const joint = difference.joint_TIN_equal[vcov];
        compareJoint(book, `${at}.joint_TIN_equal.${vcov}`, joint, pairOf(rows, null));
        book.compare(
          `${at}.joint_TIN_equal.${vcov}.chi2`,
          pairOf(rows, null).statistic! * joint.df1,
          joint.df1 * ofF(joint.F),
        );
        difference.pairwise_TIN.forEach((pair, i) => {
          const row = pairOf(rows, pair.groups);
          compareSingle(
            book,
            `${at}.pairwise_TIN[${i}].interacted_${vcov}`,
            pair[`interacted_${vcov}`],
            row,
            't',
          );
        });
      }
      const rows = rowsOf(`suest_${by}_${equation}`);
      difference.pairwise_TIN.forEach((pair, i) => {
        const at = `${path}.difference_${equation}.pairwise_TIN[${i}].suest_cluster`;
        compareSingle(book, at, pair.suest_cluster, pairOf(rows, pair.groups), 'z');
      });
    }
  }
  compareExchanged(book, reference.permutation_equipment_vs_advanced, rowsOf('exchanged')[0]!);
}

const all = (rows: readonly CompareRow[]): CompareRow => rows.find(({ term }) => term === '(all)')!;

/** The row of two groups; of all of them for null. */
function pairOf(rows: readonly CompareRow[], groups: readonly string[] | null): CompareRow {
  const found = rows.find(
    (row) => row.term === 'TIN' && (groups ? row.groups.join() === groups.join() : row.groups.length === 3),
  );
  if (!found) throw new Error(`no row of ${groups?.join(', ')}`);
  return found;
}

/** Coefficients are below 1: their difference is off by 2e-9 at most. The smallest standard error here is above 0.05. */
const OFF = 2 * RELATIVE;
const LEAST = 0.05;

function ofF(f: number): number {
  return RELATIVE * f + (2 * Math.sqrt(f) * OFF) / LEAST;
}

function compareJoint(
  book: Account,
  path: string,
  expected: Joint,
  { statistic, df, df2, p }: CompareRow,
): void {
  const { F, df1, df2: denominator } = expected;
  const off = ofF(F);
  book.compare(`${path}.F`, statistic, off);
  book.compare(`${path}.df1`, df, 0);
  book.compare(`${path}.df2`, df2, 0);
  const spread = fTail(F - off, df1, denominator) - fTail(F + off, df1, denominator);
  book.compare(`${path}.p`, p, spread + relative(expected.p));
}

function compareSingle(
  book: Account,
  path: string,
  expected: Single,
  row: CompareRow,
  reference: 't' | 'z',
): void {
  const { diff, se, stat, df } = expected;
  const t = row.difference! / row.std_error!;
  const off = OFF / se + RELATIVE * Math.abs(stat);
  book.compare(`${path}.diff`, row.difference, OFF);
  book.compare(`${path}.se`, row.std_error, relative(se));
  book.compare(`${path}.stat`, t, off);
  const size = Math.abs(stat);
  if (reference === 't') {
    book.compare(`${path}.df`, row.df2, 0);
    book.compare(
      `${path}.p_t`,
      row.p,
      studentTail(size - off, df) - studentTail(size + off, df) + relative(expected.p_t),
    );
  } else {
    book.compare(
      `${path}.p_z`,
      row.p,
      normalTwoSided(size - off) - normalTwoSided(size + off) + relative(expected.p_z),
    );
  }
  if (Math.abs(row.statistic! - t * t) > 1e-9 * (1 + t * t))
    throw new Error(`${path}: statistic is not the square`);
  if (diff === 0) throw new Error(`${path}: a difference`);
}

/** Own draws, and the reference's: their p differ by chance alone. */
function compareExchanged(
  book: Account,
  {
    observed_diff: difference,
    p_two_sided: p,
    replications,
  }: Heterogeneity['permutation_equipment_vs_advanced'],
  row: CompareRow,
): void {
  const path = 'heterogeneity.permutation_equipment_vs_advanced';
  if (Math.abs(difference) > 1) throw new Error('a difference of coefficients below 1');
  book.compare(`${path}.observed_diff`, row.difference, OFF);
  book.compare(`${path}.p_two_sided`, row.p, 4 * Math.sqrt(p * (1 - p) * (1 / replications + 1 / DRAWS)));
}
