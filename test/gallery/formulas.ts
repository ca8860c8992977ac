import { type Family, type GalleryCase, spec, study } from './gallery-case.ts';

const formula = (title: string, text: string): GalleryCase =>
  spec(title, study(`analyses: {main: {regress: '${text}'}}`));
const derived = (title: string, text: string): GalleryCase =>
  spec(title, study(`prepare: [{derive: {w: "${text}"}}]`, 'analyses: {main: {regress: y ~ x}}'));

/** Formulas and expressions. */
export const formulas: Family = {
  title: 'Formulas and expressions',
  cases: [
    formula('nothing', ''),
    formula('no tilde', 'y x'),
    formula('two tildes', 'y ~ x ~ z'),
    formula('no outcome', '~ x'),
    formula('no regressor', 'y ~'),
    formula('a plus at the end', 'y ~ x +'),
    formula('a parenthesis that is not closed', 'y ~ log(x'),
    formula('a parenthesis too many', 'y ~ log(x))'),
    formula('a name that is not there', 'y ~ xx'),
    formula('a name in another case', 'y ~ X'),
    formula('a Cyrillic letter that looks Latin', 'y ~ \u0445'),
    formula('full-width signs', 'y ～ x ＋ z'),
    formula('a minus of print', 'y ~ x − z'),
    formula('quotes of print', 'y ~ “x”'),
    formula('a function that is not there', 'y ~ ln(x)'),
    formula('an argument too many', 'y ~ log(x, 2, 3)'),
    formula('text as an outcome', 'side ~ x'),
    formula('text in arithmetic', 'y ~ log(side)'),
    formula('the outcome among the regressors', 'y ~ y + x'),
    formula('a term twice', 'y ~ x + x'),
    formula('effects of nothing', 'y ~ x |'),
    formula('an instrument without an equation', 'y ~ x | z ~ w | q'),
    formula('fewer instruments than regressors', 'y ~ 1 | x + z ~ year'),
    formula('a power without a number', 'y ~ x^z'),
    formula('an i() with a level that is not there', 'y ~ i(year, ref=1900)'),
    formula('an i() of a number with a fraction', 'y ~ i(x)'),
    formula('a lag of letters', 'y ~ l(x, k)'),
    formula('a backtick that is not closed', 'y ~ `x'),
    formula('a statement of a program', 'y ~ x; process.exit(1)'),
    formula('a thousand parentheses', `y ~ ${'('.repeat(1000)}x${')'.repeat(1000)}`),
    formula(
      'twenty thousand terms',
      `y ~ ${Array.from({ length: 20_000 }, (_, i) => `I(x^${i + 2})`).join(' + ')}`,
    ),
    derived('division by nothing', 'x /'),
    derived('a name that no column has', 'x + q'),
    derived('a method of objects', 'constructor(x)'),
    derived('a property', 'x.length'),
    derived('text and number compared', 'side > 1'),
    derived('an interval the wrong way round', 'x in [2, 1]'),
    derived('a membership of nothing', 'x in {}'),
    derived('an equal sign', 'x = 1'),
    derived('signs of a program', 'x && z'),
    derived('a comparison of a comparison', '1 < x < 2'),
    derived('a lag by half a year', 'lag(x, 0.5)'),
    derived('a number that is too large', '1e400'),
  ],
};
