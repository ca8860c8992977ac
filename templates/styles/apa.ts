import { emphasis, strong } from '../document/rich.ts';
import type { Rich } from '../document/document.ts';
import { isChinese, type Style } from './style.ts';

/**
 * The seventh edition of the Publication Manual of the American Psychological Association: number in bold, title in
 * italics below it, both flush left; p, r and R² without a zero before the point; what stars mean is the last line.
 */
export const apa: Style = {
  declaration: {
    name: 'apa',
    doc: 'American Psychological Association, 7th edition: number above the title, flush left; `p = .012`; what stars mean on a line of its own, at .05, .01 and .001 unless the study says otherwise.',
    tables: {
      stars: [
        { mark: '***', below: 0.001 },
        { mark: '**', below: 0.01 },
        { mark: '*', below: 0.05 },
      ],
    },
  },
  look: () => ({
    rules: { outer: 0.75, inner: 0.5, doubled: false },
    ...{ caption: 'left', between: 'line' },
  }),
  caption: ({ name, title, language }) => [[strong(name)], isChinese(language) ? title : italics(title)],
  bilingual: false,
  lead: (language) => (isChinese(language) ? null : [emphasis('Note.'), { text: ' ' }]),
  legend: 'line',
  leadingZero: false,
};

/** Symbols in a title stay as they are; Chinese has no italics. */
function italics(title: Rich): Rich {
  return title.map((run) => (run.style === undefined ? emphasis(run.text) : run));
}
