/** What a journal's style sets for tables, where the study is silent. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../cli/catalog.ts';
import { lowerTables } from '../../compiler/lower/tables.ts';
import type { CheckedStudy } from '../../compiler/check/checked.ts';
import { styles } from '../../templates/styles/index.ts';

const span = { file: 's', start: 0, end: 0 };
const analysis = { id: { value: 'a', span }, span, verb: 'regress' };

function planned(style: string, tables: object) {
  const spec = { tables: [], analyses: [analysis], defaults: { tables } };
  const checked = { spec, models: new Map(), sets: new Map() } as unknown as CheckedStudy;
  return lowerTables(checked, catalog.styles.find((one) => one.name === style)!)[0]!;
}

const silent = { cells: null, statistics: null, digits: null, stars: null, names: null };

describe('defaults of styles', () => {
  it('are those of the journal where the study is silent', () => {
    expect(planned('aer', silent)).toMatchObject({ cells: ['estimate', 'se'], stars: [] });
    expect(planned('apa', silent).stars.map(({ below }) => below)).toEqual([0.001, 0.01, 0.05]);
    expect(planned('gb', silent)).toEqual(planned('plain', silent));
  });

  it('give way to what the study says', () => {
    const stated = {
      ...silent,
      cells: [
        { value: 'estimate', span },
        { value: 't', span },
      ],
      stars: [{ mark: '+', below: 0.2 }],
    };
    for (const { declaration } of styles) {
      expect(planned(declaration.name, stated)).toMatchObject({
        cells: ['estimate', 't'],
        stars: stated.stars,
      });
    }
  });
});
