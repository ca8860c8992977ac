import { located, locatedList, numberAt } from './read.ts';
import type { Located, Settings, TableOptions, VcovChoice } from './study.ts';
import { entriesOf, isText, type Tree, valueAt } from './tree.ts';

/** `HC1`, or `{cluster: city}`. Options other than columns are not read here; the check refuses them. */
export function vcovOf(tree: Tree | undefined): VcovChoice | null {
  if (isText(tree)) return { type: tree.text, by: [], span: tree.span };
  const [entry] = entriesOf(tree);
  return entry ? { type: entry.key.text, by: locatedList(entry.value), span: tree!.span } : null;
}

export function settingsOf(tree: Tree | undefined): Settings {
  return {
    vcov: vcovOf(valueAt(tree, 'vcov')),
    estimator: located(valueAt(tree, 'estimator')),
    conventions: located(valueAt(tree, 'conventions')),
    level: numberAt(tree, 'level'),
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
