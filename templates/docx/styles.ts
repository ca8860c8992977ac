import type { IPropertiesOptions } from 'docx';
import type { Look } from '../document/document.ts';
import { type Typography, twips } from './typography.ts';

type Styles = NonNullable<IPropertiesOptions['styles']>;
type Heading = NonNullable<NonNullable<Styles['default']>['heading1']>;

/** Word counts type in half points. */
export const halfPoints = (points: number): number => Math.round(points * 2);

/** Ids of the paragraph styles; their names are what Word shows. */
export const STYLE = {
  caption: 'Caption',
  tableText: 'TableText',
  tableTight: 'TableTextSmall',
  note: 'TableNote',
  figure: 'Figure',
  gap: 'TableGap',
  body: 'BodyText',
  list: 'ListBullet',
  listText: 'ListText',
} as const;

/** Name of the numbering that lists have. */
export const BULLETS = 'bullets';

/** The styles by which whoever edits the document changes all of it at once. */
export function stylesOf(type: Typography, look: Look, language: string): Styles {
  return {
    default: {
      document: {
        run: { font: faces(type, type.ideographs), size: halfPoints(type.text), language: tags(language) },
        paragraph: { spacing: { before: 0, after: 0 } },
      },
      heading1: heading(type, type.text + 5, 0),
      heading2: heading(type, type.text + 2, 14),
      heading3: heading(type, type.text, 10),
      caption: {
        run: { font: faces(type, type.headings), size: halfPoints(type.caption), bold: true },
        paragraph: {
          alignment: look.caption,
          keepNext: true,
          keepLines: true,
          spacing: { before: twips(12), after: twips(4) },
        },
      },
    },
    paragraphStyles: paragraphStyles(type),
  };
}

function paragraphStyles(type: Typography): NonNullable<Styles['paragraphStyles']> {
  const own = { basedOn: 'Normal', quickFormat: true } as const;
  const table = (size: number) => ({
    run: { size: halfPoints(size) },
    // Exact: neither a raised star nor an ideograph in a row moves its line.
    paragraph: { spacing: { line: twips(size * type.tableLine), lineRule: 'exact' as const } },
  });
  return [
    { ...own, id: STYLE.body, name: 'Body Text', paragraph: { spacing: { line: 300, after: twips(6) } } },
    { ...own, id: STYLE.list, name: 'List Bullet', paragraph: { spacing: { line: 288, after: twips(3) } } },
    {
      ...own,
      ...{ id: STYLE.listText, name: 'List Text', run: { size: halfPoints(type.table) } },
      paragraph: { spacing: { before: twips(2), after: twips(2) } },
    },
    { ...own, id: STYLE.tableText, name: 'Table Text', ...table(type.table) },
    { ...own, id: STYLE.tableTight, name: 'Table Text Small', ...table(type.tight) },
    {
      ...own,
      ...{ id: STYLE.note, name: 'Table Note', run: { size: halfPoints(type.note) } },
      paragraph: {
        alignment: 'both',
        keepLines: true,
        spacing: { before: twips(3), after: twips(14), line: twips(type.note * 1.35), lineRule: 'atLeast' },
      },
    },
    {
      ...own,
      ...{ id: STYLE.figure, name: 'Figure' },
      paragraph: { alignment: 'center', keepNext: true, spacing: { before: twips(6) } },
    },
    {
      // Two tables that touch are one to Word: the least line there is stands between them.
      ...own,
      ...{ id: STYLE.gap, name: 'Table Gap', run: { size: 2 } },
      paragraph: { keepNext: true, spacing: { line: 20, lineRule: 'exact' } },
    },
  ];
}

function heading(type: Typography, size: number, before: number): Heading {
  return {
    run: { font: faces(type, type.headings), size: halfPoints(size), bold: true, color: '000000' },
    paragraph: { keepNext: true, keepLines: true, spacing: { before: twips(before), after: twips(5) } },
  };
}

function faces({ latin }: Typography, ideographs: string) {
  return { ascii: latin, hAnsi: latin, cs: latin, eastAsia: ideographs };
}

function tags(language: string) {
  return /^zh\b/i.test(language)
    ? { value: 'en-US', eastAsia: 'zh-CN' }
    : { value: 'en-GB', eastAsia: 'zh-CN' };
}
