import type { Look } from './document.ts';

/** Three rules, the outer ones heavier; captions in the middle. */
export const plain: Look = { style: 'plain', rules: { outer: 0.8, inner: 0.5 }, caption: 'center' };
