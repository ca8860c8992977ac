import { type Context, say } from './context.ts';
import type { Noun } from './facts.ts';
import { withMinus } from './format-number.ts';

/** How variables are called in a table: by label, or by symbol. */
export type Naming = 'label' | 'symbol';

/** A variable's label in the reader's language, its symbol where a table asks for symbols, else its name. */
export function variableLabel(context: Context, name: string, naming: Naming = 'label'): string {
  const variable = context.variables.get(name);
  if (naming === 'symbol') return variable?.symbol ?? name;
  return variable?.label ? say(context, variable.label) : name;
}

export function nounOf(context: Context, name: string): Noun {
  const label = context.variables.get(name)?.label;
  return { name, label: label ? say(context, label) : null };
}

/** Several columns combined, `city^year`, by their labels. */
export function effectLabel(context: Context, name: string): string {
  return name
    .split('^')
    .map((column) => variableLabel(context, column))
    .join(' × ');
}

/**
 * A term as R names it (`TIN:POS`, `log(POS)`, `industryequipment`, `factor(year)2015`, `rel::0`) in the reader's words. What
 * is not understood stands as it is.
 */
export function termLabel(context: Context, term: string, naming: Naming = 'label'): string {
  if (term === '(Intercept)') return context.locale.words.constant;
  const parts = term.split(/(?<!:):(?!:)/);
  return parts.map((part) => factorLabel(context, part, naming)).join(' × ');
}

function factorLabel(context: Context, part: string, naming: Naming): string {
  if (context.variables.has(part)) return variableLabel(context, part, naming);
  const coded = /^factor\((.+?)\)(.+)$/u.exec(part) ?? /^(.+?)::(.+)$/u.exec(part);
  if (coded) return levelLabel(context, coded[1]!, coded[2]!, naming);
  const call = /^(\p{L}[\p{L}\p{N}_]*)\((.+)\)$/u.exec(part);
  if (call) return `${call[1]}(${factorLabel(context, call[2]!, naming)})`;
  const owner = [...context.variables.values()].find(
    ({ name, levels }) => part.startsWith(name) && levels.some((level) => name + level.value === part),
  );
  return owner ? levelLabel(context, owner.name, part.slice(owner.name.length), naming) : part;
}

function levelLabel(context: Context, column: string, value: string, naming: Naming): string {
  const level = context.variables.get(column)?.levels.find((candidate) => candidate.value === value);
  return `${variableLabel(context, column, naming)} = ${level ? say(context, level.label) : levelText(value)}`;
}

/** The columns that a term reads, as far as its name shows them. */
export function namesIn(term: string): readonly string[] {
  if (term === '(Intercept)') return [];
  return [...new Set(term.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [])];
}

/** A level as a reader sees it: a negative number with a minus. */
export function levelText(value: string): string {
  return /^-\d/.test(value) ? withMinus(value) : value;
}
