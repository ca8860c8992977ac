import { isSeveralSources } from '../parse/structure.ts';
import { isText, type MapTree, type Tree, valueAt } from '../parse/tree.ts';
import type { Catalog, SourceDeclaration } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';

/** A key that says how to read a file means something for the file's format: a workbook has no delimiter. */
export function sourceOptions({ spec, catalog }: CheckContext): readonly Diagnostic[] {
  return sourcesOf(valueAt(spec.tree, 'data')).flatMap((source) => {
    const format = formatOf(source, catalog);
    if (format === undefined) return [];
    const ofOthers = catalog.sources
      .flatMap((one) => one.options)
      .filter((key) => !format.options.includes(key));
    return source.entries
      .filter(({ key }) => ofOthers.includes(key.text))
      .map(({ key }) => diagnostic('source-option', key.span, payload(key.text, format)));
  });
}

function payload(option: string, { name, options }: SourceDeclaration) {
  return { option, format: name, allowed: options };
}

function sourcesOf(data: Tree | undefined): readonly MapTree[] {
  if (data?.kind !== 'map') return [];
  return isSeveralSources(data) ? data.entries.flatMap(({ value }) => sourcesOf(value)) : [data];
}

/** By `format`, else by the file's ending; undefined where that is unknown, which another rule reports. */
function formatOf(source: MapTree, catalog: Catalog): SourceDeclaration | undefined {
  const [stated, file] = [valueAt(source, 'format'), valueAt(source, 'file')];
  const ending = isText(file) ? /\.([^./\\]+)$/.exec(file.text)?.[1]?.toLowerCase() : undefined;
  const name = isText(stated) ? stated.text : ending;
  return name === undefined
    ? undefined
    : catalog.sources.find((one) => one.name === name || one.extensions.includes(name));
}
