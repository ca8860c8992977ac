import { concat } from '../document/rich.ts';
import { isChinese, type Style } from './style.ts';

/**
 * The American Economic Review: `Table 3—Title`, a double rule above. Its instructions to authors ask for standard
 * errors in parentheses and for no stars.
 */
export const aer: Style = {
  declaration: {
    name: 'aer',
    doc: 'American Economic Review: `Table 3—Title`, a double rule above; standard errors and no stars, unless the study says otherwise.',
    tables: { cells: ['estimate', 'se'], stars: [] },
  },
  look: () => ({
    rules: { outer: 0.5, inner: 0.5, doubled: true },
    ...{ caption: 'center', between: 'dash' },
  }),
  caption: ({ kind, name, title, usual, language }) => [
    kind === 'figure' || isChinese(language) ? usual : concat(name, '—', title),
  ],
  bilingual: false,
  lead: () => null,
  legend: 'sentence',
  leadingZero: true,
};
