import type { Explanation } from '../compiler/explain/explanation.ts';
import { explanations } from '../compiler/explain/index.ts';
import { messages } from '../compiler/plan/messages.ts';
import { nearest } from '../compiler/plan/suggest.ts';
import type { CommandCode } from './main.ts';
import { padded, styled, type Terminal } from './terminal.ts';
import { wrapped } from './wrapped.ts';

/** Cause, example and cure of a code; without one, every code with its first sentence, a line each. */
export const execute: CommandCode['execute'] = async ([code], options, terminal) => {
  if (code === undefined) {
    terminal.out(options['json'] === true ? asJson(Object.keys(explanations).map(record)) : list());
    return 0;
  }
  const name = code.replace(/^error |^warning |:$/g, '');
  if (!Object.hasOwn(explanations, name)) {
    const suggestion = nearest(name, Object.keys(explanations));
    const hint = suggestion === undefined ? 'studyc explain lists the codes' : `did you mean ${suggestion}?`;
    terminal.err(`studyc: there is no code ${name}; ${hint}\n`);
    return 2;
  }
  terminal.out(options['json'] === true ? asJson(record(name)) : page(name, terminal));
  return 0;
};

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Messages of the compiler have a severity of their own; what a run cannot do is an error, unless it is a note. */
function severityOf(code: string): 'error' | 'warning' | 'note' | 'finding' {
  const wording: Readonly<Record<string, { readonly severity: 'error' | 'warning' }>> = messages;
  if (Object.hasOwn(wording, code)) return wording[code]!.severity;
  return explanations[code]?.severity ?? 'error';
}

function record(code: string) {
  const { cause, wrong, cured } = explanations[code]!;
  return { code, severity: severityOf(code), cause, wrong: text(wrong), cured: text(cured) };
}

function text(lines: readonly string[] | null): string | null {
  return lines === null ? null : `${lines.join('\n')}\n`;
}

function list(): string {
  const codes = Object.keys(explanations);
  const width = Math.max(...codes.map((code) => code.length));
  const rows = codes.map((code) => `${padded(code, width)}  ${firstSentence(explanations[code]!)}`);
  return `${rows.join('\n')}\n`;
}

function firstSentence({ cause }: Explanation): string {
  return /^.*?[.](?= |$)/.exec(cause)?.[0] ?? cause;
}

function page(code: string, { colour }: Terminal): string {
  const { cause, wrong, cured } = explanations[code]!;
  const severity = severityOf(code);
  const styledSeverity = styled(severity, severity === 'error' ? 'red' : 'yellow', colour.out);
  return [
    `${styledSeverity} ${styled(code, 'bold', colour.out)}`,
    '',
    ...wrapped(cause, 80),
    ...example('wrong', wrong),
    ...example('right', cured),
    '',
  ].join('\n');
}

function example(title: string, lines: readonly string[] | null): readonly string[] {
  return lines === null ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
