import type { Rich } from '../document/document.ts';
import type { Interval, LedgerFact, PanelFact, VerdictFacts } from '../document/facts.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { code, type Piece, toRich, unbroken } from '../document/rich.ts';
import { clauses, count, enumerated, interval, noun, units, zh } from './zh-words.ts';

const verdicts: Readonly<Record<VerdictFacts['verdict'], string>> = {
  none: '不存在中介效应',
  partial: '部分中介',
  full: '完全中介',
  suppression: '遮掩效应（直接效应与间接效应方向相反）',
};

/** 结论：部分中介。a、b、c′ 均显著，间接效应的置信区间不含 0. */
export function verdictSentence(facts: VerdictFacts): Rich {
  const { significant, insignificant } = facts;
  const level = `${formatTrimmed(100 * facts.alpha)}%`;
  const yes =
    significant.length > 0
      ? zh`${enumerated(significant)}${significant.length > 1 ? ' 均' : ' '}在 ${level} 水平上显著`
      : null;
  const no =
    insignificant.length > 0
      ? zh`${enumerated(insignificant)}${yes ? ' 不显著' : ` 在 ${level} 水平上不显著`}`
      : null;
  const overruled = facts.overruledBy ? toRich('依 Bootstrap 区间判定间接效应存在') : null;
  const head = facts.mediator === null ? toRich('结论') : zh`经${facts.mediator}的结论`;
  return zh`${head}：${verdicts[facts.verdict]}。${clauses([yes, no, intervalsClause(facts), overruled], '，') ?? []}`;
}

function intervalsClause({ excluding, intervals }: VerdictFacts): Rich | null {
  if (intervals === 0) return null;
  if (excluding === intervals) return toRich('间接效应的置信区间不含 0');
  if (excluding === 0) return toRich('间接效应的置信区间包含 0');
  return zh`间接效应的 ${intervals} 个置信区间中 ${excluding} 个不含 0`;
}

/** One line below the title: study, panel, observations, claims. */
export function summaryLine(study: string, panel: PanelFact | null, rows: number, claims: Interval): Rich {
  const size = zh`${count(rows)} 个观测`;
  const data = panel
    ? zh`${units(panel.units, panel.unit)}，${unbroken(`${panel.first}—${panel.last}`)} 年，${size}`
    : size;
  const [held, all] = claims;
  const verdict =
    all === 0 ? [] : held === all ? zh`；${all} 项主张均得到支持` : zh`；${all} 项主张中 ${held} 项得到支持`;
  return zh`研究 ${code(study)}：${data}${verdict}。`;
}

const verbs: Readonly<Record<string, string>> = {
  interpolate: '插值',
  derive: '派生',
  normalize: '标准化',
  winsorize: '缩尾',
  filter: '筛选',
  rename: '改名',
  join: '合并',
  drop_missing: '剔除缺失',
};

const methods: Readonly<Record<string, string>> = {
  linear: '线性插值',
  minmax: '极差标准化',
  zscore: 'z 分数标准化',
  decimal: '小数定标标准化',
};

/** The step and what it changed, for the sample ledger. */
export function ledgerLine(fact: LedgerFact): { readonly step: Rich; readonly change: Rich } {
  switch (fact.kind) {
    case 'read':
      return { step: toRich('读取'), change: readChange(fact) };
    case 'step':
      return {
        step: toRich(methods[fact.method ?? ''] ?? verbs[fact.verb] ?? fact.verb),
        change: stepChange(fact),
      };
    case 'models':
      return { step: toRich('进入模型'), change: modelsChange(fact) };
  }
}

function readChange({ file, panel, columns }: LedgerFact & { kind: 'read' }): Rich {
  const shape =
    panel &&
    zh`，${units(panel.units, panel.unit)} × ${panel.periods} 期（${unbroken(`${panel.first}—${panel.last}`)}），${panel.balanced ? '平衡' : '不平衡'}`;
  return zh`${code(file)}，所用 ${columns} 列${shape ?? ''}`;
}

function columnCounts(counts: readonly (readonly [string, number])[]): Rich {
  return enumerated(counts.map(([name, value]): Piece => [code(name), { text: ` ${count(value)}` }]));
}

const total = (counts: readonly (readonly [string, number])[]): number =>
  counts.reduce((sum, [, value]) => sum + value, 0);

type StepFact = LedgerFact & { kind: 'step' };

function stepChange(fact: StepFact): Rich {
  const { columns, filled, missing, dropped, joined, unit } = fact;
  const matches = joined && joinChange(joined);
  const scope = unit ? zh`${noun(unit)}内` : [];
  const named =
    fact.verb === 'interpolate' || columns.length === 0
      ? null
      : zh`${columns.length} 个变量：${enumerated(columns.map(code))}`;
  const gained =
    filled.length > 0
      ? zh`${scope}填补 ${count(total(filled))} 个单元格，分布于 ${filled.length} 列（${columnCounts(filled)}）`
      : null;
  const nothing = fact.verb === 'interpolate' && filled.length === 0 ? toRich('没有可填补的单元格') : null;
  const lacking =
    missing.length > 0 ? zh`${count(total(missing))} 个单元格无值（${columnCounts(missing)}）` : null;
  const complete = fact.verb === 'derive' && missing.length === 0 ? toRich('无缺失') : null;
  const rows =
    dropped > 0
      ? zh`剔除 ${count(dropped)} 行`
      : ['filter', 'drop_missing'].includes(fact.verb)
        ? toRich('未剔除任何行')
        : null;
  return clauses([named, matches, gained, nothing, lacking, complete, rows], '；') ?? toRich('无变化');
}

function joinChange({ source, unmatched, unused }: NonNullable<StepFact['joined']>): Rich {
  const matched = unmatched === 0 ? '每行均有匹配' : zh`${count(unmatched)} 行无匹配`;
  const left = unused === 0 ? '' : zh`，该表 ${count(unused)} 行未用到`;
  return zh`来自 ${code(source)}，${matched}${left}`;
}

function modelsChange(fact: LedgerFact & { kind: 'models' }): Rich {
  const lost = (range: Interval, cause: string): Rich | null =>
    range[1] === 0 ? null : zh`${cause} ${interval(range)} 行`;
  const causes = clauses(
    [
      lost(fact.excluded, '条件排除'),
      lost(fact.undecided, '条件缺失'),
      lost(fact.incomplete, '缺失值剔除'),
      lost(fact.lags, '其中因滞后或差分'),
      lost(fact.singletons, '单例剔除'),
      lost(fact.weightless, '零权重剔除'),
      lost(fact.separated, '被完全预测而剔除'),
    ],
    '，',
  );
  const where = fact.missing.length > 0 ? zh`（缺失：${columnCounts(fact.missing)}）` : [];
  return zh`${code(fact.analysis)}，${fact.models} 个模型：${causes ?? '无缺失、无剔除'}${where}`;
}
