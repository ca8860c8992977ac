import type { OptionSchema } from '../../plan/catalog.ts';
import { flag, list, localised, mapOf, type Piece, record, text, textOrList, word } from './piece.ts';
import { level } from './settings.ts';
import { contract } from './words.ts';

type Properties = Readonly<Record<string, OptionSchema>>;

/** Numbers are read as printed, so their text counts and not the value that YAML sees in it. */
const PRINTED = ['string', 'number'] as const;

/** Section 7 of the language: what was published, and what the publication says of it. */
export function reported(): Piece {
  return record('Numbers as published, and what the publication states of them.', {
    source: localised('Where they were published.'),
    legend: legend(),
    design: design(),
    normalized: mapOf('Variable → how the text says that it was rescaled; empty where it does not say how.', {
      ...orNothing(word('A method.', ['minmax', 'zscore', 'decimal'])),
    }),
    transform: mapOf(
      'Variable → the expression that it is said to be computed by.',
      text('An expression.', 'expression'),
    ),
    range: mapOf('Variable → the range that the text states.', {
      type: 'array',
      description: 'The lowest and the highest value.',
      items: printed('An end.'),
      minItems: 2,
      maxItems: 2,
    }),
    placebo: record('What the text states of a placebo test.', {
      permute: orNothing(text('What is exchanged.')),
      draws: orNothing({ type: 'integer', description: 'How often.', minimum: 1 }),
      summary: orNothing(flag('Whether its result is given as numbers.')),
    }),
    tables: mapOf('Id → table.', table()),
    statements: list('Sentences of the text.', statement()),
  });
}

function printed(description: string): Piece {
  return { type: PRINTED, description };
}

/** `null` says that the publication does not state it. */
function orNothing(piece: Piece): Piece {
  const types = typeof piece.type === 'string' ? [piece.type] : (piece.type ?? []);
  const { words: _, ...rest } = piece;
  const known = piece.enum ? { enum: [...piece.enum, null] } : {};
  return { ...rest, ...known, type: [...types, 'null'] };
}

function legend(): Piece {
  return {
    ...mapOf('Mark → the level below which p is.', {
      type: 'number',
      description: 'A level of significance.',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
    }),
    propertyNames: { description: 'a mark, of the signs * † ‡ + #', pattern: '^[*†‡+#]+$' },
    minProperties: 1,
  };
}

function design(): Piece {
  const count = (description: string): Piece =>
    orNothing({
      type: 'integer',
      description: `${description} null where the text does not say.`,
      minimum: 1,
    });
  return record('What the text states of the sample and the models; null is "not stated".', {
    units: count('How many units the panel has.'),
    periods: orNothing(period('The first and the last period.')),
    ...modelDesign(),
    clusters: count('How many clusters there are.'),
  });
}

/** What both the design and a column may state. */
function modelDesign(): Properties {
  const columns = ['cluster', 'cr2', 'cr3'];
  const words = [...contract.vcovNames, 'robust', ...columns, ...contract.vcovOptions];
  return {
    vcov: {
      type: ['string', 'object', 'null'],
      description: 'The covariance that is stated: a word (also robust), or {cluster: COLUMN}.',
      pattern: `^(?:${words.join('|')})$`,
      words: [...words, '{cluster: COLUMN}'],
      properties: Object.fromEntries(
        columns.map((name) => [name, textOrList('A column, or columns.', 'column')]),
      ),
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
    } as Piece,
    fixed: orNothing(textOrList('Absorbed effects that are stated; [] or none where the text says so.')),
  };
}

function period(description: string): Piece {
  const one: Piece = {
    type: ['string', 'integer'],
    description: 'A period: a year, or a month as 2023-07.',
    pattern: '^[0-9]{1,4}(?:-(?:0[1-9]|1[0-2]))?$',
    minimum: 0,
    maximum: 9999,
  };
  return {
    ...one,
    type: ['string', 'integer', 'array'],
    description: `${description} Years, or months as 2023-07.`,
    items: one,
    minItems: 2,
    maxItems: 2,
  };
}

function table(): Piece {
  const part = (where: string): Piece => word(`What a cell has in ${where}.`, ['t', 'se', 'p', 'ci', 'none']);
  return record('A table as published.', {
    source: localised('Its number or place.'),
    of: text('The describe analysis of this study that the rows are compared with.', 'reference'),
    rows: mapOf('Variable → its statistics.', row()),
    sums: {
      ...mapOf('Statistic → what its rows add up to: {mean: 100} of shares in percent.', {
        type: 'number',
        description: 'The sum.',
      }),
      propertyNames: statisticName(),
    } as Piece,
    parentheses: part('parentheses'),
    brackets: part('brackets'),
    level: level(),
    legend: legend(),
    headings: {
      type: 'array',
      description: 'What is printed over the columns.',
      items: text('A heading.'),
    },
    mediation: mediation(),
    partition: flag("Whether the columns' groups divide one sample."),
    compare: orNothing(
      text('How the publication tests the difference between the groups; null where it does not.'),
    ),
    columns: mapOf('Id, unique in the file → column.', column()),
    from: text('The table as published: a file with a tabular, a Markdown table or CSV.'),
    terms: mapOf('Label in that file → term; labels of variables are known.', text('A term.', 'term')),
  });
}

function statisticName(): Piece {
  const words = [...contract.describeStatistics, 'p1 … p99'];
  return {
    description: `a statistic: ${words.join(', ')}`,
    pattern: `^(?:${contract.describeStatistics.join('|')}|p[1-9][0-9]?)$`,
    words,
  } as Piece;
}

function row(): Piece {
  return {
    ...mapOf('Statistics as printed.', printed('The number as printed.')),
    propertyNames: statisticName(),
  };
}

function mediation(): Piece {
  const path = (which: string): Piece => text(`Id of the column with ${which}.`);
  const one = record(
    'The columns that are the equations of a mediation.',
    {
      total: path('the total effect'),
      mediator: path('the mediator as outcome'),
      direct: path('the mediator among the regressors'),
      criterion: list(
        'The paths that the text requires to be significant.',
        word('A path.', ['total', 'a', 'b', 'direct', 'indirect']),
      ),
    },
    ['mediator', 'direct'],
  );
  return {
    ...one,
    type: ['object', 'array'],
    description: 'The columns that are the equations of a mediation; a list where there are several.',
    items: one,
    minItems: 1,
  };
}

function column(): Piece {
  const number = printed('As printed.');
  return record('A column as published.', {
    outcome: text('The outcome of its model.'),
    group: text('The group of its sample.'),
    period: period('The period of its sample.'),
    cells: mapOf('Term → the cell as printed: "1.144*** (7.68)".', {
      ...printed('Estimate, stars, then what parentheses and brackets hold.'),
    }),
    n: { ...number, description: 'Observations.' },
    r2: { ...number, description: 'R² as printed.' },
    adj_r2: { ...number, description: 'Adjusted R² as printed.' },
    within_r2: { ...number, description: 'Within R² as printed.' },
    f: { ...number, description: 'The F statistic as printed.' },
    rmse: { ...number, description: 'Root mean squared error as printed.' },
    clusters: { ...number, description: 'Number of clusters.' },
    ...modelDesign(),
    model: text('The model of this study that it is compared with.', 'reference'),
  });
}

function statement(): Piece {
  return record(
    'A sentence of the text, and what it says of the cells.',
    {
      says: localised('In words.'),
      holds: text('A condition on cells: `6.4`.TIN > `6.2`.TIN.', 'condition'),
      severity: word('How grave it is that the tables say otherwise; inconsistent unless stated.', [
        'impossible',
        'inconsistent',
        'suspicious',
      ]),
    },
    ['holds'],
  );
}
