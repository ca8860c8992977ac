import { isChinese, type Style } from './style.ts';

/** Three rules, the outer ones heavier, more so in Chinese; captions in the middle; everything as the language has it. */
export const plain: Style = {
  declaration: {
    name: 'plain',
    doc: 'Three rules, the caption in the middle, notes as the language has them.',
  },
  look: (language) => ({
    rules: { outer: isChinese(language) ? 1.2 : 0.8, inner: 0.5, doubled: false },
    ...{ caption: 'center', between: 'usual' },
  }),
  caption: ({ usual }) => [usual],
  bilingual: false,
  lead: () => null,
  legend: 'sentence',
  leadingZero: true,
};
