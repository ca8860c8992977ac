import type { FactValues } from './locale.ts';
import { modelFacts } from './zh-model-facts.ts';
import { inferenceFacts } from './zh-inference-facts.ts';
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
  'non-positive-log': ({ name, cells }) => `${name} 有 ${number(cells)} 个单元格对非正数取对数，记为缺失`,
  'not-finite': ({ name, cells }) => `${name} 有 ${number(cells)} 个单元格的结果不是有限数，记为缺失`,
  'not-a-condition': ({ name, cells }) => `${name} 有 ${number(cells)} 个单元格的条件既非 1 也非 0，视为缺失`,
  'breaks-not-ascending': ({ name, cells }) =>
    `${name} 有 ${number(cells)} 个单元格的 cut 分界点并非递增，记为缺失`,
  ...modelFacts,
  ...inferenceFacts,
};
