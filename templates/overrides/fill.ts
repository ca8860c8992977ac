import type { Node, Path, Template } from './syntax.ts';

/** Most nodes that one filling may visit, and the longest text that it may make: loops in loops end here. */
const STEPS = 2_000_000;
const LONGEST = 64_000_000;

/** Why a template was not filled. */
export type FillProblem = 'absent' | 'endless';

/** Thrown by `fill`; `path` is where. */
export class NotFilled extends Error {
  readonly problem: FillProblem;
  readonly path: Path;

  constructor(problem: FillProblem, path: Path) {
    super(`${path.written} is ${problem}`);
    this.problem = problem;
    this.path = path;
  }
}

/** What `this` is from the inside out, and where in its list. */
interface Scope {
  readonly values: readonly unknown[];
  readonly index: number;
  readonly last: boolean;
}

/**
 * The template with escaped text in its places: nothing of a text is read as a template. Only what the slots
 * themselves own is found. Throws NotFilled.
 */
export function fill(template: Template, slots: object): string {
  const filling = new Filling();
  filling.all(template, { values: [slots], index: 0, last: true });
  return filling.text();
}

class Filling {
  readonly #parts: string[] = [];
  #length = 0;
  #steps = 0;

  text(): string {
    return this.#parts.join('');
  }

  all(template: Template, scope: Scope): void {
    for (const node of template) this.#node(node, scope);
  }

  #node(node: Node, scope: Scope): void {
    if (node.kind === 'text') {
      this.#add(node.text);
      return;
    }
    const { path } = node;
    this.#count(path);
    const value = valueAt(path, scope);
    if (node.kind === 'slot') {
      if (value === undefined || value === null) throw new NotFilled('absent', path);
      this.#add(String(value));
    } else if (node.kind === 'each') this.#each(node, value, scope);
    else this.all(isTrue(value) === (node.kind === 'if') ? node.body : node.otherwise, scope);
  }

  #each(
    node: Extract<Node, { readonly kind: 'each' | 'if' | 'unless' }>,
    value: unknown,
    scope: Scope,
  ): void {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    if (items.length === 0) this.all(node.otherwise, scope);
    for (const [index, item] of items.entries()) {
      this.#count(node.path);
      this.all(node.body, { values: [item, ...scope.values], index, last: index === items.length - 1 });
    }
  }

  #count(path: Path): void {
    this.#steps += 1;
    if (this.#steps > STEPS || this.#length > LONGEST) throw new NotFilled('endless', path);
  }

  #add(text: string): void {
    this.#length += text.length;
    this.#parts.push(text);
  }
}

/** As Handlebars has it: an empty list is none. */
function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function valueAt({ up, names, data }: Path, { values, index, last }: Scope): unknown {
  if (data !== null) return { index, first: index === 0, last }[data];
  let value = values[up];
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
}
