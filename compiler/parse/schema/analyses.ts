import type { OptionSchema } from '../../plan/catalog.ts';
import { contrastKeys } from '../verbs/contrast.ts';
import { correlateKeys } from '../verbs/correlate.ts';
import { curveKeys } from '../verbs/curve.ts';
import { regressKeys } from '../verbs/regress.ts';
import { varyKeys } from '../verbs/vary.ts';
import { flag, list, type Piece, record, TEXT, text, textOrList, whole, word, wordPattern } from './piece.ts';
import { modelSettings, note } from './settings.ts';
import type { KnownWords } from './words.ts';

type Properties = Readonly<Record<string, OptionSchema>>;

const where = (): Piece => text('The sample: rows where this condition holds.', 'condition');
const model = (): Piece => text('One model: ANALYSIS[.NAME][.NUMBER][@GROUP].', 'reference');
const names = (doc: string): Piece => list(doc, text('A variable or a set.', 'term'));

/** Every key that some verb has in common with others; one that means nothing to a verb is refused by the check. */
function common(words: KnownWords): Properties {
  return {
    where: where(),
    split: {
      ...text('Groups: a column, or a map from label to condition.', 'column'),
      type: [...TEXT, 'object'],
      minProperties: 1,
      additionalProperties: text('The rows of this group.', 'condition'),
    },
    common_sample: flag('Every model of the analysis on the rows that are complete for all.'),
    ...modelSettings(words),
    note: note(),
  };
}

/** One schema a verb: the whole entry under `analyses`. */
export function analysisPieces(words: KnownWords): Readonly<Record<string, Piece>> {
  const analysis = (verb: string, doc: string, keys: Properties, required: readonly string[] = []): Piece =>
    record(doc, { ...keys, ...common(words) }, [verb, ...required]);
  return {
    define: analysis('define', 'The variable-definition table.', { define: names('What is defined.') }),
    describe: analysis('describe', 'Descriptive statistics.', {
      describe: names('What is described.'),
      statistics: list('Columns of the table.', describeStatistic(words)),
    }),
    correlate: analysis('correlate', 'Correlations of every pair, with p-values.', correlateKeys()),
    regress: analysis('regress', 'Regression models.', regressKeys(words)),
    mediate: analysis('mediate', 'Mediation by three models on one sample.', mediateKeys(words)),
    vary: {
      ...analysis('vary', 'A model again, each variant with something exchanged.', varyKeys(words)),
      anyOf: [{ required: ['variants'] }, { required: ['leave_out'] }],
    },
    contrast: analysis('contrast', 'Equality of coefficients across two models.', contrastKeys()),
    curve: analysis('curve', 'A specification curve: every combination of choices.', curveKeys(words), [
      'over',
    ]),
    placebo: analysis('placebo', 'A model again on permuted values of one term.', placeboKeys(), [
      'permute',
      'draws',
    ]),
  };
}

function describeStatistic(words: KnownWords): Piece {
  const known = wordPattern(words.describeStatistics);
  const pattern = known.pattern.replace(')$', '|p[1-9][0-9]?)$');
  const shown = [...known.words, 'p1 … p99'];
  return { type: 'string', description: 'A statistic.', pattern, words: shown };
}

function mediateKeys(words: KnownWords): Properties {
  const bootstrap = record(
    'Resampling of the indirect effect.',
    {
      draws: whole('How many times.', 2, 10_000_000),
      cluster: text('The column whose values are resampled whole; rows otherwise.', 'column'),
      interval: word('How the interval is taken from the draws.', ['percentile', 'bca']),
    },
    ['draws'],
  );
  return {
    mediate: record(
      'The variables of the three models.',
      {
        outcome: text('The outcome.', 'numeric'),
        treatment: text('The treatment.', 'numeric'),
        mediator: {
          ...textOrList('The mediator, or a list of several in parallel.', 'numeric'),
          minItems: 1,
        },
        controls: textOrList('Terms and sets in all three models.', 'term'),
        fixed: textOrList('Absorbed effects: columns, or city^year.', 'column'),
      },
      ['outcome', 'treatment', 'mediator'],
    ),
    tests: list('Tests of the indirect effect; sobel unless stated.', {
      type: ['string', 'object'],
      description: 'A test by name, or {bootstrap: {draws: …}}.',
      ...wordPattern(words.mediationTests),
      properties: { bootstrap },
      required: ['bootstrap'],
      additionalProperties: false,
    } as Piece),
    alpha: {
      type: 'number',
      description: 'Level of the verdict; 0.1 unless stated.',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
    },
  };
}

function placeboKeys(): Properties {
  return {
    placebo: model(),
    permute: text('The term whose values are exchanged.', 'term'),
    draws: whole('How many times.', 1, 10_000_000),
    within: text('Values are exchanged only between rows that are equal in this column.', 'column'),
    unit: text('Whole series of these units are exchanged.', 'column'),
    statistic: word('What the permutation p compares: t, or the estimate.', ['t', 'estimate']),
  };
}
