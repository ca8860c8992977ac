import type { Results } from '../runtime/results/results.ts';
import type { Verification } from '../runtime/verify/index.ts';
import type { CheckedPlan } from './checked-plan.ts';
import type { Interruption } from './interrupt.ts';
import { startRunThread } from './run-in-thread.ts';
import { runPlan, type RunSettings, type RunTools } from './run-plan.ts';

/** The verification with what would reproduce the printed columns that differ; the same where none does. */
export async function explainDifferences(
  opened: CheckedPlan,
  { results, verification }: { readonly results: Results; readonly verification: Verification },
  settings: RunSettings,
  tools: Omit<RunTools, 'thread'>,
): Promise<Verification | Interruption> {
  if (verification.reported.every(({ holds }) => holds)) return verification;
  const { explainer } = await import('../runtime/verify/explain-mismatch.ts');
  const found = explainer(opened.plan, results, opened.compilation.reported, verification);
  if (found === null) return verification;
  const thread = startRunThread();
  try {
    const ran = await runPlan({ ...opened, plan: found.plan }, settings, { ...tools, thread });
    return 'interrupted' in ran ? ran.interrupted : found.explain(ran.results);
  } finally {
    await thread.end();
  }
}
