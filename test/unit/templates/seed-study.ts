/**
 * The seed study as Plan and Results, built without compiler or runtime: what composition and formats are tested on.
 * Every estimate is R's (test/reference/agglomeration.json); the 300 placebo draws are made here from fixed normal
 * quantiles in an order that is not theirs, with the spread of the reference placebo (0.046).
 */
import { readFileSync } from 'node:fs';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import type {
  Localised,
  Plan,
  PlannedAnalysis,
  PlannedModel,
  PlannedTable,
  PlannedVariable,
  PlanStep,
} from '../../../compiler/plan/plan.ts';
import { normalQuantile, normalTwoSided } from '../../../runtime/distributions/index.ts';
import type {
  AnalysisRecord,
  ModelRecord,
  PathRecord,
  Results,
  TermRecord,
} from '../../../runtime/results/results.ts';

interface ReferenceVcov {
  readonly se: readonly number[];
  readonly df: number;
  readonly stat: readonly number[];
  readonly p: readonly number[];
  readonly ci95_low: readonly number[];
  readonly ci95_high: readonly number[];
  readonly wald: { readonly F: number; readonly df1: number; readonly df2: number; readonly p: number };
}

interface ReferenceModel {
  readonly id: string;
  readonly n: number;
  readonly k: number;
  readonly df_resid: number;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly n_entities: number;
  readonly n_times: number;
  readonly rss: number;
  readonly tss: number;
  readonly sigma: number;
  readonly r2: number;
  readonly r2_adj: number;
  readonly r2_within?: number;
  readonly loglik: number;
  readonly aic: number;
  readonly bic: number;
  readonly absorb?: readonly string[];
  readonly vcov: Readonly<Record<string, ReferenceVcov>>;
}

interface ReferencePath {
  readonly est: readonly [number];
  readonly se: readonly [number];
  readonly stat: readonly [number];
  readonly p: readonly [number];
}

interface ReferenceTest {
  readonly se: readonly [number];
  readonly z: readonly [number];
  readonly p: readonly [number];
  readonly ci95: readonly [number, number];
}

interface Group {
  readonly level: string;
  readonly mediator_eq: ReferenceModel;
  readonly outcome_eq: ReferenceModel;
}

interface Reference {
  readonly baseline: readonly ReferenceModel[];
  readonly descriptives: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly mediation: {
    readonly ols: {
      readonly HC1: {
        readonly c: ReferencePath;
        readonly a: ReferencePath;
        readonly b: ReferencePath;
        readonly c_prime: ReferencePath;
        readonly indirect: readonly [number];
        readonly proportion_mediated: readonly [number];
        readonly sobel: ReferenceTest;
      };
    };
    readonly equations: Readonly<Record<'total' | 'mediator' | 'outcome', ReferenceModel>>;
    readonly bootstrap: {
      readonly mc_clusters_5000: {
        readonly mean: number;
        readonly se: number;
        readonly percentile95: readonly [number, number];
      };
    };
  };
  readonly heterogeneity: Readonly<Record<'period' | 'industry', { readonly groups: readonly Group[] }>>;
  readonly robustness: Readonly<Record<'control_replaced' | 'explanatory_replaced', ReferenceModel>>;
}

const reference = JSON.parse(
  readFileSync(new URL('../../reference/agglomeration.json', import.meta.url), 'utf8'),
) as Reference;

const span = { file: 'study.yaml', start: 0, end: 0 };

function estimatorStep(id: string): PlanStep {
  const formula = {
    outcome: { kind: 'name', name: 'AGG' },
    intercept: true,
    terms: [],
    fixed: [],
    instruments: null,
  } as const;
  const parameters: ModelSpec = {
    ...{ formula, where: [], complete: [], estimator: 'ols', conventions: 'stata', level: 0.95 },
    vcov: { type: 'HC1' },
  };
  return { id, kind: 'estimate', inputs: ['normalized'], parameters, span };
}

interface Modelled {
  readonly planned: PlannedModel;
  readonly record: ModelRecord;
}

function modelled(
  ref: string,
  source: ReferenceModel,
  outcome: string,
  more: { readonly name?: string; readonly group?: PlannedModel['group']; readonly vcov?: string } = {},
): Modelled {
  const vcov = source.vcov[more.vcov ?? 'HC1']!;
  const clustered = more.vcov !== undefined;
  const terms = source.terms.map(
    (term, i): TermRecord => ({
      term,
      estimate: source.coef[i]!,
      std_error: vcov.se[i]!,
      statistic: vcov.stat[i]!,
      df: vcov.df,
      p: vcov.p[i]!,
      conf_low: vcov.ci95_low[i]!,
      conf_high: vcov.ci95_high[i]!,
    }),
  );
  const formula = `${outcome} ~ ${source.terms.filter((term) => term !== '(Intercept)').join(' + ')}`;
  const planned: PlannedModel = {
    ...{ ref, formula, outcome, step: ref },
    name: more.name ?? null,
    group: more.group ?? null,
  };
  const missing = Object.fromEntries([outcome, ...source.terms.slice(1)].map((name) => [name, 0]));
  const record: ModelRecord = {
    ...{ id: ref, formula, outcome, name: planned.name, estimator: 'ols', fixed: source.absorb ?? [] },
    group: planned.group && { name: planned.group.name, label: planned.group.name },
    ...{ weights: null, level: 0.95, n: source.n, units: source.n_entities, periods: source.n_times },
    vcov: clustered ? { type: 'cluster', by: ['city'] } : { type: 'HC1' },
    conventions: { name: 'stata', q: source.n / source.df_resid, k: source.k, df: vcov.df },
    df_residual: source.df_resid,
    clusters: clustered ? { city: source.n_entities } : null,
    sample: {
      ...{
        rows: 308,
        excluded: 308 - source.n,
        undecided: 0,
        missing,
        incomplete: 0,
        lags: 0,
        singletons: 0,
      },
      used: source.n,
    },
    ...{ collinear: [], statistic: 't', terms },
    fit: {
      ...{ r2: source.r2, adj_r2: source.r2_adj, within_r2: source.r2_within ?? null, rmse: source.sigma },
      ...{ sigma: source.sigma, log_lik: source.loglik, aic: source.aic, bic: source.bic, f: vcov.wald.F },
      ...{ f_df: [vcov.wald.df1, vcov.wald.df2], f_p: vcov.wald.p, rss: source.rss, tss: source.tss },
      outcome_mean: reference.descriptives[outcome]!['mean']!,
    },
    ...{ diagnostics: {}, hypotheses: {}, derived: { first: [], margins: null }, notes: [] },
  };
  return { planned, record };
}

function baseline(id: string): ReferenceModel {
  return reference.baseline.find((model) => model.id === id)!;
}

const AI_AND_AGG = [
  ['AI', 'mediator_eq'],
  ['AGG', 'outcome_eq'],
] as const;

function split(id: string, by: 'period' | 'industry', labels: readonly (readonly [string, Localised])[]) {
  return labels.flatMap(([name, label], i) =>
    AI_AND_AGG.map(([outcome, equation]) => {
      const source = reference.heterogeneity[by].groups[i]![equation];
      return modelled(`${id}.${outcome}@${name}`, source, outcome, { name: outcome, group: { name, label } });
    }),
  );
}

const industries: readonly (readonly [string, Localised])[] = [
  ['equipment', { zh: '装备制造业', en: 'Equipment' }],
  ['advanced', { zh: '先进制造业', en: 'Advanced' }],
  ['new-industrialisation', { zh: '新型工业化', en: 'New industrialisation' }],
];

const orderOfGroups = (by: 'period' | 'industry'): readonly string[] =>
  reference.heterogeneity[by].groups.map((group) => group.level);

function industryLabels(): readonly (readonly [string, Localised])[] {
  return orderOfGroups('industry').map((level) => industries.find(([name]) => name === level)!);
}

const models: Readonly<Record<string, readonly Modelled[]>> = {
  baseline: ['ols_base', 'ols_step1', 'ols_step2', 'ols_full'].map((id, i) =>
    modelled(`baseline.${i + 1}`, baseline(id), 'AGG'),
  ),
  mediation: [
    modelled('mediation.total', reference.mediation.equations.total, 'AGG', { name: 'total' }),
    modelled('mediation.mediator', reference.mediation.equations.mediator, 'AI', { name: 'mediator' }),
    modelled('mediation.direct', reference.mediation.equations.outcome, 'AGG', { name: 'direct' }),
  ],
  by_period: split('by_period', 'period', [
    ['nascent', 'nascent'],
    ['developing', 'developing'],
    ['forming', 'forming'],
  ]),
  by_industry: split('by_industry', 'industry', industryLabels()),
  replaced: [
    modelled('replaced.control', reference.robustness.control_replaced, 'AGG', { name: 'control' }),
    modelled('replaced.treatment', reference.robustness.explanatory_replaced, 'AGG', { name: 'treatment' }),
  ],
  effects: ['ols_base', 'ols_full', 'fe_base', 'fe_full', 'fe2_base', 'fe2_full'].map((id, i) =>
    modelled(`effects.${i + 1}`, baseline(id), 'AGG', { vcov: 'cluster' }),
  ),
};

function variable(
  name: string,
  role: string | null,
  zh: string,
  en: string,
  definition: Localised | null = null,
): PlannedVariable {
  return { name, role, label: { zh, en }, symbol: null, definition, unit: null, levels: [] };
}

const variables: readonly PlannedVariable[] = [
  variable('AGG', 'outcome', '智能制造业产业集聚', 'Agglomeration', {
    zh: '区位熵：城市智能制造业产值占城市生产总值的比重，除以全国的同一比重',
    en: "Location quotient: share of intelligent manufacturing in the city's GDP over the same share of the nation",
  }),
  variable('TIN', 'treatment', '新质技术', 'New-quality technology', {
    zh: '人工智能、云计算、大数据、物联网四类关键词词频之和 + 1，取自然对数',
    en: 'Natural logarithm of 1 + the frequency of keywords on AI, cloud computing, big data and the internet of things',
  }),
  variable('AI', 'mediator', '人工智能', 'Artificial intelligence', {
    zh: '人工智能关键词词频 + 1，取自然对数',
    en: 'Natural logarithm of 1 + the frequency of AI keywords',
  }),
  {
    ...variable('POS', 'control', '人口规模', 'Population', {
      zh: '城市人口数',
      en: 'Population of the city',
    }),
    unit: { zh: '万人', en: '10,000 persons' },
  },
  variable('NUE', 'control', '从业人员数', 'Employees', {
    zh: '城市从业人员数（万人）',
    en: 'Persons employed in the city',
  }),
  variable('GRA', 'control', '固定资产投资增速', 'Investment growth', {
    zh: '（报告期固定资产投资 − 基期固定资产投资）/ 基期固定资产投资 × 100%',
    en: 'Growth of fixed-asset investment over the year before, percent',
  }),
  variable('VHT', 'control', '高新技术产业总值', 'High-tech output'),
  variable('RD', 'treatment', 'R&D 经费内部支出', 'R&D expenditure'),
  variable('city', null, '城市', 'city'),
  variable('year', null, '年份', 'year'),
  variable('industry', null, '主导产业', 'leading industry'),
];

const CONTROLS = ['POS', 'NUE', 'GRA'];
const DESCRIBED = ['AGG', 'TIN', 'AI', ...CONTROLS];
const STATISTICS = ['n', 'mean', 'sd', 'min', 'median', 'max'];

function analysis(id: string, verb: string, options: PlannedAnalysis['options'] = {}): PlannedAnalysis {
  const planned = (models[id] ?? []).map((model) => model.planned);
  return {
    id,
    verb,
    models: planned,
    steps: verb === 'placebo' ? { placebo: 'placebo' } : {},
    options,
    note: null,
  };
}

const analyses: readonly PlannedAnalysis[] = [
  analysis('variables', 'define', { variables: DESCRIBED }),
  analysis('descriptive', 'describe', { variables: DESCRIBED, statistics: STATISTICS, groups: [] }),
  analysis('baseline', 'regress'),
  analysis('mediation', 'mediate', { outcome: 'AGG', treatment: 'TIN', mediator: 'AI' }),
  analysis('by_period', 'regress'),
  analysis('by_industry', 'regress', { split: 'industry' }),
  analysis('replaced', 'vary'),
  analysis('effects', 'regress'),
  analysis('placebo', 'placebo', { model: 'baseline.4', permute: 'TIN', draws: 300, outcome: 'AGG' }),
];

const stars = [
  { mark: '***', below: 0.01 },
  { mark: '**', below: 0.05 },
  { mark: '*', below: 0.1 },
];

function table(
  number: number,
  of: { readonly models?: readonly string[]; readonly analysis?: string },
  title: Localised,
  more: Partial<PlannedTable> = {},
): PlannedTable {
  const own = of.analysis ? (models[of.analysis] ?? []).map((model) => model.planned.ref) : [];
  return {
    ...{ id: `table${number}`, number, title, label: `table${number}`, cells: ['estimate', 't'], rows: [] },
    panels: [{ heading: null, models: of.models ?? own, analysis: of.analysis ?? null }],
    ...{ omit: [], indicate: [], header: null, labels: null, names: 'label', digits: 3, stars },
    ...{ statistics: ['n', 'adj_r2'], fixedEffects: false, notes: ['auto'] },
    ...more,
  };
}

const refs = (id: string): readonly string[] => models[id]!.map((model) => model.planned.ref);
const singles = (...names: readonly string[]): PlannedTable['rows'] =>
  names.map((name) => ({ name, terms: [name] }));
const short = { AGG: { zh: '产业集聚', en: 'Agglomeration' }, AI: { zh: '人工智能', en: 'AI' } };

/** Tables 1 to 7 of the seed study, and table 8 with fixed effects and clusters. */
const tables: readonly PlannedTable[] = [
  table(1, { analysis: 'variables' }, { zh: '变量定义表', en: 'Variable definitions' }),
  table(2, { analysis: 'descriptive' }, { zh: '变量描述性统计结果', en: 'Descriptive statistics' }),
  table(3, { models: refs('baseline') }, { zh: '基准回归结果', en: 'Baseline regressions' }),
  table(
    4,
    { analysis: 'mediation' },
    { zh: '中介效应检验结果', en: 'Mediation by artificial intelligence' },
    { labels: short },
  ),
  table(
    5,
    { models: refs('by_period') },
    { zh: '政策时间异质性回归结果', en: 'Heterogeneity by period' },
    {
      rows: singles('AI', 'TIN', ...CONTROLS),
      header: ['split', 'outcome'],
      labels: {
        nascent: { zh: '酝酿期（2013—2015）', en: '2013–2015' },
        developing: { zh: '发展期（2016—2019）', en: '2016–2019' },
        forming: { zh: '形成期（2020—2023）', en: '2020–2023' },
        ...short,
      },
    },
  ),
  table(
    6,
    { models: refs('by_industry') },
    { zh: '产业结构异质性回归结果', en: 'Heterogeneity by leading industry' },
    {
      ...{ rows: singles('AI', 'TIN', ...CONTROLS), header: ['split', 'outcome'], labels: short },
      statistics: ['n', 'units', 'adj_r2'],
    },
  ),
  table(
    7,
    { models: ['baseline.4', 'replaced.control', 'baseline.4', 'replaced.treatment'] },
    { zh: '稳健性检验结果', en: 'Robustness to substitutions' },
    {
      ...{ rows: singles('TIN', 'RD', ...CONTROLS, 'VHT'), header: ['model'] },
      labels: [
        { zh: '替换控制变量前', en: 'Control before' },
        { zh: '替换控制变量后', en: 'Control replaced' },
        { zh: '替换解释变量前', en: 'Treatment before' },
        { zh: '替换解释变量后', en: 'Treatment replaced' },
      ],
    },
  ),
  table(
    8,
    { models: refs('effects') },
    { zh: '固定效应', en: 'Robustness of the baseline to fixed effects' },
    {
      ...{
        cells: ['estimate', 'se'],
        fixedEffects: true,
        statistics: ['n', 'clusters', 'adj_r2', 'within_r2'],
      },
      ...{ omit: ['(Intercept)'], header: ['model'] },
      labels: [
        ...['Pooled OLS', 'Pooled OLS', 'City effects', 'City effects'],
        ...['City and year effects', 'City and year effects'],
      ],
    },
  ),
];

const raw = [
  'm_city',
  'g_city',
  'kw_ai',
  'kw_cloud',
  'kw_bigdata',
  'kw_iot',
  'ai_mentions',
  'population',
  'employees',
  'fai',
  'fai_prev',
  'vht',
  'rd',
];
const filledCounts = [9, 9, 10, 8, 2, 13, 10, 10, 10, 12, 12, 9, 9];
const derived = ['AGG', 'TIN', 'AI', 'POS', 'NUE', 'GRA', 'VHT', 'RD'];
const normalised = derived.slice(1);
const number = { kind: 'number', value: 0 } as const;

const steps: readonly PlanStep[] = [
  {
    ...{ id: 'read', kind: 'read', inputs: [], span },
    parameters: {
      file: 'data/agglomeration.csv',
      format: 'csv',
      options: {},
      panel: { unit: 'city', time: 'year' },
      columns: raw,
    },
  },
  {
    ...{ id: 'interpolated', kind: 'prepare', inputs: ['read'], span },
    parameters: { verb: 'interpolate', options: { columns: raw, method: 'linear' }, conventions: 'stata' },
  },
  {
    ...{ id: 'derived', kind: 'prepare', inputs: ['interpolated'], span },
    parameters: {
      verb: 'derive',
      options: derived.map((name) => [name, number] as const),
      conventions: 'stata',
    },
  },
  {
    ...{ id: 'normalized', kind: 'prepare', inputs: ['derived'], span },
    parameters: {
      verb: 'normalize',
      options: { columns: normalised, method: 'minmax' },
      conventions: 'stata',
    },
  },
  ...Object.values(models).flatMap((list) => list.map((model) => estimatorStep(model.planned.ref))),
  {
    ...{ id: 'placebo', kind: 'placebo', inputs: ['baseline.4'], span },
    parameters: {
      permute: 'TIN',
      draws: 300,
      within: null,
      unit: null,
      statistic: 'statistic',
      seed: 20241220,
    },
  },
];

/** Placebo estimates: normal quantiles with sd 0.046, and the p-values that go with them. */
function draws(): readonly { readonly estimate: number; readonly statistic: number; readonly p: number }[] {
  return Array.from({ length: 300 }, (_, i) => {
    const statistic = normalQuantile((((i * 97) % 300) + 0.5) / 300);
    return { estimate: 0.046 * statistic, statistic, p: normalTwoSided(statistic) };
  });
}

function path({ est, se, stat, p }: ReferencePath): PathRecord {
  return { estimate: est[0], std_error: se[0], statistic: stat[0], p: p[0] };
}

function mediation(): AnalysisRecord {
  const { HC1 } = reference.mediation.ols;
  const { mc_clusters_5000: boot } = reference.mediation.bootstrap;
  return {
    ...{
      verb: 'mediate',
      models: models['mediation']!.map((model) => model.record),
      verdict: 'partial',
      alpha: 0.1,
    },
    reason: { significant: ['a', 'b', 'direct'], insignificant: [], overruled_by: null },
    ...{ total: path(HC1.c), a: path(HC1.a), b: path(HC1.b), direct: path(HC1.c_prime) },
    ...{ share: HC1.proportion_mediated[0], ratio: HC1.indirect[0] / HC1.c_prime.est[0] },
    indirect: {
      estimate: HC1.indirect[0],
      sobel: {
        ...{ std_error: HC1.sobel.se[0], z: HC1.sobel.z[0], p: HC1.sobel.p[0] },
        ...{ conf_low: HC1.sobel.ci95[0], conf_high: HC1.sobel.ci95[1] },
      },
      bootstrap: {
        ...{ draws: 5000, failed: 0, unit: 'city', units: 28, interval: 'percentile', level: 0.95 },
        ...{
          mean: boot.mean,
          std_error: boot.se,
          conf_low: boot.percentile95[0],
          conf_high: boot.percentile95[1],
        },
      },
    },
    notes: [{ code: 'mediation-identification', message: 'the steps compare coefficients' }],
  };
}

function placebo(): AnalysisRecord {
  const actual = models['baseline']![3]!.record.terms.find((term) => term.term === 'TIN')!;
  return {
    ...{ verb: 'placebo', actual, permuted: { term: 'TIN', within: null, unit: null }, draws: draws() },
    summary: {
      ...{ n: 300, mean: 0, sd: 0.046, min: -0.135, median: 0, max: 0.135, share_p_above_10: 0.9 },
      ...{ share_p_below_5: 0.05, skewness: 0, kurtosis: 3 },
    },
    ...{ p: 1 / 301, statistic: 'statistic', monte_carlo_error: 0.0033, notes: [] },
  };
}

const record = (id: string) => models[id]!.map((model) => model.record);

/** Plan and Results of the seed study in a language. */
export function seedStudy(language: string): { readonly plan: Plan; readonly results: Results } {
  const condition = { kind: 'number', value: 1 } as const;
  const plan: Plan = {
    ...{ version: 1, study: 'agglomeration', authors: [], description: null, language, seed: 20241220 },
    title: {
      zh: '新质生产力下技术创新对智能制造业集聚的影响',
      en: 'Technological innovation and the agglomeration of intelligent manufacturing',
    },
    ...{
      conventions: 'stata',
      style: 'plain',
      spec: { file: 'study.yaml', sha256: '0123456789abcdef'.repeat(4) },
    },
    ...{
      steps,
      sharing: null,
      table: 'normalized',
      panel: { unit: 'city', time: 'year' },
      variables,
      analyses,
      tables,
    },
    sets: { Controls: CONTROLS },
    figures: [
      {
        id: 'figure1',
        number: 1,
        of: 'placebo',
        ...{ models: [], terms: [] },
        draw: 'density',
        title: { zh: '安慰剂检验结果', en: 'Placebo test' },
      },
    ],
    claims: [
      {
        ...{ id: 'H1', holds: condition, expect: true, span },
        says: { zh: '技术创新促进智能制造业产业集聚', en: 'Technological innovation promotes agglomeration' },
        text: 'baseline.4.TIN.estimate > 0 and baseline.4.TIN.p < 0.01',
      },
      {
        ...{ id: 'H2', holds: condition, expect: true, span, text: "mediation.verdict == 'partial'" },
        says: { zh: '人工智能传导了部分效应', en: 'Artificial intelligence carries part of the effect' },
      },
    ],
  };
  return { plan, results: resultsOf() };
}

function resultsOf(): Results {
  const unchanged = { missing: {}, changed: {}, dropped: 0, rows: 308, notes: [] };
  const describe = DESCRIBED.map((name) => ({
    ...{ variable: name, group: null },
    ...Object.fromEntries(
      STATISTICS.map((statistic) => [statistic, reference.descriptives[name]![statistic]!]),
    ),
  }));
  return {
    ...{ schema: 1, study: 'agglomeration', studyc: '0.1.0', notes: [] },
    spec: { file: 'study.yaml', sha256: '0123456789abcdef'.repeat(4) },
    data: [
      {
        ...{
          file: 'data/agglomeration.csv',
          sha256: 'ffa6873f64c6'.padEnd(64, '0'),
          rows: 308,
          columns: 20,
          notes: [],
        },
        panel: {
          unit: 'city',
          time: 'year',
          units: 28,
          periods: 11,
          first: 2013,
          last: 2023,
          balanced: true,
        },
      },
    ],
    prepare: [
      {
        ...unchanged,
        step: 'interpolate',
        columns: raw,
        filled: Object.fromEntries(raw.map((name, i) => [name, filledCounts[i]!])),
      },
      { ...unchanged, step: 'derive', columns: derived, filled: {} },
      { ...unchanged, step: 'normalize', columns: normalised, filled: {} },
    ],
    analyses: {
      variables: { verb: 'define', rows: DESCRIBED.map((name) => definition(name)) },
      descriptive: { verb: 'describe', rows: describe },
      baseline: { verb: 'regress', models: record('baseline') },
      mediation: mediation(),
      by_period: { verb: 'regress', models: record('by_period') },
      by_industry: { verb: 'regress', models: record('by_industry') },
      replaced: { verb: 'vary', models: record('replaced') },
      effects: { verb: 'regress', models: record('effects') },
      placebo: placebo(),
    },
    claims: {
      H1: {
        ...{ holds: true, reason: null },
        values: { 'baseline.4.TIN.estimate': 0.772077295244487, 'baseline.4.TIN.p': 1.4955e-75 },
      },
      H2: { holds: true, reason: null, values: { 'mediation.verdict': 'partial' } },
    },
  };
}

function definition(name: string) {
  const found = variables.find((candidate) => candidate.name === name)!;
  return { variable: name, label: found.label, role: found.role };
}
