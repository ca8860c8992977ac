import { invariant } from '../../compiler/plan/invariant.ts';
import { textColumn } from './columns.ts';
import { type Context, say } from './context.ts';
import type { Cell, Rich, Row, TablePanel } from './document.ts';
import { plainRow } from './header.ts';
import { variableLabel } from './labels.ts';
import { toRich } from './rich.ts';

/** What each variable is: role (once where it repeats), name, symbol, definition with its unit. */
export function definitionPanel(context: Context, analysis: string, heading: Rich | null): TablePanel {
  const record = context.results.analyses[analysis];
  invariant(record?.verb === 'define', `a result of define for ${analysis}`);
  const roles = record.rows.map((row) => roleLabel(context, row.role));
  const rows = record.rows.map((row, i) =>
    definitionRow(context, row.variable, roles[i] === roles[i - 1] ? '' : roles[i]!),
  );
  const words = context.locale.words.definitions;
  return {
    heading,
    columns: [textColumn('left'), textColumn('left'), textColumn('left', true)],
    header: [plainRow(words.role, [words.name, words.symbol, words.definition].map(toRich))],
    blocks: [rows],
    footer: null,
  };
}

function roleLabel(context: Context, role: string | null): string {
  return role === null ? '' : (context.locale.words.roles[role] ?? role);
}

function definitionRow(context: Context, name: string, role: string): Row {
  const variable = context.variables.get(name);
  const definition = variable?.definition ? say(context, variable.definition) : '';
  const unit = variable?.unit ? context.locale.headings.unitOf(say(context, variable.unit)) : '';
  const texts = [variableLabel(context, name), variable?.symbol ?? name, definition + unit];
  const cells = texts.map((text): Cell => ({ kind: 'text', text: toRich(text), align: 'left' }));
  return { kind: 'data', stub: toRich(role), cells, continues: false, indent: 0 };
}
