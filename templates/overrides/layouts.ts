import { flag, records, type Slots, text, texts } from './slots.ts';

/** A layout that a study may replace by a file of its own, and what is handed to it. */
export interface LayoutDeclaration {
  /** `FORMAT/NAME`: the file is FORMAT/NAME.hbs. */
  readonly name: string;
  readonly doc: string;
  readonly slots: Slots;
}

const tableOfPage: Slots = {
  id: text('Name of the element, for links.'),
  language: text('Of the text, as a BCP 47 tag.'),
  caption: text('Number and title.'),
  panels: records('One below the other.', {
    labelled: text('Names of the elements that say what the panel is, for aria-labelledby.'),
    views: records('The panel as a table; of a wide one, also its parts for paper.', {
      attributes: text('Of the element table: its class and name.'),
      heading: text('Of the panel; empty where there is none.'),
      headingId: text('The attribute id of the heading; may be empty.'),
      colgroups: texts('Numbers of columns that belong together.'),
      header: texts('Rows of the head.'),
      groups: records('Rows that belong together.', {
        block: flag('Whether a rule parts it from what is above.'),
        rows: texts('Rows.'),
      }),
    }),
    footer: text('A line below the panel; may be empty.'),
  }),
  notes: text('Notes; may be empty.'),
};

const latexTable: Slots = {
  packages: text('Packages that the fragment needs.'),
  heads: flag('Whether a heading stands on several lines, by \\studyhead.'),
  caption: text('The commands of caption and label.'),
  size: text('The command of the size of type.'),
  setup: texts('Commands for rules and numbers.'),
};

const html: readonly LayoutDeclaration[] = [
  {
    name: 'html/report',
    doc: 'The report, a page.',
    slots: {
      language: text('Of the text, as a BCP 47 tag.'),
      title: text('Of the study.'),
      style: text('CSS of tables and page.'),
      opening: texts('What stands before the first section.'),
      contents: text('A list of links to the sections; may be empty.'),
      contentsHeading: text('What that list is called.'),
      sections: records('In order.', {
        id: text('Name of the heading, for links.'),
        heading: text('Of the section.'),
        blocks: texts('Paragraphs, lists, tables, figures.'),
      }),
    },
  },
  {
    name: 'html/report-style',
    doc: 'CSS of the report, after that of its tables.',
    slots: { caption: text('Where captions of figures are aligned: center or left.') },
  },
  { name: 'html/table', doc: 'A table, without its CSS.', slots: tableOfPage },
  {
    name: 'html/table-style',
    doc: 'CSS of tables.',
    slots: {
      outer: text('Width of the outer rules in points.'),
      inner: text('Width of the inner rules in points.'),
      doubled: texts('Width in points of a double rule at the top; none or one.'),
      caption: text('Where captions are aligned: center or left.'),
      widths: records('Widths of halves of numbers: class w{{half}} is {{ch}} digits wide.', {
        half: text('Of the class, in halves of a digit.'),
        ch: text('In digits.'),
      }),
    },
  },
  {
    name: 'html/figure',
    doc: 'A figure of the report.',
    slots: {
      id: text('Name of the element, for links.'),
      drawing: text('The element svg.'),
      caption: text('Number and title.'),
      notes: text('Notes; may be empty.'),
    },
  },
];

const latex: readonly LayoutDeclaration[] = [
  {
    name: 'latex/report',
    doc: 'The report, a document.',
    slots: {
      engine: text('The comment that names the engine.'),
      packages: text('Packages that the document needs.'),
      preamble: texts('Lines before \\begin{document}.'),
      blocks: texts('Paragraphs, lists, tables, figures.'),
    },
  },
  {
    name: 'latex/table',
    doc: 'A table that a page holds.',
    slots: {
      ...latexTable,
      begin: text('Begin of the float.'),
      panels: records('One below the other.', {
        gap: texts('Space above the panel; none above the first.'),
        begin: text('Begin of tabular, with its columns.'),
        lines: texts('Rules, headings and rows.'),
        end: text('End of tabular.'),
      }),
      notes: texts('Paragraphs of notes.'),
      end: text('End of the float.'),
    },
  },
  {
    name: 'latex/longtable',
    doc: 'A table that no page holds.',
    slots: {
      ...latexTable,
      notes: texts('Paragraphs of notes, which also stand in the last foot.'),
      panels: records('One below the other.', {
        before: texts('Commands before the panel.'),
        begin: text('Begin of longtable, with its columns.'),
        first: texts('Head on the first page.'),
        again: texts('Head on further pages.'),
        last: texts('Foot of the last page.'),
        lines: texts('Rows.'),
      }),
    },
  },
  {
    name: 'latex/figure',
    doc: 'A figure in TikZ.',
    slots: {
      packages: text('Packages that the fragment needs.'),
      colours: texts('Definitions of colours.'),
      height: text('In pixels of the drawing.'),
      width: text('In pixels of the drawing.'),
      lines: texts('Commands of the drawing.'),
      caption: text('The commands of caption and label.'),
      notes: texts('Notes; none or one.'),
    },
  },
];

const typst: readonly LayoutDeclaration[] = [
  {
    name: 'typst/report',
    doc: 'The report, also of PDF.',
    slots: {
      title: text('Of the study, a string literal as all texts.'),
      language: text('Of the text: its first part.'),
      region: texts('Of the language; none or one.'),
      cjk: flag('Whether the text is Chinese.'),
      size: text('Of type.'),
      serif: text('Families for text.'),
      sans: text('Families for headings.'),
      mono: text('Families for conditions.'),
      captionAlign: text('Where captions of figures are aligned.'),
      blocks: texts('Paragraphs, lists, tables, figures.'),
    },
  },
  {
    name: 'typst/table',
    doc: 'A table, also of PDF.',
    slots: {
      outer: text('Width of the outer rules.'),
      inner: text('Width of the inner rules.'),
      doubled: flag('Whether the rule at the top is double.'),
      size: text('Of type.'),
      noteSize: text('Of type in notes.'),
      gap: text('Half of the space between columns.'),
      turned: flag('Whether the page is turned.'),
      long: text('true where a page may end within the table, else false.'),
      captionAlign: text('Where captions are aligned.'),
      caption: text('Number and title.'),
      continued: text('What stands above the parts on further pages.'),
      number: text('Of the table.'),
      label: text('Of the figure, for references.'),
      panels: records('One below the other.', {
        first: flag('Whether it is the first.'),
        definitions: texts('Definitions that the panel needs.'),
        columns: text('Widths of columns.'),
        align: text('Alignment of columns.'),
        opens: text('Rows with more space above them.'),
        below: text('Rows after a rule.'),
        above: text('Rows before a rule.'),
        count: text('Number of columns.'),
        last: text('The last row of the head.'),
        head: texts('Rows of the head.'),
        body: texts('Rows and rules.'),
      }),
      notes: texts('Paragraphs of notes.'),
    },
  },
];

/** Every layout by its name; what the formats hand to each. */
export const layouts: readonly LayoutDeclaration[] = [
  {
    name: 'markdown/table',
    doc: 'A table.',
    slots: {
      caption: text('Number and title.'),
      panels: records('One below the other.', {
        heading: texts('Of the panel; none or one.'),
        over: texts('Headings over all columns.'),
        grid: text('The pipe table.'),
        footer: texts('A line below the panel; none or one.'),
      }),
      notes: texts('Paragraphs of notes.'),
    },
  },
  ...html,
  ...latex,
  ...typst,
];
