import type { Rich } from '../document/document.ts';
import type { Interval, LedgerFact, PanelFact, VerdictFacts } from '../document/facts.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { code, join, rich, toRich, unbroken } from '../document/rich.ts';
import { clauses, count, interval, listed, noun, units } from './en-words.ts';

const verdicts: Readonly<Record<VerdictFacts['verdict'], string>> = {
  none: 'no mediation',
  partial: 'partial mediation',
  full: 'full mediation',
  suppression: 'suppression (direct and indirect effect point in opposite directions)',
};

/** Verdict: partial mediation; a, b and c′ differ from zero, both intervals for ab exclude zero. */
export function verdictSentence(facts: VerdictFacts): Rich {
  const { significant, insignificant } = facts;
  const level = `at the ${formatTrimmed(100 * facts.alpha)} percent level`;
  const yes =
    significant.length > 0
      ? rich`${listed(significant)} ${significant.length > 1 ? 'differ' : 'differs'} from zero ${level}`
      : null;
  const no =
    insignificant.length > 0
      ? rich`${listed(insignificant)} ${insignificant.length > 1 ? 'do' : 'does'} not${yes ? '' : ` differ from zero ${level}`}`
      : null;
  const overruled = facts.overruledBy
    ? toRich('the bootstrap interval decides that there is an indirect effect')
    : null;
  const head = facts.mediator === null ? 'Verdict' : `Verdict on ${facts.mediator}`;
  return rich`${head}: ${verdicts[facts.verdict]}; ${clauses([yes, no, intervalsClause(facts), overruled], ', ') ?? []}`;
}

function intervalsClause({ excluding, intervals }: VerdictFacts): Rich | null {
  if (intervals === 0) return null;
  const ab = { text: 'ab', style: 'italic' } as const;
  const which =
    intervals === 1 ? 'the interval' : intervals === 2 ? 'both intervals' : `all ${intervals} intervals`;
  if (excluding === intervals)
    return rich`${which} for ${ab} ${intervals === 1 ? 'excludes' : 'exclude'} zero`;
  if (excluding === 0) return rich`${which} for ${ab} ${intervals === 1 ? 'includes' : 'include'} zero`;
  return rich`${excluding} of ${intervals} intervals for ${ab} ${excluding === 1 ? 'excludes' : 'exclude'} zero`;
}

/** One line below the title: study, panel, observations, claims. */
export function summaryLine(study: string, panel: PanelFact | null, rows: number, claims: Interval): Rich {
  const size = `${count(rows)} observations`;
  const data = panel
    ? rich`${units(panel.units, panel.unit)}, ${unbroken(`${panel.first}–${panel.last}`)}, ${size}`
    : size;
  const [held, all] = claims;
  const verdict = all === 0 ? '' : `; ${held} of ${all} ${all === 1 ? 'claim' : 'claims'} supported`;
  return rich`Study ${code(study)}: ${data}${verdict}.`;
}

const verbs: Readonly<Record<string, string>> = {
  interpolate: 'Interpolated',
  derive: 'Derived',
  normalize: 'Scaled',
  winsorize: 'Winsorised',
  filter: 'Filtered',
  rename: 'Renamed',
  join: 'Joined',
  drop_missing: 'Missing dropped',
};

const methods: Readonly<Record<string, string>> = {
  linear: 'Linear interpolation',
  minmax: 'Scaled to [0, 1]',
  zscore: 'Standardised',
  decimal: 'Scaled by powers of ten',
};

/** The step and what it changed, for the sample ledger. */
export function ledgerLine(fact: LedgerFact): { readonly step: Rich; readonly change: Rich } {
  switch (fact.kind) {
    case 'read':
      return { step: toRich('Read'), change: readChange(fact) };
    case 'step':
      return {
        step: toRich(methods[fact.method ?? ''] ?? verbs[fact.verb] ?? fact.verb),
        change: stepChange(fact),
      };
    case 'models':
      return { step: toRich('Estimated'), change: modelsChange(fact) };
  }
}

function readChange({ file, panel, columns }: LedgerFact & { kind: 'read' }): Rich {
  const shape = panel
    ? rich`; ${units(panel.units, panel.unit)} × ${panel.periods} periods (${unbroken(`${panel.first}–${panel.last}`)}), ${panel.balanced ? 'balanced' : 'unbalanced'}`
    : [];
  return rich`${code(file)}, ${columns} columns used${shape}`;
}

function columnCounts(counts: readonly (readonly [string, number])[]): Rich {
  return join(
    counts.map(([name, value]) => rich`${code(name)} ${count(value)}`),
    ', ',
  );
}

const total = (counts: readonly (readonly [string, number])[]): number =>
  counts.reduce((sum, [, value]) => sum + value, 0);

const counted = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;

type StepFact = LedgerFact & { kind: 'step' };

function stepChange(fact: StepFact): Rich {
  const { columns, filled, missing, dropped, joined, unit, verb } = fact;
  const named =
    verb === 'interpolate' || columns.length === 0
      ? null
      : rich`${counted(columns.length, 'variable', 'variables')}: ${join(columns.map(code), ', ')}`;
  const scope = unit ? ` within ${noun(unit)}` : '';
  const gained =
    filled.length > 0
      ? rich`${counted(total(filled), 'cell', 'cells')} filled${scope} in ${counted(filled.length, 'column', 'columns')} (${columnCounts(filled)})`
      : null;
  const nothing = verb === 'interpolate' && filled.length === 0 ? toRich('no cell to fill') : null;
  const lacking =
    missing.length > 0
      ? rich`${counted(total(missing), 'cell', 'cells')} without a value (${columnCounts(missing)})`
      : null;
  const matches = joined && joinChange(joined);
  const complete = verb === 'derive' && missing.length === 0 ? toRich('none missing') : null;
  const removes = ['filter', 'drop_missing'].includes(verb);
  const rows =
    dropped > 0
      ? toRich(`${counted(dropped, 'row', 'rows')} dropped`)
      : removes
        ? toRich('no row dropped')
        : null;
  return clauses([named, matches, gained, nothing, lacking, complete, rows], '; ') ?? toRich('no change');
}

function joinChange({ source, unmatched, unused }: NonNullable<StepFact['joined']>): Rich {
  const matched =
    unmatched === 0 ? 'every row has a match' : `${counted(unmatched, 'row', 'rows')} without a match`;
  const left = unused === 0 ? '' : `, ${counted(unused, 'row', 'rows')} there not used`;
  return rich`from ${code(source)}, ${matched}${left}`;
}

function modelsChange(fact: LedgerFact & { kind: 'models' }): Rich {
  const lost = (range: Interval, cause: string): Rich | null =>
    range[1] === 0 ? null : toRich(`${interval(range)} ${cause}`);
  const causes = clauses(
    [
      lost(fact.excluded, 'rows outside the condition'),
      lost(fact.undecided, 'rows with the condition missing'),
      lost(fact.incomplete, 'rows lost to missing values'),
      lost(fact.lags, 'of these to lags or differences'),
      lost(fact.singletons, 'singletons dropped'),
      lost(fact.weightless, 'rows with a weight of zero'),
      lost(fact.separated, 'rows of outcome zero predicted perfectly'),
    ],
    ', ',
  );
  const where = fact.missing.length > 0 ? rich` (missing: ${columnCounts(fact.missing)})` : [];
  return rich`${code(fact.analysis)}, ${counted(fact.models, 'model', 'models')}: ${causes ?? 'none missing, none left out'}${where}`;
}
