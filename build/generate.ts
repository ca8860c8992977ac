import { catalog } from '../cli/catalog.ts';
import { writeSchemas } from './schema.ts';

/** Writes what is derived from the declarations: validators.js and study.schema.json. */
export async function generate(outDir: string): Promise<void> {
  await writeSchemas(catalog, outDir);
}
