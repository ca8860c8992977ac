import { visible } from '../../../cli/diagnostics.ts';
import { slotFault } from '../../../templates/overrides/check-slots.ts';
import { layouts as declarations } from '../../../templates/overrides/layouts.ts';
import { loadParser, readTemplate } from '../../../templates/overrides/read.ts';
import { fillProse } from '../../../templates/prose/fill.ts';
import { damagedBytes } from '../bytes.ts';
import { accepted, controlled, type Kind, unfit } from '../verdict.ts';

const written = [
  '<table>{{caption}}{{#each panels}}{{#if heading}}<p>{{heading}}</p>{{/if}}{{#each header}}{{this}}{{/each}}{{/each}}{{notes}}</table>',
  '{{#each setup}}{{@index}} {{this}}{{else}}none{{/each}}{{#unless heads}}{{../id}}{{/unless}}{{! words }}{{{caption}}}',
  '{{packages}}\n{{~#if heads~}} a {{else if size}} b {{else}} c {{/if}}\n{{#each panels}}{{#each groups}}{{#each rows}}{{this}}{{/each}}{{/each}}{{/each}}',
];

/** Layouts of a study's own with damaged text: a template, or a fault at a place. */
export const layouts: Kind = {
  make: (choices) => ({
    bytes: damagedBytes(Buffer.from(choices.pick(written)), choices),
    as: choices.pick(declarations).name,
  }),
  async judge({ bytes, as }) {
    const text = bytes.toString().replace(/\r\n?/g, '\n');
    const read = readTemplate(text, await loadParser());
    const { slots } = declarations.find(({ name }) => name === as)!;
    const fault = 'code' in read ? read : slotFault(read, slots);
    if (!fault) return accepted();
    const placed = fault.start >= 0 && fault.start <= fault.end && fault.end <= text.length;
    return accepted(
      [fault.code],
      placed ? null : `a fault without a place: ${JSON.stringify(fault)}`,
      'length' in read,
    );
  },
};

const paragraph =
  'The effect is {{base.1.x.estimate | 3}} ({{ base.1.x.p }}), of {{table base}} and \\{{not}}.\n\n{{table: base}} `{{a.`b c`.x}}` {{}} {{a';

/** Texts to be filled with damaged bytes: filled, or failures at places. */
export const prose: Kind = {
  make: (choices) => ({ bytes: damagedBytes(Buffer.from(paragraph), choices), as: '' }),
  judge({ bytes }) {
    const text = bytes.toString();
    const { failures } = fillProse(text, {
      number: (key) =>
        key.startsWith('base') ? { markdown: '1' } : { reason: 'is not known', suggestion: undefined },
      table: () => ({ markdown: '| 1 |' }),
    });
    const wrong = failures.find(
      ({ start, end, reason }) =>
        !(start >= 0 && start < end && end <= text.length) ||
        (unfit(reason) ?? controlled(visible(reason))) !== null,
    );
    return accepted(
      [],
      wrong ? `a failure without a place: ${JSON.stringify(wrong)}` : null,
      failures.length === 0,
    );
  },
};
