import type { Explanations } from './explanation.ts';

const told = (cause: string): Explanations[string] => ({ cause, wrong: null, cured: null });

/** Layouts of a study's own, in the folder under output.templates; docs/templates.md lists their slots. */
export const templates: Explanations = {
  'unknown-template': told(
    'A file in the folder of layouts bears no name of a layout, so that it replaces nothing and the tables look as before. A layout is a file FORMAT/NAME.hbs, such as latex/table.hbs.',
  ),
  'template-syntax': told(
    'A layout of the study cannot be read: a brace is missing, a block is not ended, or ends as another one. Nothing is run before it can be.',
  ),
  'template-unsupported': told(
    'A layout says where texts stand and how often. It calls nothing: helpers, partials and names of items are refused, so that a layout from somebody else cannot do more than print.',
  ),
  'template-too-large': told(
    'A layout is longer, or its blocks are nested deeper, than any layout has to be, or loops within loops make more text than a table can need. It is refused before it fills the memory.',
  ),
  'no-such-slot': told(
    'A layout names a slot that is not handed to it at that place. Within {{#each panels}} the names are those of a panel; ../ leads out of it. An unknown name is an error: printed as nothing, it would lose a part of the table.',
  ),
  'slot-misused': told(
    'A slot is text, a yes or no, or a list, and is used as another: a list is gone through by {{#each}}, a yes or no is asked by {{#if}}, a text is printed.',
  ),
};
