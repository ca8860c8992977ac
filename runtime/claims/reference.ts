import type { Name, Reference } from '../../compiler/plan/expression.ts';

/** A reference in its parts, backticks removed; `after` counts the parts before the @. */
export interface ReferenceParts {
  readonly parts: readonly string[];
  readonly group: { readonly name: string; readonly after: number } | null;
}

/** A bare name is a reference of one part. */
export function partsOf(node: Name | Reference): ReferenceParts {
  return node.kind === 'name'
    ? { parts: [node.name], group: null }
    : { parts: node.parts, group: node.group ?? null };
}

/** As the author would write it: parts that are no plain names or whole numbers in backticks. */
export function referenceText({ parts, group }: ReferenceParts): string {
  return parts
    .map((part, index) => {
      const at = group?.after === index + 1 ? `@${quoted(group.name)}` : '';
      return `${index === 0 ? '' : '.'}${quoted(part)}${at}`;
    })
    .join('');
}

function quoted(part: string): string {
  const plain = /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(part) || /^\d+$/.test(part);
  return plain ? part : `\`${part.replaceAll('`', '``')}\``;
}
