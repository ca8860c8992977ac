/** Tables as they are found: LaTeX, Markdown and CSV of several writers, read into columns of printed numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedTable } from '../../../compiler/reported/published-table.ts';
import { readTable } from '../../../compiler/reported/table-file.ts';

/** Each column as `number outcome | term text; … | statistic text; …`. */
function columns(ending: string, text: string): readonly string[] {
  const grid = readTable({ file: `t.${ending}`, text });
  const found = grid && publishedTable(grid, () => null);
  const shown = (texts: readonly { name: string; parts: readonly { text: string }[] }[]): string =>
    texts.map(({ name, parts }) => `${name} ${parts.map((part) => part.text).join(' ')}`).join('; ');
  return (found?.columns ?? []).map(
    (one) => `${one.number} ${one.outcome?.name ?? '-'} | ${shown(one.cells)} | ${shown(one.statistics)}`,
  );
}

const stargazer = String.raw`
% a comment with \begin{tabular}{l} 1 & 2 \\ \end{tabular}
\begin{tabular}{@{\extracolsep{5pt}}lcc}
\\[-1.8ex]\hline
\hline \\[-1.8ex]
 & \multicolumn{2}{c}{\textit{Dependent variable:}} \\
\cline{2-3}
\\[-1.8ex] & wage & hours \\
\\[-1.8ex] & (1) & (2)\\
\hline \\[-1.8ex]
 school\_years & $-$1.587$^{**}$ & 0.048 \\
  & (0.712) & (0.500) \\
  & & \\
 Constant & 34.661$^{***}$ & 1,234.5 \\
  & (2.547) & (1.200) \\
\hline \\[-1.8ex]
Observations & 32 & 32 \\
R$^{2}$ & 0.760 & 0.200 \\
Adjusted R$^{2}$ & 0.743 & 0.100 \\
Residual Std. Error & 3.055 (df = 29) & 1.1 (df = 29) \\
F Statistic & 45.900$^{***}$ (df = 2; 29) & 2.1 (df = 2; 29) \\
\hline
\textit{Note:}  & \multicolumn{2}{r}{$^{*}$p$<$0.1; $^{**}$p$<$0.05; $^{***}$p$<$0.01} \\
\end{tabular}`;

const esttab = String.raw`{
\def\sym#1{\ifmmode^{#1}\else\(^{#1}\)\fi}
\begin{tabular}{l*{2}{c}}
\hline\hline
            &\multicolumn{1}{c}{(1)}&\multicolumn{1}{c}{(2)}\\
            &\multicolumn{1}{c}{price}&\multicolumn{1}{c}{price}\\
\hline
weight      &       1.747\sym{**} &       3.465\sym{***}\\
            &      (2.72)         &      (5.49)         \\
[1em]
foreign     &                     &      3673.1\sym{***}\\
            &                     &      (5.37)         \\
[1em]
\_cons      &      1946.1         &     -5853.7         \\
            &      (0.54)         &     (-1.73)         \\
\hline
\(N\)       &          74         &          74         \\
adj. \(R^{2}\)&       0.273         &       0.475         \\
\hline\hline
\multicolumn{3}{l}{\footnotesize \textit{t} statistics in parentheses}\\
\end{tabular}
}`;

const etable = String.raw`\begin{tabular}{lcc}
   \tabularnewline \midrule \midrule
   Dependent Variable: & \multicolumn{2}{c}{trade}\\
   Model:        & (1)            & (2)\\
   \midrule
   \emph{Variables}\\
   dist          & -0.0007$^{***}$ & -0.0008$^{***}$\\
                 & ($2.27\times 10^{-5}$) & ($1.1\times 10^{-5}$)\\
   \midrule
   \emph{Fixed-effects}\\
   Origin        & Yes            & No\\
   \midrule
   \emph{Fit statistics}\\
   Observations  & 38,325         & 38,325\\
   Within R$^2$  & 0.21932        & 0.3\\
   \midrule \midrule
   \multicolumn{3}{l}{\emph{Clustered (Origin) standard-errors in parentheses}}\\
\end{tabular}`;

const siunitx = String.raw`\begin{talltblr}[caption={x}]{colspec={Q[]Q[]},hline{2}={1-3}{solid}}
& OLS & IV \\
school & \num{0.074}\textsuperscript{***} & $0.131$\rlap{$^{**}$} \\
& \num{-0.010} & (\num{-0.055}) \\
\end{talltblr}`;

describe('LaTeX', () => {
  it('of stargazer', () => {
    expect(columns('tex', stargazer)).toEqual([
      '1 wage | school_years -1.587** (0.712); _cons 34.661*** (2.547) | n 32; r2 0.760; adj_r2 0.743; f 45.900*** (df = 2; 29)',
      '2 hours | school_years 0.048 (0.500); _cons 1,234.5 (1.200) | n 32; r2 0.200; adj_r2 0.100; f 2.1 (df = 2; 29)',
    ]);
  });

  it('of esttab', () => {
    expect(columns('tex', esttab)).toEqual([
      '1 price | weight 1.747** (2.72); _cons 1946.1 (0.54) | n 74; adj_r2 0.273',
      '2 price | weight 3.465*** (5.49); foreign 3673.1*** (5.37); _cons -5853.7 (-1.73) | n 74; adj_r2 0.475',
    ]);
  });

  it('of etable, with powers of ten', () => {
    expect(columns('tex', etable)).toEqual([
      '1 trade | dist -0.0007*** (2.27e-5) | n 38,325; within_r2 0.21932',
      '2 trade | dist -0.0008*** (1.1e-5) | n 38,325; within_r2 0.3',
    ]);
  });

  it('complains of numbers that have no label', () => {
    const grid = readTable({ file: 't.tex', text: siunitx })!;
    expect(publishedTable(grid, () => null)?.mistakes.map(({ reason, cell }) => [reason, cell.text])).toEqual(
      [['alone', '-0.010']],
    );
  });

  it('has minuses in several forms, thousands, escaped signs and nested tables', () => {
    const text = String.raw`\begin{tabularx}{\textwidth}{lXX} & (1) & (2) \\ \midrule
      R\&D & --0.5 & \textminus 0.5 \\ & (1{,}234) & (1\,234) \\
      \begin{tabular}[c]{@{}l@{}}a\\ b\end{tabular} & \makecell{0.1 \\ (0.2)} & \textcolor{red}{0.3} \\ \end{tabularx}`;
    expect(columns('tex', text)).toEqual([
      '1 - | R&D -0.5 (1,234); a b 0.1\n(0.2) | ',
      '2 - | R&D -0.5 (1234); a b 0.3 | ',
    ]);
  });
});

describe('Markdown', () => {
  it('with escaped and bare stars, line breaks, entities and a bold cell', () => {
    const text = [
      'Some | text',
      '',
      '| 变量 | (1) | (2)<br>AI |',
      '|:--|:-:|--:|',
      '| TIN | 1.144\\*\\*\\*<br>(7.68) | **0.5*** |',
      '| 常数项 | &minus;0.17<sup>***</sup> | 0.2 |',
      '|  | [−10.81] |  |',
      '| 观测值 | 308 | 308 |',
      '| 调整后 *R*² | 0.481 | — |',
      '',
      '| another | 1 |',
    ].join('\n');
    expect(columns('md', text)).toEqual([
      '1 - | TIN 1.144***\n(7.68); _cons -0.17*** [−10.81] | n 308; adj_r2 0.481',
      '2 - | TIN 0.5*; _cons 0.2 | n 308',
    ]);
  });
});

describe('CSV', () => {
  it('of esttab, written for a spreadsheet', () => {
    const text =
      '"","(1)","(2)"\r\n"","price","rent, net"\r\n="weight","=""1.747**""","\'-3.4"\r\n"","(2.72)","(5.49)"\r\n"N","74","74"\r\n';
    expect(columns('csv', text)).toEqual([
      '1 price | weight 1.747** (2.72) | n 74',
      '2 rent, net | weight -3.4 (5.49) | n 74',
    ]);
  });

  it('with semicolons, and rows of descriptive statistics', () => {
    const grid = readTable({
      file: 't.csv',
      text: '变量;样本量;均值;标准差;最小值;中位数;最大值\nAGG;308;0.721;0.272;0.370;0.600;1.240\n',
    })!;
    const [row] = publishedTable(grid, () => null)!.rows;
    expect(row!.statistics.map(({ name, parts }) => `${name} ${parts[0]!.text}`)).toEqual([
      ...['n 308', 'mean 0.721', 'sd 0.272', 'min 0.370', 'median 0.600', 'max 1.240'],
    ]);
  });
});

describe('whatever a file holds', () => {
  const bits = fc.constantFrom(
    ...[
      '\\begin{tabular}{lc}',
      '\\\\',
      '&',
      '\\multicolumn{2}{c}{',
      '}',
      '{',
      '$',
      '%',
      '\n',
      '|',
      '---',
      '"',
      ',',
      '0.5***',
    ],
    ...[
      '(1)',
      '(0.2)',
      'N',
      '\\',
      '<br>',
      '**',
      '[',
      '\\end{tabular}',
      '\u202E',
      ' ',
      'x',
      '\\SetCell[c=2]{c}',
      '\\hline',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(bits, { maxLength: 60 }).map((parts) => parts.join('')),
  );

  it('is read or not, without a crash, and places lie in the file', () => {
    fc.assert(
      fc.property(fc.constantFrom('tex', 'md', 'csv'), text, (ending, content) => {
        const grid = readTable({ file: `t.${ending}`, text: content })!;
        publishedTable(grid, () => null);
        for (const { span, text: shown, offsets } of grid.flat()) {
          expect(span.start >= 0 && span.start <= span.end && span.end <= content.length).toBe(true);
          if (offsets === 'direct') expect(content.slice(span.start, span.end)).toBe(shown);
          expect(shown).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202A-\u202E]/);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    '{',
    '\\[',
    '\\begin{tabular}[',
    '\\multicolumn{',
    '\\begin{tabular}',
    '|',
    '"',
    '**a',
    '&',
    '\\\\',
    '%',
    '[',
    '\\hline[',
    '<br',
    '= "',
    '_^',
  ])('many %s take no long time', (sign) => {
    const content = `\\begin{tabular}{l}\n| a |\n|---|\n${sign.repeat(20_000)}`;
    const before = performance.now();
    for (const ending of ['tex', 'md', 'csv'])
      publishedTable(readTable({ file: `t.${ending}`, text: content })!, () => null);
    expect(performance.now() - before).toBeLessThan(1500);
  });
});
