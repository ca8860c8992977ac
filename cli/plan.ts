import { checkedPlan } from './checked-plan.ts';
import type { CommandCode } from './main.ts';
import { planMermaid, planTree } from './render-plan.ts';

/** The execution plan: as a tree, as a Mermaid flowchart, or whole as JSON. */
export const execute: CommandCode['execute'] = async ([spec], options, terminal) => {
  const format = options['format'] ?? 'tree';
  if (format !== 'tree' && format !== 'mermaid') {
    terminal.err(`studyc: --format of plan is tree or mermaid, not ${String(format)}\n`);
    return 2;
  }
  const opened = await checkedPlan(spec, options, terminal);
  if (typeof opened === 'number') return opened;
  if (options['json'] === true) terminal.out(`${JSON.stringify(opened.plan, null, 2)}\n`);
  else terminal.out(format === 'tree' ? planTree(opened.plan) : planMermaid(opened.plan));
  return 0;
};
