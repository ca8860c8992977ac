/** Layouts of a study's own: the interpreter, what it refuses, and what is handed to each layout. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { formats } from '../../../templates/index.ts';
import { slotFault } from '../../../templates/overrides/check-slots.ts';
import { fill } from '../../../templates/overrides/fill.ts';
import { layouts } from '../../../templates/overrides/layouts.ts';
import { DEEPEST, LARGEST, loadParser, readTemplate } from '../../../templates/overrides/read.ts';
import { records, type Slot, type Slots, text, texts } from '../../../templates/overrides/slots.ts';
import type { Fault, Template } from '../../../templates/overrides/syntax.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { filesBelow } from '../../files.ts';
import { seedStudy } from './seed-study.ts';
import { type Torture, tortureStudy } from './torture-study.ts';

let parse: Awaited<ReturnType<typeof loadParser>>;
beforeAll(async () => {
  parse = await loadParser();
});

/** The template, which must be one. */
function template(source: string): Template {
  const read = readTemplate(source, parse);
  if ('code' in read) throw new Error(JSON.stringify(read));
  return read;
}

interface Printed {
  readonly name: string;
  readonly slots: object;
  readonly text: string;
}

/** Whatever the formats print through a layout. */
async function printed({ plan, results }: Torture, language: string): Promise<readonly Printed[]> {
  const document = compose(plan, results);
  const all: Printed[] = [];
  const to = {
    ...plainRendering,
    language,
    layout: (name: string, own: (slots: object) => string) => (slots: object) => {
      const text = own(slots);
      all.push({ name, slots, text });
      return text;
    },
  };
  for (const { declaration, load } of formats) {
    if (!['md', 'html', 'tex', 'typ'].includes(declaration.name)) continue;
    const { table, figure, report } = await load();
    for (const one of table ? document.tables : []) await table!(one, to);
    for (const one of figure ? document.figures : []) await figure!(one, to);
    if (report) await report(document, to);
  }
  return all;
}

const source = (name: string): string => readFileSync(`templates/${name}.hbs`, 'utf8');

describe('every layout that there is', () => {
  it('is declared', () => {
    const files = filesBelow('templates').filter((file) => file.endsWith('.hbs'));
    expect(layouts.map(({ name }) => `${name}.hbs`).sort()).toEqual([...files].sort());
  });

  it.each(layouts.map(({ name, slots }) => [name, slots] as const))(
    '%s asks for declared slots',
    (name, slots) => {
      expect(slotFault(template(source(name)), slots)).toBeNull();
    },
  );

  it.each([
    ['seed', 'zh', 'latex/longtable'],
    ['seed', 'en', 'latex/longtable'],
    ['torture', 'zh', ''],
  ] as const)('prints the same bytes when interpreted: %s %s', async (study, language, unused) => {
    const all = await printed(
      study === 'seed' ? seedStudy(language) : await tortureStudy(language),
      language,
    );
    const templates = new Map<string, Template>();
    const used = new Set(all.map(({ name }) => name));
    if (study === 'seed')
      expect(layouts.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([unused]);
    else expect(used).toContain('latex/longtable');
    for (const { name, slots, text } of all) {
      const own = templates.get(name) ?? template(source(name));
      templates.set(name, own);
      expect(fill(own, slots) === text, name).toBe(true);
      const { slots: declared } = layouts.find((layout) => layout.name === name)!;
      expect(undeclared(slots, declared), name).toEqual([]);
    }
  });
});

/** Slots that are handed over and not declared, or declared as another kind, or declared and not handed over. */
function undeclared(given: object, declared: Slots): readonly string[] {
  const names = new Set([...Object.keys(given), ...Object.keys(declared)]);
  return [...names].flatMap((name) => {
    const value: unknown = Object.entries(given).find(([key]) => key === name)?.[1];
    return fits(value, declared[name]) ? [] : [name];
  });
}

function fits(value: unknown, slot: Slot | undefined): boolean {
  if (!slot) return false;
  switch (slot.shape.kind) {
    case 'text':
      return ['string', 'number', 'boolean'].includes(typeof value);
    case 'flag':
      return typeof value === 'boolean' || value === undefined;
    case 'list': {
      const { of } = slot.shape;
      return Array.isArray(value) && value.every((item: unknown) => fits(item, { doc: '', shape: of }));
    }
    case 'record':
      return typeof value === 'object' && value !== null && undeclared(value, slot.shape.slots).length === 0;
  }
}

const toy: Slots = {
  title: text('A text.'),
  lines: texts('A list.'),
  rows: records('Groups.', { name: text('A text.'), cells: texts('A list.') }),
};
const given = {
  title: 'T',
  lines: ['a', 'b'],
  rows: [
    { name: 'r', cells: ['1', '2'] },
    { name: 's', cells: [] },
  ],
};

describe('the interpreter', () => {
  it.each([
    ['{{title}}{{{title}}}{{! a comment }}{{!-- {{x}} --}}', 'TT'],
    [
      '{{#each lines}}{{@index}}{{this}}{{#if @first}}<{{/if}}{{#unless @last}},{{/unless}}{{/each}}',
      '0a<,1b',
    ],
    [
      '{{#each rows}}{{name}}:{{#each cells}}{{../name}}{{.}}{{../../title}}{{else}}none{{/each}};{{/each}}',
      'r:r1Tr2T;s:none;',
    ],
    ['{{#if lines}}yes{{else}}no{{/if}}{{#unless title}}no{{else}}yes{{/unless}}', 'yesyes'],
    ['{{#each rows}}{{#if cells}}1{{else if name}}2{{/if}}{{/each}}', '12'],
    ['a  {{~title~}}  b', 'aTb'],
    ['x\n{{#each lines}}\n- {{this}}\n{{/each}}\ny', 'x\n- a\n- b\ny'],
    ['\\{{title}} {{this.title}}', '{{title}} T'],
  ])('%s', (layout, text) => {
    const read = template(layout);
    expect(slotFault(read, toy)).toBeNull();
    expect(fill(read, given)).toBe(text);
  });

  it.each([
    ['{{helper title}}', 'template-unsupported', '{{helper title}}'],
    ['a {{> part}}', 'template-unsupported', '{{> part}}'],
    ['{{* title}}', 'template-unsupported', '{{* title}}'],
    ['{{#with title}}{{/with}}', 'template-unsupported', 'with'],
    ['{{#title}}{{/title}}', 'template-unsupported', 'title'],
    ['{{#if (eq title 1)}}{{/if}}', 'template-unsupported', '(eq title 1)'],
    [
      '{{#if title includeZero=true}}{{/if}}',
      'template-unsupported',
      '{{#if title includeZero=true}}{{/if}}',
    ],
    ['{{"title"}}', 'template-unsupported', '"title"'],
    ['{{@root.title}}', 'template-unsupported', '@root.title'],
    ['{{#each lines as |line|}}{{line}}{{/each}}', 'template-unsupported', null],
    ['{{#each lines}}\n{{this}}', 'template-syntax', '{{this}}'],
    ['{{#if title}}\n  {{/each}} x', 'template-syntax', null],
    ['{{title}', 'template-syntax', '{{title}'],
    ['{{titel}}', 'no-such-slot', 'titel'],
    ['{{#each rows}}{{title}}{{/each}}', 'no-such-slot', 'title'],
    ['{{../title}}', 'no-such-slot', '../title'],
    ['{{title.length}}', 'no-such-slot', 'title.length'],
    ['{{constructor}}', 'no-such-slot', 'constructor'],
    ['{{__proto__}}', 'no-such-slot', '__proto__'],
    ['{{lines}}', 'slot-misused', 'lines'],
    ['{{#each title}}{{/each}}', 'slot-misused', 'title'],
    ['{{@index}}', 'slot-misused', '@index'],
    ['{{#each rows}}{{this}}{{/each}}', 'slot-misused', 'this'],
    ['{{#if title}}'.repeat(DEEPEST + 1) + '{{/if}}'.repeat(DEEPEST + 1), 'template-too-large', null],
    ['{{#if title}}'.repeat(6000) + '{{/if}}'.repeat(6000), 'template-too-large', null],
    ['x'.repeat(LARGEST + 1), 'template-too-large', null],
  ])('refuses %s', (layout, code, place) => {
    const read = readTemplate(layout, parse);
    const fault: Fault | null = 'code' in read ? read : slotFault(read, toy);
    expect(fault?.code).toBe(code);
    if (place !== null) expect(layout.slice(fault!.start, fault!.end)).toBe(place);
  });

  it('stops loops that would make too much', () => {
    const lines = Array.from({ length: 100 }, () => 'x');
    const loop = (path: string, body: string): string => `{{#each ${path}}}${body}{{/each}}`;
    const nested = loop('lines', loop('../lines', loop('../../lines', loop('../../../lines', ''))));
    expect(() => fill(template(nested), { lines })).toThrow(/endless/);
  });

  it('finds what the slots own, and nothing else, even where no check went before', () => {
    for (const path of ['toString', 'constructor.name', 'title.length', '__proto__'])
      expect(() => fill(template(`{{${path}}}`), given), path).toThrow(/absent/);
  });

  it('reads nothing of a text as a template', () => {
    const layout = template('[{{title}}|{{#each lines}}{{this}}{{/each}}]');
    const wild = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{{title}}', '{{#each lines}}', '$&', '{{/if}}'),
    );
    fc.assert(
      fc.property(wild, fc.array(wild), (title, lines) => {
        expect(fill(layout, { title, lines })).toBe(`[${title}|${lines.join('')}]`);
      }),
    );
  });

  it('takes any text: a template, or a fault within the text', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{{#each ',
      '{{/each}}',
      '{{else}}',
      'lines',
      'title',
      '~',
      '\n',
      '../',
      '{{!',
      ' ',
      '\\',
      '"',
      '(',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const layout = pieces.join('');
        const read = readTemplate(layout, parse);
        const fault = 'code' in read ? read : slotFault(read, toy);
        if (!fault) expect(typeof fill(template(layout), given)).toBe('string');
        else expect(fault.start <= fault.end && fault.end <= layout.length, layout).toBe(true);
      }),
    );
  });
});
