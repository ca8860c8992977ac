/**
 * The LaTeX of the seed study, set by XeLaTeX and in English by pdfLaTeX: no error, no warning, no overfull box, no missing character. With it a
 * table whose labels try to break out, and one whose labels are too long for the line. Skipped where TeX is absent.
 */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../compiler/plan/plan.ts';
import { compose } from '../../../templates/document/compose.ts';
import { renderTable } from '../../../templates/latex/table.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { seedStudy } from './seed-study.ts';
import { setByTex, writeLatex, writeTable } from './set-by-tex.ts';

const torture: Readonly<Record<string, string>> = {
  AGG: '\\end{table} {} 100% & #1 $x^2$ _a_ ~ <|> "q" `b` ^^5c --',
  TIN: '[1] \\\\ \\input{tables} % gone',
  POS: '*star & column',
  GRA: '}}}',
};

const long: Readonly<Record<string, string>> = {
  AGG: 'Agglomeration of intelligent manufacturing in the cities of three provinces',
  GRA: 'Growth of fixed-asset investment over the year before',
  POS: 'Population at the end of the year, in ten thousand persons, of city districts and counties',
};

function relabelled(plan: Plan, labels: Readonly<Record<string, string>>): Plan {
  const label = (name: string): { readonly label: string } | object =>
    labels[name] === undefined ? {} : { label: labels[name] };
  const variables = plan.variables.map((variable) => ({ ...variable, ...label(variable.name) }));
  return {
    ...plan,
    variables,
    tables: plan.tables.map((table) => ({
      ...table,
      label: `${table.label} %{} ${Object.keys(labels).length}`,
    })),
  };
}

/** Of the bad labels one table of each layout. */
const ofEachLayout = /[1346]$/;

/** The tables of the study and its report, and some again with labels of both bad kinds, under `folder`. */
function writeStudy(folder: string, language: 'zh' | 'en'): void {
  const { plan, results } = seedStudy(language);
  writeLatex(folder, compose(plan, results), language);
  const studies = { torture: relabelled(plan, torture), long: relabelled(plan, long) };
  for (const [name, study] of Object.entries(studies)) {
    const tables = compose(study, results).tables.filter(({ id }) => ofEachLayout.test(id));
    for (const table of tables) writeTable(folder, `${name}-${table.id}`, table, language);
  }
}

describe('TeX', () => {
  it.concurrent.each([
    ['zh', 'xelatex'],
    ['en', 'xelatex'],
    ['en', 'pdflatex'],
  ] as const)(
    'sets the tables and the report in %s by %s',
    async (language, engine) => {
      const said = await setByTex(language, engine, (folder) => writeStudy(folder, language));
      const { tables } = seedStudy(language).plan;
      const count = tables.length + 2 * tables.filter(({ id }) => ofEachLayout.test(id)).length;
      expect([null, `compile.sh: ${count} tables, report`]).toContain(said);
    },
    240_000,
  );
});

describe('a fragment', () => {
  const { plan, results } = seedStudy('zh');
  const fragment = (id: string, study: Plan = plan): string =>
    renderTable(compose(study, results).tables.find((table) => table.id === id)!, {
      ...plainRendering,
      language: 'zh',
    });

  it('names its packages in its first line', () => {
    expect(fragment('table3').split('\n')[0]).toBe(
      '% Needs: booktabs, threeparttable, siunitx (v3) ; ctex or xeCJK',
    );
    expect(fragment('table1').split('\n')[0]).toBe(
      '% Needs: booktabs, threeparttable, tabularx ; ctex or xeCJK',
    );
  });

  it('widens its number format to the widest number', () => {
    expect(fragment('table3')).toContain('table-format={(}-2.3{)},');
    expect(fragment('table2')).toContain('lS[table-format=3.0]*{5}{S[table-format=1.3]}@{}');
  });

  it('has a label that no character can break', () => {
    const tables = plan.tables.map((table) => ({ ...table, label: 'a}\\b{%' }));
    expect(fragment('table3', { ...plan, tables })).toContain('\\label{tab:a--b--}');
  });

  it('has each line begin neither with a bracket nor with a star', () => {
    const tables = Object.values(seedStudy('en').plan.tables).map((table) => table.id);
    const study = relabelled(plan, { TIN: '[1]', POS: '*' });
    expect(
      tables.flatMap((id) => fragment(id, study).split('\n')).filter((line) => /^\s*[[*]/.test(line)),
    ).toEqual([]);
  });
});
