import { nodesIn } from '../formula/names.ts';
import type { DataSource, OptionNode, VcovChoice } from '../parse/study.ts';
import { isText, textSpan, valueAt } from '../parse/tree.ts';
import type { Catalog, EngineDeclaration } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Span } from '../plan/span.ts';
import { beyondSums, type SummedModel } from '../plan/sums.ts';
import type { ModelEntry } from './checked.ts';
import type { CheckContext } from './context.ts';
import { estimatorOf } from './estimators.ts';

/** What a source asks of its engine: a format and options that it reads, and of the main source steps and functions. */
export function engines({ spec, catalog }: CheckContext): readonly Diagnostic[] {
  return spec.sources.flatMap((source) => {
    const engine = catalog.engines.find((one) => one.name === source.engine?.value);
    if (!engine) return [];
    const prepared = source === spec.data ? spec.prepare : [];
    return [
      ...reading(source, engine, catalog),
      ...prepared.flatMap(({ verb, options }) =>
        engine.steps.includes(verb.value) || !catalog.steps.some((one) => one.name === verb.value)
          ? callsIn(options, engine, catalog)
          : [lacks(engine, verb.value, engine.steps, verb.span)],
      ),
    ];
  });
}

/** What asks for columns, where only sums come back: verbs, and models that sums do not give. */
export function sumsAlone({ spec, catalog, index, scope }: CheckContext): readonly Diagnostic[] {
  const source = spec.data;
  const sums = catalog.engines.find((one) => one.name === source?.engine?.value)?.sums;
  if (!source?.sums || !sums) return [];
  const refused = (what: string, span: Span): Diagnostic =>
    diagnostic('sums-without-columns', span, { what, allowed: sums.vcov });
  const verbs = spec.analyses.filter(({ verb }) => !sums.verbs.includes(verb));
  const others = new Set(verbs.map(({ id }) => id.value));
  const isText = (name: string): boolean => scope.columns.get(name)?.type === 'text';
  const models = [...index.models.values()].flat().filter(({ analysis }) => !others.has(analysis));
  return [
    ...verbs.map(({ verb, verbSpan }) => refused(verb, verbSpan)),
    ...models.flatMap((model) => {
      if (model.vcov === null) return [];
      const beyond = beyondSums(summed(model, model.vcov), sums, { isText, nodes: nodesIn });
      return beyond === null ? [] : [refused(beyond, model.span)];
    }),
  ];
}

function summed(model: ModelEntry, { type, by }: VcovChoice): SummedModel {
  const { formula, where, complete, weights } = model;
  const columns = by.map((cluster) => cluster.columns.map((column) => column.value));
  return {
    ...{ formula, where, complete, estimator: estimatorOf(model) },
    vcov: {
      type,
      ...(by.length > 0 ? { by: columns.map((one) => one.join('^')) } : {}),
      ...(columns.some((one) => one.length > 1) ? { combined: columns } : {}),
    },
    ...(weights && weights.value !== 'none' ? { weights: weights.value } : {}),
  };
}

function lacks(
  { name }: EngineDeclaration,
  what: string,
  allowed: readonly string[],
  span: Span,
): Diagnostic {
  return diagnostic('engine-lacks', span, { engine: name, what, allowed });
}

function reading(
  { format, file, tree }: DataSource,
  engine: EngineDeclaration,
  { sources }: Catalog,
): readonly Diagnostic[] {
  const declared = sources.find(({ name, extensions }) => [name, ...extensions].includes(format.value));
  if (!declared) return [];
  const stated = valueAt(tree, 'format');
  const span = isText(stated) ? textSpan(stated) : file.span;
  if (!engine.formats.includes(declared.name)) {
    return [lacks(engine, `the format ${declared.name}`, engine.formats, span)];
  }
  const others = declared.options.filter((key) => !engine.options.includes(key));
  return tree.entries
    .filter(({ key }) => others.includes(key.text))
    .map(({ key }) => lacks(engine, key.text, engine.options, key.span));
}

/** Functions that the engine does not compute; what is no function at all is reported elsewhere. */
function callsIn(node: OptionNode, engine: EngineDeclaration, catalog: Catalog): readonly Diagnostic[] {
  switch (node.kind) {
    case 'scalar':
      return [];
    case 'list':
      return node.items.flatMap((item) => callsIn(item, engine, catalog));
    case 'map':
      return node.entries.flatMap(({ value }) => callsIn(value, engine, catalog));
    case 'expression':
      return nodesIn(node.tree).flatMap((one) =>
        one.kind === 'call' &&
        catalog.functions.some(({ name }) => name === one.function) &&
        !engine.functions.includes(one.function)
          ? [lacks(engine, `${one.function}()`, engine.functions, one.span ?? node.span)]
          : [],
      );
  }
}
