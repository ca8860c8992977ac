import type { FactValues } from './locale.ts';
import { said } from './zh-said.ts';

const because = (by: string | number | undefined): string => (by === '' ? '其值全为零' : said`可由${by}解释`);

/** Why a model has no row, by the step that took the last of them. */
const noRow: Readonly<Record<string, (values: FactValues) => string>> = {
  empty: () => '表中没有任何行',
  conditions: ({ rows }) => said`${rows} 行均不符合筛选条件`,
  missing: ({ rows, names }) => said`${rows} 行的${names}均缺失`,
  'missing-any': ({ rows, names }) => said`${rows} 行的${names}至少缺失一项`,
  weights: ({ rows, names }) => said`${rows} 行的权重（${names}）均为零`,
  singletons: ({ names }) => said`每一行在${names}的某个水平内均只有一个观测`,
};

/** Of samples, designs and estimates, by code. */
export const modelFacts: Readonly<Record<string, (values: FactValues) => string>> = {
  'zero-weights': ({ rows }) => said`权重为零的 ${rows} 个观测未计入`,
  'redundant-levels': ({ effects, least, counted }) =>
    said`${effects} 组固定效应的各水平中，独立的至少 ${least} 个、至多 ${counted} 个，参数个数至多高估 ${Number(counted) - Number(least)} 个`,
  'differences-across-gaps': ({ gaps, left }) =>
    left === 'out'
      ? said`跨越时间间断的 ${gaps} 个差分未计入`
      : said`${gaps} 个差分跨越时间间断，取自同一个体相邻的两行`,
  'no-rows': (values) => said`没有可用于估计的观测：${noRow[String(values['cause'])]?.(values) ?? ''}`,
  'text-outcome': ({ names }) => said`被解释变量${names}为文本，须为数值`,
  'negative-weights': ({ names, rows }) => said`权重${names}在 ${rows} 行为负，无法估计`,
  'constant-outcome': ({ names }) =>
    said`被解释变量${names}在样本内（或固定效应的各水平内）没有变化，无法估计`,
  'no-regressors': ({ names }) =>
    names === '' ? '没有留下任何解释变量' : said`没有留下任何解释变量（${names}）`,
  'values-too-large': ({ names }) => said`${names}的数值过大，无法计算，宜改用其他单位`,
  'values-too-small': ({ names }) => said`${names}的数值过小，无法计算，宜改用其他单位`,
  'no-differences': ({ names }) => said`没有一个${names}有两行可作差分`,
  'no-degrees-of-freedom': ({ rows, k }) => said`${rows} 行、${k} 个参数，没有剩余自由度，不存在标准误`,
  'random-no-within': ({ names }) =>
    said`${names}内没有剩余自由度，或解释变量完全拟合被解释变量，无法估计随机效应`,
  'random-few-units': ({ units, names, k }) =>
    said`${names}仅 ${units} 个，${names}之间的回归元有 ${k} 个，无法估计个体效应的方差`,
  'random-no-unit-variance': ({ names }) => said`${names}效应的方差估计值不为正，取为零，即混合最小二乘`,
  'cluster-crosses-units': ({ names, unit }) =>
    said`${names}在${unit}内变化，而组间回归中每个${unit}只有一行`,
  'undefined-convention': ({ conventions }) => said`小样本口径 ${conventions} 对这种模型或标准误没有规定`,
  collinear: ({ names, by }) => said`${names}被剔除，${because(by)}`,
  'collinear-instrument': ({ names, by }) => said`工具变量${names}被剔除，${because(by)}`,
  'under-identified': ({ names, instruments }) =>
    instruments === undefined
      ? said`工具变量不能解释${names}，无法识别`
      : said`有效的工具变量有 ${instruments} 个，少于内生变量（${names}）的个数，无法识别`,
  'not-binary': ({ names, others }) => said`被解释变量${names}须为 0 或 1，现有取值 ${others}`,
  'negative-outcome': ({ names, others }) => said`被解释变量${names}不得为负，现有取值 ${others}`,
  'separated-rows': ({ rows, outcome, names }) =>
    said`剔除了 ${rows} 个${outcome}为零且被${names}完全预测的观测`,
  'perfect-separation': ({ names, outcome }) => said`${names}完全预测了${outcome}，不存在有限的估计值`,
  'no-margins': ({ names }) => said`${names}的边际效应不存在`,
};
