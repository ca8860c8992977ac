import { concat, strong } from '../document/rich.ts';
import type { Rich } from '../document/document.ts';
import { isChinese, type Style } from './style.ts';

/**
 * The three-line table of Chinese journals: rules of 1.2 and 0.5 pt, number and title in bold above it, and below them
 * the same in the other language where the study has it.
 */
export const gb: Style = {
  declaration: {
    name: 'gb',
    doc: 'Chinese journals: a three-line table of 1.2 and 0.5 pt, the caption in bold, in both languages where the title is in both.',
  },
  look: () => ({
    rules: { outer: 1.2, inner: 0.5, doubled: false },
    ...{ caption: 'center', between: 'space' },
  }),
  caption: ({ name, title, language, other }) => [
    line(name, title, language),
    ...(other ? [line(other.name, other.title, isChinese(language) ? 'en' : 'zh')] : []),
  ],
  bilingual: true,
  lead: () => null,
  legend: 'sentence',
  leadingZero: true,
};

/** An ideographic space in Chinese, two narrow ones (unbroken) in English; no full stop. */
function line(name: string, title: Rich, language: string): Rich {
  const text = concat(name, isChinese(language) ? '\u3000' : '\u00a0 ', title);
  return text.map((run) => (run.style === undefined ? strong(run.text) : run));
}
