/**
 * The wording of every message of the compiler, one entry a code. A message says what is wrong and what was
 * allowed; a hint says what to do.
 */

import { lookAlike } from './look-alikes.ts';

interface Wording<P> {
  readonly severity: 'error' | 'warning';
  readonly message: (payload: P) => string;
  readonly hint: (payload: P) => string | null;
}

function entry<P>(
  severity: 'error' | 'warning',
  message: (p: P) => string,
  hint: (p: P) => string | null,
): Wording<P> {
  return { severity, message, hint };
}

/** Words in a message, as many as somebody reads. */
function quoted(words: readonly string[]): string {
  const more = words.length - 60;
  return more > 1 ? `${words.slice(0, 60).join(', ')} and ${more} more` : words.join(', ');
}

/** The known word that was probably meant, and where it differs from one that looks the same. */
function meant(word: string, suggestion: string | undefined): string | null {
  if (!suggestion) return null;
  const difference = lookAlike(word, suggestion);
  return `did you mean ${suggestion}?${difference === null ? '' : ` ${difference}`}`;
}

/** The same before what is allowed. */
function guess(word: string, suggestion: string | undefined): string {
  const hint = meant(word, suggestion);
  return hint === null ? '' : `${hint} `;
}

function counted(least: number, most: number): string {
  const many = (n: number): string => (n === 1 ? '1 argument' : `${n} arguments`);
  if (least === most) return many(least);
  return most >= 100 ? `${many(least)} or more` : `${least} to ${many(most)}`;
}

/** What stands where something else was expected; nothing found is the end of the text. */
function unexpected(
  what: 'expression' | 'formula' | 'cell',
  p: { found: string | null; after: string | null; expected: string },
): string {
  const place = p.after === null ? '' : ` after ${p.after}`;
  if (p.found === null && p.after === null) return `this ${what} is empty: expected ${p.expected}`;
  if (p.found === null) return `this ${what} ends too early${place}: expected ${p.expected}`;
  return `${p.found} cannot stand ${place === '' ? 'at the beginning' : `here${place}`}: expected ${p.expected}`;
}

export const messages = {
  'yaml-syntax': entry<{ reason: string; paste?: string }>(
    'error',
    (p) => `this is not valid YAML: ${p.reason}`,
    (p) => (p.paste ? `quote the value: ${p.paste}` : null),
  ),
  'yaml-feature': entry<{ what: string; paste?: string | undefined }>(
    'error',
    (p) => `${p.what} is not allowed in a study`,
    (p) => (p.paste ? `quote the value: ${p.paste}` : 'write the value out where it is needed'),
  ),
  'cut-value': entry<{ kept: string; mark: string; paste: string }>(
    'error',
    (p) => `YAML ends this value at the "${p.mark}" and keeps only: ${p.kept}`,
    (p) => `quote the value: ${p.paste}`,
  ),
  'duplicate-key': entry<{ key: string; line: number }>(
    'error',
    (p) => `the key ${p.key} stands here a second time; the first is on line ${p.line}`,
    () => 'rename one of the two, or join them',
  ),
  'not-a-study': entry<Record<never, never>>(
    'error',
    () => 'a study is a map of keys, and this file has none',
    () => 'begin with "study: NAME"',
  ),
  'too-large': entry<{ limit: string }>(
    'error',
    (p) => `the file holds more than ${p.limit}; a study is a text that people read`,
    () => 'data belong into a file of their own, named under data',
  ),
  'control-character': entry<{ code: string }>(
    'error',
    (p) => `here stands ${p.code}, a sign that no text shows`,
    () => 'delete it; a file that holds many of them is no plain text',
  ),
  'too-long': entry<{ what: string; limit: number }>(
    'error',
    (p) => `this is longer than ${p.limit} characters: no ${p.what} is`,
    () => null,
  ),
  'not-shown': entry<{ count: number }>(
    'warning',
    (p) => `${p.count} more messages are not shown`,
    () => 'most of them go with the first ones, as a rule: correct these and check again',
  ),
  'too-nested': entry<{ limit: number }>(
    'error',
    (p) => `the file is nested deeper than ${p.limit} levels`,
    () => null,
  ),
  'missing-key': entry<{ key: string; owner: string }>(
    'error',
    (p) => `${p.owner} needs the key ${p.key}`,
    () => null,
  ),
  'wrong-type': entry<{ where: string; expected: string; found: string }>(
    'error',
    (p) => `${p.where} must be ${p.expected}, and this is ${p.found}`,
    () => null,
  ),
  'wrong-value': entry<{ where: string; expected: string }>(
    'error',
    (p) => `${p.where} must be ${p.expected}`,
    () => null,
  ),
  'unknown-value': entry<{
    value: string;
    what: string;
    allowed: readonly string[];
    suggestion?: string | undefined;
  }>(
    'error',
    (p) => `${p.value} is not known as ${p.what}`,
    (p) => `${guess(p.value, p.suggestion)}allowed: ${quoted(p.allowed)}`,
  ),
  'one-verb': entry<{ what: string; found: readonly string[]; allowed: readonly string[] }>(
    'error',
    (p) =>
      p.found.length === 0
        ? `${p.what} has no verb that says what it does`
        : `${p.what} has exactly one verb, and this has ${quoted(p.found)}`,
    (p) => (p.found.length === 0 ? `one of: ${quoted(p.allowed)}` : 'split it into several'),
  ),
  'not-applicable': entry<{ key: string; owner: string; instead?: string | undefined }>(
    'error',
    (p) => `${p.key} has no meaning for ${p.owner}`,
    (p) => p.instead ?? 'leave it out',
  ),
  'which-robust': entry<{ allowed: readonly string[] }>(
    'error',
    () => 'robust is the name of several covariances, whose standard errors differ',
    (p) => `say which: ${quoted(p.allowed)}`,
  ),
  'model-reference': entry<{ text: string }>(
    'error',
    (p) => `${p.text} is no reference to a model`,
    () => 'a reference reads ANALYSIS.NAME.NUMBER@GROUP; a part that is no plain name stands in backticks',
  ),
  'unknown-key': entry<{
    key: string;
    owner: string;
    allowed: readonly string[];
    suggestion?: string | undefined;
  }>(
    'error',
    (p) => `${p.key} is not a key of ${p.owner}`,
    (p) => `${guess(p.key, p.suggestion)}allowed: ${quoted(p.allowed)}`,
  ),
  'unknown-name': entry<{ name: string; suggestion?: string | undefined; line?: number | undefined }>(
    'error',
    (p) => `${p.name} is neither a column nor a derived variable`,
    (p) => {
      const hint = meant(p.name, p.suggestion);
      return hint !== null && p.line !== undefined ? `${hint} It is derived on line ${p.line}` : hint;
    },
  ),
  'not-available': entry<{ what: string; instead?: string | undefined }>(
    'error',
    (p) => `${p.what} is part of the language but not available in this version`,
    (p) => p.instead ?? null,
  ),
  // What the check finds.
  'derived-later': entry<{ name: string; line: number }>(
    'error',
    (p) => `${p.name} does not exist yet: it is made only on line ${p.line}`,
    () => 'steps, and the entries of one derive, see what stands before them: move one of the two',
  ),
  'unknown-function': entry<{ name: string; allowed: readonly string[]; suggestion?: string | undefined }>(
    'error',
    (p) => `there is no function ${p.name}()`,
    (p) => `${guess(p.name, p.suggestion)}functions: ${quoted(p.allowed)}`,
  ),
  'argument-count': entry<{ function: string; least: number; most: number; given: number }>(
    'error',
    (p) => `${p.function}() takes ${counted(p.least, p.most)}, and here it is given ${p.given}`,
    () => null,
  ),
  'argument-name': entry<{ function: string; name: string; allowed: readonly string[] }>(
    'error',
    (p) => `${p.function}() has no argument named ${p.name}`,
    (p) => (p.allowed.length > 0 ? `it has: ${quoted(p.allowed)}` : 'its arguments have no names'),
  ),
  'argument-value': entry<{ function: string; argument: string; expected: string }>(
    'error',
    (p) => `${p.argument} of ${p.function}() must be ${p.expected}`,
    () => null,
  ),
  'text-as-number': entry<{ what: string; where: string }>(
    'error',
    (p) => `${p.what} is text, and ${p.where} needs a number`,
    () => 'if its cells are numbers, see data.columns; a text column in a formula is a factor by itself',
  ),
  'date-as-number': entry<{ what: string; where: string }>(
    'error',
    (p) => `${p.what} is a date, and ${p.where} needs a number`,
    () =>
      "the days between two dates are their difference; dates are compared with days: date >= '2020-03-01'",
  ),
  'date-and-other': entry<{ date: string; other: string }>(
    'error',
    (p) => `a date (${p.date}) and what is none (${p.other}) cannot be compared or exchanged`,
    () => "a date is compared with a date, or with an ISO day between single quotes: date >= '2020-03-01'",
  ),
  'not-a-day': entry<{ text: string }>(
    'error',
    (p) => `${p.text} is no day, and stands beside a date`,
    () => "a day is written year-month-day, between single quotes: '2020-03-01'",
  ),
  'mixed-types': entry<{ text: string; number: string }>(
    'error',
    (p) => `a text (${p.text}) and a number (${p.number}) cannot be compared or exchanged`,
    () => "text stands between single quotes: city == 'Wuhan'; numbers stand without",
  ),
  'not-a-condition': entry<{ text: string; example: string }>(
    'error',
    (p) => `${p.text} is a value, and a condition is needed here`,
    (p) => `compare it with something: ${p.example}`,
  ),
  'compared-with-missing': entry<{ text: string; write: string }>(
    'warning',
    (p) => `${p.text} is neither true nor false for any row: a comparison with missing is missing`,
    (p) => `write ${p.write}`,
  ),
  'empty-interval': entry<{ low: string; high: string }>(
    'warning',
    (p) => `no number lies in [${p.low}, ${p.high}]: the first end is the larger one`,
    (p) => `write [${p.high}, ${p.low}]`,
  ),
  'no-panel': entry<{ what: string }>(
    'error',
    (p) => `${p.what} works along time within units, and the data declare no panel`,
    () => 'add panel: {unit: COLUMN, time: COLUMN} to data',
  ),
  'missing-vcov': entry<{ allowed: readonly string[] }>(
    'error',
    () => 'nothing says how the standard errors of this model are estimated',
    (p) => `add vcov here or under defaults, one of: ${quoted(p.allowed)}`,
  ),
  'missing-tau': entry<Record<never, never>>(
    'error',
    () => 'a quantile regression needs tau, the quantile that it is of',
    () => 'add tau: 0.5 for the median, or another number between 0 and 1',
  ),
  'no-effects': entry<{ estimator: string }>(
    'error',
    (p) => `estimator ${p.estimator} absorbs no fixed effects`,
    (p) =>
      p.estimator === 'quantile'
        ? 'write them as factor(x) terms'
        : 'leave out those of the unit, which it takes care of, and write others as factor(x) terms',
  ),
  'hypothesis-form': entry<{ found: string; reason: string }>(
    'error',
    (p) => `${p.found} is no hypothesis: ${p.reason}`,
    () =>
      'write a list of terms that are all zero, [TIN, POS], an equation, "TIN + 0.5 * `TIN:POS` == 1", or a list of both; a name with other signs stands in backticks',
  ),
  'not-linear': entry<{ found: string }>(
    'error',
    (p) => `${p.found} is not linear in the coefficients`,
    () => 'a hypothesis adds and subtracts coefficients, each times or divided by a number',
  ),
  'several-coefficients': entry<{ term: string }>(
    'error',
    (p) => `${p.term} stands for several coefficients, and an equation needs one`,
    (p) => `name one of its columns, in backticks; that all of them are zero is the list [${p.term}]`,
  ),
  'no-such-test': entry<{ name: string; analysis: string; terms: readonly string[] }>(
    'error',
    (p) => `no model of ${p.analysis} has all the terms of ${p.name}: ${quoted(p.terms)}`,
    () => 'a hypothesis is tested in the models that have all of its terms',
  ),
  'groups-not-apart': entry<{ first: string; second: string; shared: string }>(
    'error',
    (p) =>
      `${p.first} and ${p.second} overlap (${p.shared}), and only groups without common rows are compared`,
    () => 'let the conditions exclude one another',
  ),
  'binary-outcome': entry<{ outcome: string; value: string; estimator: string }>(
    'warning',
    (p) => `${p.outcome} is also ${p.value}, and an outcome of ${p.estimator} is 0 or 1`,
    (p) => `derive it with a condition, such as ${p.outcome} == ${p.value}`,
  ),
  'no-derived-model': entry<{ text: string; of: string }>(
    'error',
    (p) => `${p.text} does not exist`,
    (p) => `such a model follows only from ${p.of}`,
  ),
  'derived-model': entry<{ text: string }>(
    'error',
    (p) => `${p.text} follows from a model, and here a model as an analysis has it is needed`,
    () => 'first stages and marginal effects are shown in tables and figures, and stand in claims',
  ),
  'no-instruments': entry<Record<never, never>>(
    'error',
    () => 'estimator iv needs instruments, and the formula has none',
    () => 'add them after the last bar: y ~ x | endogenous ~ instrument',
  ),
  'cluster-form': entry<{ found: string }>(
    'error',
    (p) => `${p.found} is neither a column nor a combination of columns`,
    () => 'write {cluster: city}, {cluster: [city, year]} or {cluster: city^year}',
  ),
  'missing-seed': entry<{ what: string }>(
    'error',
    (p) => `${p.what} draws at random, and the study has no seed`,
    () => 'add seed: and a whole number at the top of the file',
  ),
  'missing-data': entry<Record<never, never>>(
    'error',
    () => 'there are analyses, and no data for them',
    () => 'add data: {file: PATH}',
  ),
  'missing-file': entry<{ file: string; hint?: string | null | undefined }>(
    'error',
    (p) => `there is no file ${p.file} in the folder of the study`,
    (p) => p.hint ?? null,
  ),
  'unreadable-data': entry<{ message: string; hint?: string | null | undefined }>(
    'error',
    (p) => p.message,
    (p) => p.hint ?? null,
  ),
  'source-option': entry<{ option: string; format: string; allowed: readonly string[] }>(
    'error',
    (p) => `${p.option} means nothing for a ${p.format} file`,
    (p) => `leave it out; for ${p.format} there are: ${quoted(p.allowed)}`,
  ),
  'engine-lacks': entry<{ engine: string; what: string; allowed: readonly string[] }>(
    'error',
    (p) => `engine: ${p.engine} does not have ${p.what}`,
    (p) => `it has ${quoted(p.allowed)}; without engine the table is read into memory, where all of them run`,
  ),
  'sums-without-columns': entry<{ what: string; allowed: readonly string[] }>(
    'error',
    (p) => `${p.what} needs columns in memory, and with sums: true only sums come back`,
    (p) => `leave sums out; with it there are linear models under vcov ${quoted(p.allowed)}`,
  ),
  credentials: entry<{ key: string }>(
    'error',
    (p) => `${p.key} does not belong in a study: files are passed on, and access to data is not`,
    () => 'leave it out; an engine takes its address and its credentials from the environment',
  ),
  'no-main-source': entry<{ names: readonly string[] }>(
    'error',
    () => 'none of these sources is the main one, whose rows are those of the study',
    (p) => `add main: true to one of: ${quoted(p.names)}`,
  ),
  'several-main-sources': entry<{ name: string; first: string }>(
    'error',
    (p) => `${p.name} cannot be the main source: ${p.first} is`,
    () => 'one source is the main one, whose rows are those of the study; the others are joined to it',
  ),
  'unknown-source': entry<{ name: string; allowed: readonly string[]; suggestion?: string | undefined }>(
    'error',
    (p) => `there is no source ${p.name} under data`,
    (p) =>
      p.allowed.length > 0
        ? `${p.suggestion ? `did you mean ${p.suggestion}? ` : ''}sources to join: ${quoted(p.allowed)}`
        : `name the sources: data: {survey: {file: …, main: true}, ${p.name}: {file: …}}`,
  ),
  'unknown-source-column': entry<{
    name: string;
    source: string;
    allowed: readonly string[];
    suggestion?: string | undefined;
  }>(
    'error',
    (p) => `the source ${p.source} has no column ${p.name}`,
    (p) =>
      `${p.suggestion ? `did you mean ${p.suggestion}? ` : ''}columns: ${quoted(p.allowed)}; where names differ, by is a map: {HERE: THERE}`,
  ),
  'join-key-types': entry<{
    here: string;
    hereType: string;
    there: string;
    thereType: string;
    source: string;
  }>(
    'error',
    (p) => `${p.here} is ${p.hereType} here, and ${p.there} of ${p.source} is ${p.thereType}`,
    () => 'keys are equal only where their types are: declare one under columns of its source',
  ),
  'column-in-both': entry<{ columns: readonly string[]; source: string }>(
    'error',
    (p) =>
      `${quoted(p.columns)} would come from ${p.source}, and ${p.columns.length === 1 ? 'is' : 'are'} here already`,
    () => 'rename what is here before the join, or name it under by if it is a key',
  ),
  'panel-keys': entry<{ message: string; hint?: string | null | undefined }>(
    'error',
    (p) => `these are no keys of a panel: ${p.message}`,
    (p) => p.hint ?? null,
  ),
  'leaves-folder': entry<{ path: string }>(
    'error',
    (p) => `${p.path} does not lie in the folder of the study`,
    () => 'paths are relative to the folder of the study and stay in it: copy the file there',
  ),
  'prose-format': entry<{ path: string }>(
    'error',
    (p) => `${p.path} is no Markdown file by its name`,
    () => 'a text that numbers are filled into ends in .md, .markdown, .qmd or .Rmd',
  ),
  'prose-overwrites': entry<{ path: string; what: string }>(
    'error',
    (p) => `${p.path} would be written over ${p.what}`,
    () => 'the text is written under its own path in the folder of output: give it another name',
  ),
  'no-such-value': entry<{ reason: string; suggestion: string | undefined }>(
    'error',
    (p) => p.reason,
    (p) => (p.suggestion === undefined ? null : `did you mean ${p.suggestion}?`),
  ),
  'unknown-template': entry<{ what: string; suggestion: string | undefined; known: readonly string[] }>(
    'warning',
    (p) => p.what,
    (p) => {
      const names = `what can be replaced: ${p.known.join(', ')}`;
      return p.suggestion === undefined ? names : `did you mean ${p.suggestion}? ${names}`;
    },
  ),
  'template-syntax': entry<{ reason: string }>(
    'error',
    (p) => p.reason,
    () => 'a layout has places, {{slot}}, {{#each slot}} … {{/each}} and {{#if slot}} … {{else}} … {{/if}}',
  ),
  'template-unsupported': entry<{ what: string }>(
    'error',
    (p) => `a layout cannot have ${p.what}`,
    () =>
      'there are {{slot}}, {{#each}}, {{#if}}, {{#unless}}, {{else}}, this, ../, @index, @first and @last',
  ),
  'template-too-large': entry<{ what: string }>(
    'error',
    (p) => `a layout ${p.what} is not read`,
    () => 'a layout says where texts stand; what belongs to a page or a journal can be a file that it names',
  ),
  'no-such-slot': entry<{ slot: string; known: readonly string[]; suggestion: string | undefined }>(
    'error',
    (p) => `there is no slot ${p.slot} here`,
    (p) => {
      const names = p.known.length === 0 ? 'there are none here' : `there are ${p.known.join(', ')}`;
      return p.suggestion === undefined ? names : `did you mean ${p.suggestion}? ${names}`;
    },
  ),
  'slot-misused': entry<{ reason: string; write: string }>(
    'error',
    (p) => p.reason,
    (p) => (p.write === '' ? null : `write ${p.write}`),
  ),
  'unknown-format': entry<{ file: string; allowed: readonly string[] }>(
    'error',
    (p) => `the ending of ${p.file} does not say its format`,
    (p) => `add format, one of: ${quoted(p.allowed)}`,
  ),
  'not-a-name': entry<{ name: string; what: string; write?: string | undefined }>(
    'error',
    (p) => `${p.name} cannot be the name of ${p.what}`,
    (p) => `letters, digits and _, not beginning with a digit${p.write ? `: ${p.write}` : ''}`,
  ),
  'reserved-name': entry<{ name: string; what: string }>(
    'error',
    (p) => `${p.name} cannot be the name of ${p.what}: it already means something in references`,
    () => 'choose another name',
  ),
  'duplicate-id': entry<{ id: string; other: string; line: number }>(
    'error',
    (p) => `${p.id} and ${p.other} (line ${p.line}) would be written to the same file on some systems`,
    () => 'let them differ by more than upper and lower case',
  ),
  'column-exists': entry<{ name: string }>(
    'error',
    (p) => `there is a column ${p.name} already`,
    () => 'choose another name',
  ),
  'panel-changed': entry<{ column: string; step: string }>(
    'error',
    (p) => `${p.step} would change ${p.column}, which is a key of the panel`,
    () => 'derive a copy of it first and change the copy',
  ),
  'changed-after-use': entry<{ column: string; derived: string; line: number }>(
    'warning',
    (p) => `${p.column} changes here, after ${p.derived} was computed from it on line ${p.line}`,
    () => 'move this step before that one, if the new values were meant',
  ),
  'set-shadows': entry<{ name: string }>(
    'warning',
    (p) => `${p.name} is a set and a column; in formulas and lists the set is meant`,
    () => 'give the set another name',
  ),
  'overlapping-groups': entry<{ group: string; other: string; at: string }>(
    'warning',
    (p) => `the groups ${p.other} and ${p.group} overlap: rows with ${p.at} are in both`,
    () => 'let one of the conditions begin where the other ends, if each row belongs to one group',
  ),
  'no-rows': entry<{ what: string; beside: boolean }>(
    'warning',
    (p) => `no row is in the sample of ${p.what}${p.beside ? ', together with where' : ''}`,
    () =>
      'without rows there is nothing to estimate or describe: compare the condition with the values of the column',
  ),
  'few-clusters': entry<{ column: string; most: number; enough: number; instead: readonly string[] }>(
    'warning',
    (p) =>
      `${p.column} has ${p.most} values, so there are at most ${p.most} clusters; with fewer than ${p.enough} standard errors tend to be too small`,
    (p) =>
      p.instead.length > 0 ? `for few clusters: ${p.instead.join(' or ')}` : 'say so beside the results',
  ),
  'panel-gaps': entry<{ function: string; gaps: number; least: number }>(
    'warning',
    (p) =>
      `the panel has gaps: ${p.gaps} ${p.gaps === 1 ? 'row lies' : 'rows lie'} more than ${p.least} after the row before in the unit, so ${p.function}() is missing there`,
    () => 'lags go by the value of time; that of a row that does not exist is missing',
  ),
  'no-such-distance': entry<{ function: string; k: number; least: number }>(
    'warning',
    (p) =>
      `no two rows of a unit are ${Math.abs(p.k)} apart, so ${p.function}() is missing everywhere: the smallest distance is ${p.least}`,
    (p) => `count in units of time: ${p.function}(x, ${p.least})`,
  ),
  'mediator-control': entry<{ mediator: string; set: string; treatment: string }>(
    'warning',
    (p) =>
      `the set ${p.set} holds ${p.mediator}, whose role is mediator: what ${p.treatment} does by way of it is controlled away`,
    (p) => `leave ${p.mediator} out of ${p.set}, and name it in the formulas that need it`,
  ),
  'outcome-as-regressor': entry<{ outcome: string; ref: string }>(
    'warning',
    (p) => `${p.outcome} is the outcome of ${p.ref} and among its regressors`,
    () => 'leave it out; its value in an earlier period is lag(x)',
  ),
  'numbers-as-text': entry<{ column: string; numeric: number; rows: number; distinct: number | null }>(
    'warning',
    (p) =>
      `${p.column} is text, though ${p.numeric} of ${p.rows} cells read as numbers: here each of its ${p.distinct ?? 'many'} values becomes a regressor`,
    (p) =>
      `list the words for missing under data: {na: […]}, or declare columns: {${p.column}: string} if codes are meant`,
  ),
  'constant-regressor': entry<{ term: string; ref: string }>(
    'warning',
    (p) =>
      `${p.term} has only one value in the rows of ${p.ref}, so it has no coefficient beside the constant`,
    () => 'leave it out',
  ),
  'absorbed-regressor': entry<{ term: string; effect: string; ref: string }>(
    'warning',
    (p) => `${p.term} does not vary within ${p.effect}, which ${p.ref} absorbs: it has no coefficient`,
    (p) => `leave it out, or interact it with something that varies within ${p.effect}`,
  ),
  'identical-models': entry<{ ref: string; other: string }>(
    'warning',
    (p) => `${p.ref} is the same model as ${p.other}`,
    () => 'leave one of the two out',
  ),
  'different-samples': entry<{ what: string; rows: number; model: string; other: string }>(
    'warning',
    (p) =>
      `${p.what} is missing where other columns are not: at least ${p.rows} rows of ${p.other} are not in the sample of ${p.model}`,
    () => 'add common_sample: true, or say beside the results that the samples differ',
  ),
  'unknown-analysis': entry<{ name: string; allowed: readonly string[]; suggestion?: string | undefined }>(
    'error',
    (p) => `there is no analysis ${p.name}`,
    (p) => `${guess(p.name, p.suggestion)}analyses: ${quoted(p.allowed)}`,
  ),
  'unknown-model': entry<{ text: string; analysis: string; allowed: readonly string[] }>(
    'error',
    (p) => `${p.analysis} has no model ${p.text}`,
    (p) => (p.allowed.length > 0 ? `its models: ${quoted(p.allowed)}` : 'it has no models'),
  ),
  'several-models': entry<{ text: string; models: readonly string[] }>(
    'error',
    (p) => `${p.text} is ${p.models.length} models, and one is needed here`,
    (p) => `one of: ${quoted(p.models)}`,
  ),
  'no-models': entry<{ text: string; verb: string }>(
    'error',
    (p) => `${p.text} has no models: its verb is ${p.verb}`,
    () => null,
  ),
  'duplicate-model': entry<{ name: string; column: string }>(
    'error',
    (p) =>
      `the variant ${p.name} has the name of a value of ${p.column}, and leave_out gives that name to a model`,
    () => 'give the variant another name',
  ),
  'too-many-combinations': entry<{ count: number; limit: number }>(
    'error',
    (p) => `the axes of this curve have ${p.count} combinations; the most is ${p.limit}`,
    () => 'shorten an axis; controls may be a list of lists instead of all subsets',
  ),
  'repeated-entry': entry<{ entry: string; axis: string }>(
    'error',
    (p) => `${p.entry} stands twice in ${p.axis}, and its models would count twice`,
    () => 'leave one of them out',
  ),
  'not-one-sample': entry<{ first: string; second: string }>(
    'error',
    (p) => `chow compares one formula in two groups of a split, and ${p.first} and ${p.second} are not that`,
    () => 'use test: suest, which compares any two models',
  ),
  'circular-reference': entry<{ path: readonly string[] }>(
    'error',
    (p) => `this refers back to itself: ${p.path.join(' → ')}`,
    () => null,
  ),
  'unknown-term': entry<{
    term: string;
    where: string;
    allowed: readonly string[];
    suggestion?: string | undefined;
  }>(
    'error',
    (p) => `${p.term} is no term of ${p.where}`,
    (p) => `${guess(p.term, p.suggestion)}terms: ${quoted(p.allowed)}`,
  ),
  'unknown-result': entry<{
    name: string;
    where: string;
    allowed: readonly string[];
    suggestion?: string | undefined;
  }>(
    'error',
    (p) => `${p.name} is no result of ${p.where}`,
    (p) =>
      p.allowed.length === 0
        ? 'there are none'
        : `${guess(p.name, p.suggestion)}one of: ${quoted(p.allowed)}`,
  ),
  'no-value': entry<{ text: string }>(
    'error',
    (p) => `${p.text} is no single value`,
    () => 'name a term of one model, or a value: baseline.4.TIN.estimate, baseline.4.n',
  ),
  'unknown-levels': entry<{ column: string }>(
    'error',
    (p) => `the groups of ${p.column} are not known before the study runs`,
    (p) => `name them under variables: ${p.column}: {levels: {VALUE: LABEL}}, or split by conditions`,
  ),
  'unknown-level': entry<{ column: string; level: string; suggestion?: string | undefined }>(
    'warning',
    (p) => `no row of ${p.column} is ${p.level}`,
    (p) => meant(p.level, p.suggestion),
  ),
  'undeclared-level': entry<{ column: string; missing: readonly string[] }>(
    'warning',
    (p) => `${p.column} also has ${quoted(p.missing)}, which is not among its levels`,
    () => 'rows of such a level are in no group; name all levels, or none',
  ),
  'repeated-role': entry<{ name: string; first: string; second: string }>(
    'error',
    (p) => `${p.name} is both ${p.first} and ${p.second}`,
    () => 'each variable of a mediation has one part',
  ),
  'too-many-effects': entry<{ given: number; most: number; estimator: string }>(
    'error',
    (p) =>
      p.most === 0
        ? `${p.estimator} absorbs no fixed effects: with few rows a level its estimates would be inconsistent (incidental parameters)`
        : `this model absorbs ${p.given} fixed effects; ${p.estimator} absorbs at most ${p.most} in this version`,
    (p) =>
      p.most === 0
        ? 'use ols, the linear probability model; effects of few levels with many rows each may be factor(x) terms'
        : 'write the smaller ones as factor(x) terms',
  ),
  'wrong-figure': entry<{ draw: string; needs: string }>(
    'error',
    (p) => `${p.draw} draws ${p.needs}, and this is none`,
    () => null,
  ),
  'no-table': entry<{ text: string; verb: string }>(
    'error',
    (p) => `${p.text} has no table: its verb is ${p.verb}`,
    () => 'draw a figure of it, or refer to its values in claims',
  ),
  // Formulas and expressions.
  'expression-syntax': entry<{ found: string | null; after: string | null; expected: string }>(
    'error',
    (p) => unexpected('expression', p),
    () => "an expression reads like log(x + 1), or year >= 2020 and city in {a, 'b c'}",
  ),
  'formula-syntax': entry<{ found: string | null; after: string | null; expected: string }>(
    'error',
    (p) => unexpected('formula', p),
    () => 'a formula reads like outcome ~ term + term | fixed effect',
  ),
  'unknown-sign': entry<{ sign: string }>(
    'error',
    (p) => `${p.sign} is no sign of formulas and expressions`,
    () => 'a name that holds other signs than letters, digits and _ stands in backticks',
  ),
  'full-width': entry<{ sign: string; write: string }>(
    'error',
    (p) => `${p.sign} is no sign of formulas and expressions`,
    (p) => `write ${p.write}`,
  ),
  'foreign-operator': entry<{ sign: string; write: string }>(
    'error',
    (p) => `${p.sign} is no operator here`,
    (p) => `write ${p.write}`,
  ),
  'stata-form': entry<{ form: string; write: string; name?: string | undefined }>(
    'error',
    (p) => `${p.form} is Stata's notation`,
    (p) => `write ${p.write}${p.name ? `; a column of that name stands in backticks: ${p.name}` : ''}`,
  ),
  'double-quotes': entry<{ text: string; write: string }>(
    'error',
    (p) => `text stands between single quotes, not as ${p.text}`,
    (p) => `write ${p.write}`,
  ),
  'unclosed-quote': entry<{ quote: string }>(
    'error',
    (p) => `the ${p.quote} that opens here is never closed`,
    (p) => `end it with ${p.quote}; within, the same sign is written twice`,
  ),
  'empty-name': entry<Record<never, never>>(
    'error',
    () => 'there is no name between these backticks',
    () => 'write the name of a column between them',
  ),
  'dotted-name': entry<{ name: string; write: string }>(
    'error',
    (p) => `${p.name} is no name: names have no dot and no @, and results are referred to only in claims`,
    (p) => `if it is a column's name, write ${p.write}`,
  ),
  'digit-name': entry<{ text: string; write: string }>(
    'error',
    (p) => `${p.text} is neither a number nor a name: names do not begin with a digit`,
    (p) => `as a name it stands in backticks, ${p.write}; a product needs *`,
  ),
  'reference-groups': entry<{ reference: string }>(
    'error',
    (p) => `${p.reference} names more than one group`,
    () => 'a reference reads ANALYSIS.NAME.NUMBER@GROUP.TERM.value, with one @ at most',
  ),
  'number-range': entry<{ text: string; exact: boolean }>(
    'error',
    (p) => `${p.text} ${p.exact ? 'cannot be held exactly as a number' : 'is too large for a number'}`,
    (p) => (p.exact ? `beyond 2^53 whole numbers are text: '${p.text}'` : 'the largest is about 1.8e308'),
  ),
  'too-deep': entry<{ limit: number }>(
    'error',
    (p) => `this holds more than ${p.limit} brackets or operators within one another`,
    () => 'compute parts of it first, with derive',
  ),
  'chained-comparison': entry<{ first: string; second: string }>(
    'error',
    (p) => `comparisons do not chain: ${p.second} follows ${p.first}`,
    () => 'write a < b and b < c, or x in [low, high]',
  ),
  'misplaced-not': entry<{ write: string }>(
    'error',
    () => 'not stands before a whole condition',
    (p) => `write ${p.write}`,
  ),
  'formula-sign': entry<{ sign: string; write: string }>(
    'error',
    (p) => `${p.sign} belongs to formulas: an expression has no use for it`,
    (p) => p.write,
  ),
  'duplicate-argument': entry<{ name: string; function: string }>(
    'error',
    (p) => `${p.function}() is given ${p.name} twice`,
    () => 'leave one of them out',
  ),
  'argument-form': entry<{ found: string }>(
    'error',
    (p) => `${p.found} is not the name of an argument`,
    () => 'a named argument reads k=1; a comparison is written ==',
  ),
  'family-place': entry<{ family: string }>(
    'error',
    (p) => `${p.family}() makes several models: it stands among the terms of a formula, not within one`,
    (p) => `write y ~ x + ${p.family}(a, b)`,
  ),
  'family-form': entry<{ family: string }>(
    'error',
    (p) => `${p.family}() takes terms, at least one, without names`,
    (p) => `write ${p.family}(a, b)`,
  ),
  'outcome-form': entry<{ found: string }>(
    'error',
    (p) => `${p.found} is no outcome`,
    () => 'before ~ stands a variable, an expression of variables, or c(y1, y2) for one model each',
  ),
  'shift-form': entry<{ function: string }>(
    'error',
    (p) => `${p.function}() takes a value and whole numbers, without names`,
    (p) => `write ${p.function}(x), ${p.function}(x, 2) or ${p.function}(x, 1:3)`,
  ),
  'shift-distance': entry<{ function: string }>(
    'error',
    (p) => `the second argument of ${p.function}() is a whole number, or a range of them, written out`,
    (p) => `write ${p.function}(x, 2) or ${p.function}(x, 1:3)`,
  ),
  'shift-range': entry<{ function: string }>(
    'error',
    (p) => `a range makes several terms: ${p.function}() here is part of one value`,
    (p) => `write one number, ${p.function}(x, 1), or the terms one by one`,
  ),
  'shift-member': entry<{ function: string; member: string }>(
    'error',
    (p) => `${p.function}() applies to each member of a set, and ${p.member} is no single value`,
    (p) => `write that member by itself; a product is ${p.function}(I(x * z))`,
  ),
  'coding-form': entry<{ found: string; write: string }>(
    'error',
    (p) => `i() cannot be given ${p.found}`,
    (p) => p.write,
  ),
  'coding-place': entry<{ function: string }>(
    'error',
    (p) =>
      `${p.function}() makes several columns: it is a term, and no value within another call or an outcome`,
    (p) => `write it as a term of its own, y ~ x + ${p.function}(f), or within a:b`,
  ),
  'coding-product': entry<{ coding: string; other: string; write: string }>(
    'error',
    (p) =>
      `${p.coding} has a column for each value already: it does not interact with the categories of ${p.other}`,
    (p) => `write ${p.write}`,
  ),
  'unknown-reference-level': entry<{
    column: string;
    level: string;
    allowed: readonly string[];
    suggestion?: string | undefined;
  }>(
    'error',
    (p) => `no row of ${p.column} is ${p.level}, so it cannot be the reference`,
    (p) => `${p.suggestion ? `did you mean ${p.suggestion}? ` : ''}values: ${quoted(p.allowed)}`,
  ),
  'instrument-overlap': entry<{ term: string; role: 'endogenous' | 'regressor' }>(
    'error',
    (p) =>
      p.role === 'endogenous'
        ? `${p.term} is endogenous: it can be neither a regressor before the bar nor an instrument`
        : `${p.term} is a regressor already, and no further instrument`,
    (p) =>
      p.role === 'endogenous'
        ? 'name it once, before the second ~'
        : 'leave it out: regressors are instruments of themselves',
  ),
  'estimator-instruments': entry<{ estimator: string }>(
    'error',
    (p) => `${p.estimator} has no use for instruments`,
    () => 'leave estimator out: an instruments part implies iv',
  ),
  'too-few-instruments': entry<{ endogenous: number; instruments: number }>(
    'error',
    (p) =>
      `instruments are fewer (${p.instruments}) than endogenous terms (${p.endogenous}): nothing is identified`,
    () => 'there must be at least as many instruments as endogenous terms',
  ),
  'square-of-name': entry<{ power: string; write: string }>(
    'error',
    (p) => `${p.power} means different things to different programs as a term of a formula`,
    (p) => `write ${p.write}`,
  ),
  'term-form': entry<{ found: string; write: string }>(
    'error',
    (p) => `${p.found} is no term of a formula`,
    (p) => p.write,
  ),
  'fixed-form': entry<{ found: string; write: string }>(
    'error',
    (p) => `${p.found} is no fixed effect`,
    (p) => p.write,
  ),
  'too-many-models': entry<{ count: number; limit: number }>(
    'error',
    (p) => `this formula stands for ${p.count} models; the most is ${p.limit}`,
    () => 'split it into several formulas, or shorten its families',
  ),
  'too-many-terms': entry<{ limit: number }>(
    'error',
    (p) => `written out, this formula has more than ${p.limit} terms`,
    () => 'name the interactions that you mean',
  ),
  'set-cycle': entry<{ path: readonly string[] }>(
    'error',
    (p) => `the set ${p.path[0] ?? ''} contains itself: ${p.path.join(' → ')}`,
    () => 'a set may name other sets, but not one that leads back to it',
  ),
  'set-misplaced': entry<{ set: string; place: string }>(
    'error',
    (p) => `${p.set} is a set of terms: it cannot stand ${p.place}`,
    () => 'a set stands where a term stands; elsewhere name the variables one by one',
  ),
  'set-member': entry<{ set: string; member: string; reason: string }>(
    'error',
    (p) => `the set ${p.set} has a member that is no term, ${p.member}: ${p.reason}`,
    () => 'the members of a set are terms: x, log(x), x:z, or the name of another set',
  ),
  'replace-form': entry<{ key: string; reason: string }>(
    'error',
    (p) => `${p.key} cannot be replaced so: ${p.reason}`,
    () => 'replace exchanges a variable, a term or a set for a term or a list of terms',
  ),
  // Numbers as published.
  'printed-form': entry<{ found: string | null; after: string | null; expected: string }>(
    'error',
    (p) => unexpected('cell', p),
    () => 'a cell reads like 1.144*** (7.68), or 0.36** (0.05) [0.26, 0.46]; what is blank is left out',
  ),
  'printed-count': entry<{ text: string }>(
    'error',
    (p) => `${p.text} counts nothing: expected a whole number`,
    () => 'write 308, or 1,234',
  ),
  'interval-ends': entry<{ text: string; several: boolean }>(
    'error',
    (p) =>
      p.several
        ? `${p.text} can be read as an interval in more than one way`
        : `${p.text === '' ? 'nothing' : p.text} is no interval: expected two numbers, separated by , ; to or a dash`,
    () => 'write 0.26; 0.46',
  ),
  'cell-brackets': entry<{ which: 'parentheses' | 'brackets'; none: boolean }>(
    'error',
    (p) =>
      p.none
        ? `this table says that its cells have no ${p.which}`
        : `nothing says what stands in ${p.which} in this table`,
    (p) => `add ${p.which} to the table, one of: t, se, p, ci`,
  ),
  'reported-table': entry<{ id: string }>(
    'error',
    (p) => `the table ${p.id} has neither rows nor columns`,
    () => 'transcribe it: rows for descriptive statistics, columns for models',
  ),
  'no-published-table': entry<{ file: string; endings: readonly string[] | null }>(
    'error',
    (p) =>
      p.endings === null ? `${p.file} holds no table with numbers` : `${p.file} is not in a format of tables`,
    (p) =>
      p.endings === null
        ? 'it needs a tabular (LaTeX), a pipe table (Markdown) or rows (CSV): labels in the first column, numbers beside them'
        : `endings: ${quoted(p.endings)}`,
  ),
  'table-row': entry<{ label: string; text: string; reason: 'columns' | 'alone' }>(
    'error',
    (p) =>
      p.reason === 'columns'
        ? `${p.text} stands in a column that the table has not`
        : `${p.text} belongs to no estimate: no row with a label stands above it`,
    (p) =>
      p.reason === 'columns'
        ? 'give every row as many cells as the heading'
        : 'an estimate has its label beside it, and what is in parentheses stands in the row below',
  ),
  'unknown-row': entry<{ label: string }>(
    'warning',
    (p) => `${p.label} is neither a coefficient nor a statistic that is known, and is not read`,
    () => 'where it is a coefficient, name it: terms: {"its label": NAME}; or add its numbers to columns',
  ),
  'unknown-column': entry<{ name: string; allowed: readonly string[]; suggestion?: string | undefined }>(
    'error',
    (p) => `there is no reported column ${p.name}`,
    (p) => `${guess(p.name, p.suggestion)}columns: ${quoted(p.allowed)}`,
  ),
  'unknown-cell': entry<{
    name: string;
    where: string;
    allowed: readonly string[];
    suggestion?: string | undefined;
  }>(
    'error',
    (p) => `${p.name} is not reported in ${p.where}`,
    (p) => `${guess(p.name, p.suggestion)}reported: ${quoted(p.allowed)}`,
  ),
  'no-cell': entry<{ text: string }>(
    'error',
    (p) => `${p.text} is no reported number`,
    () =>
      'a statement refers to COLUMN.ROW, COLUMN.ROW.p, COLUMN.n or TABLE.VARIABLE.mean; ids stand in backticks',
  ),
  'wrong-verb': entry<{ name: string; verb: string; needs: string }>(
    'error',
    (p) => `${p.name} is a ${p.verb} analysis, and a ${p.needs} analysis is needed here`,
    () => null,
  ),
  'reported-differs': entry<{ what: string; stated: string; model: string; actual: string | null }>(
    'warning',
    (p) =>
      p.actual === null
        ? `the column is of the ${p.what} ${p.stated}, and ${p.model} has none`
        : `the column is of the ${p.what} ${p.stated}, and ${p.model} of ${p.actual}`,
    () => 'tie it to the model whose numbers it prints',
  ),
} satisfies Record<string, Wording<never>>;

export type MessageCode = keyof typeof messages;
export type MessagePayload<C extends MessageCode> = Parameters<(typeof messages)[C]['message']>[0];

export function wording<C extends MessageCode>(
  code: C,
  payload: MessagePayload<C>,
): { severity: 'error' | 'warning'; message: string; hint: string | null } {
  const found = messages[code] as unknown as Wording<MessagePayload<C>>;
  return { severity: found.severity, message: found.message(payload), hint: found.hint(payload) };
}
