import type { FactValues } from './locale.ts';
import { count } from './zh-words.ts';

const number = (value: string | number | undefined): string => count(Number(value));

/** Facts with names or numbers in them, as sentences without their full stop, by code. */
export const factsOf: Readonly<Record<string, (values: FactValues) => string>> = {
  'not-interpolated': ({ name, cells }) =>
    `${name} 有 ${number(cells)} 个缺失值前后没有同一个体的观测，未插值`,
  'rows-with-missing': ({ list }) => `因下列变量缺失而剔除观测（括号内为缺失个数）：${list}`,
  'undecided-rows': ({ undecided, dropped }) =>
    `所剔除的 ${number(dropped)} 行中，有 ${number(undecided)} 行的筛选条件因缺失而无法判断`,
  'constant-column': ({ name, groups, by }) =>
    by === ''
      ? `${name} 没有变化，无法标准化，记为缺失`
      : `${name} 在 ${by} 的 ${number(groups)} 个组内没有变化，无法标准化，记为缺失`,
  'panel-gaps': ({ gaps, units }) =>
    `${number(units)} 个个体中，有 ${number(gaps)} 个在首末两期之间缺少某些时期`,
  'zero-weights': ({ rows }) => `权重为零的 ${number(rows)} 个观测未计入`,
  'redundant-levels': ({ effects, least, counted }) =>
    `${number(effects)} 组固定效应的各水平中，独立的至少 ${number(least)} 个、至多 ${number(counted)} 个，参数个数至多高估 ${number(Number(counted) - Number(least))} 个`,
  'placebo-common-trend': ({ unit, permuted }) =>
    `置换以 ${unit} 的整列为单位，保留 ${permuted} 共同的时间走势；模型不含时间效应时，安慰剂系数不以零为中心`,
  'placebo-immovable': ({ fixed, rows }) =>
    `${number(rows)} 个观测中，有 ${number(fixed)} 个没有可以交换的同类观测，在各次置换中保持原值`,
  'placebo-failed-draws': ({ failed, draws }) =>
    `${number(draws)} 次置换中，有 ${number(failed)} 次无法估计（被置换的变量可由其余变量解释），未计入`,
  'curve-failed-draws': ({ failed, draws }) =>
    `${number(draws)} 次置换中，有 ${number(failed)} 次使部分模型无法估计，未计入`,
  'one-cluster': ({ name }) => `${name} 不足两个聚类，无法计算标准误`,
  'bootstrap-failed-draws': ({ failed, draws }) =>
    `${number(draws)} 次重抽中，有 ${number(failed)} 次无法估计，未计入`,
  'differences-across-gaps': ({ gaps, left }) =>
    left === 'out'
      ? `跨越时间间断的 ${number(gaps)} 个差分未计入`
      : `${number(gaps)} 个差分跨越时间间断，取自同一个体相邻的两行`,
};
