import type { FileContent, FileFailure } from './files.ts';

type ReadFile = (path: string) => FileContent | FileFailure;

/** Files that are read once, so that what is hashed is what is parsed, until they are released. */
export function readingOnce(readFile: ReadFile): {
  readonly read: ReadFile;
  readonly release: (path: string) => void;
  readonly releaseAll: () => void;
} {
  const held = new Map<string, FileContent | FileFailure>();
  return {
    read(path) {
      const content = held.get(path) ?? readFile(path);
      held.set(path, content);
      return content;
    },
    release: (path) => void held.delete(path),
    releaseAll: () => held.clear(),
  };
}
