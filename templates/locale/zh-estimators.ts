import type { Rich } from '../document/document.ts';
import type { EstimatorFact, SampleFact } from '../document/facts.ts';
import { italic, toRich } from '../document/rich.ts';
import { clauses, columnList, interval, zh } from './zh-words.ts';

const estimators: Readonly<Record<string, string>> = {
  ols: '最小二乘',
  between: '组间（个体均值）',
  random: '随机效应（Swamy–Arora）',
  'first-difference': '一阶差分',
  iv: '两阶段最小二乘',
  logit: 'Logit',
  probit: 'Probit',
  poisson: '泊松',
  quantile: '分位数',
};

export function estimatorClause({ estimator, taus, columns, pooled, intercept, fixed }: EstimatorFact): Rich {
  const method = estimator
    .split(', ')
    .map((one) => estimators[one] ?? one)
    .join('、')
    .concat(taus.length === 0 ? '' : `（τ = ${taus.join('、')}）`);
  const all = columns > 1 ? '各列均为' : '估计方法为';
  if (fixed === 'all') return zh`${all}吸收固定效应的${method}估计，固定效应的系数未列出`;
  if (fixed === 'some') return zh`${all}${method}估计，固定效应的系数未列出`;
  return zh`${all}${intercept ? '含截距的' : ''}${pooled && estimator === 'ols' ? '混合' : ''}${method}估计`;
}

/** What the F of a first stage is, where the table prints it. */
export function firstStageClause({ firstStages, columns, printsF }: EstimatorFact): Rich | null {
  if (firstStages.length === 0) return null;
  const all = columns === 1 ? '本列' : '各列';
  const where = firstStages.length === columns ? all : columnList(firstStages);
  const are = zh`${where}为第一阶段回归`;
  return printsF ? zh`${are}，其 ${italic('F')} 统计量仅检验工具变量` : are;
}

/** Which columns are marginal effects, and what of. */
export function marginsClause({ margins, columns }: EstimatorFact): Rich | null {
  const { average, atMeans } = margins;
  const part = (of: readonly number[], kind: string): Rich | null => {
    if (of.length === 0) return null;
    const where = of.length === columns ? toRich(columns === 1 ? '本列' : '各列') : columnList(of);
    return zh`${where}为${kind}`;
  };
  const said = clauses([part(average, '平均边际效应'), part(atMeans, '均值处的边际效应')], '，');
  return said && zh`${said}，0/1 变量和分类变量的各类别为离散变化，标准误用 delta 法`;
}

/** Rows that a likelihood leaves out. */
export function separatedClause({ separated }: SampleFact): Rich | null {
  if (separated === null) return null;
  return zh`剔除了 ${interval(separated)} 个被解释变量为零且被回归元或固定效应完全预测的观测`;
}
