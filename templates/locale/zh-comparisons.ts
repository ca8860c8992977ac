import { concat, italic, sup, toRich } from '../document/rich.ts';
import type { Rich } from '../document/document.ts';
import type { ComparisonFact, ComparisonWords } from './comparison-words.ts';
import { count, enumerated, noun, zh as said } from './zh-words.ts';

const p = concat(italic('p'), ' 值');
const symbols = { f: concat(italic('F')), chi2: concat(italic('χ'), sup('2')) } as const;

export const comparisons: ComparisonWords = {
  heading: '系数差异检验',
  header: [toRich('变量'), toRich('组别'), toRich('系数之差（标准误）'), toRich('统计量'), p],
  columns: [toRich('系数之差'), toRich('标准误'), toRich('统计量'), p],
  difference: (term, first, second) => said`${term}：${first} − ${second}`,
  equality: (term, distribution) =>
    distribution === null ? said`${term}：各组相等` : said`${term}：各组相等，${symbols[distribution]}`,
  groups: (names) => enumerated(names),
  contrast: (first, second) => said`系数之差为 ${first} 减 ${second}。`,
  everything: '全部系数',
  p,
  sentence: (fact) => said`组间系数差异检验${how(fact)}。`,
};

function how({ test, by, draws, unit }: ComparisonFact): Rich {
  const clusters =
    by.length > 0 ? said`，按${enumerated(by.map(noun))}聚类` : toRich('，采用异方差稳健标准误');
  if (test === 'suest') return said`基于似不相关模型（suest）${clusters}`;
  if (test === 'chow') return toRich('基于全部变量与组别交互的模型（Chow 检验）');
  const moved = unit === null ? toRich('观测') : noun(unit);
  return said`为费舍尔组合检验，随机交换${moved}的组别 ${count(draws ?? 0)} 次`;
}
