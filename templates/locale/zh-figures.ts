import type { Rich } from '../document/document.ts';
import type { CoefficientFigureFacts } from '../document/facts.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { toRich } from '../document/rich.ts';
import type { Locale } from './locale.ts';
import { estimatorClause } from './zh-estimators.ts';
import { covariance, dataClause, sampleClause } from './zh-notes.ts';
import { clauses, count, enumerated, sentences, zh } from './zh-words.ts';

/** Notes of a figure of coefficients: intervals, what stands at zero, estimator and sample, treatment of the data. */
export function coefficientFigureNotes(facts: CoefficientFigureFacts): readonly Rich[] {
  const about = clauses([estimatorClause(facts.estimator), sampleClause(facts.sample)], '，');
  return sentences([
    zh`线段为 ${intervals(facts.level)}，${clauses(facts.vcovs.map(errors), '，')!}`,
    referenceClause(facts),
    clauses([about, dataClause(facts.data, facts.sample)], '；'),
  ]);
}

function intervals(level: number | null): string {
  return level === null ? '置信区间' : `${formatTrimmed(100 * level)}% 置信区间`;
}

function errors({ fact, models }: CoefficientFigureFacts['vcovs'][number]): Rich {
  const based = zh`采用${covariance(fact)}`;
  return models === null ? based : zh`${enumerated(models)}${based}`;
}

function referenceClause({ reference, event }: CoefficientFigureFacts): Rich | null {
  return clauses(
    [
      reference === null ? null : zh`以${reference}为基准，其系数为 0`,
      event ? toRich('点线标示事件发生之前') : null,
    ],
    '；',
  );
}

/** Words of figures of coefficients that are no notes. */
export const figureWords: Pick<Locale['figure'], 'coefficients' | 'estimate' | 'model'> = {
  coefficients: (layout, rows, models) => {
    const what = layout === 'terms' ? `${count(rows)} 个系数` : `一个变量 ${count(rows)} 个取值`;
    return `${what}在 ${count(models)} 个模型中的系数估计值与置信区间；虚线为零。`;
  },
  estimate: (level, kind) => {
    const name = level === null ? '估计系数与置信区间' : `估计系数与 ${formatTrimmed(100 * level)}% 置信区间`;
    return toRich(kind === null ? name : `${name}（${kind}）`);
  },
  model: (k) => `模型 (${k})`,
};
