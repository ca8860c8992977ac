import type { CheckedStudy } from '../check/checked.ts';
import type { DataSource, OptionNode, Step } from '../parse/study.ts';
import { invariant } from '../plan/invariant.ts';
import type { Json, OptionValue } from '../plan/plan.ts';
import type { StepBook } from './steps.ts';

/** Reading and preparation: adds the steps and returns the id of the table that analyses read. */
export function lowerPreparation(checked: CheckedStudy, source: DataSource, book: StepBook): string {
  const { spec } = checked;
  const table = read(source, checked.used, book);
  return spec.prepare.reduce(
    (before, step) =>
      book.add(
        'prepare',
        { verb: step.verb.value, options: optionValue(step.options), conventions: spec.conventions.value },
        [before, ...joined(step, checked, book)],
        step.span,
      ),
    table,
  );
}

function read(source: DataSource, columns: readonly string[], book: StepBook): string {
  return book.add(
    'read',
    {
      file: source.file.value.replaceAll('\\', '/'),
      format: source.format.value,
      options: { ...source.options } as { readonly [option: string]: Json },
      panel: source.panel && { unit: source.panel.unit.value, time: source.panel.time.value },
      columns,
      ...(source.engine ? { engine: source.engine.value } : {}),
      ...(source.sums ? { sums: true as const } : {}),
    },
    [],
    source.span,
  );
}

/** The table that a step reads beside the one before it. */
function joined(step: Step, { spec, joined: columns }: CheckedStudy, book: StepBook): readonly string[] {
  const name = sourceName(step.options);
  if (name === null) return [];
  const source = spec.sources.find((one) => one.name === name);
  invariant(source, `a source ${name}, since the check asks for one`);
  return [read(source, columns.get(name) ?? [], book)];
}

function sourceName(options: OptionNode): string | null {
  const nodes = options.kind === 'map' ? options.entries.map((entry) => entry.value) : [options];
  const named = nodes.find((node) => node.kind === 'scalar' && node.role === 'source');
  return named?.kind === 'scalar' && typeof named.value === 'string' ? named.value : null;
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
