import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { compileKernels } from './kernels.ts';
import { bundledLicences } from './licences.ts';
import { templateModule } from './templates.ts';

/** `.hbs` files as precompiled modules. */
const templates: Plugin = {
  name: 'templates',
  setup(host) {
    host.onLoad({ filter: /\.hbs$/ }, (file) => ({
      contents: templateModule(file.path),
      loader: 'js',
      resolveDir: process.cwd(),
    }));
  },
};

const generated = resolve('dist/generated');

/** `studyc:NAME` is what the first half of the build generated. */
const declarations: Plugin = {
  name: 'declarations',
  setup(host) {
    host.onResolve({ filter: /^studyc:(catalog|pieces)$/ }, ({ path }) => ({
      path: join(generated, `${path.slice('studyc:'.length)}.js`),
    }));
  },
};

const common: BuildOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  // With code of their own for each kind of machine; optional, and loaded when something needs them.
  external: ['@duckdb/node-api', '@myriaddreamin/typst-ts-node-compiler', '@resvg/resvg-js'],
  banner: {
    // What is bundled may be CommonJS and ask for require.
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

rmSync('dist', { recursive: true, force: true });
mkdirSync(generated, { recursive: true });
await compileKernels('dist/kernels.wasm');

// First half: the catalog, the schema and its validators, from the declarations that the registries hold.
const generator = join(generated, 'generate.mjs');
await build({
  ...common,
  entryPoints: ['build/generate.ts'],
  outfile: generator,
  packages: 'external',
  plugins: [templates],
});
const { generate } = (await import(pathToFileURL(generator).href)) as {
  generate: (outDir: string) => Promise<void>;
};
await generate(generated);

// Second half: the program.
const { metafile } = await build({
  ...common,
  entryPoints: {
    main: 'cli/main.ts',
    'run-thread': 'cli/run-thread.ts',
    worker: 'runtime/schedule/worker.ts',
  },
  outdir: 'dist',
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  plugins: [templates, declarations],
});
// The validators that say what is wrong with a structure, for `require`: no dynamic import, since a check is synchronous.
const { metafile: ofValidators } = await build({
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  entryPoints: [join(generated, 'validators.js')],
  outfile: 'dist/validators.cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
});
writeFileSync('dist/build-id', buildId([...Object.keys(metafile.outputs), 'dist/kernels.wasm']));
writeFileSync('dist/THIRD-PARTY-LICENCES.txt', bundledLicences(metafile, ofValidators));
copyFileSync(join(generated, 'study.schema.json'), 'dist/study.schema.json');
rmSync(generated, { recursive: true });

/** The hash of the program's files: what another build computed is not taken from a cache. */
function buildId(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
