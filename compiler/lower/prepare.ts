import type { CheckedStudy } from '../check/checked.ts';
import type { DataSource, OptionNode } from '../parse/study.ts';
import type { Json, OptionValue } from '../plan/plan.ts';
import type { StepBook } from './steps.ts';

/** Reading and preparation: adds the steps and returns the id of the table that analyses read. */
export function lowerPreparation(checked: CheckedStudy, source: DataSource, book: StepBook): string {
  const { spec } = checked;
  const read = book.add(
    'read',
    {
      file: source.file.value.replaceAll('\\', '/'),
      format: source.format.value,
      options: { ...source.options } as { readonly [option: string]: Json },
      panel: source.panel && { unit: source.panel.unit.value, time: source.panel.time.value },
      columns: checked.used,
    },
    [],
    source.span,
  );
  return spec.prepare.reduce(
    (table, step) =>
      book.add(
        'prepare',
        { verb: step.verb.value, options: optionValue(step.options), conventions: spec.conventions.value },
        [table],
        step.span,
      ),
    read,
  );
}

/** An option without its places. A map that makes columns is a list of pairs: they are computed in written order. */
function optionValue(node: OptionNode): OptionValue {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'expression':
      return node.tree;
    case 'list':
      return node.items.map(optionValue);
    case 'map': {
      const pairs = node.entries.map((entry) => [entry.key.value, optionValue(entry.value)] as const);
      return node.entries.some((entry) => entry.role === 'new-column') ? pairs : Object.fromEntries(pairs);
    }
  }
}
