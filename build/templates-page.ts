import { layouts } from '../templates/overrides/layouts.ts';
import { DEEPEST, LARGEST } from '../templates/overrides/read.ts';
import type { Shape, Slots } from '../templates/overrides/slots.ts';

/** docs/templates.md: how a study replaces layouts, and the slots of each, written from their declarations. */
export function templatesPage(): string {
  const parts = layouts.map(({ name, doc, slots }) => {
    const rows = rowsOf(slots, '');
    const table = ['| slot | holds |', '| --- | --- |', ...rows].join('\n');
    return `### ${name}.hbs\n\n${doc}\n\n${rows.length === 0 ? 'It has no slots.' : table}`;
  });
  return `${[head, ...parts].join('\n\n')}\n`;
}

/** Slots within a list are named as one reaches them: `panels[].lines[]`. */
function rowsOf(slots: Slots, before: string): readonly string[] {
  return Object.entries(slots).flatMap(([name, { doc, shape }]) => {
    const path = `${before}${name}${shape.kind === 'list' ? '[]' : ''}`;
    const what = shape.kind === 'flag' ? `${doc} For \`{{#if}}\`.` : doc;
    return [`| \`${path}\` | ${what} |`, ...inner(shape, path)];
  });
}

function inner(shape: Shape, path: string): readonly string[] {
  if (shape.kind === 'list') return inner(shape.of, path);
  return shape.kind === 'record' ? rowsOf(shape.slots, `${path}.`) : [];
}

/** Notes in smaller type, ragged on the right. */
export const example = `% Needs: {{packages}}, and ragged2e
\\providecommand{\\sym}[1]{\\rlap{$^{#1}$}}
\\providecommand{\\studyskip}{2pt}
\\providecommand{\\studyhead}[1]{\\begin{tabular}[b]{@{}c@{}}#1\\end{tabular}}
{{begin}}
\\centering
\\begin{threeparttable}
{{caption}}
{{size}}
{{#each setup}}
{{this}}
{{/each}}
{{#each panels}}
{{#each gap}}
{{this}}
{{/each}}
{{begin}}
{{#each lines}}
{{this}}
{{/each}}
{{end}}
{{/each}}
{{#each notes}}
{{#if @first}}
\\begin{tablenotes}[flushleft]\\setlength{\\labelsep}{0pt}
{{/if}}
\\item \\scriptsize\\RaggedRight {{this}}
{{#if @last}}
\\end{tablenotes}
{{/if}}
{{/each}}
\\end{threeparttable}
{{end}}
`;

const head = `# Layouts of a study's own

<!-- Written by "npm run docs" from the declarations; edit build/templates-page.ts instead. -->

\`output: {templates: layouts}\` names a folder in the folder of the study. A file there that bears the name of a layout,
such as \`layouts/latex/table.hbs\`, takes its place in every run; all others stay as they are. A file of another name is a
warning. PDF is set from the layouts of Typst. Word, Excel, CSV, JSON, SVG and PNG have no layouts.

A layout is text with places in it. It says where things stand; the rows of a table, its numbers and its notes come
finished, in the signs of the format, so that a label can do nothing there that the format's own layouts would not let it.

| in a layout | becomes |
| --- | --- |
| \`{{slot}}\`, \`{{{slot}}}\` | The text of the slot; both are the same. |
| \`{{a.b}}\`, \`{{this}}\`, \`{{../a}}\` | A slot of a slot; the item itself; a slot of what is around the list. |
| \`{{#each slot}} … {{else}} … {{/each}}\` | Once for each item; after \`else\`, what an empty list becomes. |
| \`{{#if slot}} … {{else}} … {{/if}}\`, \`{{#unless slot}}\` | What stands there if the slot is neither empty nor false; if it is. |
| \`{{@index}}\`, \`{{@first}}\`, \`{{@last}}\` | Within \`each\`: the position from 0; whether it is the first, the last. |
| \`{{! … }}\`, \`{{!-- … --}}\` | Nothing. |
| \`{{~slot~}}\` | The same without the white space beside it. A line with a block's tag alone is no line. |
| \`\\{{\` | Two braces. |

That is all: there are no helpers and no partials, and nothing of a layout is compiled or run. A slot that does not exist,
or that is used as what it is not, is an error with its line and column before anything is computed. A layout has up to
${LARGEST} characters and blocks ${DEEPEST} deep.

## An example

\`layouts/latex/table.hbs\` with notes in smaller type, ragged on the right:

\`\`\`latex
${example}\`\`\`

## The layouts and their slots`;
