import type { Localised } from '../plan/plan.ts';
import {
  condition,
  flagAt,
  localised,
  localisedList,
  located,
  locatedList,
  type Reader,
  referenceList,
  textAt,
  textRecord,
} from './read.ts';
import { tableOptionsOf } from './read-settings.ts';
import type { Claim, FigureSpec, Output, TableRow, TableSpec, Variable } from './study.ts';
import { type EntryTree, entriesOf, isText, itemsOf, type Tree, textSpan, valueAt } from './tree.ts';

export function variablesOf(tree: Tree | undefined): readonly Variable[] {
  return entriesOf(tree).map(({ key, value }) => ({
    name: { value: key.text, span: textSpan(key) },
    label: localised(valueAt(value, 'label')),
    role: located(valueAt(value, 'role')),
    definition: localised(valueAt(value, 'definition')),
    unit: localised(valueAt(value, 'unit')),
    symbol: textAt(value, 'symbol'),
    levels: entriesOf(valueAt(value, 'levels')).map((level) => ({
      value: { value: level.key.text, span: textSpan(level.key) },
      label: localised(level.value) ?? level.key.text,
    })),
  }));
}

export function tablesOf(tree: Tree | undefined, reader: Reader): readonly TableSpec[] {
  return entriesOf(tree).map((entry) => tableOf(entry, reader));
}

function tableOf({ key, value }: EntryTree, reader: Reader): TableSpec {
  const columns = valueAt(value, 'columns');
  const header = locatedList(valueAt(columns, 'header')).map((one) => one.value);
  return {
    id: { value: key.text, span: key.span },
    span: { ...key.span, end: value.span.end },
    panels: panelsOf(valueAt(value, 'of'), reader),
    title: localised(valueAt(value, 'title')),
    label: textAt(value, 'label'),
    ...tableOptionsOf(value),
    rows: rowsOf(valueAt(value, 'rows')),
    omit: locatedList(valueAt(value, 'omit')),
    indicate: entriesOf(valueAt(value, 'indicate')).map((one) => ({
      heading: one.key.text,
      terms: locatedList(one.value),
    })),
    header: header.length > 0 ? header.filter(isHeaderPart) : null,
    labels: labelsOf(valueAt(columns, 'labels')),
    fixedEffects: flagAt(value, 'fixed_effects', false),
    notes: notesOf(valueAt(value, 'notes')),
  };
}

function isHeaderPart(word: string): word is 'split' | 'outcome' | 'model' {
  return word === 'split' || word === 'outcome' || word === 'model';
}

function panelsOf(tree: Tree | undefined, reader: Reader): TableSpec['panels'] {
  if (tree?.kind !== 'map') return [{ heading: null, of: referenceList(tree, reader) }];
  return tree.entries.map(({ key, value }) => ({ heading: key.text, of: referenceList(value, reader) }));
}

function rowsOf(tree: Tree | undefined): readonly TableRow[] {
  if (tree?.kind !== 'map') {
    return locatedList(tree).map((name) => ({ name, terms: [name], merged: false }));
  }
  return tree.entries.map(({ key, value }) => ({
    name: { value: key.text, span: textSpan(key) },
    terms: locatedList(value),
    merged: true,
  }));
}

function labelsOf(tree: Tree | undefined): TableSpec['labels'] {
  if (tree?.kind === 'list') return localisedList(tree.items);
  if (tree?.kind !== 'map') return null;
  const labels = tree.entries.flatMap(({ key, value }): readonly (readonly [string, Localised])[] => {
    const label = localised(value);
    return label === null ? [] : [[key.text, label]];
  });
  return textRecord(labels);
}

function notesOf(tree: Tree | undefined): TableSpec['notes'] {
  if (tree === undefined) return null;
  const items = tree.kind === 'map' ? [tree] : itemsOf(tree);
  return items.flatMap((item): readonly ('auto' | { readonly text: Localised })[] => {
    const text = localised(item);
    if (text === null) return [];
    return isText(item) && item.text === 'auto' ? ['auto'] : [{ text }];
  });
}

export function figuresOf(tree: Tree | undefined, reader: Reader): readonly FigureSpec[] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const of = referenceList(valueAt(value, 'of'), reader);
    const draw = located(valueAt(value, 'draw'));
    if (of.length === 0 || !draw) return [];
    const id = { value: key.text, span: key.span };
    const span = { ...key.span, end: value.span.end };
    const terms = locatedList(valueAt(value, 'terms'));
    return [{ id, span, of, draw, terms, title: localised(valueAt(value, 'title')) }];
  });
}

export function claimsOf(tree: Tree | undefined, reader: Reader): readonly Claim[] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const holds = condition(valueAt(value, 'holds'), reader, 'results');
    if (!holds) return [];
    return [
      {
        id: { value: key.text, span: key.span },
        says: localised(valueAt(value, 'says')),
        holds,
        expect: flagAt(value, 'expect', true),
        span: { ...key.span, end: value.span.end },
      },
    ];
  });
}

export function outputOf(tree: Tree | undefined): Output {
  const formats = valueAt(tree, 'formats');
  const prose = locatedList(valueAt(tree, 'prose'));
  return {
    formats: formats ? locatedList(formats) : null,
    dir: textAt(tree, 'dir'),
    style: textAt(tree, 'style'),
    templates: located(valueAt(tree, 'templates')) ?? null,
    prose,
  };
}
