import type { Localised } from '../../compiler/plan/plan.ts';
import type { Rich } from '../document/document.ts';
import type {
  CoefficientFacts,
  CoefficientFigureFacts,
  CorrelationFacts,
  DescriptiveFacts,
  Interval,
  LedgerFact,
  MediationFacts,
  Noun,
  PanelFact,
  PlaceboFacts,
  VerdictFacts,
} from '../document/facts.ts';
import type { CurveWords } from './curve-words.ts';
import type { DistributionWords } from './distribution-words.ts';
import { en } from './en.ts';
import type { ComparisonWords } from './comparison-words.ts';
import type { TestWords } from './test-words.ts';
import { zh } from './zh.ts';

/** Names and numbers of a fact; names by their labels, several as one enumeration. */
export type FactValues = Readonly<Record<string, string | number>>;

/** Every word that a document may need, in one language. Both languages have all of them, by type. */
export interface Locale {
  readonly language: string;
  readonly words: Words;
  /** Between a name and its value. */
  readonly colon: string;
  /** A number with its groups of three digits apart. */
  readonly count: (count: number) => string;
  /** Sentences as one paragraph, with the space that the language puts between them. */
  readonly sentences: (sentences: readonly Rich[]) => readonly Rich[];
  /** `Table 3`. */
  readonly numbered: (kind: 'table' | 'figure', number: number) => string;
  readonly caption: (kind: 'table' | 'figure', number: number, title: Rich) => Rich;
  /** Above the further pages of a long table. */
  readonly continued: (table: number) => Rich;
  readonly headings: {
    /** Over all columns: the dependent variable that they share. */
    readonly sharedOutcome: (label: string) => Rich;
    readonly fixedEffect: (label: string) => Rich;
    readonly clusters: (nouns: readonly Noun[]) => Rich;
    readonly units: (noun: Noun | null) => Rich;
    readonly panel: (letter: string, title: Rich) => Rich;
    readonly interval: (level: number) => Rich;
    readonly bootstrap: (unit: Noun | null) => Rich;
    /** Of one of several mediators; null: of all together. */
    readonly indirect: (mediator: string | null) => Rich;
    readonly percentile: (percent: string) => Rich;
    /** A sample without one value of a column. */
    readonly without: (value: string) => string;
    /** A model that follows from another, of which `model` is the label, where it has one. */
    readonly derived: (kind: 'first' | 'margins', model: string | null) => string;
    /** Between the parts of a label: group, outcome, model. */
    readonly between: string;
    /** A unit of measurement after a definition. */
    readonly unitOf: (unit: string) => string;
  };
  readonly notes: {
    readonly coefficients: (facts: CoefficientFacts) => readonly Rich[];
    readonly descriptive: (facts: DescriptiveFacts) => readonly Rich[];
    readonly definitions: (facts: DescriptiveFacts) => readonly Rich[];
    readonly correlations: (facts: CorrelationFacts) => readonly Rich[];
    readonly mediation: (facts: MediationFacts) => readonly Rich[];
    readonly placebo: (facts: PlaceboFacts) => readonly Rich[];
    readonly coefficientFigure: (facts: CoefficientFigureFacts) => readonly Rich[];
    /** What the fitting of these columns brought to light. */
    readonly ofColumns: (columns: readonly number[], sentence: string) => Rich;
  };
  readonly tests: TestWords;
  readonly comparisons: ComparisonWords;
  readonly verdict: (facts: VerdictFacts) => Rich;
  /** A sentence with its full stop. */
  readonly ended: (sentence: Rich) => Rich;
  /** Facts about data and fitting whose wording needs names or numbers, by their code. */
  readonly factsOf: Readonly<Record<string, (values: FactValues) => string>>;
  /** Labels as one enumeration in running text. */
  readonly enumeration: (labels: readonly string[]) => string;
  /** The same where the wording needs none; others stand as they came. */
  readonly facts: Readonly<Record<string, string>>;
  /** In place of a table or figure whose models could not be estimated. */
  readonly notShown: (id: string) => Rich;
  readonly figure: {
    readonly description: (draws: number, estimate: string) => string;
    readonly curve: CurveWords;
    readonly distribution: DistributionWords;
    /** Of coefficients, or of the levels of one term, in so many models. */
    readonly coefficients: (layout: 'terms' | 'levels', rows: number, models: number) => string;
    /** Name of the axis of estimates; null where models differ in the level, or in the standard errors. */
    readonly estimate: (level: number | null, errors: string | null) => Rich;
    /** The k-th model, where nothing else tells it from the others. */
    readonly model: (k: number) => string;
  };
  readonly report: {
    readonly summary: (study: string, panel: PanelFact | null, rows: number, claims: Interval) => Rich;
    /** `expectation`: what the study says of the claim, true unless `expect: false`. */
    readonly verdict: (holds: boolean, expectation: boolean) => string;
    readonly ledger: (fact: LedgerFact) => { readonly step: Rich; readonly change: Rich };
  };
}

export interface Words {
  readonly yes: string;
  readonly no: string;
  readonly variable: string;
  readonly dependentVariable: string;
  readonly constant: string;
  readonly notesLead: Rich;
  readonly roles: Readonly<Record<string, string>>;
  readonly definitions: {
    readonly role: string;
    readonly name: string;
    readonly symbol: string;
    readonly definition: string;
  };
  readonly describe: Readonly<Record<string, string>>;
  readonly statistics: Readonly<Record<string, Rich>>;
  readonly mediation: {
    readonly stepwise: Rich;
    readonly decomposition: Rich;
    readonly models: Readonly<Record<'total' | 'mediator' | 'direct', string>>;
    readonly effect: string;
    readonly columns: Readonly<Record<'estimate' | 'std_error' | 'statistic' | 'share', Rich>>;
    readonly total: Rich;
    readonly direct: Rich;
    readonly indirect: Rich;
    readonly tests: Readonly<Record<string, Rich>>;
  };
  readonly placebo: {
    readonly density: Rich;
    readonly normal: Rich;
    readonly p: Rich;
    readonly rightAxis: Rich;
    readonly x: Rich;
    readonly actual: Rich;
    readonly threshold: Rich;
  };
  readonly curve: {
    readonly estimate: string;
    readonly models: Rich;
    readonly median: Rich;
    readonly positive: Rich;
    readonly significant: Rich;
    readonly stouffer: Rich;
    /** p of the joint test of each. */
    readonly p: Readonly<Record<'median' | 'share' | 'stouffer', Rich>>;
  };
  readonly titles: Readonly<Record<string, string>>;
  readonly report: {
    readonly contents: string;
    readonly claims: string;
    readonly claimHeader: readonly [string, string, string, string];
    readonly ledger: string;
    readonly ledgerHeader: readonly [string, string, string];
    readonly results: string;
    readonly provenance: string;
    readonly notes: string;
    readonly study: string;
    readonly version: string;
    readonly spec: string;
    readonly data: string;
    readonly seed: string;
    readonly conventions: string;
    readonly undecided: string;
  };
}

const locales: Readonly<Record<string, Locale>> = { en, zh };

/** The words of a language by its primary subtag (`zh-CN` is zh); English for a language that has none here. */
export function localeOf(language: string): Locale {
  return locales[language.split('-')[0]!.toLowerCase()] ?? en;
}

/** Text for readers in a language; where it is not given, in English, else in the first language given. */
export function textIn(text: Localised, language: string): string {
  if (typeof text === 'string') return text;
  return text[language] ?? text[language.split('-')[0]!] ?? text['en'] ?? Object.values(text)[0] ?? '';
}
