import type { FamilyTree, TermTree } from './tree.ts';

/** How many models a formula's terms stand for; may be infinite. */
export function countAlternatives(term: TermTree): number {
  switch (term.kind) {
    case 'sum':
      return term.items.reduce((count, item) => count * countAlternatives(item.term), 1);
    case 'product':
      return countAlternatives(term.left) * countAlternatives(term.right);
    case 'power':
      return countAlternatives(term.base);
    case 'family':
      return countFamily(term);
    default:
      return 1;
  }
}

function countFamily(family: FamilyTree): number {
  const counts = family.alternatives.map(countAlternatives);
  const none = family.family.endsWith('0') ? 1 : 0;
  if (!family.family.startsWith('c')) return counts.reduce((sum, count) => sum + count, none);
  let product = 1;
  let sum = none;
  for (const count of counts) {
    product *= count;
    sum += product;
  }
  return sum;
}

/**
 * The terms without families, one tree a model. Several families combine, the first written varies slowest; the
 * caller has seen by `countAlternatives` that the list is of a bearable length.
 */
export function alternativesOf(term: TermTree): readonly TermTree[] {
  switch (term.kind) {
    case 'sum': {
      const lists = combinations(term.items.map((item) => alternativesOf(item.term)));
      return lists.map((terms) => ({
        ...term,
        items: term.items.map((item, i) => ({ sign: item.sign, term: terms[i]! })),
      }));
    }
    case 'product': {
      const pairs = combinations([alternativesOf(term.left), alternativesOf(term.right)]);
      return pairs.map(([left, right]) => ({ ...term, left: left!, right: right! }));
    }
    case 'power':
      return alternativesOf(term.base).map((base) => ({ ...term, base }));
    case 'family':
      return expandFamily(term);
    default:
      return [term];
  }
}

function expandFamily(family: FamilyTree): readonly TermTree[] {
  const lists = family.alternatives.map(alternativesOf);
  const sum = (terms: readonly TermTree[]): TermTree => ({
    kind: 'sum',
    items: terms.map((term) => ({ sign: '+', term })),
    span: family.span,
  });
  const none = family.family.endsWith('0') ? [sum([])] : [];
  if (!family.family.startsWith('c')) return [...none, ...lists.flat()];
  return [...none, ...lists.flatMap((_, i) => combinations(lists.slice(0, i + 1)).map(sum))];
}

/** Every choice of one a list, the first list slowest. */
function combinations<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (chosen, list) => chosen.flatMap((before) => list.map((item) => [...before, item])),
    [[]],
  );
}
