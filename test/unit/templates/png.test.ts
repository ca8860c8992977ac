/** Figures as pictures, and the fonts that they are drawn with. Skipped where the machine has no font for them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { fontsFor } from '../../../templates/fonts/choose-fonts.ts';
import { facesOf } from '../../../templates/fonts/font-file.ts';
import { findFaces } from '../../../templates/fonts/font-folders.ts';
import { optionalPackage } from '../../../templates/optional-package.ts';
import { renderPng } from '../../../templates/png/figure.ts';
import { CannotRender, plainRendering } from '../../../templates/rendering.ts';
import { seedStudy } from './seed-study.ts';

/** What is thrown, or null. */
function thrown(work: () => unknown): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return error;
  }
}

const latin = thrown(() => fontsFor('a', [])) === null;
const chinese = thrown(() => fontsFor('安慰剂', [])) === null;
if (!latin || !chinese) console.log(`png.test.ts: skipped what needs ${latin ? 'Chinese' : 'any'} fonts`);

describe.each(['zh', 'en'])('a picture, %s', (language) => {
  it.skipIf(!latin || (language === 'zh' && !chinese))(
    'is 1360 wide, and the same bytes each time',
    async () => {
      const { plan, results } = seedStudy(language);
      const [figure] = compose(plan, results).figures;
      const bytes = await renderPng(figure!, { ...plainRendering, language });
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      expect([...bytes.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      expect([view.getUint32(16), view.getUint32(20)]).toEqual([1360, 760]);
      expect(await renderPng(figure!, { ...plainRendering, language })).toEqual(bytes);
    },
  );
});

describe('fonts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'studyc-fonts-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are none in files that are no fonts, or broken ones', () => {
    const head = [0, 1, 0, 0, 0, 9];
    const files = {
      empty: [],
      text: [...Buffer.from('no font')],
      short: head,
      long: [...head, ...Array(400).fill(255)],
    };
    for (const [name, bytes] of Object.entries(files)) {
      writeFileSync(join(folder, `${name}.ttf`), Uint8Array.from(bytes as number[]));
      expect(facesOf(join(folder, `${name}.ttf`)), name).toEqual([]);
    }
    expect(facesOf(join(folder, 'absent.ttf'))).toEqual([]);
    expect(findFaces([folder]).some((face) => face.named)).toBe(false);
  });

  it.skipIf(!chinese)('are those that have every character, and say so where none has', () => {
    const { files, family } = fontsFor('真实估计值 − ×10⁻⁷', []);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap(facesOf).map((face) => face.family)).toContain(family);
    expect(fontsFor('a\u0000\u200b\n', []).files).toEqual(fontsFor('a', []).files);
    expect(thrown(() => fontsFor('a\u{f0000}', []))).toMatchObject({ code: 'no-fonts' });
    expect(thrown(() => fontsFor('a\u{3fffd}', []))).toMatchObject({ code: 'no-cjk-fonts' });
  });
});

describe('a package that is not installed', () => {
  it('is named, with what to do', async () => {
    const load = (): Promise<never> => Promise.reject(new Error('not found'));
    const error = await optionalPackage('@resvg/resvg-js', 'PNG', load).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(CannotRender);
    expect(error).toMatchObject({
      code: 'missing-package',
      hint: expect.stringContaining('@resvg/resvg-js'),
    });
  });
});
