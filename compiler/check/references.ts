import type { Analysis, Located, ModelReference } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { nearest } from '../plan/suggest.ts';
import type { Span } from '../plan/span.ts';
import type { ModelEntry } from './checked.ts';
import { type Derivation, derivationOf, derivedModels } from './derived.ts';
import { findAnalysis } from './find-analysis.ts';
import { refOf } from './model-building.ts';

type Models = ReadonlyMap<string, readonly ModelEntry[]>;

/**
 * The models that a reference names, in canonical order; none where it names nothing. The group is chosen first, then
 * the name, then the number, which counts from 1 among the models left (language, section 4).
 */
export function resolveModels(reference: ModelReference, models: Models): readonly ModelEntry[] {
  const derivation = derivationOf(reference);
  if (derivation) return derivedModels(resolveModels(derivation.model, models), derivation);
  const [analysis, ...rest] = reference.parts;
  const all = models.get(analysis ?? '') ?? [];
  const grouped = reference.group === null ? all : all.filter((one) => one.group?.name === reference.group);
  return rest.reduce<readonly ModelEntry[]>((left, part) => chooseModels(left, part), grouped);
}

/** One part of a reference applied to the models left: a name (`leave_out: year` names one 2016), or a number from 1. */
export function chooseModels(models: readonly ModelEntry[], part: string): readonly ModelEntry[] {
  const named = models.filter((one) => one.name === part);
  if (named.length > 0) return named;
  // Of several mediators each has a name of its own: `mediation.mediator.AI`.
  const mediators = models.every((one) => one.name === 'mediator')
    ? models.filter((one) => one.ref === refOf(one.analysis, 'mediator', part, one.group))
    : [];
  if (mediators.length > 0) return mediators;
  if (!/^\d+$/.test(part)) return [];
  const chosen = models[Number(part) - 1];
  return chosen ? [chosen] : [];
}

/** What judging references needs to know. */
export interface ReferenceWorld {
  readonly analyses: readonly Analysis[];
  readonly models: Models;
  /** Analyses that could not be read: a reference to them is no second mistake. */
  readonly broken: ReadonlySet<string>;
  /** What this version derives from models: `first`, `margins`. */
  readonly derived: readonly string[];
}

/** Reports an analysis that does not exist; null also where it could not be read. */
export function analysisNamed(
  name: Located<string>,
  world: ReferenceWorld,
  out: Diagnostic[],
): Analysis | null {
  const found = findAnalysis(world.analyses, name.value);
  if (world.broken.has(name.value)) return null;
  if (found) return found;
  const allowed = world.analyses.map((one) => one.id.value);
  const suggestion = nearest(name.value, allowed);
  out.push(diagnostic('unknown-analysis', name.span, { name: name.value, allowed, suggestion }));
  return null;
}

/** Models of a reference, at least one; else the mistake is reported and null returned. */
export function someModels(
  reference: Located<ModelReference>,
  world: ReferenceWorld,
  out: Diagnostic[],
): readonly ModelEntry[] | null {
  const { value, span } = reference;
  const analysis = analysisNamed({ value: value.parts[0] ?? '', span }, world, out);
  if (!analysis) return null;
  const derivation = derivationOf(value);
  if (derivation) return derivedFrom(derivation, reference, world, out);
  const found = resolveModels(value, world.models);
  if (found.length > 0) return found;
  const all = world.models.get(analysis.id.value) ?? [];
  if (all.length === 0 && hasModels(analysis)) return null;
  if (all.length === 0) {
    out.push(diagnostic('no-models', span, { text: value.text, verb: analysis.verb }));
  } else {
    const allowed = all.map((one) => one.ref);
    out.push(diagnostic('unknown-model', span, { text: value.text, analysis: analysis.id.value, allowed }));
  }
  return null;
}

/** The same for `REF.first` and `REF.margins`. */
function derivedFrom(
  derivation: Derivation,
  { value, span }: Located<ModelReference>,
  world: ReferenceWorld,
  out: Diagnostic[],
): readonly ModelEntry[] | null {
  const models = someModels({ value: derivation.model, span }, world, out);
  if (!models) return null;
  const found = derivedModels(models, derivation);
  if (found.length === 0) out.push(noDerivedModel(value.text, derivation.kind, span));
  else if (world.derived.includes(derivation.kind)) return found;
  else out.push(diagnostic('not-available', span, { what: `REF.${derivation.kind}` }));
  return null;
}

/** A reference to what follows from no model of its kind. */
export function noDerivedModel(text: string, kind: Derivation['kind'], span: Span): Diagnostic {
  const of =
    kind === 'first'
      ? 'a model with instruments: REF.first, or REF.first.X for the one of X where several are instrumented'
      : 'logit, probit and poisson: REF.margins';
  return diagnostic('no-derived-model', span, { text, of });
}

/**
 * The one model of a reference, as an analysis has it; several are reported with their list, and so is a model that
 * follows from another.
 */
export function oneModel(
  reference: Located<ModelReference>,
  world: ReferenceWorld,
  out: Diagnostic[],
): ModelEntry | null {
  const { text } = reference.value;
  const found = someModels(reference, world, out);
  if (!found) return null;
  if (derivationOf(reference.value)) {
    out.push(diagnostic('derived-model', reference.span, { text }));
    return null;
  }
  if (found.length === 1) return found[0]!;
  const models = found.map((one) => one.ref);
  out.push(diagnostic('several-models', reference.span, { text, models }));
  return null;
}

export function hasModels(analysis: Analysis): boolean {
  return ['regress', 'mediate', 'vary', 'curve'].includes(analysis.verb);
}
