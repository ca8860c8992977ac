import type { Rich } from '../document/document.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { code, concat, italic, strong, sup, toRich } from '../document/rich.ts';
import type { Locale } from './locale.ts';
import { factsOf } from './zh-facts.ts';
import { facts } from './zh-plain-facts.ts';
import { correlationNotes } from './zh-correlations.ts';
import { curveWords } from './zh-curve.ts';
import { distributionWords } from './zh-distributions.ts';
import { coefficientFigureNotes, figureWords } from './zh-figures.ts';
import { coefficientNotes, definitionNotes, descriptiveNotes, mediationNotes } from './zh-notes.ts';
import { placeboNotes } from './zh-placebo.ts';
import { ledgerLine, summaryLine, verdictSentence } from './zh-report.ts';
import { comparisons } from './zh-comparisons.ts';
import { tests } from './zh-tests.ts';
import { columnList, count, listed, noun, zh as said } from './zh-words.ts';

const R2: Rich = [italic('R'), sup('2')];

/** Chinese: full-width punctuation, Latin brackets round numbers, a thin space in 1 000. */
export const zh: Locale = {
  language: 'zh',
  colon: '：',
  count,
  sentences: (sentences) => sentences,
  numbered: (kind, number) => `${kind === 'table' ? '表' : '图'} ${number}`,
  caption: (kind, number, title) => said`${kind === 'table' ? '表' : '图'} ${number}　${title}`,
  continued: (table) => said`续表 ${table}`,
  words: {
    yes: '是',
    no: '否',
    variable: '变量',
    dependentVariable: '被解释变量',
    constant: '常数项',
    notesLead: toRich('注：'),
    roles: {
      outcome: '被解释变量',
      treatment: '解释变量',
      mediator: '中介变量',
      moderator: '调节变量',
      control: '控制变量',
      instrument: '工具变量',
    },
    definitions: { role: '变量类型', name: '变量名称', symbol: '符号', definition: '变量定义' },
    describe: {
      n: '样本量',
      missing: '缺失值',
      mean: '均值',
      sd: '标准差',
      variance: '方差',
      min: '最小值',
      max: '最大值',
      median: '中位数',
      skewness: '偏度',
      kurtosis: '峰度',
    },
    statistics: {
      n: toRich('样本量'),
      r2: R2,
      adj_r2: concat('调整后 ', R2),
      within_r2: concat('组内 ', R2),
      between_r2: concat('组间 ', R2),
      overall_r2: concat('总体 ', R2),
      pseudo_r2: concat('伪 ', R2),
      f: concat(italic('F'), ' 统计量'),
      chi2: concat('Wald ', italic('χ'), sup('2')),
      rmse: toRich('均方根误差'),
      log_lik: toRich('对数似然值'),
      aic: toRich('AIC'),
      bic: toRich('BIC'),
      outcome_mean: toRich('被解释变量均值'),
    },
    mediation: {
      stepwise: toRich('逐步回归'),
      decomposition: toRich('效应分解'),
      models: { total: '总效应', mediator: '中介方程', direct: '直接效应' },
      effect: '效应',
      columns: {
        estimate: toRich('估计值'),
        std_error: toRich('标准误'),
        statistic: concat(italic('t'), '/', italic('z'), ' 值'),
        share: toRich('占比（%）'),
      },
      total: concat('总效应 ', italic('c')),
      direct: concat('直接效应 ', italic('c′')),
      indirect: concat('间接效应 ', italic('a'), ' × ', italic('b')),
      tests: { sobel: toRich('Sobel 检验'), aroian: toRich('Aroian 检验'), goodman: toRich('Goodman 检验') },
    },
    placebo: {
      density: toRich('核密度'),
      normal: toRich('正态密度'),
      p: concat(italic('p'), ' 值（右轴）'),
      rightAxis: concat(italic('p'), ' 值'),
      x: toRich('安慰剂估计系数'),
      actual: toRich('真实估计值'),
      threshold: concat(italic('p'), ' = 0.10'),
    },
    curve: {
      estimate: '全部模型',
      models: toRich('模型数'),
      median: toRich('估计值中位数'),
      positive: toRich('估计值为正（%）'),
      significant: toRich('显著（%）'),
      stouffer: concat('Stouffer ', italic('Z')),
      p: {
        median: concat('联合检验 ', italic('p'), ' 值：中位数'),
        share: concat('联合检验 ', italic('p'), ' 值：显著比例'),
        stouffer: concat('联合检验 ', italic('p'), ' 值：Stouffer ', italic('Z')),
      },
    },
    titles: {
      curve: '设定曲线',
      contrast: '系数差异检验',
      define: '变量定义',
      describe: '变量描述性统计',
      correlate: '相关系数',
      regress: '回归结果',
      vary: '稳健性检验',
      mediate: '中介效应检验',
      placebo: '安慰剂检验',
      coefficients: '估计系数',
    },
    report: {
      contents: '目录',
      claims: '主张',
      claimHeader: ['', '主张与判定条件', '所据数值', '结论'],
      ledger: '样本账',
      ledgerHeader: ['步骤', '变化', '行数'],
      results: '结果',
      provenance: '出处',
      notes: '说明',
      study: '研究',
      version: '程序',
      spec: '研究文件',
      data: '数据',
      seed: '随机种子',
      conventions: '小样本口径',
      undecided: '无法判定',
    },
  },
  headings: {
    sharedOutcome: (label) => toRich(`被解释变量：${label}`),
    fixedEffect: (label) => said`${label}固定效应`,
    clusters: (nouns) => (nouns.length === 0 ? toRich('聚类数') : said`聚类数（${listed(nouns.map(noun))}）`),
    units: (unit) => (unit ? said`${noun(unit)}数` : toRich('个体数')),
    panel: (letter, title) => concat(...concat(`${letter}. `, title).map((run) => strong(run.text))),
    interval: (level) => toRich(`${percent(level)}% 置信区间`),
    bootstrap: (unit) => (unit ? said`Bootstrap（按${noun(unit)}重抽）` : toRich('Bootstrap（按行重抽）')),
    indirect: (mediator) =>
      said`${mediator === null ? toRich('间接效应合计') : said`经${mediator}的间接效应`} ${italic('ab')}`,
    percentile: (p) => toRich(`${p}% 分位数`),
    without: (value) => `剔除${value}`,
    derived: (kind, model) => {
      const what = kind === 'first' ? '第一阶段' : '边际效应';
      return model === null ? what : `${model}（${what}）`;
    },
    between: '，',
    unitOf: (unit) => `（${unit}）`,
  },
  notes: {
    coefficients: coefficientNotes,
    descriptive: descriptiveNotes,
    definitions: definitionNotes,
    correlations: correlationNotes,
    mediation: mediationNotes,
    placebo: placeboNotes,
    coefficientFigure: coefficientFigureNotes,
    ofColumns: (columns, sentence) => concat(columnList(columns), '：', sentence),
  },
  tests,
  comparisons,
  verdict: verdictSentence,
  ended: (sentence) => concat(sentence, '。'),
  factsOf,
  enumeration: (labels) => labels.join('、'),
  facts,
  notShown: (id) => said`${code(id)} 所需的模型未能估计，未能生成。`,
  figure: {
    curve: curveWords,
    distribution: distributionWords,
    ...figureWords,
    description: (draws, estimate) =>
      `${count(draws)} 次随机置换所得系数的核密度与 p 值；竖虚线为真实估计值 ${estimate}。`,
  },
  report: { summary: summaryLine, verdict: verdictWord, ledger: ledgerLine },
};

function percent(level: number): string {
  return formatTrimmed(100 * level);
}

function verdictWord(holds: boolean, expectation: boolean): string {
  const word = holds ? '成立' : '不成立';
  return expectation ? word : `${word}（与预期${holds ? '不符' : '一致'}）`;
}
