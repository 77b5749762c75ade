/** `npm run bench`: speeds as ratios, taken in one run, so that a busy machine slows both sides alike. */
import { benchVerify } from './bench/verify.ts';
import { openProject } from './project.ts';

const project = openProject();

for (const bench of [benchVerify]) {
  const { title, rows } = await bench(project);
  console.log(`\n${title}`);
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, medianMs, ratio, note } of rows) {
    console.log(
      `  ${name.padEnd(width)}  ${medianMs.toFixed(0).padStart(6)} ms  ${ratio.toFixed(2).padStart(5)}  ${note}`,
    );
  }
}
