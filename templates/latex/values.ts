import { cleanText } from '../document/clean-text.ts';
import type { Value } from '../document/document.ts';

/** What the commands are, in LaTeX: nothing but a look-up by the characters of the key. */
const COMMANDS = `% Needs: nothing. \\input{values}, then \\studyc{baseline.4.TIN.estimate} is that number, in text and in formulas.
% In a key, \\ { } % # are written \\\\ \\{ \\} \\% \\#. Written by studyc: run it again rather than edit this.
\\makeatletter
\\DeclareRobustCommand\\studyc[1]{%
  \\ifcsname studyc@\\detokenize{#1}\\endcsname
    \\csname studyc@\\detokenize{#1}\\endcsname
  \\else
    \\PackageError{studyc}{There is no number \\detokenize{#1}}{The keys are in values.tex. Run studyc again where the study has changed.}%
    \\textbf{??}%
  \\fi}
\\def\\studyc@set#1#2{\\expandafter\\gdef\\csname studyc@\\detokenize{#1}\\endcsname{#2}}`;

/**
 * Every number of the study as LaTeX: \`\\studyc{KEY}\` prints it, and is an error where there is none. A key can hold any
 * character; it is found by what LaTeX makes of its letters, never run.
 */
export function renderValues(values: readonly Value[]): string {
  const lines = values.map(({ key, printed }) => `\\studyc@set{${keyOf(key)}}{${numberOf(printed)}}`);
  return `${[COMMANDS, ...lines, '\\makeatother'].join('\n')}\n`;
}

/** A key as an author types it: characters that LaTeX would not read as themselves have a backslash before them. */
function keyOf(key: string): string {
  return cleanText(key)
    .replace(/[\\{}%#]/g, (letter) => `\\${letter}`)
    .replace(/\^(?=\^)/g, '\\^');
}

function numberOf(printed: string): string {
  const exponent = /^(-?)([\d.]+)e(-?\d+)$/.exec(printed);
  if (exponent) return `\\ensuremath{${exponent[1]}${exponent[2]}\\times10^{${exponent[3]}}}`;
  return printed.replace(/^[-<]/, (sign) => `\\ensuremath{${sign}}`);
}
