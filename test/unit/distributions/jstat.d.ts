declare module 'jstat' {
  interface JStat {
    readonly studentt: { readonly cdf: (x: number, df: number) => number };
    readonly normal: { readonly cdf: (x: number, mean: number, sd: number) => number };
    readonly chisquare: { readonly cdf: (x: number, df: number) => number };
    readonly centralF: { readonly cdf: (x: number, d1: number, d2: number) => number };
  }
  const library: { readonly jStat: JStat };
  export default library;
}
