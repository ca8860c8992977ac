import { schemaPieces } from '../../compiler/parse/schema/index.ts';
import type { Piece } from '../../compiler/parse/schema/piece.ts';
import type { Catalog } from '../../compiler/plan/catalog.ts';
import { keyTable, table } from './keys.ts';
import { type Block, sections } from './sections.ts';

/**
 * docs/language.md: the prose and examples of `sections`, with every table of keys, words and functions written from
 * the declarations, so that it cannot lag behind them.
 */
export function languageReference(catalog: Catalog): string {
  const pieces = schemaPieces(catalog);
  const parts = sections.flatMap(({ title, blocks }) => [
    `## ${title}`,
    ...blocks.map((block) => rendered(block, pieces, catalog)),
  ]);
  return `${[head, ...parts].join('\n\n')}\n`;
}

const head = `# The language of studies

<!-- Written by "npm run docs" from the declarations; edit build/language/sections.ts instead. -->

A study is one YAML file. This page lists all that may stand in it; \`studyc schema\` gives the same to an editor, and
\`studyc explain CODE\` tells more about any message. A star marks what must be there.`;

function rendered(block: Block, pieces: Readonly<Record<string, Piece>>, catalog: Catalog): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'example':
      return `\`\`\`yaml\n${block.yaml.trim()}\n\`\`\``;
    case 'keys': {
      const piece = pieceAt(pieces, block.piece);
      return keyTable(block.without ? without(piece, block.without) : piece, block.piece);
    }
    case 'declared':
      return table(
        ['name', 'meaning'],
        catalog[block.list].map((one) => [`\`${one.name}\``, one.doc]),
      );
    case 'functions':
      return table(
        ['function', 'meaning'],
        catalog.functions.map(({ name, arguments: [least, most], named, doc }) => [
          `\`${name}(${argumentsOf(least, most, named)})\``,
          doc,
        ]),
      );
    case 'steps':
      return catalog.steps
        .map((step) => `### ${step.name}\n\n${step.doc}\n\n${stepKeys(pieces[`step:${step.name}`]!)}`)
        .join('\n\n');
  }
}

/** `study.tables.*` → the piece of one table. */
function pieceAt(pieces: Readonly<Record<string, Piece>>, path: string): Piece {
  const [name = '', ...keys] = path.split('/');
  return keys.reduce<Piece>((piece, key) => {
    const inner = key === '*' ? piece.additionalProperties : piece.properties?.[key];
    if (typeof inner !== 'object') throw new Error(`no piece ${path}`);
    return inner;
  }, pieces[name]!);
}

function without(piece: Piece, keys: readonly string[]): Piece {
  const kept = Object.entries(piece.properties ?? {}).filter(([key]) => !keys.includes(key));
  return { ...piece, properties: Object.fromEntries(kept) };
}

function stepKeys(piece: Piece): string {
  return piece.properties ? keyTable(piece, '') : `Value: ${piece.description ?? 'as in the example.'}`;
}

function argumentsOf(least: number, most: number, named: readonly string[]): string {
  const letters = ['x', 'y', 'z'].slice(0, least);
  const more = most > least ? [most >= 100 ? '…' : '[y]'] : [];
  return [...letters, ...more, ...named.map((name) => `${name}=`)].join(', ');
}
