import {
  flag,
  idMap,
  ids,
  languageTag,
  list,
  localised,
  mapOf,
  type Piece,
  record,
  TEXT,
  text,
  textOrList,
  whole,
  word,
  wordPattern,
} from './piece.ts';
import { reported } from './reported.ts';
import { vcov } from '../vcov.ts';
import { conventions, estimator, level, tableOptions, weights } from './settings.ts';
import { contract, type KnownWords } from './words.ts';

/** The file but for its steps and analyses, which have a schema of their own each. */
export function studyPiece(words: KnownWords): Piece {
  return record(
    'A study.',
    {
      study: text('Name of the study, an identifier.'),
      title: localised('Title.'),
      description: localised('What the study is about.'),
      authors: list('Authors.', localised('An author.')),
      language: language(words),
      seed: whole('Decides every random draw.', 0, Number.MAX_SAFE_INTEGER),
      conventions: conventions(words),
      defaults: defaults(words),
      data: { type: 'object', description: 'Where the data come from.' },
      prepare: { type: 'array', description: 'Steps of preparation, in order.' },
      variables: mapOf('Name → what readers should know of it.', variable()),
      sets: idMap('Name → terms that it stands for.', list('Terms.', text('A term.', 'term'))),
      analyses: { type: 'object', description: 'Id → analysis.' },
      tables: idMap('Id → table.', table(words)),
      figures: idMap('Id → figure.', figure(words)),
      claims: idMap('Id → what the study claims.', claim()),
      reported: reported(),
      output: output(words),
    },
    ['study'],
  );
}

/** A language that documents can be in; a region may follow, `zh-CN`. */
function language(words: KnownWords): Piece {
  const known = wordPattern(words.languages);
  return {
    type: 'string',
    description: 'Language of tables and notes; en unless stated.',
    ...known,
    pattern: known.pattern.replace(')$', ')(?:-[A-Za-z0-9]{2,8})*$'),
  };
}

function defaults(words: KnownWords): Piece {
  return record('For every analysis that does not say otherwise.', {
    vcov: vcov(words),
    level: level(),
    weights: weights(),
    estimator: estimator(words),
    tables: record('For every table that does not say otherwise.', tableOptions(words)),
  });
}

/** Keys that only one source has: a source cannot be named so, and a map with one of them is a source. */
export const SOURCE_KEYS = ['file', 'engine', 'panel', 'format', 'columns'] as const;

/** One source, or a map of named ones; for editors, which cannot look first. */
export function dataPiece(source: Piece): Piece {
  const one = {
    anyOf: [
      ...SOURCE_KEYS.map((key) => ({ required: [key] })),
      { not: { additionalProperties: { type: ['object', 'null'] } } },
    ],
  };
  const several = {
    description: 'Name → source; exactly one has main: true, and the others are joined to it.',
    minProperties: 1,
    ...ids(),
    additionalProperties: source,
  };
  return {
    type: 'object',
    description: 'Where the data come from: one source (it has file or engine), or a map of named sources.',
    allOf: [
      { if: { not: one }, else: source },
      { if: one, else: several },
    ],
    // Editors offer what stands under properties, and do not look behind a condition.
    editor: { properties: described(source) },
  };
}

/** The keys of a piece with their words and nothing that could refuse a value. */
function described({ properties = {} }: Piece): Readonly<Record<string, Piece>> {
  const docs = Object.entries(properties).map(
    ([key, { description = '' }]) => [key, { description }] as const,
  );
  return Object.fromEntries(docs);
}

/** One source. What a server holds is a table or a query, and no file. */
export function sourcePiece(words: KnownWords): Piece {
  const panel = record(
    'The keys of a panel: no two rows have the same.',
    { unit: text('Column of units.', 'column'), time: text('Column of periods.', 'column') },
    ['unit', 'time'],
  );
  const piece = record('Where the data come from.', {
    file: text("A file in the study's folder: its path from there."),
    format: word('Its format, where the ending does not say it.', words.formats),
    encoding: text('Encoding of the text; utf-8 unless stated.'),
    delimiter: {
      ...text('One character that separates cells; a tab is written "\\t", in double quotes.'),
      pattern: '^[^"\\r\\n]$',
    },
    decimal: word('The decimal mark.', ['.', ',']),
    na: {
      type: 'array',
      description: 'Cells that stand for nothing; "", NA and . unless stated.',
      items: { type: [...TEXT, 'null'], description: 'A cell as written.' },
    },
    columns: mapOf(
      'Types of columns, where the cells do not say it.',
      word('A type.', ['number', 'integer', 'string', 'date']),
    ),
    panel,
    sheet: {
      type: ['string', 'integer'],
      description: 'Sheet of a workbook, by name or by position from 1; the first unless stated.',
      minimum: 1,
    },
    engine: word('What reads and prepares the data.', contract.engines),
    sums: flag('Whether models are estimated from sums in the engine, without their columns in memory.'),
    table: text('The table of a server that an engine reads.'),
    query: text('The query whose rows an engine on a server reads.'),
    main: flag('Whether this of several sources is the main one, whose rows are those of the study.'),
  });
  // These two read a file of the study; the others a table of a server.
  const elsewhere = { required: ['engine'], not: { properties: { engine: { enum: ['memory', 'duckdb'] } } } };
  return {
    ...piece,
    allOf: [
      {
        if: { not: elsewhere },
        else: { anyOf: [{ required: ['table'] }, { required: ['query'] }], properties: { file: false } },
      },
      { if: elsewhere, else: { required: ['file'], properties: { table: false, query: false } } },
      {
        if: { required: ['engine'], properties: { engine: { enum: ['duckdb'] } } },
        else: { properties: { sums: false } },
      },
    ],
  };
}

function variable(): Piece {
  return record('What readers should know of a variable.', {
    label: localised('Name for readers.'),
    role: word('Its part in the study.', [
      'outcome',
      'treatment',
      'mediator',
      'moderator',
      'instrument',
      'control',
      'unit',
      'time',
      'group',
      'weight',
      'other',
    ]),
    definition: localised('How it is measured.'),
    unit: localised('Unit of measurement.'),
    symbol: text('Short name in formulas and tables.'),
    levels: mapOf('Value → label, in the order of the groups.', localised('Label.')),
  });
}

function table(words: KnownWords): Piece {
  const of: Piece = {
    ...textOrList('An analysis, a model, a list of them, or a map from heading to these.', 'reference'),
    type: [...TEXT, 'array', 'object'],
    minItems: 1,
    minProperties: 1,
    additionalProperties: textOrList('Analyses and models.', 'reference'),
  };
  const terms = textOrList('Terms and sets.', 'term');
  const rows: Piece = { ...terms, type: [...TEXT, 'array', 'object'], additionalProperties: terms };
  return record(
    'A table.',
    {
      of,
      title: localised('Title.'),
      label: text('Label for cross-references.'),
      ...tableOptions(words),
      rows: { ...rows, description: 'Terms and sets in order, or a map from row to the terms that feed it.' },
      omit: { ...terms, description: 'Terms and sets without a row, or rest.' },
      indicate: mapOf('Heading → omitted terms: a row of Yes and No.', terms),
      columns: columns(),
      fixed_effects: flag('A row of Yes and No for each absorbed effect.'),
      notes: {
        ...list('Below the table: auto, text, or a list of both.', localised('auto, or text.')),
        type: [...TEXT, 'object', 'array'],
        minProperties: 1,
        propertyNames: languageTag,
        additionalProperties: text('The text in this language.'),
      },
    },
    ['of'],
  );
}

function columns(): Piece {
  const part = word('A line of the header.', ['split', 'outcome', 'model']);
  return record('The header of a table.', {
    header: {
      type: ['string', 'array'],
      description: 'What the header shows, outermost first.',
      pattern: '^(?:split|outcome|model)$',
      words: ['split', 'outcome', 'model'],
      items: part,
      minItems: 1,
    } as Piece,
    labels: {
      type: ['array', 'object'],
      description: 'In column order, or a map from group, outcome or model.',
      items: localised('Label of a column.'),
      additionalProperties: localised('Label.'),
    },
  });
}

function figure(words: KnownWords): Piece {
  return record(
    'A figure.',
    {
      of: { ...textOrList('An analysis, a model, or a list of them.', 'reference'), minItems: 1 },
      draw: word('What is drawn.', words.figures),
      terms: { ...textOrList('The terms and sets whose coefficients are drawn.', 'term'), minItems: 1 },
      title: localised('Title.'),
    },
    ['of', 'draw'],
  );
}

function claim(): Piece {
  return record(
    'What the study claims.',
    {
      says: localised('In words.'),
      holds: text('As a condition on results.', 'condition'),
      expect: flag('Whether the claim is expected to hold; true unless stated.'),
    },
    ['holds'],
  );
}

function output(words: KnownWords): Piece {
  return record('Defaults that the command line overrides.', {
    formats: list('Formats of tables and report.', word('A format.', words.outputFormats)),
    dir: text("Folder of what is written, in the study's folder."),
    prose: list(
      'Markdown files with {{baseline.1.TIN.estimate}} in them; written out with the numbers in their places.',
      text("A file in the study's folder: its path from there."),
    ),
    style: word("A journal's style of tables and figures; plain unless stated.", words.styles),
    templates: text("A folder with layouts of the study's own, in the study's folder: docs/templates.md."),
  });
}
