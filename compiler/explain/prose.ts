import type { Explanations } from './explanation.ts';

/** Texts that numbers of the study are filled into. */
export const prose: Explanations = {
  'prose-format': {
    cause:
      'Numbers are written into texts as Markdown shows them, so that a text under prose is Markdown: .md, .markdown, .qmd or .Rmd. For LaTeX, values.tex defines \\studyc{…} instead.',
    wrong: ['output: {prose: [paper.docx]}'],
    cured: ['output: {prose: [paper.md]}'],
  },
  'prose-overwrites': {
    cause:
      'A filled text is written under its own path below the folder of output. There it would replace another text, a file that studyc itself writes, or, where that is the folder of the study, itself.',
    wrong: ['output: {prose: [report.md]}'],
    cured: ['output: {prose: [paper.md]}'],
  },
  'no-such-value': {
    cause:
      'A text under prose names a number or a table that the results have not, such as {{baseline.5.TIN.estimate}} where there are four models. The text is not written: an old number must not stay in it.',
    wrong: null,
    cured: null,
  },
};
