import { namesInTerms } from '../formula/names.ts';
import { parseTerm } from '../formula/parse.ts';
import type { TermTree } from '../formula/tree.ts';
import type { Located, StudySpec } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';

/** The sets whose members can be read, and what is wrong with the others. */
export interface Sets {
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A text of the file as the formula parser takes it: places within are exact where the file has it unchanged. */
export function termInput(text: Located<string>, spec: StudySpec) {
  const direct = spec.source.text.slice(text.span.start, text.span.end) === text.value;
  return { text: text.value, span: text.span, offsets: direct ? ('direct' as const) : ('whole' as const) };
}

/** Leaves out members that are no terms or lead back to their own set, each reported once, where it stands. */
export function readSets(spec: StudySpec): Sets {
  const diagnostics: Diagnostic[] = [];
  const trees = new Map<string, readonly { readonly member: Located<string>; readonly tree: TermTree }[]>();
  for (const set of spec.sets) {
    const read = set.members.flatMap((member) => {
      const parsed = parseTerm(termInput(member, spec));
      if (parsed.ok) return [{ member, tree: parsed.value }];
      for (const one of parsed.diagnostics) diagnostics.push(one);
      return [];
    });
    trees.set(set.name.value, read);
  }
  const members = new Map<string, readonly string[]>();
  for (const [name, read] of trees) {
    // Taken out at once, so that a circle is reported by one of its sets only.
    const kept = read.filter(({ member, tree }) => {
      const path = pathBack(name, tree, trees);
      if (path) diagnostics.push(diagnostic('set-cycle', member.span, { path }));
      return path === null;
    });
    trees.set(name, kept);
    members.set(
      name,
      kept.map(({ member }) => member.value),
    );
  }
  return { members, diagnostics };
}

/** The way from a member back to the set `home`, or null. Each set on the way is entered once. */
function pathBack(
  home: string,
  tree: TermTree,
  trees: ReadonlyMap<string, readonly { readonly tree: TermTree }[]>,
): readonly string[] | null {
  const entered = new Set<string>([home]);
  const search = (from: TermTree, path: readonly string[]): readonly string[] | null => {
    for (const { name } of namesInTerms(from)) {
      if (name === home) return [...path, home];
      if (entered.has(name)) continue;
      entered.add(name);
      for (const inner of trees.get(name) ?? []) {
        const found = search(inner.tree, [...path, name]);
        if (found) return found;
      }
    }
    return null;
  };
  return search(tree, [home]);
}
