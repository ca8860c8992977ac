import type { Rich } from '../document/document.ts';
import type { CoefficientFigureFacts } from '../document/facts.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { rich, toRich } from '../document/rich.ts';
import { estimatorSentence } from './en-estimators.ts';
import { covariance, dataSentence, sampleSentence } from './en-notes.ts';
import { count, listed, sentences } from './en-words.ts';
import type { Locale } from './locale.ts';

/** Notes of a figure of coefficients: estimator, intervals, what stands at zero, sample, treatment of the data. */
export function coefficientFigureNotes(facts: CoefficientFigureFacts): readonly Rich[] {
  return sentences([
    estimatorSentence(facts.estimator),
    rich`bars are ${intervals(facts.level)} from ${listed(facts.vcovs.map(errors))}`,
    referenceSentence(facts),
    sampleSentence(facts.sample),
    dataSentence(facts.data, facts.sample),
  ]);
}

function intervals(level: number | null): string {
  return level === null ? 'confidence intervals' : `${formatTrimmed(100 * level)}% confidence intervals`;
}

function errors({ fact, models }: CoefficientFigureFacts['vcovs'][number]): Rich {
  return models === null ? toRich(covariance(fact)) : rich`${covariance(fact)} (${listed(models)})`;
}

function referenceSentence({ reference, event }: CoefficientFigureFacts): Rich | null {
  const line = 'the dotted line stands just before the event';
  if (reference === null) return event ? toRich(line) : null;
  return toRich(`the reference, ${reference}, is zero by definition${event ? `; ${line}` : ''}`);
}

/** Words of figures of coefficients that are no notes. */
export const figureWords: Pick<Locale['figure'], 'coefficients' | 'estimate' | 'model'> = {
  coefficients: (layout, rows, models) => {
    const one = layout === 'terms' ? 'coefficient' : 'level';
    const what = `${count(rows)} ${one}${rows === 1 ? '' : 's'}${layout === 'terms' ? '' : ' of one term, from left to right,'}`;
    const of = models === 1 ? 'one model' : `${count(models)} models`;
    return `Estimates of ${what} of ${of}, with intervals; the dashed line is zero.`;
  },
  estimate: (level, kind) => {
    const name = `Estimate and ${level === null ? '' : `${formatTrimmed(100 * level)}% `}confidence interval`;
    return toRich(kind === null ? name : `${name} (${kind})`);
  },
  model: (k) => `Model (${k})`,
};
