/** The runner on a command line. Its argument is the origin, and it prints each report as a line of JSON. */
import process from 'node:process';
import { runAll } from './runner.ts';

await runAll(process.argv[2] ?? '', (report) => console.log(JSON.stringify(report)));
// A call whose response never ends may have left a connection open.
process.exit(0);
