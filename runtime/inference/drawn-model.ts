import { canonicalJson, sha256Hex } from '../../compiler/plan/hash.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';

/**
 * What identifies a model among others where draws depend on it: what is estimated on which rows. Not how its draws are
 * used: with more of them, another level or other conventions the draws before stay what they were.
 */
export function drawnModel({
  vcov: _,
  level: __,
  conventions: ___,
  margins: ____,
  ...model
}: ModelSpec): string {
  return sha256Hex(canonicalJson(model));
}
