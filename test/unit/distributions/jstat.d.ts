declare module 'jstat' {
  type OfOne = (x: number, df: number) => number;
  type OfTwo = (x: number, a: number, b: number) => number;
  interface JStat {
    readonly studentt: { readonly cdf: OfOne; readonly inv: OfOne };
    readonly normal: { readonly cdf: OfTwo; readonly inv: OfTwo };
    readonly chisquare: { readonly cdf: OfOne; readonly inv: OfOne };
    readonly centralF: { readonly cdf: OfTwo; readonly inv: OfTwo };
    readonly beta: { readonly cdf: OfTwo };
    readonly gammaln: (x: number) => number;
  }
  const library: { readonly jStat: JStat };
  export default library;
}
