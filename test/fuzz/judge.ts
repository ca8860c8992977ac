import { readFileSync } from 'node:fs';
import { compileValidators } from '../../build/schema.ts';
import { catalog } from '../../cli/catalog.ts';
import { renderDiagnostics } from '../../cli/diagnostics.ts';
import type { SourceNeed } from '../../compiler/check/data.ts';
import { expandFormula } from '../../compiler/formula/expand.ts';
import { parseFormula } from '../../compiler/formula/parse.ts';
import { compile, parse } from '../../compiler/index.ts';
import type { Diagnostic } from '../../compiler/plan/diagnostic.ts';
import { canonicalJson } from '../../compiler/plan/hash.ts';
import { messages } from '../../compiler/plan/messages.ts';
import type { ModelFormula, ModelTerm } from '../../compiler/plan/model.ts';
import { printExpression, printFormula } from '../../compiler/plan/print.ts';
import { describeAtOnce, studyFolder } from '../study.ts';
import { caseFiles, casesOf } from '../suite/cases.ts';
import { toyTable } from '../unit/parse/study.ts';
import { randomFormula } from './formulas.ts';
import { choicesOf } from './random.ts';
import { mutatedSpec } from './specs.ts';

/** What became of one text. `problem` is what must never be: an exception, a rejection without a place, … */
export interface Verdict {
  readonly text: string;
  readonly accepted: boolean;
  readonly codes: readonly string[];
  readonly problem: string | null;
}

export type Kind = 'formulas' | 'specs';

/** Case `index` of a seed: made, read, judged. Never throws. */
export function judge(kind: Kind, seed: number, index: number): Verdict {
  const choices = choicesOf(seed, index);
  const text = kind === 'formulas' ? randomFormula(choices) : mutatedSpec(bases(), choices);
  try {
    return kind === 'formulas' ? judgeFormula(text) : judgeSpec(text);
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { text, accepted: false, codes: [], problem };
  }
}

const sets = new Map([
  ['Controls', ['x', 'z', 'log(w)']],
  ['Nested', ['Controls', 'w']],
]);

/** A formula is accepted and comes back from its own print as the same model, or is rejected at a place. */
export function judgeFormula(text: string): Verdict {
  const parsed = read(text);
  if (!parsed.ok) return rejected(text, parsed.diagnostics, text.length);
  for (const { formula } of parsed.value) {
    const printed = printFormula(formula);
    const again = read(printed);
    const [same] = again.ok ? again.value : [];
    if (!same || essence(same.formula) !== essence(formula)) {
      return { text, accepted: true, codes: [], problem: `reads back differently: ${printed}` };
    }
  }
  return { text, accepted: true, codes: [], problem: null };
}

function read(text: string) {
  const parsed = parseFormula({ text, span: { file: 'f', start: 0, end: text.length }, offsets: 'direct' });
  return parsed.ok ? expandFormula(parsed.value, sets) : parsed;
}

/**
 * What a model is, whatever the order: R orders the factors of an interaction by where a name first stands in the
 * formula, so that `a:b + b` prints as `b + a:b` and reads as `b + b:a`.
 */
function essence({ terms, instruments: part, ...rest }: ModelFormula): string {
  const written = (list: readonly ModelTerm[]) =>
    list.map((term) => term.factors.map(printExpression).sort().join(':')).sort();
  const instruments = part && [written(part.endogenous), written(part.instruments)];
  return canonicalJson({ ...rest, terms: written(terms), instruments });
}

const validators = compileValidators(catalog);
/** Studies of the suite name files that do not exist: they have the suite's toy table. */
const tableOf = (need: SourceNeed) =>
  need.file.includes('toy') ? toyTable : describeAtOnce(studyFolder, need);

/** A study has a plan, or errors at places; and every message can be shown. */
export function judgeSpec(text: string): Verdict {
  const draft = parse({ file: 'study.yaml', text }, { catalog, validators });
  const tables = new Map(
    draft.needs.flatMap((need) => {
      const table = tableOf(need);
      return table ? [[need.name, table] as const] : [];
    }),
  );
  const { plan, diagnostics, source } = compile(draft, tables, '', catalog);
  renderDiagnostics(diagnostics, source, { colour: false });
  const errors = diagnostics.filter((one) => one.severity === 'error');
  // Without data there is nothing to plan, and nothing wrong with that.
  const complete = plan !== null || /^data:/m.test(text);
  if (plan === null && (complete || errors.length > 0))
    return rejected(text, diagnostics, source.text.length);
  const problem = errors.length > 0 ? 'a plan beside errors' : misplaced(diagnostics, source.text.length);
  return { text, accepted: true, codes: diagnostics.map((one) => one.code), problem };
}

function rejected(text: string, diagnostics: readonly Diagnostic[], length: number): Verdict {
  const errors = diagnostics.filter((one) => one.severity === 'error');
  const problem = errors.length === 0 ? 'rejected without an error' : misplaced(diagnostics, length);
  return { text, accepted: false, codes: diagnostics.map((one) => one.code), problem };
}

function misplaced(diagnostics: readonly Diagnostic[], length: number): string | null {
  const wrong = diagnostics.find(
    ({ span, code, message }) =>
      !(span.start >= 0 && span.start <= span.end && span.end <= length) ||
      !Object.hasOwn(messages, code) ||
      message.trim() === '' ||
      /undefined|\[object|NaN/.test(message.replaceAll(/`[^`]*`/g, '')),
  );
  return wrong ? `a message without a proper place or text: ${JSON.stringify(wrong)}` : null;
}

let found: readonly string[] | undefined;

/** The seed study, and every study of the suite. */
function bases(): readonly string[] {
  const seedStudy = readFileSync(`${studyFolder}/study.yaml`, 'utf8');
  // The seed study as often as all the others together: most of those are wrong before they are damaged.
  found ??= suiteStudies().flatMap((study) => [study, seedStudy]);
  return found;
}

function suiteStudies(): readonly string[] {
  return caseFiles.flatMap((file) => casesOf(file).map((one) => one.text));
}
