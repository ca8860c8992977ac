/**
 * A study that tries whatever prints it: tables of 30 columns and 60 terms, in panels, of huge and tiny numbers; missing
 * cells; labels, titles, notes and claims of every character that means something to a format. Compiled and run here
 * from a YAML file and data that are made, not kept.
 */
import { createHash } from 'node:crypto';
import { parse, compile } from '../../../compiler/index.ts';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import type { Plan } from '../../../compiler/plan/plan.ts';
import { run } from '../../../runtime/index.ts';
import type { Results } from '../../../runtime/results/results.ts';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { sourceNamed } from '../../../runtime/sources/index.ts';
import type { ImmediateSource } from '../../../runtime/sources/source.ts';
import { GROUPS, regressors, tortureCsv } from './torture-data.ts';

export interface Torture {
  readonly plan: Plan;
  readonly results: Results;
}

const studies = new Map<string, Promise<Torture>>();

/** The study's plan and results in a language; computed once a process. */
export function tortureStudy(language: 'zh' | 'en'): Promise<Torture> {
  const known = studies.get(language) ?? computed(language);
  studies.set(language, known);
  return known;
}

async function computed(language: 'zh' | 'en'): Promise<Torture> {
  const bytes = new TextEncoder().encode(tortureCsv());
  const draft = parse(
    { file: 'study.yaml', text: tortureText(language) },
    { catalog, validators: compileValidators(catalog) },
  );
  const tables = new Map(
    draft.needs.map((need) => {
      const source = sourceNamed(need.format) as ImmediateSource;
      const table = source.describe(bytes, { ...need.options }, need.panel);
      if (isSourceFailure(table)) throw new Error(table.message);
      return [need.name, table] as const;
    }),
  );
  const { plan, diagnostics } = compile(draft, tables, '0'.repeat(64), catalog);
  if (!plan) throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { results, failures } = await run(plan, {
    readFile: (path) => ({ kind: 'file', path, bytes, sha256 }),
    ...{ version: '0.0.0', jobs: 1, workerUrl: null },
  });
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'));
  return { plan, results };
}

/** What means something to LaTeX, HTML, Typst, spreadsheets, Markdown, Word or a terminal. */
export const hostile: readonly string[] = [
  '& % $ # _ { } ~ ^ \\ < > | " \' `',
  "=cmd|' /C calc'!A0",
  '[link](http://example.com) ![x](y)',
  '<script>alert(1)</script> &amp; <!-- ',
  '\\input{x} \\write18{ls} \\end{table} ^^5c',
  '#include "x" #eval("1+1") #show: it => [] // gone /* *',
  '$x^2$ \\(x\\) \\[ x \\] $$',
  '@SUM(1+1)*cmd',
  '-2+3+cmd',
  '+1 - 1. item',
  'first line\nsecond line\n\nfourth',
  '{{this}} {{{this}}} <%= 1 %> $' + '{1}',
  '}}} \\\\ [1] * --- … --',
  '\'apostrophe, "quoted", comma; semicolon\ttab',
  'e\u0301 ﬁ ß Ω ∑ ≤ ½ “curly” ‘single’ – — 　',
  '🙂 𝒳 𠮷',
  'a_very_long_identifier_without_any_place_where_a_line_could_be_broken_at_all',
  '*emphasis* _also_ **strong** ~~gone~~ `code` # heading',
  'mailto:a@example.com https://example.com/?a=b&c=d#e www.example.com',
  '\\u0041 &#65; %41 \\x41 \\textbackslash',
  ']]> --> */ ?> </w:t></w:r> <?xml version="1.0"?>',
  '   blanks at both ends   ',
  '1e5',
  '0012',
];

const long = {
  en: 'Growth of fixed-asset investment over the year before, in percent of the gross domestic product of the city at constant prices',
  zh: '城市固定资产投资较上年增长速度占按不变价格计算的城市地区生产总值的百分比（不含农村住户投资，含房地产开发投资以及跨区域项目投资的分摊部分）',
} as const;

const text = (en: string, zh: string): { readonly en: string; readonly zh: string } => ({ en, zh });

/** Labels of the regressors: hostile ones first, then long ones and plain ones in turn. */
function labelled(name: string, i: number): object {
  const bad = hostile[i];
  if (bad !== undefined) return { label: text(bad, `${bad}（变量）`) };
  const number = String(i + 1);
  if (i % 5 === 0) return { label: text(`${long.en} (${number})`, `${long.zh}（${number}）`) };
  return i % 5 === 1 ? {} : { label: text(`Variable ${number}`, `变量 ${number}`), symbol: name };
}

/** The regressors of each of six models: every one in some, none in all but the first two. */
function termsOf(model: number): readonly string[] {
  return regressors.filter((_, i) => i < 2 || (i * 7 + model * 3) % 11 < 5);
}

function formulaOf(outcome: string, model: number): string {
  return `${outcome} ~ ${termsOf(model).join(' + ')}`;
}

const outcomes = ['y1', 'y2', 'y3'] as const;

function analyses(): object {
  const six = Object.fromEntries(
    [0, 1, 2, 3, 4, 5].map((m) => [`m${m + 1}`, formulaOf(outcomes[m % 3]!, m)] as const),
  );
  return {
    variables: { define: [...outcomes, ...regressors.slice(0, 30)] },
    descriptive: { describe: ['huge', 'tiny', 'whole', ...outcomes, ...regressors.slice(0, 34)] },
    correlations: { correlate: regressors.slice(0, 25) },
    wide: { regress: six, split: 'group' },
    effects: {
      regress: ['', ' | unit', ' | unit + year'].map((fixed) => `c(y1, y2) ~ csw(x01, x02)${fixed}`),
      vcov: { cluster: 'unit' },
    },
    mediation: {
      mediate: { outcome: 'y1', treatment: 'x01', mediator: 'x05', controls: ['x02', 'x03'] },
      tests: ['sobel', { bootstrap: { draws: 50 } }],
    },
    placebo: { placebo: 'wide.m1@a', permute: 'x01', draws: 50 },
  };
}

function claims(): object {
  const says = Object.fromEntries(
    hostile.map((bad, i) => [
      `C${i + 1}`,
      { says: text(bad, `${bad}。`), holds: 'wide.m1@a.x01.p < 0.5', expect: true },
    ]),
  );
  return {
    ...says,
    C99: { says: text(long.en, long.zh), holds: 'wide.m1@a.n > 1 and mediation.indirect.estimate > -1e9' },
  };
}

function tables(): object {
  const all = hostile.join(' ');
  return {
    definitions: { of: 'variables', title: text(long.en, long.zh) },
    statistics: { of: 'descriptive', title: text('Extremes & more', '极端数值 & 其他') },
    correlations: { of: 'correlations', title: text('Correlations_of_25', '相关系数_25') },
    wide: {
      ...{ of: 'wide', title: text(`${long.en}: ${hostile[0]}`, `${long.zh}：${hostile[0]}`) },
      ...{ cells: ['estimate', 't'], statistics: ['n', 'units', 'r2', 'adj_r2', 'rmse', 'f'] },
      columns: { header: ['split', 'outcome'], labels: { y2: text('Label {of} y_2', '标签 {y_2}') } },
      notes: ['auto', { en: all, zh: all }],
    },
    effects: {
      of: { [`First & ${hostile[0]}`]: 'effects', 'Second\npanel': ['wide.m1@a', 'wide.m2@b', 'wide.m3@c'] },
      ...{ cells: ['estimate', 'se', 'ci'], statistics: ['n', 'clusters', 'within_r2'] },
      ...{ fixed_effects: true, indicate: { 'Controls & more': ['x02', 'x03'] }, omit: ['rest'] },
      ...{ rows: { 'x01 or\nx05': ['x01', 'x05'] }, title: text('Two panels', '两个部分'), label: 'tab}{%' },
    },
    mediation: { of: 'mediation', title: text('Mediation ~ 100%', '中介效应 ~ 100%') },
  };
}

function tortureText(language: string): string {
  const levels = Object.fromEntries(GROUPS.map((group, i) => [group, text(hostile[i]!, `组 ${hostile[i]}`)]));
  const study = {
    ...{ study: 'torture', language, seed: 7, defaults: { vcov: 'HC1' } },
    title: text(`Torture ${hostile[0]}`, `酷刑 ${hostile[0]}`),
    ...{ description: hostile.join('\n'), authors: [hostile[3], 'O’Neill, 张三'] },
    data: { file: 'data/torture.csv', panel: { unit: 'unit', time: 'year' } },
    variables: {
      y1: { role: 'outcome', label: text(hostile[0]!, `结果 ${hostile[0]}`), definition: hostile[4] },
      y2: { role: 'outcome', label: text('Second outcome', '第二个结果'), unit: 'CNY / m²' },
      y3: { role: 'outcome', label: text(long.en, long.zh) },
      group: { levels },
      ...Object.fromEntries(regressors.map((name, i) => [name, labelled(name, i)])),
    },
    analyses: analyses(),
    tables: tables(),
    figures: {
      coefficients: {
        ...{ of: ['wide.m1@a', 'wide.m4@b', 'wide.m1@c'], draw: 'coefficients', terms: termsOf(0) },
        title: text(hostile[3]!, `系数 ${hostile[3]}`),
      },
      placebo: { of: 'placebo', draw: 'density', title: text(long.en, long.zh) },
    },
    claims: claims(),
  };
  return `${JSON.stringify(study, null, 1)}\n`;
}
