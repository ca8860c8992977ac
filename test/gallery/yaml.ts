import { base, type Family, model, spec, study } from './gallery-case.ts';

const text = base['study.yaml']!;
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const join = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

/** The text of a study as bytes and as YAML. */
export const yaml: Family = {
  title: 'Text and YAML of a study',
  cases: [
    { ...spec('a byte-order mark', `\uFEFF${text}`), right: true },
    { ...spec('lines that end in CRLF', text.replaceAll('\n', '\r\n')), right: true },
    spec('lines that end in CR alone', text.replaceAll('\n', '\r')),
    spec('UTF-16, little-endian', Buffer.from(`\uFEFF${text}`, 'utf16le')),
    spec('UTF-16, big-endian', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()),
    spec('GBK without a word', join('study: gallery\ntitle: ', bytes(0xd6, 0xd0, 0xce, 0xc4), '\n')),
    spec('Latin-1 without a word', join('study: gallery\ntitle: caf', bytes(0xe9), '\n')),
    spec('UTF-8 cut within a character', join('study: gallery\ntitle: ', bytes(0xe4, 0xb8))),
    spec('a NUL', 'study: gal\0lery\n'),
    spec('a control character', `study: gallery\ntitle: a\u0007b\n${model}\n`),
    spec('nothing', ''),
    spec('blanks alone', '  \n\n'),
    spec('a comment alone', '# later\n'),
    spec('a list', '- study: gallery\n'),
    spec('a text', 'gallery\n'),
    spec('two documents', `${text}---\n${text}`),
    spec('a tab for indentation', 'study: gallery\ndata:\n\tfile: data.csv\n'),
    spec('a key twice', `${text}study: again\n`),
    spec('an analysis twice', study('analyses:', '  main: {regress: y ~ x}', '  main: {regress: y ~ z}')),
    spec('a brace that is not closed', study('analyses: {main: {regress: y ~ x}')),
    spec('a quote that is not closed', study('title: "open', model)),
    spec('an anchor and an alias', study('sets: {A: &a [x], B: *a}', model)),
    spec('an alias of nothing', study('sets: {A: *nobody}', model)),
    spec('a bomb of aliases', study('sets:', '  A: &a [x, x]', '  B: &b [*a, *a]', '  C: [*b, *b]', model)),
    spec('a merge key', study('analyses:', '  main: {<<: {regress: y ~ x}}')),
    spec('a tag of the language', study('title: !!js/function "x"', model)),
    spec('a tag of its own', study('title: !include other.yaml', model)),
    spec('a directive', `%YAML 1.1\n---\n${text}`),
    spec('brackets 500 deep', study(`title: ${'['.repeat(500)}`, model)),
    spec('a line of 100,000 characters', study(`title: ${'x'.repeat(100_000)}`, model)),
    spec('a comma that cuts a formula', study('analyses: {main: {regress: y ~ i(year, ref=2015)}}')),
    spec('a comment that cuts a formula', study('analyses:', '  main: {regress: y ~ x # + z}')),
    spec('a number for a text', study('title: 12', model)),
    spec('a yes that is text', study('tables: {t: {of: main, fixed_effects: yes}}', model)),
    spec('a date for an id', study('analyses: {2020-01-01: {regress: y ~ x}}')),
    spec('an id with a dot', study('analyses: {a.b: {regress: y ~ x}}')),
    spec('an empty id', study('analyses: {"": {regress: y ~ x}}')),
    spec('an id that leaves the folder', study('analyses: {"../up": {regress: y ~ x}}')),
    spec('an id that is a device', study('analyses: {CON: {regress: y ~ x}}')),
  ],
};
