import type { Rich } from '../document/document.ts';
import type { CurveFacts, JointFacts } from '../document/facts.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { italic, plainText, toRich } from '../document/rich.ts';
import type { CurveWords } from './curve-words.ts';
import { clauses, count, listed, noun, sentences, zh } from './zh-words.ts';

const short: Readonly<Record<string, string>> = {
  iid: '同方差',
  cr2: 'CR2',
  cr3: 'CR3',
  wild: 'wild bootstrap',
  bootstrap: 'Bootstrap',
  'newey-west': 'Newey-West',
  'driscoll-kraay': 'Driscoll-Kraay',
};

export const curveWords: CurveWords = {
  axes: {
    outcome: '被解释变量',
    treatment: '解释变量',
    controls: '控制变量',
    fixed: '固定效应',
    where: '样本',
    vcov: '标准误',
    group: '分组',
  },
  noControls: '无',
  noEffects: '无',
  allRows: '全样本',
  list: (labels) => labels.join('、'),
  y: (term) => (term === null ? toRich('系数') : zh`${term}的系数`),
  own: (estimate) => zh`基准设定 ${estimate}`,
  significant: (alpha) => [italic('p'), { text: ` < ${alpha}` }],
  insignificant: (alpha) => [italic('p'), { text: ` ≥ ${alpha}` }],
  vcov: (type, by, lag) => {
    const after = lag === null ? '' : `（滞后 ${lag} 期）`;
    const kind = short[type] ?? type;
    if (by.length === 0) return `${kind}${after}`;
    const columns = plainText(listed(by.map(noun)));
    return plainText(type === 'cluster' ? zh`按${columns}聚类` : zh`${kind}（按${columns}）`);
  },
  description: (models) =>
    `${count(models)} 个设定按系数从小到大排列，竖线为置信区间；下方标出每个设定的选择。`,
  notes: curveNotes,
  joint: jointNotes,
};

/** What a point is, how many models there are and what they say, and which is the one to start from. */
function curveNotes(facts: CurveFacts): readonly Rich[] {
  const { models, points, missing, repeated, level, significant, median, own } = facts;
  const place = own?.place ? `表 ${own.place.table} 列 (${own.place.column})` : `模型 ${own?.ref}`;
  const shown = clauses(
    [
      zh`${count(models)} 个设定按系数从小到大排列`,
      missing > 0 ? zh`另有 ${count(missing)} 个无法估计、未计入` : null,
      points === null ? null : zh`图中按系数的位次等距画出其中 ${count(points)} 个`,
    ],
    '，',
  );
  return sentences([
    shown,
    repeated > 0 ? zh`${count(repeated)} 个组合与其他组合的模型相同，只计一次` : null,
    zh`竖线为 ${formatTrimmed(100 * level)}% 置信区间，深色点 ${italic('p')} < ${formatTrimmed(1 - level)}（${count(models)} 个中有 ${count(significant)} 个），系数的中位数为 ${median}`,
    toRich('下方圆点为各设定的选择'),
    own ? zh`菱形为基准设定，即${place}` : null,
  ]);
}

/** What is permuted, how often, and what its p values compare. */
function jointNotes({ terms, draws, failed, unit, error, seed }: JointFacts): readonly Rich[] {
  const left = failed > 0 ? zh`（${count(failed)} 次无法估计、未计入）` : [];
  const between = unit ? zh`在${noun(unit)}之间整列` : toRich('在观测之间随机');
  return sentences([
    zh`联合检验（Simonsohn、Simmons 和 Nelson，2020）：${between}置换${listed(terms.map(toRich))} ${count(draws)} 次${left}，重新估计全部设定`,
    zh`联合检验 ${italic('p')} 值为置换所得的系数中位数、与多数系数同号且显著的设定所占比例、Stouffer ${italic('Z')} 的绝对值不小于实际值（实际值计入）的比例（蒙特卡洛标准误不超过 ${error}）`,
    seed === null ? null : zh`种子 ${seed}`,
  ]);
}
