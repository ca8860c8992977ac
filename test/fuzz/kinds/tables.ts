import { publishedTable } from '../../../compiler/reported/published-table.ts';
import { readTable } from '../../../compiler/reported/table-file.ts';
import { damagedBytes } from '../bytes.ts';
import { accepted, type Kind } from '../verdict.ts';

const latex = String.raw`\begin{tabular}{lcc}
\hline & \multicolumn{2}{c}{\textit{Dependent variable:}} \\ \cline{2-3}
 & wage & hours \\ & (1) & (2)\\ \hline
 school\_years & $-$1.587$^{**}$ & 0.048 \\ & (0.712) & (0.500) \\
 Constant & \textbf{34.661}$^{***}$ & 1,234.5 \\ & [2.547, 3.1] & (1.200) \\
Observations & 32 & 32 \\ R$^{2}$ & 0.760 & 0.200 \\
\multirow{2}{*}{x} & \num{1.2} & \\ \hline % a comment
\end{tabular}`;
const markdown = `| | (1) wage | (2) hours |
|:--|--:|:-:|
| school | **−1.587**\\*\\* | 0.048 |
| | (0.712) | (0.500) |
| N | 32 | 1,032 |
`;
const csvTable = 'x,"(1)",(2)\nschool,-1.587**,0.048\n,(0.712),[0.5; 1]\nN,32,"1,032"\nR²,0.76,０.2\n';
const written: readonly (readonly [string, string])[] = [
  ['tex', latex],
  ['md', markdown],
  ['csv', csvTable],
  ['tsv', csvTable.replaceAll(',', '\t')],
];

/** Published tables with damaged text: read or not, and whatever is read stands where it says in the file. */
export const tables: Kind = {
  make(choices) {
    const [as, text] = choices.pick(written);
    return { bytes: damagedBytes(Buffer.from(text), choices), as };
  },
  judge({ bytes, as }) {
    const text = bytes.toString();
    const grid = readTable({ file: `t.${as}`, text }) ?? [];
    const cell = grid
      .flat()
      .find(({ span }) => !(span.start >= 0 && span.start <= span.end && span.end <= text.length));
    const table = publishedTable(grid, () => null);
    return accepted([], cell ? `a cell without a place: ${JSON.stringify(cell)}` : null, table !== null);
  },
};
