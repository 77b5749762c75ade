/** The worker's side of `withWorker`. */

/**
 * Runs the task that the parent process sends, and sends the result back.
 *
 * @param work an error of this function is printed and ends the process
 */
export function runTask<Task, Result>(work: (task: Task) => Promise<Result>): void {
  process.once('message', async (task: Task) => process.send?.(await work(task)));
  // Exits with the parent process.
  process.once('disconnect', () => process.exit());
}
