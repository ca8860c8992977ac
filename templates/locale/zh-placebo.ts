import type { Rich } from '../document/document.ts';
import type { PlaceboFacts } from '../document/facts.ts';
import { italic, toRich } from '../document/rich.ts';
import { permutationValue } from './permutation.ts';
import { clauses, count, noun, sentences, zh } from './zh-words.ts';

/** Notes of a placebo: what was permuted, what the points are, the permutation p, the seed. */
export function placeboNotes(facts: PlaceboFacts): readonly Rich[] {
  const failed = facts.failed > 0 ? zh`（${count(facts.failed)} 次无法估计、未计入）` : [];
  const drawn = zh`${permutation(facts)} ${count(facts.draws)} 次${failed}，控制变量不变，重新估计${modelName(facts)}`;
  const above = facts.shareAbove && zh`，${facts.shareAbove}% 大于 0.10`;
  const points = zh`点为各次置换的 ${italic('p')} 值${above ?? ''}${firstDrawn(facts)}`;
  return sentences([
    drawn,
    clauses([points, permutationP(facts)], '；'),
    facts.seed === null ? null : zh`种子 ${facts.seed}`,
  ]);
}

function firstDrawn({ points }: PlaceboFacts): Rich {
  return points === null ? [] : zh`（图中为前 ${count(points)} 次）`;
}

function modelName({ model, place }: PlaceboFacts): Rich {
  return place ? toRich(`表 ${place.table} 列 (${place.column}) 的模型`) : zh`模型 ${model}`;
}

function permutation({ rows, term, within, unit }: PlaceboFacts): Rich {
  if (unit) return zh`在${noun(unit)}之间整列置换${term}`;
  if (within) return zh`在${noun(within)}相同的观测间随机置换${term}`;
  return zh`在全部 ${count(rows)} 个观测间随机置换${term}`;
}

function permutationP(facts: PlaceboFacts): Rich {
  const what: Rich =
    facts.statistic === 'estimate' ? toRich('系数') : [italic(facts.letter), { text: ' 统计量' }];
  const times = facts.extreme === 0 ? toRich('无一次') : zh`有 ${count(facts.extreme ?? 0)} 次`;
  const reached = facts.extreme === null ? [] : zh`${times}置换的${what}绝对值达到真实值，`;
  return zh`${reached}置换 ${italic('p')} = ${permutationValue(facts)}（蒙特卡洛标准误 ${facts.error}）`;
}
