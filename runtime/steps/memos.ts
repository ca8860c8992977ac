import type { Plan } from '../../compiler/plan/plan.ts';
import type { Table } from '../engines/memory/table.ts';
import { type Memo, openMemo } from '../design/memo.ts';

/** What models of one table share while a plan is run: one memo a table, where the plan says that something is shared. */
export interface Memos {
  /** That of a table, made by the step `id`; null where models on it are estimated each by itself. */
  readonly of: (id: string, table: Table) => Memo | null;
}

export function memosOf({ sharing }: Plan): Memos {
  const sharers = new Set(
    (sharing?.groups ?? []).filter(({ kind }) => kind === 'sample').map(({ table }) => table),
  );
  const memos = new WeakMap<Table, Memo>();
  return {
    of(id, table) {
      if (!sharers.has(id)) return null;
      const known = memos.get(table);
      if (known) return known;
      const memo = openMemo();
      memos.set(table, memo);
      return memo;
    },
  };
}
