import { readFileSync } from 'node:fs';
import type { Kernels } from './kernels.ts';
import { plainKernels } from './plain.ts';

/** What this file uses of WebAssembly: the types of Node leave it to those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** Memory as WebAssembly has it, in pages. */
export interface Pages {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}

type Exports = Omit<Kernels, 'memory'> & { readonly memory: Pages };

const PAGE = 65_536;

/** The kernels of the build, compiled by the engine; null where the build left none, or the engine cannot take them. */
export function compiledKernels(): Kernels | null {
  try {
    return withMemory(compiledExports() as Exports);
  } catch {
    return null;
  }
}

/** What the build compiled, with a memory of its own. Throws where the build left none, or the engine cannot take it. */
export function compiledExports(): unknown {
  const module = new WebAssembly.Module(readFileSync(place()));
  return new WebAssembly.Instance(module, {}).exports;
}

/** Beside the bundle, which has all code in one folder; from the sources, where the build puts it. */
function place(): URL {
  const here = import.meta.url;
  const fromSources = here.endsWith('/runtime/linalg/kernels/compiled.ts');
  return new URL(fromSources ? '../../../dist/kernels.wasm' : './kernels.wasm', here);
}

function withMemory({ memory, gram, products, subtract, centre, scale }: Exports): Kernels {
  return {
    memory: (doubles) => holding(memory, doubles),
    ...{ gram, products, subtract, centre, scale },
  };
}

/** The memory, made to hold so many doubles. */
export function holding(memory: Pages, doubles: number): Float64Array {
  const missing = doubles * 8 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  return new Float64Array(memory.buffer);
}

/** Below so many rows a call is over before the engine has compiled anything. */
const MANY_ROWS = 4096;

let compiled: Kernels | null | undefined;
let plain: Kernels | undefined;

/** What a pass over so many rows calls: the same bits in either case. STUDYC_WASM=off leaves only the plain loops. */
export function kernelsFor(rows: number): Kernels {
  if (rows >= MANY_ROWS && process.env['STUDYC_WASM'] !== 'off') {
    if (compiled === undefined) compiled = compiledKernels();
    if (compiled !== null) return compiled;
  }
  plain ??= plainKernels();
  return plain;
}
