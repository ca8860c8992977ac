import { concat, italic, join, rich, sup, toRich } from '../document/rich.ts';
import type { TestWords } from './test-words.ts';

const p = concat(italic('p'));
const F = concat(italic('F'));
const chi2 = concat(italic('χ'), sup('2'));

export const tests: TestWords = {
  heading: 'Tests of models',
  header: [toRich('Test'), toRich('Null hypothesis'), toRich('Statistic'), p],
  hypothesisHeader: [
    toRich('Hypothesis'),
    toRich('States'),
    toRich('Left less right side (std. error) [interval]'),
    toRich('Statistic'),
    p,
  ],
  names: {
    vif: { name: 'Variance inflation, largest', null: null },
    'condition-number': { name: 'Condition number', null: null },
    'breusch-pagan': {
      name: 'Breusch–Pagan (Koenker)',
      null: 'the errors have the same variance in all rows',
    },
    'breusch-pagan-original': {
      name: 'Breusch–Pagan (normal errors)',
      null: 'the errors have the same variance in all rows',
    },
    white: { name: 'White', null: 'the errors have the same variance in all rows' },
    reset: { name: 'RESET', null: 'powers of the fitted values add nothing: the form is right' },
    'durbin-watson': {
      name: 'Durbin–Watson',
      null: 'no positive correlation of the error with the one before',
    },
    'jarque-bera': { name: 'Jarque–Bera', null: 'the errors are normal' },
    hausman: { name: 'Hausman', null: 'effects of the units are unrelated to the regressors' },
    'hausman-auxiliary': {
      name: 'Hausman (regression form)',
      null: 'effects of the units are unrelated to the regressors',
    },
    'hausman-robust': {
      name: 'Hausman (robust)',
      null: 'effects of the units are unrelated to the regressors',
    },
    'f-individual': { name: 'F of the units', null: 'there are no effects of the units' },
    'f-time': { name: 'F of the periods', null: 'there are no effects of the periods' },
    'f-twoways': {
      name: 'F of units and periods',
      null: 'there are neither effects of units nor of periods',
    },
    'lm-individual': { name: 'LM of the units', null: 'there are no random effects of the units' },
    'lm-time': { name: 'LM of the periods', null: 'there are no random effects of the periods' },
    'lm-twoways': {
      name: 'LM of units and periods',
      null: 'there are neither random effects of units nor of periods',
    },
    'lm-honda': { name: 'Honda', null: 'there are no random effects of the units' },
    'breusch-godfrey': { name: 'Breusch–Godfrey', null: 'the errors of a unit are not correlated over time' },
    wooldridge: { name: 'Wooldridge', null: 'the errors of a unit are not correlated over time' },
    'pesaran-cd': { name: 'Pesaran CD', null: 'the errors of different units are not correlated' },
    'weak-instruments': {
      name: 'Weak instruments',
      null: 'the instruments say nothing of what they instrument',
    },
    'wu-hausman': { name: 'Wu–Hausman', null: 'the instrumented regressors are exogenous' },
    'cragg-donald': {
      name: 'Cragg–Donald',
      null: 'the instruments say nothing of some combination of what they instrument',
    },
    'kleibergen-paap': {
      name: 'Kleibergen–Paap F',
      null: 'the instruments say nothing of some combination of what they instrument',
    },
    'kleibergen-paap-lm': {
      name: 'Kleibergen–Paap LM',
      null: 'the instruments say nothing of some combination of what they instrument',
    },
    'hansen-j': { name: 'Hansen J', null: 'all instruments are valid' },
    sargan: { name: 'Sargan', null: 'all instruments are valid' },
  },
  rows: (name, distribution) =>
    rich`${name}, ${{ f: F, chi2, both: concat(italic('F'), ' or ', chi2) }[distribution]}`,
  p,
  sentence: (items) =>
    rich`Wald tests: ${join(
      items.map(({ name, states }) => rich`${name}: ${states}`),
      '; ',
    )}.`,
  deciding: (term) => rich` (${term})`,
};
