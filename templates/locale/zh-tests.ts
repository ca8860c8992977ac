import { concat, italic, join, sup, toRich } from '../document/rich.ts';
import { zh as said } from './zh-words.ts';
import type { TestWords } from './test-words.ts';

const p = concat(italic('p'), ' 值');
const F = concat(italic('F'));
const chi2 = concat(italic('χ'), sup('2'));

export const tests: TestWords = {
  heading: '模型检验',
  header: [toRich('检验'), toRich('原假设'), toRich('统计量'), p],
  hypothesisHeader: [
    toRich('假设'),
    toRich('内容'),
    toRich('左右两边之差（标准误）[置信区间]'),
    toRich('统计量'),
    p,
  ],
  names: {
    vif: { name: '方差膨胀因子（最大值）', null: null },
    'condition-number': { name: '条件数', null: null },
    'breusch-pagan': { name: 'Breusch–Pagan 检验（Koenker 形式）', null: '误差同方差' },
    'breusch-pagan-original': { name: 'Breusch–Pagan 检验（正态误差）', null: '误差同方差' },
    white: { name: 'White 检验', null: '误差同方差' },
    reset: { name: 'RESET 检验', null: '拟合值的高次项无解释力，即函数形式无误' },
    'durbin-watson': { name: 'Durbin–Watson 检验', null: '误差无一阶正自相关' },
    'jarque-bera': { name: 'Jarque–Bera 检验', null: '误差服从正态分布' },
    hausman: { name: 'Hausman 检验', null: '个体效应与解释变量不相关' },
    'hausman-auxiliary': { name: 'Hausman 检验（辅助回归形式）', null: '个体效应与解释变量不相关' },
    'hausman-robust': { name: 'Hausman 检验（稳健形式）', null: '个体效应与解释变量不相关' },
    'f-individual': { name: '个体效应 F 检验', null: '不存在个体效应' },
    'f-time': { name: '时间效应 F 检验', null: '不存在时间效应' },
    'f-twoways': { name: '双向效应 F 检验', null: '个体效应与时间效应均不存在' },
    'lm-individual': { name: '个体效应 LM 检验', null: '不存在个体随机效应' },
    'lm-time': { name: '时间效应 LM 检验', null: '不存在时间随机效应' },
    'lm-twoways': { name: '双向效应 LM 检验', null: '个体与时间随机效应均不存在' },
    'lm-honda': { name: 'Honda 检验', null: '不存在个体随机效应' },
    'breusch-godfrey': { name: 'Breusch–Godfrey 检验', null: '同一个体的误差无序列相关' },
    wooldridge: { name: 'Wooldridge 检验', null: '同一个体的误差无序列相关' },
    'pesaran-cd': { name: 'Pesaran CD 检验', null: '不同个体的误差不相关' },
    'weak-instruments': { name: '弱工具变量检验', null: '工具变量与内生变量无关' },
    'wu-hausman': { name: 'Wu–Hausman 检验', null: '被工具的变量是外生的' },
    'cragg-donald': { name: 'Cragg–Donald 检验', null: '工具变量与内生变量的某一线性组合无关' },
    'kleibergen-paap': { name: 'Kleibergen–Paap F 检验', null: '工具变量与内生变量的某一线性组合无关' },
    'kleibergen-paap-lm': { name: 'Kleibergen–Paap LM 检验', null: '工具变量与内生变量的某一线性组合无关' },
    'hansen-j': { name: 'Hansen J 检验', null: '所有工具变量均有效' },
    sargan: { name: 'Sargan 检验', null: '所有工具变量均有效' },
  },
  rows: (name, distribution) =>
    said`${name}：${{ f: F, chi2, both: concat(italic('F'), ' 或 ', chi2) }[distribution]}`,
  p,
  sentence: (items) =>
    said`Wald 检验：${join(
      items.map(({ name, states }) => said`${name}：${states}`),
      '；',
    )}。`,
  deciding: (term) => said`（${term}）`,
};
