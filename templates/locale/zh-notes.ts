import type { Rich } from '../document/document.ts';
import type {
  CellFact,
  CoefficientFacts,
  DataFacts,
  DescriptiveFacts,
  DrawnFact,
  Extent,
  InferenceFact,
  MediationFacts,
  Noun,
  PanelFact,
  SampleFact,
  VcovFact,
} from '../document/facts.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { code, concat, italic, type Piece, toRich, unbroken } from '../document/rich.ts';
import { estimatorClause, firstStageClause, marginsClause, separatedClause } from './zh-estimators.ts';
import {
  clauses,
  columnList,
  count,
  enumerated,
  interval,
  listed,
  noun,
  sentences,
  units,
  zh,
} from './zh-words.ts';

/** Notes of a coefficient table: parentheses, stars, estimator and sample, treatment of the data, what is not shown. */
export function coefficientNotes(facts: CoefficientFacts): readonly Rich[] {
  const about = clauses([estimatorClause(facts.estimator), sampleClause(facts.sample)], '，');
  return sentences([
    clauses([inferenceClause(facts.inference), starsClause(facts.inference)], '；'),
    clauses([about, dataClause(facts.data, facts.sample)], '；'),
    firstStageClause(facts.estimator),
    clauses([marginsClause(facts.estimator), separatedClause(facts.sample)], '；'),
    omittedClause(facts),
  ]);
}

export function descriptiveNotes(facts: DescriptiveFacts): readonly Rich[] {
  return sentences([
    facts.sample && sampleClause(facts.sample),
    clauses(
      [
        scalingClause(facts.data, facts.extremes),
        interpolationClause(facts.data),
        ...unmatchedClauses(facts.data),
      ],
      '；',
    ),
    facts.percentiles && toRich(percentileTypes[facts.percentiles]),
  ]);
}

/** As Hyndman and Fan (1996) number them. */
const percentileTypes = {
  2: '分位数按第 2 类定义计算（经验分布函数的反函数，间断处取平均）',
  7: '分位数按第 7 类定义计算（相邻观测间线性插值）',
} as const;

export function definitionNotes(facts: DescriptiveFacts): readonly Rich[] {
  const scaling = scalingClause(facts.data, false);
  return sentences([scaling && zh`${scaling}后进入模型`]);
}

export function mediationNotes(facts: MediationFacts): readonly Rich[] {
  const { base, treatment, mediators, columns } = facts;
  const several = mediators.length > 1;
  const sum = several ? concat('Σ', italic('ab')) : italic('ab');
  const paths = zh`${italic('a')} 为${columnList(columns[0])}${treatment}的系数，${italic('b')} 为${columnList(columns[1])}${several ? '该中介变量' : mediators[0]!}的系数，${concat(italic('c'), ' = ', italic('c′'), ' + ', sum)}`;
  const test =
    facts.test &&
    zh`${enumerated(facts.closedForm)}标准误由本表的标准误计算，间接效应的星号依 ${facts.test} 检验`;
  return [...coefficientNotes(base), ...sentences([paths, clauses([test, bootstrapClause(facts)], '；')])];
}

function bootstrapClause({ bootstrap }: MediationFacts): Rich | null {
  if (!bootstrap) return null;
  const unit = bootstrap.unit ? zh`以${noun(bootstrap.unit)}为单位` : toRich('按行');
  const failed = bootstrap.failed > 0 ? zh`，其中 ${count(bootstrap.failed)} 次无法估计、未计入` : [];
  return zh`Bootstrap ${unit}重抽 ${count(bootstrap.draws)} 次${failed}，报告${bootstrap.interval === 'bca' ? '偏差校正加速（BCa）' : '百分位'}区间`;
}

const contents: Readonly<Record<'se' | 'p', Rich>> = {
  se: toRich('标准误'),
  p: [italic('p'), { text: ' 值' }],
};

function contentOf(cell: CellFact, facts: InferenceFact): Rich {
  if (cell.content === 'ci') return toRich(`${formatTrimmed(100 * facts.level)}% 置信区间`);
  if (cell.content !== 't') return contents[cell.content];
  const letter =
    facts.statistic === 'both'
      ? [italic('t'), { text: '（' }, italic('z'), { text: '）' }]
      : [italic(facts.statistic)];
  return concat(letter, ' 统计量');
}

/** 括号内为基于异方差稳健标准误（HC1）的 t 统计量. The covariance is named once, with the first cell. */
function inferenceClause(facts: InferenceFact): Rich {
  const several = facts.vcovs.length > 1;
  const kind = several ? null : covariance(facts.vcovs[0]!);
  const parts = facts.cells.map((cell, i) => {
    const place = cell.bracket === 'round' ? '括号内为' : '方括号内为';
    const what = contentOf(cell, facts);
    if (i > 0 || kind === null) return zh`${place}${what}`;
    return cell.content === 'se' ? zh`${place}${kind}` : zh`${place}基于${kind}的 ${what}`;
  });
  if (several) return clauses([...parts, bases(facts.vcovs)], '，')!;
  const said = parts.length > 0 ? clauses(parts, '，')! : zh`显著性依据${kind!}`;
  return clauses([said, signs(facts.vcovs[0]!)], '，')!;
}

function bases(vcovs: readonly VcovFact[]): Rich {
  return clauses(
    vcovs.map((fact) =>
      clauses([zh`${columnList(fact.columns ?? [])}采用${covariance(fact)}`, signs(fact)], '，'),
    ),
    '，',
  )!;
}

/** Of the wild bootstrap p comes from draws, the standard errors do not. */
function signs({ type, drawn }: VcovFact): Rich | null {
  if (type !== 'wild' || drawn === null) return null;
  const weights = drawn.weights === 'webb' ? 'Webb' : 'Rademacher';
  return zh`${italic('p')} 值由 wild cluster bootstrap 得到（抽取 ${count(drawn.draws)} 次，${weights} 权重，种子 ${String(drawn.seed)}）`;
}

const intervals = { percentile: '，百分位区间', bca: '，BCa 区间' } as const;

function bootstrapErrors({ draws, seed, unit, failed, interval: ends }: DrawnFact): Rich {
  const what = unit === null ? toRich('按行') : zh`以${noun(unit)}为单位`;
  const left = failed === null ? [] : zh`，其中 ${interval(failed)} 次无法估计、未计入`;
  return zh`Bootstrap 标准误（${what}重抽 ${count(draws)} 次${left}，种子 ${String(seed)}${ends === null ? '' : intervals[ends]}）`;
}

export function covariance({ type, by, clusters, lag, drawn }: VcovFact): Rich {
  if (type === 'bootstrap' && drawn !== null) return bootstrapErrors(drawn);
  if (type === 'iid') return toRich('同方差假定下的标准误');
  if (/^HC\d$/.test(type)) return toRich(`异方差稳健标准误（${type}）`);
  const known = covariances[type];
  if (known) return toRich(lag === null ? known : `${known}（滞后 ${lag} 期）`);
  const ending = clustered[type];
  if (!ending) return zh`${type} 标准误`;
  const numbers = clusters && zh`（${enumerated(clusters.map((range) => `${interval(range)} 个聚类`))}）`;
  return zh`按${listed(by.map(noun))}聚类的${ending}${numbers ?? ''}`;
}

const covariances: Readonly<Record<string, string>> = {
  'newey-west': 'Newey-West 标准误',
  'driscoll-kraay': 'Driscoll-Kraay 标准误',
};

/** Covariances by clusters, with what stands behind the columns. */
const clustered: Readonly<Record<string, string>> = {
  cluster: '稳健标准误',
  cr2: '偏误修正（CR2）标准误',
  cr3: '杠杆修正（CR3）标准误',
  wild: '稳健标准误',
};

export function starsClause({ stars }: Pick<InferenceFact, 'stars'>): Rich | null {
  if (stars.length === 0) return null;
  const marks = stars.map(({ mark }) => mark).join('、');
  const levels = stars.map(({ percent }) => `${percent}%`).join('、');
  return toRich(
    stars.length > 1
      ? `${marks} 分别表示在 ${levels} 的水平上显著`
      : `${marks} 表示在 ${levels} 的水平上显著`,
  );
}

function panelPhrase(panel: PanelFact): Rich {
  const period = unbroken(`${panel.first}—${panel.last}`);
  return zh`${units(panel.units, panel.unit)} ${period} 年的${panel.balanced ? '' : '非'}平衡面板`;
}

/** 样本为 28 个城市 2013—2023 年的平衡面板，按主导产业分组. */
export function sampleClause(fact: SampleFact): Rich {
  const { panel, rows, whole, split } = fact;
  const groups = split === null ? [] : split.by ? zh`，按${noun(split.by)}分组` : toRich('，分组估计');
  const size = zh`${count(rows)} 个观测`;
  if (!panel) return whole ? zh`样本为 ${size}${groups}` : zh`样本取自 ${size}${groups}，${uses(fact)}`;
  if (!whole) return zh`样本取自${panelPhrase(panel)}（${size}）${groups}，${uses(fact)}`;
  return panel.balanced
    ? zh`样本为 ${panelPhrase(panel)}${groups}`
    : zh`样本为 ${panelPhrase(panel)}（${size}）${groups}`;
}

function uses({ used, of }: SampleFact): Rich {
  return zh`各${of ? '模型' : '列'}使用 ${interval(used)} 个观测`;
}

export function dataClause(data: DataFacts, sample: SampleFact): Rich | null {
  const scaling = scalingClause(data, false);
  const order = scaling && sample.split ? zh`${scaling}，标准化在分组之前完成` : scaling;
  return clauses([order, winsorClause(data), interpolationClause(data), ...unmatchedClauses(data)], '，');
}

function subject(extent: Extent): Rich {
  switch (extent.kind) {
    case 'all':
      return toRich('各变量均');
    case 'regressors':
      return toRich('解释变量与控制变量');
    case 'except':
      return zh`除${enumerated(extent.labels)}外，各变量均`;
    case 'only':
      return enumerated(extent.labels);
  }
}

const methods: Readonly<Record<string, string>> = {
  minmax: '极差标准化',
  zscore: 'z 分数标准化',
  decimal: '小数定标标准化',
};

function within(by: readonly Noun[]): Piece {
  return by.length === 0 ? '全样本' : zh`${listed(by.map(noun))}内`;
}

function scalingClause({ scaled }: DataFacts, extremes: boolean): Rich | null {
  return clauses(
    scaled.map(({ method, by, extent }) => {
      const done = zh`${subject(extent)}经${within(by)}${methods[method] ?? method}`;
      return extremes && method === 'minmax' && by.length === 0
        ? zh`${done}，故最小值为 0、最大值为 1`
        : done;
    }),
    '，',
  );
}

function winsorClause({ winsorized }: DataFacts): Rich | null {
  return clauses(
    winsorized.map(
      ({ at, by, extent }) => zh`${subject(extent)}在${within(by)}按 ${at[0]}% 和 ${at[1]}% 分位数缩尾`,
    ),
    '，',
  );
}

function interpolationClause({ interpolated }: DataFacts): Rich | null {
  if (!interpolated) return null;
  const { cells, unit, time } = interpolated;
  return zh`缺失值在${noun(unit)}内按${noun(time)}线性插值（${count(cells)} 个单元格）`;
}

function unmatchedClauses({ unmatched }: DataFacts): readonly Rich[] {
  return unmatched.map(({ source, rows }) => zh`${count(rows)} 个观测在 ${code(source)} 中无匹配`);
}

function omittedClause({ omitted, collinear }: CoefficientFacts): Rich | null {
  const dropped = collinear.map(({ columns, term, explainedBy }) => {
    const why = explainedBy.length > 0 ? zh`（由${enumerated(explainedBy)}决定）` : [];
    return zh`${columnList(columns)}的${term}因共线被剔除${why}`;
  });
  return clauses([omitted.length > 0 ? zh`${enumerated(omitted)}的系数未列出` : null, ...dropped], '；');
}
