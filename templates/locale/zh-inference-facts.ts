import type { FactValues } from './locale.ts';
import { said } from './zh-said.ts';

const paths: Readonly<Record<string, string>> = { total: '总效应', mediator: '中介', direct: '直接效应' };

/** Of standard errors, tests and draws, by code. */
export const inferenceFacts: Readonly<Record<string, (values: FactValues) => string>> = {
  'one-cluster': ({ names }) => said`${names}不足两个聚类，无法计算标准误`,
  'few-clusters': ({ names, clusters, slopes }) =>
    names === ''
      ? said`聚类没有为 ${slopes} 个斜率系数的联合 F 检验留下自由度`
      : said`按${names}聚类，聚类数为 ${clusters}，而斜率系数有 ${slopes} 个，不存在其联合 F 检验`,
  'vcov-repaired': ({ clipped }) =>
    said`协方差矩阵并非半正定，${clipped} 个负特征值已置零，不存在联合 F 检验`,
  'full-leverage': ({ rows }) => said`${rows} 个观测的杠杆值为 1，被完全拟合，对协方差没有贡献`,
  'crossing-quantiles': ({ rows }) => said`${rows} 个观测两侧的拟合分位数相互交叉，其密度计为零`,
  'bootstrap-failed-draws': ({ failed, draws }) => said`${draws} 次重抽中，有 ${failed} 次无法估计，未计入`,
  'bootstrap-few-draws': ({ draws, enough }) =>
    said`重抽 ${draws} 次，区间端点之外不足 10 次，端点由少数极端值决定，至少应重抽 ${enough} 次`,
  'bootstrap-no-bca': ({ names }) =>
    said`${names}没有 BCa 区间：重抽所得估计全部位于估计值的一侧，或去掉任何一行（一组）都不改变估计值`,
  'bootstrap-splits-units': ({ names, unit }) =>
    said`${names}在${unit}内变化，按其重抽会拆散${unit}的时间序列，没有标准误`,
  'bootstrap-no-path': ({ names }) => said`${names}在直接效应的模型中没有系数，未作 Bootstrap`,
  'unbounded-interval': ({ names }) => said`聚类或抽取次数过少，${names}的置信区间没有端点`,
  'not-compared': ({ names, groups }) => said`${names}并非在各个模型中均有估计（${groups}没有），未作比较`,
  'indirect-variance': ({ test }) => said`间接效应的方差不为正，${test} 检验不存在`,
  'decomposition-fails': ({ names }) =>
    said`各模型剔除的共线控制变量不同，${names}的总效应不等于直接效应与间接效应之和`,
  'mediation-no-path': ({ names, role }) =>
    said`${names}在${paths[String(role)] ?? String(role)}方程中没有系数或标准误，无法检验中介效应`,
  'placebo-common-trend': ({ unit, permuted }) =>
    said`置换以${unit}的整列为单位，保留${permuted}共同的时间走势；模型不含时间效应时，安慰剂系数不以零为中心`,
  'placebo-immovable': ({ fixed, rows }) =>
    said`${rows} 个观测中，有 ${fixed} 个没有可以交换的同类观测，在各次置换中保持原值`,
  'placebo-failed-draws': ({ failed, draws }) =>
    said`${draws} 次置换中，有 ${failed} 次无法估计（被置换的变量可由其余变量解释），未计入`,
  'placebo-no-term': ({ names }) => said`${names}不是模型的解释变量，未作安慰剂检验`,
  'placebo-collinear': ({ names }) => said`${names}因共线被剔除，未作安慰剂检验`,
  'placebo-several-terms': ({ names }) => said`${names}以多项进入模型，未作安慰剂检验`,
  'curve-repeated': ({ repeated, models }) =>
    said`${models} 个组合中，有 ${repeated} 个与其他组合的模型相同，只计一次`,
  'curve-no-estimate': ({ failed, models }) =>
    said`${models} 个模型中，有 ${failed} 个无法估计所关注的系数，未计入`,
  'curve-failed-draws': ({ failed, draws }) =>
    said`${draws} 次置换中，有 ${failed} 次使部分模型无法估计，未计入`,
  'curve-immovable': ({ fixed, rows, names }) =>
    said`${rows} 个观测中，有 ${fixed} 个没有等长的${names}序列可以交换，在各次置换中保持原值`,
  'curve-rows-exchanged': ({ names }) =>
    said`模型按${names}聚类，但置换在观测之间进行：若解释变量在聚类内持续，联合检验的 p 值偏小`,
  'curve-common-trend': ({ names }) =>
    said`置换以${names}的整列为单位，序列保留共同的时间走势；模型不含时间效应时，置换所得系数不以零为中心`,
};
