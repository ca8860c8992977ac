import type { ReportedStatistic } from '../plan/reported.ts';

/** What a label says, whatever its case, points, spaces and superscripts. */
export function plainLabel(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}#]+/gu, '');
}

const ofModels: Readonly<Record<ReportedStatistic, string>> = {
  n: 'n nobs obs observation observations numberofobservations numberofobs numobs noofobservations noofobs obsn samplesize 观测值 观测数 观测值数 观测量 样本量 样本数 样本容量 观察值 样本观测值 样本数n 样本量n 观测值n',
  r2: 'r2 rsquared rsq r2value r2值 拟合优度 multipler2 r平方 overallr2 可决系数',
  adj_r2:
    'adjr2 adjustedr2 adjrsquared adjustedrsquared adjrsq r2adj r2adjusted ar2 r2a 调整r2 调整后r2 调整的r2 调整后的r2 修正r2 校正r2 调整r平方 调整可决系数',
  within_r2: 'withinr2 r2within withinrsquared 组内r2 r2组内',
  f: 'f fstat fstatistic fstatistics fvalue ftest f值 f统计量 modelf',
  rmse: 'rmse rootmse rootmeansquarederror 均方根误差',
  clusters: 'clusters numberofclusters numclusters nclusters noofclusters 聚类数 聚类个数',
};

const ofVariables: Readonly<Record<string, string>> = {
  n: `${ofModels.n} count`,
  missing: 'missing nmissing 缺失 缺失值',
  mean: 'mean average avg 均值 平均值 平均数',
  sd: 'sd stddev standarddeviation stdev std 标准差',
  min: 'min minimum 最小值 极小值',
  median: 'median med p50 50 q2 中位数 中值',
  max: 'max maximum 最大值 极大值',
  p25: 'p25 25 q1 pctl25 25thpercentile 1stqu 下四分位数 25分位数 25分位',
  p75: 'p75 75 q3 pctl75 75thpercentile 3rdqu 上四分位数 75分位数 75分位',
  p5: 'p5 5thpercentile 5分位数',
  p10: 'p10 10thpercentile 10分位数',
  p90: 'p90 90thpercentile 90分位数',
  p95: 'p95 95thpercentile 95分位数',
};

/** Printed below many tables, and nothing that a column here holds. */
const others =
  /^(?:aic|bic|loglik|loglikelihood|llh|pseudor2|deviance|residualstderror|residualse|sigma|r2between|betweenr2|overallr2|组间r2|meanof|meandep|dependentmean|ymean|df|dof|chi2|waldchi2|lrchi2|wald|sargan|hansen|kleibergen|cragg|firststagef|ar1|ar2test|prob|pvalue|p值|durbinwatson|dw值|dw|num(?:ber)?(?:of)?(?:units|groups|firms|countries|cities|individuals)|groups|cities|firms|units|countries|城市数|企业数|公司数|个体数|省份数|icc|stdev|sobel|hausman|vif)/;

function byWord(names: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(names).flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)),
  );
}

const models = byWord(ofModels);
const variables = byWord(ofVariables);

/** The statistic of a model that a row label names, in English or Chinese; other: a known one that is not read. */
export function modelStatistic(label: string): ReportedStatistic | 'other' | null {
  // `F(4, 303)`, `R² (within)`.
  const found = models.get(plainLabel(label)) ?? models.get(plainLabel(label.replace(/\(\s*\d.*$/u, '')));
  if (found !== undefined) return found as ReportedStatistic;
  return others.test(plainLabel(label)) ? 'other' : null;
}

/** The descriptive statistic that a heading names. */
export function describeStatistic(heading: string): string | null {
  return variables.get(plainLabel(heading)) ?? null;
}

const INTERCEPT = new Set(
  'cons constant intercept theintercept 常数项 常数 截距 截距项 constantterm'.split(' '),
);

/** `_cons`, `(Intercept)`, `Constant`, `常数项`. */
export function isIntercept(label: string): boolean {
  return INTERCEPT.has(plainLabel(label));
}

/** Beside a line of brackets: what they hold, and no second line of the label above. */
export function namesPart(label: string): boolean {
  return /^(?:[tzp]|se|sd|ci|std.*|robust.*|[tzp](?:stat|value|ratio).*|[tzp][值统].*|.*标准误.*|\d\d?ci|95.*)$/.test(
    plainLabel(label),
  );
}

/** Above the columns or beside them: what follows is the outcome. */
export function namesOutcome(label: string): boolean {
  return /^(?:(?:the)?dependentvar(?:iable)?s?|depvar|outcome|outcomes|outcomevariable|被解释变量|因变量|解释变量为|结果变量)$/.test(
    plainLabel(label),
  );
}

/** What follows `Dependent variable:` in the same heading; null where nothing does. */
export function outcomeAfter(heading: string): string | null {
  const at = heading.search(/[:：]/u);
  return at > 0 && namesOutcome(heading.slice(0, at)) ? heading.slice(at + 1).trim() || null : null;
}

/** Headings that say how a column is estimated, not of what. */
export function namesMethod(heading: string): boolean {
  return /^(?:p?ols|iv|2sls|gmm|fe|re|lsdv|wls|gls|fgls|probit|logit|poisson|ppml|tobit|hdfe|reghdfe|linear|panellinear|felm|feols|fixedeffects|randomeffects|pooled|coefficient|estimate|coef|full(?:sample)?|全样本|基准|固定效应|随机效应)$/.test(
    plainLabel(heading),
  );
}
