import { quotePart } from '../../compiler/plan/quote.ts';
import { derivedOf } from '../../runtime/results/derived.ts';
import type { AnalysisRecord, ModelRecord } from '../../runtime/results/results.ts';

/** A number of the results under one of its names. */
export interface ResultValue {
  /** As claims refer to it: what is no plain name or whole number stands in backticks. */
  readonly reference: string;
  /** The same without backticks, as cells of tables name their source. */
  readonly source: string;
  /** The names on the way to it, below the analysis or the model. */
  readonly names: readonly string[];
  readonly value: number;
}

type Place = Omit<ResultValue, 'value'>;

/** Draws are many and no result. */
const isDraws = (name: string, value: unknown): boolean => name === 'draws' && Array.isArray(value);

/**
 * The numbers of an analysis under every name by which claims and tables know them, in the order of results.json; a
 * name that stands for two is the first one's.
 */
export function resultValues(id: string, record: AnalysisRecord): readonly ResultValue[] {
  const place = placeOf(id);
  // The models of a curve are its points.
  const models = 'models' in record && record.verb !== 'curve' ? (record.models ?? []) : [];
  const groups: object = 'groups' in record ? record.groups : {};
  return [
    ...models.flatMap((model) => modelValues(model, placeOf(model.id))),
    // The only model of an analysis is meant by the analysis itself.
    ...(models.length === 1 && models[0]!.id !== id ? modelValues(models[0]!, place) : []),
    ...valuesBelow({ ...record, models: null, rows: null }, place),
    ...('rows' in record ? rowValues(record, place) : []),
    ...Object.entries(groups).flatMap(([name, group]) => valuesBelow(group, inGroup(place, name))),
  ];
}

function placeOf(id: string): Place {
  return { reference: id, source: id.replaceAll('`', ''), names: [] };
}

function below({ reference, source, names }: Place, name: string): Place {
  return {
    reference: `${reference}.${quotePart(name)}`,
    source: `${source}.${name}`,
    names: [...names, name],
  };
}

function inGroup(place: Place, name: string): Place {
  return {
    ...place,
    reference: `${place.reference}@${quotePart(name)}`,
    source: `${place.source}@${name}`,
  };
}

/** First `n` and the names of the fit, which win over terms of these names; then terms, each alone its estimate. */
function modelValues(model: ModelRecord, place: Place): readonly ResultValue[] {
  const terms = model.terms.map((term) => ({ ...term, term: null, at: below(place, term.term) }));
  return [
    ...valuesBelow({ n: model.n, ...scalars(model.fit) }, place),
    ...terms.flatMap(({ at, ...values }) => [
      ...(values.estimate === null ? [] : [{ ...at, names: ['estimate'], value: values.estimate }]),
      ...valuesBelow(values, at),
    ]),
    ...valuesBelow(model.fit, below(place, 'fit')),
    ...valuesBelow({ ...model, terms: null, fit: null, derived: null }, place),
    ...derivedOf(model).flatMap((one) => modelValues(one, placeOf(one.id))),
  ];
}

/** Of a model's fit what is one number: claims name these without `fit`. */
function scalars(fit: object): object {
  return Object.fromEntries(Object.entries(fit).filter(([, value]) => typeof value === 'number'));
}

/** Rows by number, and those of variables also by their names, which stay when a row comes before them. */
function rowValues({ rows }: AnalysisRecord & { readonly rows: readonly object[] }, place: Place) {
  return rows.flatMap((row, i) => [
    ...valuesBelow(row, below(below(place, 'rows'), String(i + 1))),
    ...namedPlaces(row, place).flatMap((at) => valuesBelow(row, at)),
  ]);
}

function namedPlaces(row: object, place: Place): readonly Place[] {
  if (!('variable' in row) || typeof row.variable !== 'string') return [];
  const variable = below(place, row.variable);
  const pair = 'with' in row && typeof row.with === 'string' ? below(variable, row.with) : variable;
  const group = 'group' in row && typeof row.group === 'string' ? row.group : null;
  return [group === null ? pair : inGroup(pair, group)];
}

/** All numbers below; entries of lists by number from 1, as claims count them. */
function valuesBelow(start: unknown, place: Place): readonly ResultValue[] {
  if (typeof start === 'number') return [{ ...place, value: start }];
  if (start === null || typeof start !== 'object') return [];
  const entries = Array.isArray(start)
    ? start.map((entry: unknown, i) => [String(i + 1), entry] as const)
    : Object.entries(start).filter(([name, entry]) => !isDraws(name, entry));
  return entries.flatMap(([name, entry]) => valuesBelow(entry, below(place, name)));
}
