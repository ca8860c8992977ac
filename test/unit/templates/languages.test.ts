/** Every language that the compiler is told of has words of its own; another would be printed in English. */
import { expect, it } from 'vitest';
import { languageDeclarations } from '../../../templates/document/declarations.ts';
import { localeOf } from '../../../templates/locale/locale.ts';

it.each(languageDeclarations.map(({ name }) => name))('%s has a locale', (name) => {
  expect(localeOf(name).language.split('-')[0]).toBe(name);
  expect(localeOf(`${name}-XY`)).toBe(localeOf(name));
});
