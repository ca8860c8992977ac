import { quotePart } from '../../compiler/plan/quote.ts';
import type { DerivedEstimate, DerivedModels, EstimateRecord, ModelRecord } from './results.ts';

type Named = Pick<ModelRecord, 'id' | 'name' | 'group' | 'formula'>;

/** Puts names on what follows from a model: `REF.first`, `REF.first.X` where there are several, `REF.margins`. */
export function namedDerived(
  { first, margins }: DerivedModels<DerivedEstimate>,
  model: Named,
): DerivedModels<ModelRecord> {
  const several = first.length > 1;
  return {
    first: first.map((one) =>
      derivedRecord(one, several ? `first.${quotePart(one.outcome)}` : 'first', model),
    ),
    margins: margins && derivedRecord(margins, 'margins', model),
  };
}

function derivedRecord({ formula, ...record }: DerivedEstimate, suffix: string, model: Named): ModelRecord {
  const { id, name, group } = model;
  return {
    id: `${id}.${suffix}`,
    name,
    group,
    formula: formula ?? model.formula,
    ...(record satisfies EstimateRecord),
    derived: { first: [], margins: null },
  };
}

/** All that follow from a model. */
export function derivedOf({ derived: { first, margins } }: ModelRecord): readonly ModelRecord[] {
  return [...first, ...(margins ? [margins] : [])];
}
