import type { Shape, Slots } from './slots.ts';
import { type Fault, type Path, type Template, TemplateFault } from './syntax.ts';

/** Shapes of what `this` is, from the inside out, and whether that is within an `each`. */
interface Scope {
  readonly shapes: readonly Shape[];
}

/** The first thing that the template asks of slots which they have not; null where it can be filled. */
export function slotFault(template: Template, slots: Slots): Fault | null {
  try {
    checkAll(template, { shapes: [{ kind: 'record', slots }] });
    return null;
  } catch (error) {
    if (error instanceof TemplateFault) return error.fault;
    throw error;
  }
}

function checkAll(template: Template, scope: Scope): void {
  for (const node of template) {
    if (node.kind === 'text') continue;
    const shape = shapeAt(node.path, scope);
    if (node.kind === 'slot') {
      printable(node.path, shape);
      continue;
    }
    if (node.kind === 'each') {
      if (shape.kind !== 'list')
        throw misused(node.path, `${node.path.written} is no list`, usual(node.path, shape));
      checkAll(node.body, { shapes: [shape.of, ...scope.shapes] });
    } else checkAll(node.body, scope);
    checkAll(node.otherwise, scope);
  }
}

function printable(path: Path, shape: Shape): void {
  if (shape.kind === 'text') return;
  const what = { flag: 'a yes or no', list: 'a list', record: 'a group of slots' }[shape.kind];
  throw misused(path, `${path.written} is ${what}, not text`, usual(path, shape));
}

/** How a slot of that shape is used. */
function usual({ written }: Path, shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return `{{${written}}}`;
    case 'flag':
      return `{{#if ${written}}} … {{/if}}`;
    case 'list':
      return `{{#each ${written}}} … {{/each}}`;
    case 'record': {
      const inner = Object.keys(shape.slots)[0];
      return inner === undefined ? '' : `{{${written === 'this' ? '' : `${written}.`}${inner}}}`;
    }
  }
}

function misused({ start, end }: Path, reason: string, write: string): TemplateFault {
  return new TemplateFault({ code: 'slot-misused', start, end, reason, write });
}

function shapeAt(path: Path, { shapes }: Scope): Shape {
  const { start, end, written, data } = path;
  const reach = (known: readonly string[]) =>
    new TemplateFault({ code: 'no-such-slot', start, end, slot: written, known });
  if (data !== null) {
    if (shapes.length > 1) return { kind: data === 'index' ? 'text' : 'flag' };
    throw misused(
      path,
      `${written} is of an item, and no {{#each}} is around it`,
      '{{#each slot}} … {{/each}}',
    );
  }
  let shape = shapes[path.up];
  if (!shape) throw reach([]);
  for (const name of path.names) {
    const slots: Slots = shape.kind === 'record' ? shape.slots : {};
    if (!Object.hasOwn(slots, name)) throw reach(Object.keys(slots));
    shape = slots[name]!.shape;
  }
  return shape;
}
