import { CannotRender } from './rendering.ts';

/**
 * What an optional package exports. Throws CannotRender where it is not installed, or not for this kind of machine.
 * format: what needs it, as the reader calls it.
 */
export async function optionalPackage<T>(name: string, format: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw new CannotRender(
      'missing-package',
      `${format} needs the package ${name}, which cannot be loaded here`,
      `install it beside studyc: npm install ${name}`,
    );
  }
}
