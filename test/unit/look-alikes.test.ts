/** Names that look the same and are not: found as what was meant, and the difference is told. */
import { describe, expect, it } from 'vitest';
import { lookAlike } from '../../compiler/plan/look-alikes.ts';
import { wording } from '../../compiler/plan/messages.ts';
import { nearest } from '../../compiler/plan/suggest.ts';

const known = ['TIN', 'age', '人口', 'père', 'log wage', 'x1', 'wage', '己方'];

describe('a word that looks like a known one', () => {
  it.each([
    ['人囗', '人口', 'The second character differs: 囗 (U+56D7), 口 (U+53E3).'],
    ['аge', 'age', 'The first character differs: а (U+0430), a (U+0061).'],
    ['ＴＩＮ', 'TIN', 'The first character differs: Ｔ (U+FF34), T (U+0054).'],
    ['ΤΙΝ', 'TIN', 'The first character differs: Τ (U+03A4), T (U+0054).'],
    ['xl', 'x1', 'The second character differs: l (U+006C), 1 (U+0031).'],
    ['已方', '己方', 'The first character differs: 已 (U+5DF2), 己 (U+5DF1).'],
    ['log\u00A0wage', 'log wage', 'The fourth character differs: U+00A0, U+0020.'],
    ['wa\u200Bge', 'wage', 'It holds an invisible character: the third one is U+200B.'],
    ['\uFEFFwage', 'wage', 'It holds an invisible character: the first one is U+FEFF.'],
    [
      'pe\u0300re',
      'père',
      'The same characters are encoded in two ways here: an accent is part of its letter, or stands after it.',
    ],
  ])('%j is %s', (word, meant, sentence) => {
    expect(nearest(word, known)).toBe(meant);
    expect(lookAlike(word, meant)).toBe(sentence);
    expect(wording('unknown-name', { name: word, suggestion: meant }).hint).toBe(
      `did you mean ${meant}? ${sentence}`,
    );
  });

  it.each([
    ['wagge', 'wage'],
    ['TINN', 'TIN'],
    ['Age', 'age'],
    ['人日', '人口'],
  ])('%s is merely misspelt', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
    expect(lookAlike(word, meant)).toBeNull();
  });

  it('is told in hints that list what is allowed, before the list', () => {
    const hint = wording('unknown-key', {
      key: 'mоdel',
      owner: 'x',
      allowed: ['model'],
      suggestion: 'model',
    }).hint;
    expect(hint).toBe(
      'did you mean model? The second character differs: о (U+043E), o (U+006F). allowed: model',
    );
  });

  it('is the word itself never', () => {
    expect(nearest('age', ['age'])).toBeUndefined();
    expect(lookAlike('age', 'age')).toBeNull();
  });
});
