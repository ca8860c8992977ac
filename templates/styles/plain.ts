import type { Style } from './style.ts';

/** Three rules, the outer ones heavier; captions in the middle; everything as the language has it. */
export const plain: Style = {
  declaration: {
    name: 'plain',
    doc: 'Three rules, the caption in the middle, notes as the language has them.',
  },
  look: { rules: { outer: 0.8, inner: 0.5, doubled: false }, caption: 'center' },
  caption: ({ usual }) => [usual],
  bilingual: false,
  lead: () => null,
  legend: 'sentence',
  leadingZero: true,
};
