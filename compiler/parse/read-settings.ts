import { located, locatedList, numberAt, type Reader } from './read.ts';
import type { Located, Settings, TableOptions } from './study.ts';
import { entriesOf, type Tree, valueAt } from './tree.ts';
import { vcovOf } from './vcov.ts';

export function settingsOf(tree: Tree | undefined, reader: Reader): Settings {
  return {
    vcov: vcovOf(valueAt(tree, 'vcov'), reader),
    estimator: located(valueAt(tree, 'estimator')),
    conventions: located(valueAt(tree, 'conventions')),
    level: numberAt(tree, 'level'),
    weights: located(valueAt(tree, 'weights')),
    tau: numberAt(tree, 'tau'),
    margins: located(valueAt(tree, 'margins')),
  };
}

export function tableOptionsOf(tree: Tree | undefined): TableOptions {
  const names = located(valueAt(tree, 'names'))?.value;
  return {
    cells: optionalList(valueAt(tree, 'cells')),
    statistics: optionalList(valueAt(tree, 'statistics')),
    digits: numberAt(tree, 'digits')?.value ?? null,
    stars: starsOf(valueAt(tree, 'stars')),
    names: names === 'label' || names === 'symbol' ? names : null,
  };
}

function optionalList(tree: Tree | undefined): readonly Located<string>[] | null {
  return tree ? locatedList(tree) : null;
}

/** The ladder, strictest first; `none` is the empty one. */
function starsOf(tree: Tree | undefined): TableOptions['stars'] {
  if (tree === undefined) return null;
  const steps = entriesOf(tree).flatMap(({ key, value }) =>
    value.kind === 'scalar' && typeof value.value === 'number'
      ? [{ mark: key.text, below: value.value }]
      : [],
  );
  return steps.sort((a, b) => a.below - b.below);
}

/** The common head of readers that need several required parts: null as soon as one is missing. */
export function complete<T extends Readonly<Record<string, unknown>>>(
  parts: T,
): { [K in keyof T]: NonNullable<T[K]> } | null {
  return Object.values(parts).some((part) => part === null)
    ? null
    : (parts as { [K in keyof T]: NonNullable<T[K]> });
}
