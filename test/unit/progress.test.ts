/** The line of progress: on a terminal only, never wider than it, with the time left once there is a rate. */
import { describe, expect, it } from 'vitest';
import { duration, progressLine } from '../../cli/progress.ts';

function watched(interactive: boolean, columns = 80) {
  const printed: string[] = [];
  const clock = { time: 0 };
  const terminal = { out: () => {}, err: (text: string) => void printed.push(text), interactive, columns };
  const line = progressLine({ ...terminal, colour: { out: false, err: false } }, () => clock.time);
  const draws = (time: number, done: number, label = 'placebo') => {
    clock.time = time;
    line.show({ label, done, total: 10000, of: 'draws' });
  };
  return { printed, clock, line, draws };
}

describe('the line of progress', () => {
  it('prints nothing where standard error is no terminal', () => {
    const { printed, draws, line } = watched(false);
    draws(1000, 10);
    line.clear();
    expect(printed).toEqual([]);
  });

  it('says what is drawn, how much of it, and what is left by the rate so far; then goes', () => {
    const { printed, draws, line } = watched(true);
    draws(0, 0);
    draws(400, 200);
    draws(600, 300);
    draws(650, 320);
    draws(2000, 1000);
    draws(4000, 10000);
    line.clear();
    line.clear();
    expect(printed).toEqual([
      '\r\u001b[Kplacebo  300 of 10000 draws',
      '\r\u001b[Kplacebo  1000 of 10000 draws, 18 s left',
      '\r\u001b[Kplacebo  10000 of 10000 draws',
      '\r\u001b[K',
    ]);
  });

  it('begins a new rate with other work, from the first that is reported of it', () => {
    const { printed, draws } = watched(true);
    draws(5000, 5000, 'a');
    draws(7000, 256, 'b');
    draws(9000, 2256, 'b');
    expect(printed.at(-1)).toBe('\r\u001b[Kb  2256 of 10000 draws, 8 s left');
  });

  it('shows no line for a run that is soon over', () => {
    const { printed, draws, line } = watched(true);
    draws(499, 9000);
    line.clear();
    expect(printed).toEqual([]);
  });

  it('takes a terminal of no width for one that says nothing of it, and bears a narrow one', () => {
    const unknown = watched(true, 0);
    unknown.draws(1000, 100);
    expect(unknown.printed).toEqual(['\r\u001b[Kplacebo  100 of 10000 draws']);
    const narrow = watched(true, 1);
    narrow.draws(1000, 100);
    expect(narrow.printed).toEqual(['\r\u001b[K…']);
  });

  it('fits the terminal, a Chinese character being two columns wide', () => {
    const { printed, draws } = watched(true, 20);
    draws(1000, 100, '安慰剂检验安慰剂检验');
    expect(printed).toEqual(['\r\u001b[K安慰剂检验安慰剂检…']);
  });
});

it('counts time as a reader does', () => {
  expect([1, 1001, 99_000, 99_001, 5_940_000, 5_940_001, 7_800_000].map(duration)).toEqual([
    '1 s',
    '2 s',
    '99 s',
    '2 min',
    '99 min',
    '1 h 40 min',
    '2 h 10 min',
  ]);
});
