import { type Kernels, RUN } from './kernels.ts';

/** The kernels as loops of JavaScript: what the compiled ones are compared with, and what runs where they are not at hand. */
export function plainKernels(): Kernels {
  let m = new Float64Array(0);

  /** Adds the lanes of a run to its total, and what that rounds away to what is lost. */
  const take = (total: number, lost: number, even: number, odd: number): void => {
    const run = even + odd;
    const before = m[total]!;
    const after = before + run;
    const added = after - before;
    m[lost]! += before - (after - added) + (run - added);
    m[total] = after;
  };

  const product = (a: number, b: number, length: number, total: number, lost: number): void => {
    let even = 0;
    let odd = 0;
    for (let i = 0; i < length; i += 2) {
      even += m[a + i]! * m[b + i]!;
      odd += m[a + i + 1]! * m[b + i + 1]!;
    }
    take(total, lost, even, odd);
  };

  /** Three products with one column: each value of it is read once. */
  const threeProducts: Kernels['gram'] = (a, b, stride, _, length, total, lost) => {
    let [even0, odd0, even1, odd1, even2, odd2] = [0, 0, 0, 0, 0, 0];
    const [b1, b2] = [b + stride, b + 2 * stride];
    for (let i = 0; i < length; i += 2) {
      const even = m[a + i]!;
      const odd = m[a + i + 1]!;
      even0 += even * m[b + i]!;
      odd0 += odd * m[b + i + 1]!;
      even1 += even * m[b1 + i]!;
      odd1 += odd * m[b1 + i + 1]!;
      even2 += even * m[b2 + i]!;
      odd2 += odd * m[b2 + i + 1]!;
    }
    take(total, lost, even0, odd0);
    take(total + 1, lost + 1, even1, odd1);
    take(total + 2, lost + 2, even2, odd2);
  };

  return {
    memory: (doubles) => {
      if (m.length < doubles) m = new Float64Array(doubles);
      return m;
    },
    gram: (left, right, stride, p, rows, totals, lost) => {
      for (let from = 0; from < rows; from += RUN) {
        const length = Math.min(RUN, rows - from);
        for (let i = 0; i < p; i += 1) {
          for (let j = i - (i % 3); j < p; j += 3) {
            const at = i * p + j;
            const [a, b] = [left + i * stride + from, right + j * stride + from];
            threeProducts(a, b, stride, 3, length, totals + at, lost + at);
          }
        }
      }
    },
    products: (left, stride, p, vector, rows, totals, lost) => {
      for (let from = 0; from < rows; from += RUN) {
        const length = Math.min(RUN, rows - from);
        for (let j = 0; j < p; j += 1) {
          product(left + j * stride + from, vector + from, length, totals + j, lost + j);
        }
      }
    },
    subtract: (block, stride, p, factors, vector, rows, out) => {
      for (let i = 0; i < rows; i += 1) {
        let rest = m[vector + i]!;
        for (let j = 0; j < p; j += 1) rest -= m[factors + j]! * m[block + j * stride + i]!;
        m[out + i] = rest;
      }
    },
    centre: (block, stride, p, factors, vector, rows) => {
      for (let j = 0; j < p; j += 1) {
        const column = block + j * stride;
        const factor = m[factors + j]!;
        for (let i = 0; i < rows; i += 1) m[column + i]! -= factor * m[vector + i]!;
      }
    },
    scale: (block, stride, p, vector, rows, out) => {
      for (let j = 0; j < p; j += 1) {
        for (let i = 0; i < rows; i += 1) {
          m[out + j * stride + i] = m[block + j * stride + i]! * m[vector + i]!;
        }
      }
    },
  };
}
