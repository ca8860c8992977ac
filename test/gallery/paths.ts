import {
  type Family,
  type GalleryCase,
  model,
  rows,
  running,
  spec,
  study,
  withColumn,
} from './gallery-case.ts';

const from = (title: string, file: string): GalleryCase =>
  spec(title, study(model).replace('file: data.csv', `file: ${JSON.stringify(file)}`));
const hostile = [
  '\\input{/etc/passwd}',
  '<script>alert(1)</script>',
  '=1+1',
  '[x](javascript:y)',
  '#eval("1")',
  '::error::x',
];

/** Paths that leave the folder, and texts that would be commands somewhere. */
export const paths: Family = {
  title: 'Paths and injection',
  cases: [
    from('a path upwards', '../data.csv'),
    from('a path down and up', 'data/../../data.csv'),
    from('an absolute path', '/etc/passwd'),
    from('a path of Windows', 'C:\\Windows\\win.ini'),
    from('a share', '\\\\server\\share\\data.csv'),
    from('an address', 'http://example.org/data.csv'),
    from('an address of files', 'file:///etc/passwd'),
    from('a device', '/dev/stdin'),
    from('what the system knows of the process', '/proc/self/environ'),
    from('a folder', '.'),
    from('a NUL in a path', 'data\0.csv'),
    from('an empty path', ''),
    from('a command', 'data.csv; rm -rf /'),
    from('a path in another case', 'Data.CSV'),
    from('a format that is not there', 'data.sav'),
    from('an engine of another server', 'data.csv", engine: "oracle'),
    running(
      'hostile labels',
      study(
        model,
        'variables:',
        ...hostile.map(
          (label, i) => `  ${['x', 'y', 'z', 'firm', 'year', 'side'][i]}: {label: ${JSON.stringify(label)}}`,
        ),
      ),
    ),
    running('hostile groups', study('analyses: {main: {regress: y ~ x, split: w}}'), {
      'data.csv': withColumn('w', (i) => `"${hostile[Math.floor(i / 15)]!.replaceAll('"', '""')}"`),
    }),
    running(
      'hostile titles',
      study(model, `tables: {t: {of: main, title: ${JSON.stringify(hostile.join(' '))}}}`),
    ),
    spec(
      'escape sequences of a terminal',
      study(`title: "\\e[31mred"`, `analyses: {main: {regress: "y ~ \\e[31mx"}}`),
    ),
    spec('letters that turn the direction', study(`analyses: {main: {regress: "y ~ \u202ex"}}`)),
    { title: 'a lock of rubbish', files: { 'study.lock': 'rubbish\0\n' }, command: ['verify'] },
    { title: 'a lock of nothing', files: { 'study.lock': '' }, command: ['verify'] },
    { title: 'nothing to compare', files: {}, command: ['verify'] },
    { title: 'a study that is not there', files: { 'study.yaml': null } },
    { title: 'a spec that is the data', files: { 'study.yaml': rows.join('\n') } },
  ],
};
