import { writeFileSync } from 'node:fs';

/**
 * Writes the Stata files that no program at hand writes: every storage type, missing codes, value labels, long strings,
 * in both orders of bytes and all five versions, by `help dta` of Stata. make-files.R then reads them with haven, and what
 * haven reads is what the tests expect. Run: npx tsx test/unit/data/files/make-dta.ts
 */

interface Out {
  readonly bytes: number[];
  readonly little: boolean;
}

function put(out: Out, size: number, write: (view: DataView) => void): void {
  const view = new DataView(new ArrayBuffer(size));
  write(view);
  for (let i = 0; i < size; i += 1) out.bytes.push(view.getUint8(i));
}

function word(out: Out, text: string): void {
  for (let i = 0; i < text.length; i += 1) out.bytes.push(text.charCodeAt(i));
}

const u8 = (out: Out, value: number) => put(out, 1, (v) => v.setUint8(0, value));
const u16 = (out: Out, value: number) => put(out, 2, (v) => v.setUint16(0, value, out.little));
const u32 = (out: Out, value: number) => put(out, 4, (v) => v.setUint32(0, value, out.little));
const u64 = (out: Out, value: number) => put(out, 8, (v) => v.setBigUint64(0, BigInt(value), out.little));

function field(out: Out, text: Uint8Array | string, width: number): void {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let i = 0; i < width; i += 1) out.bytes.push(bytes[i] ?? 0);
}

interface Variable {
  readonly name: string;
  readonly type: 'byte' | 'int' | 'long' | 'float' | 'double' | 'strL' | number;
  readonly labels?: string;
  readonly cells: readonly (number | string | { readonly missing: number })[];
}

const missing = (letter: string) => ({ missing: letter === '.' ? 0 : letter.charCodeAt(0) - 96 });
const [dot, a, z] = [missing('.'), missing('a'), missing('z')];

/** The largest and smallest values of each type, its missing codes, and values that a float rounds. */
const numeric: readonly Variable[] = [
  { name: 'b', type: 'byte', labels: 'size', cells: [1, 3, 2, dot, a, 1] },
  { name: 'i', type: 'int', labels: 'size', cells: [-32767, 32740, 1, dot, z, 0] },
  { name: 'l', type: 'long', cells: [-2147483647, 2147483620, 0, dot, a, 7] },
  { name: 'f', type: 'float', cells: [0.1, -1.5e38, 1.7014117e38, dot, z, 3] },
  { name: 'd', type: 'double', cells: [0.1, -1.7976931348623157e308, 8.98e307, dot, a, 5e-324] },
];

const labels = {
  size: [
    [1, 'small'],
    [2, 'medium'],
    [3, 'large'],
    [2147483622, 'refused'],
  ],
} as const;

function cell(out: Out, variable: Variable, value: Variable['cells'][number]): void {
  const { type } = variable;
  const code = typeof value === 'object' ? value.missing : null;
  if (type === 'byte') put(out, 1, (v) => v.setInt8(0, code === null ? Number(value) : 101 + code));
  else if (type === 'int')
    put(out, 2, (v) => v.setInt16(0, code === null ? Number(value) : 32741 + code, out.little));
  else if (type === 'long') {
    put(out, 4, (v) => v.setInt32(0, code === null ? Number(value) : 2147483621 + code, out.little));
  } else if (type === 'float') {
    put(out, 4, (v) =>
      code === null
        ? v.setFloat32(0, Number(value), out.little)
        : v.setUint32(0, 0x7f000000 + code * 0x800, out.little),
    );
  } else if (type === 'double') {
    put(out, 8, (v) =>
      code === null
        ? v.setFloat64(0, Number(value), out.little)
        : v.setBigUint64(0, 0x7fe0000000000000n + (BigInt(code) << 40n), out.little),
    );
  } else if (typeof type === 'number') field(out, String(value), type);
}

const CODES = { byte: 0, int: 1, long: 2, float: 3, double: 4 } as const;

function set(out: Out, name: string, entries: readonly (readonly [number, string])[], width: number): void {
  const text: number[] = [];
  const offsets = entries.map(([, label]) => {
    const at = text.length;
    text.push(...new TextEncoder().encode(label), 0);
    return at;
  });
  u32(out, 8 + 8 * entries.length + text.length);
  field(out, name, width);
  field(out, '', 3);
  u32(out, entries.length);
  u32(out, text.length);
  for (const offset of offsets) u32(out, offset);
  for (const [code] of entries) u32(out, code);
  out.bytes.push(...text);
}

function old(version: 114 | 115, little: boolean, variables: readonly Variable[]): Uint8Array {
  const out: Out = { bytes: [], little };
  const rows = variables[0]!.cells.length;
  u8(out, version);
  u8(out, little ? 2 : 1);
  u8(out, 1);
  u8(out, 0);
  u16(out, variables.length);
  u32(out, rows);
  field(out, 'made for a test', 81);
  field(out, '24 Nov 2026 02:00', 18);
  for (const { type } of variables) u8(out, typeof type === 'number' ? type : 251 + CODES[type as 'byte']);
  for (const { name } of variables) field(out, name, 33);
  for (let i = 0; i <= variables.length; i += 1) u16(out, 0);
  for (const { type } of variables) field(out, typeof type === 'number' ? `%${type}s` : '%9.0g', 49);
  for (const variable of variables) field(out, variable.labels ?? '', 33);
  for (const { name } of variables) field(out, `variable ${name}`, 81);
  u8(out, 1);
  u32(out, 5);
  field(out, 'other', 5);
  u8(out, 0);
  u32(out, 0);
  for (let row = 0; row < rows; row += 1) for (const one of variables) cell(out, one, one.cells[row]!);
  set(out, 'size', labels.size, 33);
  return Uint8Array.from(out.bytes);
}

function tagged(version: 117 | 118 | 119, little: boolean, variables: readonly Variable[]): Uint8Array {
  const out: Out = { bytes: [], little };
  const rows = variables[0]!.cells.length;
  const [name, format, label] = version === 117 ? [33, 49, 81] : [129, 57, 321];
  const map: number[] = [0];
  const mapped = (): void => void map.push(out.bytes.length);
  word(
    out,
    `<stata_dta><header><release>${version}</release><byteorder>${little ? 'LSF' : 'MSF'}</byteorder><K>`,
  );
  (version === 119 ? u32 : u16)(out, variables.length);
  word(out, '</K><N>');
  (version === 117 ? u32 : u64)(out, rows);
  word(out, '</N><label>');
  (version === 117 ? u8 : u16)(out, 15);
  word(out, 'made for a test</label><timestamp>');
  u8(out, 17);
  word(out, '24 Nov 2026 02:00</timestamp></header>');
  mapped();
  word(out, '<map>');
  const mapAt = out.bytes.length;
  field(out, '', 14 * 8);
  word(out, '</map>');
  const section = (tag: string, write: () => void): void => {
    mapped();
    word(out, `<${tag}>`);
    write();
    word(out, `</${tag}>`);
  };
  section('variable_types', () => {
    for (const { type } of variables) {
      u16(out, typeof type === 'number' ? type : type === 'strL' ? 32768 : 65530 - CODES[type]);
    }
  });
  section('varnames', () => {
    for (const one of variables) field(out, one.name, name);
  });
  section('sortlist', () => {
    for (let i = 0; i <= variables.length; i += 1) (version === 119 ? u32 : u16)(out, 0);
  });
  section('formats', () => {
    for (const { type } of variables) field(out, typeof type === 'number' ? `%${type}s` : '%9.0g', format);
  });
  section('value_label_names', () => {
    for (const one of variables) field(out, one.labels ?? '', name);
  });
  section('variable_labels', () => {
    for (const one of variables) field(out, `variable ${one.name}`, label);
  });
  section('characteristics', () => {
    word(out, '<ch>');
    u32(out, 2 * name + 5);
    field(out, '_dta', name);
    field(out, 'note1', name);
    field(out, 'text', 5);
    word(out, '</ch>');
  });
  section('data', () => {
    for (let row = 0; row < rows; row += 1) {
      variables.forEach((one, index) => {
        const value = one.cells[row]!;
        if (one.type === 'strL') link(out, version, value === '' ? 0 : index + 1, value === '' ? 0 : row + 1);
        else cell(out, one, value);
      });
    }
  });
  section('strls', () => {
    for (let row = 0; row < rows; row += 1) {
      variables.forEach((one, index) => {
        const value = one.cells[row]!;
        if (one.type !== 'strL' || value === '') return;
        const text = new TextEncoder().encode(String(value));
        word(out, 'GSO');
        u32(out, index + 1);
        (version === 117 ? u32 : u64)(out, row + 1);
        u8(out, 130);
        u32(out, text.length + 1);
        out.bytes.push(...text, 0);
      });
    }
  });
  section('value_labels', () => {
    word(out, '<lbl>');
    set(out, 'size', labels.size, name);
    word(out, '</lbl>');
  });
  mapped();
  word(out, '</stata_dta>');
  mapped();
  const view = new DataView(new ArrayBuffer(14 * 8));
  for (const [i, at] of map.entries()) view.setBigUint64(8 * i, BigInt(at), little);
  for (let i = 0; i < 14 * 8; i += 1) out.bytes[mapAt + i] = view.getUint8(i);
  return Uint8Array.from(out.bytes);
}

/** The name of a long string: variable and observation in 4 + 4, 2 + 6 or 3 + 5 bytes. */
function link(out: Out, version: 117 | 118 | 119, variable: number, observation: number): void {
  const [first, second] = version === 117 ? [4, 4] : version === 118 ? [2, 6] : [3, 5];
  for (const [value, size] of [
    [variable, first],
    [observation, second],
  ] as const) {
    const bytes = Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) % 256);
    out.bytes.push(...(out.little ? bytes : bytes.reverse()));
  }
}

const ascii: Variable = { name: 's', type: 6, cells: ['one', '', 'three', 'sixsix', 'NA', ' x '] };
const unicode: Variable = { name: '技术', type: 12, cells: ['武汉', '', 'Łódź', 'é', 'NA', '😀'] };
const long: Variable = { name: 'text', type: 'strL', cells: ['x'.repeat(60), '', 'ü', 'b', 'c', '长'] };

const folder = new URL('./', import.meta.url);
const files = {
  'types-114-big': old(114, false, [...numeric, ascii]),
  'types-115-little': old(115, true, [...numeric, ascii]),
  'types-117-big': tagged(117, false, [...numeric, ascii, { ...long, cells: ['x', '', 'y', 'b', 'c', 'd'] }]),
  'types-118-big': tagged(118, false, [...numeric, unicode, long]),
  'types-118-little': tagged(118, true, [...numeric, unicode, long]),
  'types-119-little': tagged(119, true, [...numeric, unicode, long]),
};
for (const [name, bytes] of Object.entries(files)) writeFileSync(new URL(`${name}.dta`, folder), bytes);
