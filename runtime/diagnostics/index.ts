import { breuschGodfrey } from './breusch-godfrey.ts';
import { breuschPagan, breuschPaganOriginal } from './breusch-pagan.ts';
import { conditionNumber } from './condition-number.ts';
import type { ModelTest } from './diagnostic.ts';
import { durbinWatson } from './durbin-watson.ts';
import { fIndividual, fTime, fTwoways } from './effects.ts';
import { hausman } from './hausman.ts';
import { hausmanAuxiliary, hausmanRobust } from './hausman-auxiliary.ts';
import { craggDonald } from './instruments/cragg-donald.ts';
import { kleibergenPaap, kleibergenPaapLm } from './instruments/kleibergen-paap.ts';
import { hansenJ, sargan } from './instruments/overidentification.ts';
import { weakInstruments } from './instruments/weak-instruments.ts';
import { wuHausman } from './instruments/wu-hausman.ts';
import { jarqueBera } from './jarque-bera.ts';
import { lmHonda, lmIndividual, lmTime, lmTwoways } from './lagrange.ts';
import { pesaranCd } from './pesaran-cd.ts';
import { reset } from './reset.ts';
import { vif } from './vif.ts';
import { white } from './white.ts';
import { wooldridge } from './wooldridge.ts';

/** Every test of a model, in the order of the language reference. */
export const modelTests: readonly ModelTest[] = [
  vif,
  conditionNumber,
  breuschPagan,
  breuschPaganOriginal,
  white,
  reset,
  durbinWatson,
  jarqueBera,
  hausman,
  hausmanAuxiliary,
  hausmanRobust,
  fIndividual,
  fTime,
  fTwoways,
  lmIndividual,
  lmTime,
  lmTwoways,
  lmHonda,
  breuschGodfrey,
  wooldridge,
  pesaranCd,
  weakInstruments,
  craggDonald,
  kleibergenPaap,
  kleibergenPaapLm,
  wuHausman,
  sargan,
  hansenJ,
];

export function modelTestFor(name: string): ModelTest | undefined {
  return modelTests.find((test) => test.declaration.name === name);
}
