/**
 * A figure of every kind, made of fixed numbers: several models and one, 40 terms, an event, named levels, curves of 24
 * and of 200 models; distributions, with groups and without; labels that are long or mean something to a format. The placebo is that of the seed study.
 */
import { shapesOf } from '../../../runtime/describe/distribution.ts';
import { compose } from '../../../templates/document/compose.ts';
import type {
  CoefficientFigure,
  CoefficientMark,
  CurveFigure,
  DistributionFigure,
  FigureDocument,
  Rich,
} from '../../../templates/document/document.ts';
import { seedStudy } from './seed-study.ts';

type Language = 'zh' | 'en';
/** One text in both languages. */
type Both = readonly [zh: string, en: string];

/** Numbers between −0.5 and 0.5 in a fixed order (Park and Miller's generator). */
function numbers(): () => number {
  let state = 7;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647 - 0.5;
  };
}

const LONG: Both = [
  '固定资产投资增速与高新技术产业总值之比的自然对数的三年移动平均值',
  'Growth of fixed-asset investment over the year before, three-year moving average',
];
const HOSTILE: readonly string[] = ['& < > " \' \\ { } %', '\\input{x} $x$ #1 ^ _ ~ |'];
const TERMS: readonly Both[] = [
  ['新质技术', 'New-quality technology'],
  ['人口规模', 'Population'],
  ['从业人员数', 'Employees'],
  LONG,
  ['R&D 经费内部支出', 'R&D expenditure'],
];
const LEVELS: readonly Both[] = [
  ['装备制造业', 'Equipment'],
  ['先进制造业与战略性新兴产业', 'Advanced manufacturing and emerging industries'],
  ['新型工业化', 'New industrialisation'],
  ['其他 & <未分类>', 'Other & <unclassified>'],
];
const CHOICES: readonly (readonly [Both, readonly Both[]])[] = [
  [
    ['估计方法', 'Estimator'],
    [
      ['混合 OLS', 'Pooled OLS'],
      ['城市固定效应', 'City effects'],
      ['城市与年份固定效应', 'City and year effects'],
    ],
  ],
  [
    ['控制变量', 'Controls'],
    [['无', 'none'], ['人口', 'Population'], LONG],
  ],
  [
    ['标准误', 'Standard errors'],
    [
      ['HC1', 'HC1'],
      ['按城市聚类', 'by city'],
    ],
  ],
];

/** Every figure in a language, each by its id. */
export function everyFigure(language: Language): readonly FigureDocument[] {
  const { plan, results } = seedStudy(language);
  const { figures } = compose(plan, results);
  return [
    ...figures,
    terms(language, 4, 5),
    terms(language, 1, 40),
    levels(language, 1),
    levels(language, 3),
    curve(language, 24),
    curve(language, 200),
    distributions(language, 6, 0),
    distributions(language, 2, 3),
  ];
}

function said(language: Language, [zh, en]: Both): Rich {
  return [{ text: language === 'zh' ? zh : en }];
}

function base(language: Language, id: string, title: Both) {
  return {
    kind: 'figure',
    ...{
      id,
      number: 2,
      title: said(language, title),
      caption: said(language, title),
      captionLines: [said(language, title)],
    },
    ...{ description: 'What it shows.', lead: said(language, ['注：', 'Notes: ']) },
    notes: [said(language, ['误差线为 95% 置信区间。', 'Bars are 95 percent confidence intervals.'])],
  } as const;
}

function words(language: Language, along: Both | null): CoefficientFigure['words'] {
  const estimate: Both = ['系数估计值（95% 置信区间，HC1）', 'Coefficient (95% confidence interval, HC1)'];
  return { estimate: said(language, estimate), levels: along && said(language, along) };
}

const models = (language: Language, count: number): readonly Rich[] =>
  Array.from({ length: count }, (_, i) => said(language, [`模型（${i + 1}）`, `Model (${i + 1})`]));

function markOf(next: () => number, series: number, centre: number): CoefficientMark {
  const estimate = centre + next();
  const half = 0.05 + 0.2 * Math.abs(next());
  const interval = [estimate - half, estimate + half] as const;
  return { series, estimate, interval, reference: false, source: '' };
}

function terms(language: Language, series: number, count: number): CoefficientFigure {
  const next = numbers();
  const label = (i: number): Rich => {
    const [zh, en] = TERMS[i % TERMS.length]!;
    const hostile = HOSTILE[i % 4];
    const text: Both = hostile ? [hostile, hostile] : [zh, en];
    return count > TERMS.length
      ? [{ text: `${i + 1}. ${said(language, text)[0]!.text}` }]
      : said(language, [zh, en]);
  };
  return {
    ...base(language, `terms${count}`, ['系数', 'Coefficients']),
    ...{ draw: 'coefficients', layout: 'terms', series: models(language, series), event: null },
    words: words(language, null),
    rows: Array.from({ length: count }, (_, at) => ({
      ...{ at, label: label(at) },
      marks: Array.from({ length: series }, (_, k) => k)
        .filter((k) => at === 0 || series === 1 || (k + at) % 3 !== 0)
        .map((k) => markOf(next, k, 0.2)),
    })),
  };
}

const REFERENCE: CoefficientMark = { series: 0, estimate: 0, interval: null, reference: true, source: '' };

/** One model: years to and since an event; several: levels with names. */
function levels(language: Language, series: number): CoefficientFigure {
  const next = numbers();
  const years = Array.from({ length: 11 }, (_, i) => i - 5);
  const event = series === 1;
  const rows = event
    ? years.map((at) => ({
        ...{ at, label: [{ text: String(at).replace('-', '−') }] },
        marks: at === -1 ? [REFERENCE] : [markOf(next, 0, Math.max(0, 0.3 * at))],
      }))
    : LEVELS.map((level, at) => ({
        ...{ at, label: said(language, level) },
        marks: Array.from({ length: series }, (_, k) => markOf(next, k, 0)),
      }));
  return {
    ...base(
      language,
      event ? 'event' : 'levels',
      event ? ['事件研究', 'Event study'] : ['行业', 'Industries'],
    ),
    ...{ draw: 'coefficients', layout: 'levels', series: models(language, series), rows },
    event: event ? -0.5 : null,
    words: words(
      language,
      event ? ['距政策实施的年数', 'Years since the policy'] : ['主导产业', 'Leading industry'],
    ),
  };
}

function curve(language: Language, count: number): CurveFigure {
  const next = numbers();
  const estimates = Array.from({ length: count }, () => markOf(next, 0, 0.4));
  const points = estimates
    .sort((a, b) => a.estimate - b.estimate)
    .map(({ estimate, interval }, i) => ({
      ...{ estimate, interval, source: '', own: i === Math.floor(count / 3) },
      significant: interval![0] > 0 || interval![1] < 0,
    }));
  return {
    ...base(language, `curve${count}`, ['设定曲线', 'Specification curve']),
    ...{ draw: 'curve', points },
    axes: CHOICES.map(([heading, choices], a) => ({
      heading: said(language, heading),
      choices: choices.map((choice, j) => ({
        label: said(language, choice),
        made: points.map((_, i) => (i * (a + 3) + Math.floor(i / 7)) % choices.length === j),
      })),
    })),
    words: {
      y: said(language, ['新质技术的系数估计值', 'Coefficient of new-quality technology']),
      own: said(language, ['基准模型 0.772', 'Preferred model 0.772']),
      significant: said(language, ['在 5% 水平上显著', 'Significant at 5 percent']),
      insignificant: said(language, ['不显著', 'Not significant']),
    },
  };
}

/** Sums of uniform numbers, wider apart and farther up from variable to variable. */
function distributions(language: Language, variables: number, groups: number): DistributionFigure {
  const next = numbers();
  const samples = Array.from({ length: variables }, (_, v) =>
    Array.from({ length: Math.max(groups, 1) }, (_, g) =>
      Float64Array.from({ length: 120 - 20 * g }, () => 10 ** (2 * v) * (next() + next() + 0.4 * g)).sort(),
    ),
  );
  const counts = samples[0]!.map((values) => values.length).join('; ');
  return {
    ...base(language, `distributions${variables}`, ['变量分布', 'Distributions']),
    draw: 'distributions',
    groups: LEVELS.slice(0, groups).map((level) => said(language, level)),
    panels: samples.map((values, v) => ({
      label: said(language, TERMS[v % TERMS.length]!),
      counts: [{ text: 'n', style: 'italic' }, { text: ` = ${counts}` }],
      shapes: shapesOf(values).map((shape, g) => ({ ...shape, n: values[g]!.length })),
    })),
    words: { density: said(language, ['密度', 'Density']) },
  };
}
