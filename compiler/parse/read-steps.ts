import type { OptionRole, OptionSchema } from '../plan/catalog.ts';
import { condition, markBroken, type Reader } from './read.ts';
import type { OptionEntry, OptionNode, Step } from './study.ts';
import { isText, type MapTree, type ScalarTree, type Tree, textSpan } from './tree.ts';

/** The steps that can be read; of the others only the names that they may have made are kept. */
export function stepsOf(tree: Tree | undefined, reader: Reader): readonly Step[] {
  if (tree?.kind !== 'list') return [];
  return tree.items.flatMap((item) => stepOf(item, reader) ?? []);
}

function stepOf(item: Tree, reader: Reader): Step | null {
  const head = headOf(item);
  const declaration = reader.catalog.steps.find((one) => one.name === head?.verb.text);
  if (!head || !declaration) {
    markBroken(item, reader);
    return null;
  }
  const verb = { value: head.verb.text, span: head.verb.span };
  const options = head.value
    ? optionOf(head.value, declaration.options, reader)
    : ({ kind: 'map', entries: [], span: item.span } as const);
  return { verb, options, span: item.span };
}

/** `- derive: {…}`, or a bare `- drop_missing`. */
function headOf(item: Tree): { readonly verb: ScalarTree; readonly value: Tree | null } | null {
  if (isText(item)) return { verb: item, value: null };
  if (item.kind !== 'map' || item.entries.length !== 1) return null;
  const { key, value } = item.entries[0]!;
  return { verb: key, value };
}

function optionOf(tree: Tree, schema: OptionSchema | undefined, reader: Reader): OptionNode {
  if (tree.kind === 'scalar') return scalarOption(tree, roleIn(schema, 'string'), reader);
  if (tree.kind === 'map') return mapOption(tree, schema, reader);
  const inner = branchWith(schema, 'array')?.items;
  return { kind: 'list', items: tree.items.map((item) => optionOf(item, inner, reader)), span: tree.span };
}

function mapOption(tree: MapTree, schema: OptionSchema | undefined, reader: Reader): OptionNode {
  const branch = branchWith(schema, 'object');
  const free = typeof branch?.additionalProperties === 'object' ? branch.additionalProperties : undefined;
  const entries = tree.entries.map(({ key, value }): OptionEntry => {
    const declared = branch?.properties?.[key.text];
    return {
      key: { value: key.text, span: textSpan(key) },
      role: declared ? null : (branch?.propertyNames?.role ?? null),
      value: optionOf(value, declared ?? free, reader),
    };
  });
  return { kind: 'map', entries, span: tree.span };
}

function scalarOption(tree: ScalarTree, role: OptionRole | null, reader: Reader): OptionNode {
  if (role === 'expression' || role === 'condition') {
    const parsed = condition(tree, reader);
    if (parsed) return { kind: 'expression', tree: parsed.tree, role, span: parsed.span };
    return { kind: 'scalar', value: null, role, span: tree.span };
  }
  const value = role && tree.value !== null ? tree.text : tree.value;
  return { kind: 'scalar', value, role, span: role ? textSpan(tree) : tree.span };
}

/** The branch of a schema that describes values of one type; the schema itself where it has no branches. */
function branchWith(schema: OptionSchema | undefined, type: string): OptionSchema | undefined {
  const branches = schema?.anyOf ?? schema?.oneOf;
  return branches?.find((branch) => [branch.type].flat().includes(type)) ?? schema;
}

function roleIn(schema: OptionSchema | undefined, type: string): OptionRole | null {
  return branchWith(schema, type)?.role ?? null;
}
