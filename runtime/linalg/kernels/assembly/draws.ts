// AssemblyScript, compiled by build/kernels.ts: what draws repeat. Does to the bit what the loops of runtime/inference and
// runtime/vcov do, which serve where this is not at hand. Places and lengths count doubles of the memory; whole numbers of 32
// bits stand two in a double.

/** Words that are made at once. */
const WORDS: i32 = 1024;
const PARITY: i32 = 0x1bd11bda;
/** Rows that are summed before their sum is added. */
const RUN: i32 = 256;

function turned(x: v128, left: i32): v128 {
  return v128.or(i32x4.shl(x, left), i32x4.shr_u(x, 32 - left));
}

/** Words of Threefry-2x32-20 for the counters (draw, block), (draw, block + 1), …: four blocks side by side. In bytes. */
function makeWords(first: i32, second: i32, draw: i32, block: i32, out: usize): void {
  const k0 = i32x4.splat(first);
  const k1 = i32x4.splat(second);
  const k2 = i32x4.splat(PARITY ^ first ^ second);
  const one = i32x4.splat(1);
  const start = i32x4.splat(draw + first);
  let counter = i32x4.add(i32x4.splat(block + second), i32x4(0, 1, 2, 3));
  const end = out + ((<usize>WORDS) << 2);
  while (out < end) {
    let x0 = start;
    let x1 = counter;
    let a = k1;
    let b = k2;
    let c = k0;
    for (let round = 0; round < 5; round += 1) {
      if ((round & 1) === 0) {
        x0 = i32x4.add(x0, x1);
        x1 = v128.xor(turned(x1, 13), x0);
        x0 = i32x4.add(x0, x1);
        x1 = v128.xor(turned(x1, 15), x0);
        x0 = i32x4.add(x0, x1);
        x1 = v128.xor(turned(x1, 26), x0);
        x0 = i32x4.add(x0, x1);
        x1 = v128.xor(turned(x1, 6), x0);
      } else {
        x0 = i32x4.add(x0, x1);
        x1 = v128.xor(turned(x1, 17), x0);
        x0 = i32x4.add(x0, x1);
        x1 = v128.xor(turned(x1, 29), x0);
        x0 = i32x4.add(x0, x1);
        x1 = v128.xor(turned(x1, 16), x0);
        x0 = i32x4.add(x0, x1);
        x1 = v128.xor(turned(x1, 24), x0);
      }
      x0 = i32x4.add(x0, a);
      x1 = i32x4.add(x1, i32x4.add(b, i32x4.splat(round + 1)));
      const next = a;
      a = b;
      b = c;
      c = next;
    }
    v128.store(out, i32x4.shuffle(x0, x1, 0, 4, 1, 5));
    v128.store(out + 16, i32x4.shuffle(x0, x1, 2, 6, 3, 7));
    out += 32;
    counter = i32x4.add(counter, i32x4.shl(one, 2));
  }
}

/** The n numbers of `values` in the random order of one draw, in `out`; `words`: room for the words. */
export function permute(
  first: i32,
  second: i32,
  draw: i32,
  values: usize,
  n: i32,
  out: usize,
  words: usize,
): void {
  const entries = out << 3;
  memory.copy(entries, values << 3, (<usize>n) << 3);
  const start = words << 3;
  const end = start + ((<usize>WORDS) << 2);
  let at = end;
  let block = 0;
  for (let i = n - 1; i > 0; i -= 1) {
    const size = <u64>(i + 1);
    let product: u64 = 0;
    while (true) {
      if (at === end) {
        makeWords(first, second, draw, block, start);
        block += WORDS >> 1;
        at = start;
      }
      product = <u64>load<u32>(at) * size;
      at += 4;
      const low = <u32>product;
      if (low >= <u32>size || low >= (0 - <u32>size) % <u32>size) break;
    }
    const here = entries + ((<usize>i) << 3);
    const there = entries + ((<usize>(product >> 32)) << 3);
    const held = load<f64>(here);
    store<f64>(here, load<f64>(there));
    store<f64>(there, held);
  }
}

/** out_i = (values at order_i - centre), times root_i where there are roots (a place other than 0). */
export function arrange(values: usize, order: usize, n: i32, centre: f64, root: usize, out: usize): void {
  const from = values << 3;
  const places = order << 3;
  const to = out << 3;
  for (let i = 0; i < n; i += 1) {
    const row = <usize>load<u32>(places + ((<usize>i) << 2));
    store<f64>(to + ((<usize>i) << 3), load<f64>(from + (row << 3)) - centre);
  }
  if (root === 0) return;
  for (let at: usize = 0; at < (<usize>n) << 3; at += 8) {
    store<f64>(to + at, load<f64>(to + at) * load<f64>((root << 3) + at));
  }
}

/** sums of each cluster: products of v with m columns of n (a multiple of four), and with itself. starts: clusters + 1. */
export function clusterSums(
  columns: usize,
  n: i32,
  m: i32,
  v: usize,
  starts: usize,
  clusters: i32,
  sums: usize,
): void {
  const next = (<usize>n) << 3;
  memory.fill(sums << 3, 0, (<usize>(clusters * (m + 1))) << 3);
  for (let g = 0; g < clusters; g += 1) {
    const bounds = (starts << 3) + ((<usize>g) << 2);
    const end = load<i32>(bounds + 4);
    const own = (sums + <usize>(g * (m + 1))) << 3;
    for (let from = load<i32>(bounds); from < end; from += RUN) {
      const length = min(RUN, end - from);
      const values = (v + <usize>from) << 3;
      for (let j = 0; j < m; j += 4) {
        const column = ((columns + <usize>from) << 3) + <usize>j * next;
        addFour(column, next, values, length, own + ((<usize>j) << 3));
      }
      addSquare(values, length, own + ((<usize>m) << 3));
    }
  }
}

function addTo(place: usize, lanes: v128): void {
  store<f64>(place, load<f64>(place) + (f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1)));
}

/** The last of an odd number counts among the even. */
function withLast(lanes: v128, product: f64): v128 {
  return f64x2.replace_lane(lanes, 0, f64x2.extract_lane(lanes, 0) + product);
}

function addFour(a: usize, next: usize, v: usize, length: i32, sums: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  const end = v + ((<usize>(length & ~1)) << 3);
  while (v < end) {
    const value = v128.load(v);
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a), value));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a + next), value));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(a + 2 * next), value));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(a + 3 * next), value));
    a += 16;
    v += 16;
  }
  if (length & 1) {
    const last = load<f64>(v);
    s0 = withLast(s0, load<f64>(a) * last);
    s1 = withLast(s1, load<f64>(a + next) * last);
    s2 = withLast(s2, load<f64>(a + 2 * next) * last);
    s3 = withLast(s3, load<f64>(a + 3 * next) * last);
  }
  addTo(sums, s0);
  addTo(sums + 8, s1);
  addTo(sums + 16, s2);
  addTo(sums + 24, s3);
}

function addSquare(v: usize, length: i32, sum: usize): void {
  let s = f64x2.splat(0);
  const end = v + ((<usize>(length & ~1)) << 3);
  while (v < end) {
    const value = v128.load(v);
    s = f64x2.add(s, f64x2.mul(value, value));
    v += 16;
  }
  if (length & 1) s = withLast(s, load<f64>(v) * load<f64>(v));
  addTo(sum, s);
}

/**
 * Draws of the wild bootstrap, two side by side: their weights by cluster in `weights`, of each pair 2 x clusters; in `given`
 * errors, inner and lengths (clusters each), images, scores and slopes (clusters x m each); ten numbers a pair in `out`.
 * taken: room for 4 m.
 */
export function wildStatistics(
  weights: usize,
  pairs: i32,
  given: usize,
  clusters: i32,
  m: i32,
  taken: usize,
  out: usize,
): void {
  const line = (<usize>clusters) << 3;
  const table = line * <usize>m;
  const row = (<usize>m) << 3;
  const errors = given << 3;
  const images = errors + 3 * line;
  const scores = images + table;
  const room = taken << 3;
  let w = weights << 3;
  let to = out << 3;
  for (let pair = 0; pair < pairs; pair += 1) {
    for (let i: usize = 0; i < row; i += 8) {
      let constant = f64x2.splat(0);
      let slope = f64x2.splat(0);
      let at = scores + i;
      for (let g: usize = 0; g < line; g += 8) {
        const weight = v128.load(w + 2 * g);
        constant = f64x2.add(constant, f64x2.mul(weight, v128.load64_splat(at)));
        slope = f64x2.add(slope, f64x2.mul(weight, v128.load64_splat(at + table)));
        at += row;
      }
      v128.store(room + 4 * i, constant);
      v128.store(room + 4 * i + 16, slope);
    }
    let n0 = f64x2.splat(0);
    let n1 = f64x2.splat(0);
    let q00 = f64x2.splat(0);
    let q01 = f64x2.splat(0);
    let q11 = f64x2.splat(0);
    let at = images;
    for (let g: usize = 0; g < line; g += 8) {
      const weight = v128.load(w + 2 * g);
      let s0 = f64x2.mul(weight, v128.load64_splat(errors + g));
      let s1 = f64x2.mul(weight, v128.load64_splat(errors + line + g));
      n0 = f64x2.add(n0, s0);
      n1 = f64x2.add(n1, f64x2.mul(weight, v128.load64_splat(errors + 2 * line + g)));
      for (let i: usize = 0; i < row; i += 8) {
        const image = v128.load64_splat(at);
        s0 = f64x2.sub(s0, f64x2.mul(image, v128.load(room + 4 * i)));
        s1 = f64x2.sub(s1, f64x2.mul(image, v128.load(room + 4 * i + 16)));
        at += 8;
      }
      q00 = f64x2.add(q00, f64x2.mul(s0, s0));
      q01 = f64x2.add(q01, f64x2.mul(s0, s1));
      q11 = f64x2.add(q11, f64x2.mul(s1, s1));
    }
    v128.store(to, n0);
    v128.store(to + 16, n1);
    v128.store(to + 32, q00);
    v128.store(to + 48, q01);
    v128.store(to + 64, q11);
    to += 80;
    w += 2 * line;
  }
}
