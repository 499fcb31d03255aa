/** What a tool measured, beside its goals: in lines for people, with `--json` for `make bench`. */
import { loadavg } from 'node:os';

/** The command's arguments without the flags. */
export const given = process.argv.slice(2).filter((each) => !each.startsWith('--'));
/** Where the clinic is that is measured. */
export const address = (given[0] ?? 'http://127.0.0.1:8000').replace(/\/$/, '');

const asJson = process.argv.includes('--json');
const remarks = [];

export const atMost = (name, found, goal, unit = '') => ({
  ...{ name, found: rounded(found), unit, wish: `≤ ${goal}${unit}`, reached: found <= goal },
});
export const atLeast = (name, found, goal, unit = '') => ({
  ...{ name, found: rounded(found), unit, wish: `≥ ${goal}${unit}`, reached: found >= goal },
});

/** What is no goal, but helps to understand one. */
export function remark(what, found) {
  remarks.push({ what, found });
  if (!asJson) console.log(`  ${what}: ${found}`);
}

export function tell(goals) {
  if (asJson) return console.log(JSON.stringify({ goals, remarks }));
  for (const { name, found, unit, wish, reached } of goals)
    console.log(`${reached ? ' ' : '!'} ${name}: ${found}${unit} (${wish})`);
  console.log(`  load ${loadavg()[0].toFixed(1)}`);
}

/** The value that half of them do not exceed, or another share. */
export function quantile(numbers, share = 0.5) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

function rounded(value) {
  return Number(value.toFixed(3));
}
