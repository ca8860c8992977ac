import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow } from './files.ts';

/**
 * The direction of imports, as a table: what each part may import besides itself. Longest prefix wins.
 * `cli` is the composition root: it sees all, and nobody imports it.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'compiler/plan': [],
  'compiler/formula': ['compiler/plan'],
  'compiler/reported': ['compiler/plan', 'compiler/formula'],
  'compiler/parse': ['compiler/plan', 'compiler/formula', 'compiler/reported'],
  'compiler/check': ['compiler/plan', 'compiler/formula', 'compiler/parse'],
  'compiler/explain': [],
  'compiler/lower': ['compiler/plan', 'compiler/formula', 'compiler/parse', 'compiler/check'],
  'compiler/optimise': ['compiler/plan'],
  compiler: [
    ...['compiler/plan', 'compiler/formula', 'compiler/parse', 'compiler/check', 'compiler/lower'],
    'compiler/optimise',
  ],
  'runtime/results': ['compiler/plan'],
  'runtime/distributions': [],
  'runtime/linalg': ['compiler/plan'],
  runtime: ['compiler/plan'],
  'templates/locale': ['compiler/plan', 'runtime/results', 'templates/document'],
  'templates/document': ['compiler/plan', 'runtime/results', 'templates/locale', 'templates/styles'],
  'templates/styles': ['compiler/plan', 'templates/document'],
  templates: ['compiler/plan', 'runtime/results'],
  cli: ['compiler', 'runtime', 'templates'],
};

/** Packages that a part may load; everything else is refused, Node's own modules included. */
const packages: Readonly<Record<string, readonly string[]>> = {
  compiler: ['@noble/hashes', 'yaml', 'ajv', 'chevrotain'],
  runtime: ['node:', '@duckdb/node-api', 'hucre', 'hyparquet', 'fzstd', 'ml-matrix'],
  templates: [
    ...['handlebars', 'd3-scale', 'd3-shape', 'd3-array', 'docx', 'fflate', 'hucre', 'node:'],
    ...['@resvg/resvg-js', '@myriaddreamin/typst-ts-node-compiler'],
  ],
  cli: ['commander', 'node:', 'studyc:'],
};

const root = resolve(import.meta.dirname, '..');

function sourcesBelow(folder: string): string[] {
  return filesBelow(join(root, folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => `${folder}/${file}`);
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/\b(?:from\s+|import\s+|import\s*\(\s*)'([^']+)'/g)].map((match) => match[1]!);
}

/** The part that a file belongs to: the longest prefix in the table. */
function partOf(file: string): string | undefined {
  return Object.keys(allowed)
    .filter((part) => file.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function violations(file: string): string[] {
  const part = partOf(file);
  if (part === undefined) return [`${file} belongs to no part`];
  const top = part.split('/')[0]!;
  return importsOf(file).flatMap((target) => {
    if (!target.startsWith('.')) {
      return packages[top]!.some(
        (name) => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`),
      )
        ? []
        : [`${file} → package ${target}`];
    }
    const path = relative(root, resolve(root, dirname(file), target)).replaceAll('\\', '/');
    const targetPart = partOf(path);
    if (targetPart === part || path === 'package.json') return [];
    const permitted =
      allowed[part]!.some((prefix) => path.startsWith(`${prefix}/`)) || sameRuntime(part, targetPart);
    return permitted ? [] : [`${file} → ${path}`];
  });
}

/** The rooms of the runtime and of the templates may use one another where the table says nothing stricter. */
function sameRuntime(part: string, targetPart: string | undefined): boolean {
  if (targetPart === undefined) return false;
  if (part === 'runtime') return targetPart.startsWith('runtime/');
  return part === 'templates' && targetPart.startsWith('templates/');
}

describe('direction of imports', () => {
  const files = ['compiler', 'runtime', 'templates', 'cli'].flatMap(sourcesBelow);

  it('sees the source', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it('is held by every file', () => {
    expect(files.flatMap(violations)).toEqual([]);
  });

  it('keeps the compiler free of files, clocks, threads and chance', () => {
    const impure = files
      .filter((file) => file.startsWith('compiler/'))
      .filter((file) =>
        /\b(process|Date|setTimeout|Math\.random)\b\s*[.(]/.test(readFileSync(join(root, file), 'utf8')),
      );
    expect(impure).toEqual([]);
  });

  it('leaves no power but squares and powers of two to the engine, whose versions differ in the last digit', () => {
    const left = files
      .filter((file) => /^runtime\/(?!audit\/|engines\/memory\/power\.ts)/.test(file))
      .flatMap((file) =>
        readFileSync(join(root, file), 'utf8')
          .split('\n')
          .filter((line) => !/^\s*(\/\*\*|\*|\/\/)/.test(line) && !/(?<![\w.])2n? \*\* /.test(line))
          .filter((line) => /Math\.pow\(|\S \*\* (?!2(?![\d.]))/.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(left).toEqual([]);
  });

  it('has no eval, no function made from text, and no type check switched off', () => {
    const loose = files.filter((file) =>
      /\beval\(|new Function\(|@ts-ignore|@ts-nocheck|@ts-expect-error|biome-ignore/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
    expect(loose).toEqual([]);
  });
});
