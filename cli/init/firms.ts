const regions = ['north', 'centre', 'south'];
const firms = 32;
const firstYear = 2016;
const years = 8;

/**
 * The invented data of a new study, as CSV: 32 firms over 8 years. Hours of training raise productivity, and both raise
 * wages; two cells of employees are missing. Only additions and products of small numbers, so that the bytes are the same anywhere.
 */
export function firmsData(): string {
  const draw = generator();
  const rows = ['firm,region,year,wage,training,productivity,employees,age'];
  for (let firm = 1; firm <= firms; firm += 1) {
    const code = `f${String(firm).padStart(2, '0')}`;
    const level = 4 * draw();
    const founded = 1975 + Math.floor(35 * draw());
    const employees = 20 + Math.floor(300 * draw());
    for (let k = 0; k < years; k += 1) {
      const training = 10 + 40 * draw() + 1.5 * k;
      const productivity = 60 + 0.7 * training + 3 * level + 24 * (draw() - 0.5);
      const wage = 9 + level + 0.05 * training + 0.08 * productivity + 0.3 * k + 3 * (draw() - 0.5);
      const size = employees + 6 * k + Math.floor(15 * draw());
      const missing = k > 0 && k < years - 1 && (firm * 7 + k) % 83 === 0;
      rows.push(
        [
          code,
          regions[firm % regions.length]!,
          firstYear + k,
          wage.toFixed(2),
          training.toFixed(1),
          productivity.toFixed(1),
          missing ? '' : size,
          firstYear + k - founded,
        ].join(','),
      );
    }
  }
  return `${rows.join('\n')}\n`;
}

/** Uniform numbers in [0, 1), always the same ones: a linear congruential generator modulo 2^32 (Knuth, TAOCP 3.3.4). */
function generator(): () => number {
  let state = 20240501;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
