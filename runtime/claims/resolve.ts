import type { ModelRecord, Results, TermRecord } from '../results/results.ts';
import { type ReferenceParts, referenceText } from './reference.ts';
import { sameTerm } from './terms.ts';

/** A value of the results (null: it does not exist as a number), or why there is none. */
export type Resolution =
  | {
      readonly kind: 'value';
      readonly value: number | string | null;
      /** What the record that holds the value says of it: why it is null. */
      readonly note?: string;
    }
  | { readonly kind: 'reason'; readonly reason: string };

const TERM_VALUES: readonly string[] = [
  'estimate',
  'std_error',
  'statistic',
  'df',
  'p',
  'conf_low',
  'conf_high',
] satisfies (keyof TermRecord)[];

/**
 * What a reference stands for (language, section 4). First as a value of a model: `n` and the names of `fit`, then a
 * term (alone its estimate), then a path below the model. Otherwise as a path below the analysis, in which whole
 * numbers count list entries from 1: before what is text of the model, so that `mediation.total.statistic` is the t of
 * the path and not the name of the model's statistic. Only own properties are looked at.
 */
export function resolve(reference: ReferenceParts, results: Pick<Results, 'analyses'>): Resolution {
  const { parts } = reference;
  const id = parts[0]!;
  const analysis = own(results.analyses, id);
  if (!analysis) return reason(`there are no results of an analysis ${id}`);
  const models = own(analysis, 'models');
  const choice = Array.isArray(models) ? chooseModel(models as readonly ModelRecord[], reference) : null;
  const inModel = choice?.model ? valueOfModel(choice.model, parts.slice(choice.used)) : null;
  if (inModel?.kind === 'value' && typeof inModel.value !== 'string') return inModel;
  const below = belowAnalysis(analysis, reference);
  if (below.kind === 'value') return below;
  if (inModel?.kind === 'value') return inModel;
  const meansPath = parts.length > 1 && Object.hasOwn(analysis, parts[1]!);
  return meansPath ? below : (inModel ?? choice?.failure ?? below);
}

/** A path below the analysis; `ID@GROUP` is one below that group's results. */
function belowAnalysis(analysis: object, { parts, group }: ReferenceParts): Resolution {
  const id = parts[0]!;
  if (!group) return pathBelow(analysis, parts.slice(1), id);
  const found = group.after === 1 ? own(own(analysis, 'groups'), group.name) : undefined;
  return found ? pathBelow(found, parts.slice(1), `${id}@${group.name}`) : reason(`${id} has no groups`);
}

interface Choice {
  readonly model: ModelRecord | null;
  /** Parts of the reference that named the model. */
  readonly used: number;
  readonly failure: Resolution | null;
}

/** The group is chosen first, then the name, then the number among the models left. */
function chooseModel(all: readonly ModelRecord[], { parts, group }: ReferenceParts): Choice {
  let models = group ? all.filter((model) => model.group?.name === group.name) : all;
  if (models.length === 0) {
    const failure = reason(group ? `${parts[0]} has no group ${group.name}` : `${parts[0]} has no models`);
    return { model: null, used: 1, failure };
  }
  let used = 1;
  const next = parts[used];
  const named = models.filter((model) => model.name === next);
  if (next !== undefined && named.length > 0) {
    models = named;
    used += 1;
  }
  // Of several mediators each has a name of its own: `mediation.mediator.AI`.
  const own = textOf(parts.slice(0, used + 1));
  const mediators = models.filter(({ id }) => id === own || id.startsWith(`${own}@`));
  if (mediators.length > 0 && models.every((model) => model.name === 'mediator')) {
    models = mediators;
    used += 1;
  }
  if (used < parts.length && /^[1-9]\d*$/.test(parts[used]!)) {
    const model = models[Number(parts[used]) - 1];
    if (!model) return { model: null, used, failure: outOfRange(parts.slice(0, used + 1), models) };
    models = [model];
    used += 1;
  }
  if (group && group.after !== used) {
    return {
      model: null,
      used,
      failure: reason(`@${group.name} stands after the name and number of a model`),
    };
  }
  return models.length === 1
    ? { model: models[0]!, used, failure: null }
    : { model: null, used, failure: several(parts.slice(0, used), models) };
}

function outOfRange(parts: readonly string[], models: readonly ModelRecord[]): Resolution {
  return reason(`there is no ${textOf(parts)}; there are ${listed(models)}`);
}

function several(parts: readonly string[], models: readonly ModelRecord[]): Resolution {
  return reason(`${textOf(parts)} is several models: ${listed(models)}`);
}

function listed(models: readonly ModelRecord[]): string {
  return models.map((model) => model.id).join(', ');
}

function valueOfModel(model: ModelRecord, rest: readonly string[]): Resolution {
  const [name, part] = rest;
  const found = derivedModel(model, rest);
  if (found) return 'kind' in found ? found : valueOfModel(found.model, rest.slice(found.used));
  if (name === undefined) return reason(`${model.id} is a model, not a value`);
  if (rest.length === 1 && name === 'n') return value(model.n);
  if (rest.length === 1 && Object.hasOwn(model.fit, name)) return pathBelow(model.fit, rest, model.id);
  const term =
    model.terms.find((each) => each.term === name) ?? model.terms.find((each) => sameTerm(each.term, name));
  if (term && rest.length === 1) return value(term.estimate);
  if (term && rest.length === 2 && TERM_VALUES.includes(part!))
    return value(own(term, part!) as number | null);
  const below = pathBelow(model, rest, model.id);
  if (below.kind === 'value') return below;
  if (term)
    return reason(`${textOf(rest.slice(1))} is not a value of a term; there are ${TERM_VALUES.join(', ')}`);
  return reason(`${model.id} has no term or value ${textOf(rest)}`);
}

/** `first`, with the instrumented variable where there are several, or `margins`; null where the model has none. */
function derivedModel(
  { id, derived }: ModelRecord,
  [kind, name]: readonly string[],
): { readonly model: ModelRecord; readonly used: number } | Resolution | null {
  if (kind === 'margins' && derived.margins) return { model: derived.margins, used: 1 };
  if (kind !== 'first' || derived.first.length === 0) return null;
  const named = derived.first.find(
    ({ outcome }) => name !== undefined && (outcome === name || sameTerm(outcome, name)),
  );
  if (named) return { model: named, used: 2 };
  const [only, ...more] = derived.first;
  return more.length === 0
    ? { model: only!, used: 1 }
    : reason(`${id}.first is several models: ${listed(derived.first)}`);
}

/** Follows own properties, and list entries by number from 1. */
function pathBelow(start: object, parts: readonly string[], owner: string): Resolution {
  let here: unknown = start;
  let holder: unknown = null;
  for (const part of parts) {
    holder = here;
    const next: unknown = Array.isArray(here) ? entryOf(here, part) : own(here, part);
    if (next === undefined) return reason(`${owner} has no value ${textOf(parts)}`);
    here = next;
  }
  if (here === null) return { kind: 'value', value: null, ...noteIn(holder) };
  if (typeof here === 'number' || typeof here === 'string') return value(here);
  if (typeof here === 'boolean') return value(Number(here));
  return reason(
    `${textOf([owner, ...parts])} is not a single value; it has ${Object.keys(here as object).join(', ')}`,
  );
}

/** The message of the note that a record carries, as tests do that have no value. */
function noteIn(holder: unknown): { readonly note?: string } {
  const message = own(own(holder, 'note'), 'message');
  return typeof message === 'string' ? { note: message } : {};
}

function entryOf(list: readonly unknown[], part: string): unknown {
  return /^[1-9]\d*$/.test(part) ? list[Number(part) - 1] : undefined;
}

function own(holder: unknown, key: string): unknown {
  const has = holder !== null && typeof holder === 'object' && Object.hasOwn(holder, key);
  return has ? (holder as Record<string, unknown>)[key] : undefined;
}

function textOf(parts: readonly string[]): string {
  return referenceText({ parts, group: null });
}

function value(found: number | string | null): Resolution {
  return { kind: 'value', value: found };
}

function reason(text: string): Resolution {
  return { kind: 'reason', reason: text };
}
