import type { Rich } from '../document/document.ts';
import type { CorrelationFacts } from '../document/facts.ts';
import { italic, toRich } from '../document/rich.ts';
import { starsClause } from './zh-notes.ts';
import { clauses, sentences, zh } from './zh-words.ts';

/** Notes of a table of correlations: which, over which rows, what stands below, stars. */
export function correlationNotes(facts: CorrelationFacts): readonly Rich[] {
  const name = facts.method === 'pearson' ? 'Pearson 相关系数' : 'Spearman 等级相关系数';
  const rows = facts.sample === 'listwise' ? '取各变量均无缺失的行' : '每对变量取二者均无缺失的行';
  const p = facts.p
    ? zh`括号内为双侧 ${italic('p')} 值（自由度为 ${italic('n')} − 2 的 ${italic('t')} 检验）`
    : null;
  const counts = facts.counts ? toRich('方括号内为行数') : null;
  return sentences([toRich(`${name}，${rows}`), clauses([p, counts, starsClause(facts)], '；')]);
}
