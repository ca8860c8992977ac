import { afterEach, expect, it, vi } from 'vitest';
import { listenForSignals } from '../../cli/interrupt.ts';

afterEach(() => void vi.restoreAllMocks());

it('the first signal is for the caller, the same again within a moment is none, a later one ends the process', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const before = process.listenerCount('SIGINT');
  const { interrupted, latest, end } = listenForSignals();
  expect(await latest()).toBeNull();
  process.emit('SIGINT');
  expect(await interrupted).toEqual({ signal: 'SIGINT', status: 130 });
  clock.mockReturnValue(1200);
  process.emit('SIGINT');
  expect(exit).not.toHaveBeenCalled();
  clock.mockReturnValue(1400);
  process.emit('SIGTERM');
  expect(exit).toHaveBeenCalledExactlyOnceWith(143);
  expect(await latest()).toEqual({ signal: 'SIGINT', status: 130 });
  end();
  expect(process.listenerCount('SIGINT')).toBe(before);
});
