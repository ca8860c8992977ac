import { italic, toRich } from '../document/rich.ts';
import type { DistributionWords } from './distribution-words.ts';
import { count, sentences, zh } from './zh-words.ts';

export const distributionWords: DistributionWords = {
  title: '变量分布',
  density: toRich('密度'),
  counts: (counts) => zh`${italic('n')} = ${counts.map(count).join('；')}`,
  description: (variables, groups) => {
    const split = groups > 0 ? `，分 ${count(groups)} 组` : '';
    return `${count(variables)} 个变量的直方图与核密度曲线${split}。`;
  },
  notes: (groups) =>
    sentences([
      toRich(groups > 0 ? '柱为各组合并的直方图，曲线为各组的高斯核密度' : '柱为直方图，曲线为高斯核密度'),
      toRich('带宽按 Silverman 法则选取；柱的面积与每条曲线下的面积均为 1'),
    ]),
};
