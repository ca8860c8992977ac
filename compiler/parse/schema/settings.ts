import type { OptionSchema } from '../../plan/catalog.ts';
import { vcov } from '../vcov.ts';
import { languageTag, list, type Piece, text, whole, word, wordPattern } from './piece.ts';
import type { KnownWords } from './words.ts';

type Properties = Readonly<Record<string, OptionSchema>>;

export function level(): Piece {
  return {
    type: 'number',
    description: 'Of confidence intervals; 0.95 unless stated.',
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
  };
}

export function conventions(words: KnownWords): Piece {
  return word('Which program the small-sample conventions follow.', words.conventions);
}

export function estimator(words: KnownWords): Piece {
  return word('How models are estimated; ols unless stated.', words.estimators);
}

/** The keys that decide numbers of models, common to analyses and variants. */
export function modelSettings(words: KnownWords): Properties {
  return {
    vcov: vcov(words),
    estimator: estimator(words),
    conventions: conventions(words),
    level: level(),
    weights: weights(),
    tau: {
      type: 'number',
      description: 'The quantile of estimator quantile, between 0 and 1.',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
    },
    margins: word('Marginal effects at the means of the regressors, not their average.', ['at_means']),
  };
}

export function weights(): Piece {
  return text('A column of analytic weights, or none.', 'numeric');
}

/** Keys of `defaults.tables` and of every table. */
export function tableOptions(words: KnownWords): Properties {
  return {
    cells: {
      ...list(
        'What a cell shows: estimate, then one in parentheses, then one in brackets.',
        word('One of the numbers of a term.', ['estimate', 't', 'se', 'p', 'ci']),
      ),
      editor: { prefixItems: [{ const: 'estimate' }], uniqueItems: true },
    } as Piece,
    statistics: list('Rows below the coefficients.', word('A number of the model.', words.tableStatistics)),
    digits: whole('Decimals; 3 unless stated.', 0, 15),
    stars: {
      type: ['string', 'object'],
      description: 'Marks and the levels below which p must be, or none.',
      ...wordPattern(['none']),
      minProperties: 1,
      additionalProperties: {
        type: 'number',
        description: 'A level of significance.',
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
      },
    },
    names: word('Whether variables are shown by label or by symbol.', ['label', 'symbol']),
  };
}

export function note(): Piece {
  return {
    ...text('Shown under the table.'),
    type: ['string', 'number', 'boolean', 'object'],
    minProperties: 1,
    propertyNames: languageTag,
    additionalProperties: text('The text in this language.'),
  };
}
