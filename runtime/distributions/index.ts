export { betaRegularized, betaRegularizedUpper } from './beta.ts';
export { gammaRegularized, gammaRegularizedUpper, logGamma } from './gamma.ts';
export { chiSquaredQuantile, fQuantile, normalQuantile, studentQuantile } from './quantiles.ts';
export {
  chiSquaredLower,
  chiSquaredTail,
  fLower,
  fTail,
  normalLower,
  normalTwoSided,
  normalUpper,
  studentTail,
  studentUpper,
} from './tails.ts';
