import { main } from 'assemblyscript/asc';

const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

/** Compiles the kernels to WebAssembly. Throws with what the compiler says. */
export async function compileKernels(outFile: string): Promise<void> {
  const sources = ['kernels', 'draws'].map((name) => `runtime/linalg/kernels/assembly/${name}.ts`);
  const { error, stderr } = await main([...sources, '--outFile', outFile, ...OPTIONS]);
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
}
