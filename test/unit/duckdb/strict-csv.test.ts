/** A csv in DuckDB is judged by the rules of memory: the same columns, or the same failure but for its line. */
import { describe, expect, it } from 'vitest';
import type { ReadParameters } from '../../../compiler/plan/plan.ts';
import { columnsInMemory } from '../../../runtime/engines/duckdb/columns.ts';
import { duckDbSession } from '../../../runtime/engines/duckdb/session.ts';
import { engineFiles } from '../../../runtime/engines/engine-files.ts';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { readSource } from '../../../runtime/sources/files.ts';
import { sourceNamed } from '../../../runtime/sources/index.ts';
import { hasDuckDb, inFolder } from './folder.ts';

type Options = ReadParameters['options'];

async function bothWays(text: string, options: Options, columns: readonly string[]) {
  const parameters: ReadParameters = {
    ...{ file: 'data.csv', format: 'csv', options, columns, panel: null, engine: 'duckdb' },
  };
  return await inFolder({ 'data.csv': text }, async (folder) => {
    const content = readSource(folder, 'data.csv');
    if (isSourceFailure(content)) throw new Error(content.message);
    const memory = await sourceNamed('csv')!.read(content.bytes, options, columns, null);
    const session = duckDbSession();
    try {
      const relation = await session.read(parameters, engineFiles(folder));
      const duckdb = isSourceFailure(relation) ? relation : await columnsInMemory(relation, () => true);
      return [duckdb, memory].map((found) =>
        isSourceFailure(found)
          ? { code: found.code, message: found.message.replace(/ \(line \d+\)/, ''), hint: found.hint }
          : [...found.columns.values()],
      );
    } finally {
      session.close();
    }
  });
}

const typed = (type: string): Options => ({ columns: { x: type } });

describe.skipIf(!hasDuckDb)('a csv in DuckDB', () => {
  it.each<[string, string, Options]>([
    ['numbers', 'x,y\n1,2\n-0.5,1e3\n,+4\n', {}],
    ['numbers with blanks around', 'x,y\n 1 ,2\n2 , 3\n', {}],
    ['text', 'x,y\na,1\nb,2\na,3\n', {}],
    ['zeros that are numbers', 'x,y\n0,1\n-0,2\n0.0,3\n00.5,4\n', {}],
    ['a negative key', 'x,y\n-007,1\n8,2\n', {}],
    ['keys with zeros before', 'x,y\n007,1\n8,2\n', {}],
    ['integers beyond 2^53', 'x,y\n9007199254740993,1\n1,2\n', {}],
    ['text after numbers', 'x,y\n1,1\n2.50,2\nlast,3\n', {}],
    ['a thousands separator', 'x,y\n1,1\n"1,234",2\n', {}],
    ['a number that is too large', 'x,y\n1,1\n1e400,2\n', {}],
    ['a word for missing', 'x,y\n1,1\nn/a,2\n', {}],
    ['a word for missing that is declared', 'x,y\n1,1\nn/a,2\n', { na: ['n/a'] }],
    ['a decimal comma', 'x;y\n1,5;2\n2;3\n', { decimal: ',', delimiter: ';' }],
    ['a declared number that is none', 'x,y\n1,1\nb,2\na,3\n', typed('number')],
    ['declared integers', 'x,y\n1,1\n9007199254740993,2\n', typed('integer')],
    ['a declared integer with a fraction', 'x,y\n1,1\n2.5,2\n', typed('integer')],
    ['declared text', 'x,y\n1,1\n2.50,2\n', typed('string')],
    ['declared days', 'x,y\n2020-03-01,1\n 2020-03-02 ,2\n', typed('date')],
    ['a declared day that is none', 'x,y\n2020-03-01,1\n2020-02-30,2\n', typed('date')],
    ['a column that is not there', 'x,y\n1,1\n', { columns: { z: 'number' } }],
    ['a column without a name', 'x,y,\n1,1,1\n', {}],
    ['a name twice', 'x,y,x\n1,1,1\n', {}],
    ['another delimiter', 'x;y\n1;1\n', {}],
    ['names in quotes', '"x","y"\n1,2\n', {}],
  ])('%s', async (_, text, options) => {
    const [duckdb, memory] = await bothWays(text, options, ['x', 'y']);
    expect(duckdb).toEqual(memory);
  });
});
