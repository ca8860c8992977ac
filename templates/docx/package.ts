import {
  Document,
  Footer,
  type IPropertiesOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import type { Look } from '../document/document.ts';
import { BULLETS, stylesOf } from './styles.ts';
import { cleanText } from './text.ts';
import { PAGE, typographyOf } from './typography.ts';

type FileChild = ISectionOptions['children'][number];

/** What stands on pages of one orientation. */
export interface Section {
  readonly landscape: boolean;
  readonly children: readonly FileChild[];
}

/** What a file is besides its content. */
export interface About {
  readonly title: string;
  readonly language: string;
  readonly look: Look;
  /** Whether its pages are numbered. */
  readonly numbered: boolean;
}

/** A Word file: the same sections give the same bytes. */
export async function packed(sections: readonly Section[], about: About): Promise<Uint8Array> {
  const options: IPropertiesOptions = {
    title: cleanText(about.title),
    creator: 'studyc',
    lastModifiedBy: 'studyc',
    compatabilityModeVersion: 15,
    numbering: { config: [bullets] },
    styles: stylesOf(typographyOf(about.language), about.look, about.language),
    sections: sections.map((section) => sectionOf(section, about.numbered)),
  };
  const bytes = await Packer.toBuffer(new Document(options));
  return repacked(unzipSync(bytes));
}

/** The items of lists. */
const bullets = {
  reference: BULLETS,
  levels: [
    {
      level: 0,
      format: 'bullet',
      text: '\u2022',
      alignment: 'left',
      style: { paragraph: { indent: { left: 300, hanging: 240 } } },
    },
  ],
} as const;

function sectionOf({ landscape, children }: Section, numbered: boolean): ISectionOptions {
  const number = new Paragraph({
    alignment: 'center',
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  });
  return {
    properties: {
      page: {
        size: {
          width: PAGE.width,
          height: PAGE.height,
          orientation: landscape ? 'landscape' : 'portrait',
        },
        margin: { top: PAGE.margin, right: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin },
      },
    },
    ...(numbered ? { footers: { default: new Footer({ children: [number] }) } } : {}),
    children,
  };
}

/** The first day that a zip file can name, without a zone: fflate reads it as the clock of wherever it runs. */
const FIRST_DAY = '1980-01-01T00:00:00';

/** Parts in a fixed order, no time of making in them or on them. */
function repacked(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const ordered: Zippable = {};
  for (const name of Object.keys(parts).sort(byPlace)) ordered[name] = withoutDates(name, parts[name]!);
  return zipSync(ordered, { level: 6, mtime: FIRST_DAY });
}

/** Readers that look at the start of the file alone expect the list of contents there. */
function byPlace(a: string, b: string): number {
  const first = '[Content_Types].xml';
  if (a === first || b === first) return a === first ? -1 : 1;
  return a < b ? -1 : 1;
}

function withoutDates(name: string, bytes: Uint8Array): Uint8Array {
  if (name !== 'docProps/core.xml') return bytes;
  const text = strFromU8(bytes);
  return strToU8(text.replace(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g, ''));
}
