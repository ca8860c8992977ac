/** Entry of a thread: computes the blocks that it is sent, with the kernel and the data that it was started with. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Assignment, Block } from './blocks.ts';
import { findKernel } from './kernels.ts';

function answer(assignment: Assignment, block: Block): Answer {
  try {
    const kernel = findKernel(assignment.kernel);
    if (kernel === undefined) return { kind: 'error', message: `there is no kernel ${assignment.kernel}` };
    return { kind: 'values', index: block.index, values: kernel.run(assignment.data, block.from, block.to) };
  } catch (error) {
    return { kind: 'error', message: error instanceof Error ? error.message : String(error) };
  }
}

const port = parentPort;
if (port !== null) {
  const assignment = workerData as Assignment;
  port.on('message', (block: Block) => port.postMessage(answer(assignment, block)));
}
