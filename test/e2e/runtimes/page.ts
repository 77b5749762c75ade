/** The runner on a page. The origin of the page is also the server of the API. */
import { type Report, runAll } from './runner.ts';

/** The function of the page that the test calls. */
export interface RunnerPage {
  runMatrix(): Promise<Report[]>;
}

(globalThis as unknown as RunnerPage).runMatrix = async () => {
  const reports: Report[] = [];
  await runAll(location.origin, (report) => reports.push(report));
  return reports;
};
