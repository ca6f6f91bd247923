/**
 * `npm test [-- vitest arguments]`: prepares what tests need from outside, builds the client for the browser tests, runs vitest
 * and ends with one plain line, `N passed, N failed, N skipped`. With CI=true whatever is missing or skipped is a failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded } from './build-if-needed.ts';
import { prepareTests } from './prepare-tests.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What is read of vitest's JSON report. */
interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const root = join(import.meta.dirname, '..');
process.exitCode = await runTests(process.argv.slice(2));

async function runTests(args: readonly string[]): Promise<number> {
  const isCi = process.env['CI'] === 'true';
  const browser = wantsBrowser(args);
  const prepared = await prepareTests({ browser });
  for (const line of prepared.missing) console.log(`Missing: ${line}`);
  if (isCi && prepared.missing.length > 0) {
    console.log('CI=true: everything must be there.');
    return 1;
  }
  if (browser && !(await buildIfNeeded({ always: false }))) return 1;
  const { status, counts } = runVitest(args, prepared.environment);
  if (counts === undefined) return status === 0 ? 1 : status;
  if (status !== 0 && counts.failed === 0) console.log('The tests passed, but the run failed: see the errors above.');
  if (isCi && counts.skipped > 0) console.log('CI=true: no test may be skipped.');
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return status !== 0 ? status : isCi && counts.skipped > 0 ? 1 : 0;
}

/** The same choice as vitest's: a path filter selects the files whose path contains it; a run without filters takes all. */
function wantsBrowser(args: readonly string[]): boolean {
  const files = globSync('test/browser/**/*.test.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const filters = args
    .filter((arg) => arg.includes('/') && !arg.startsWith('-'))
    .map((arg) => arg.replace(/^\.\//, ''));
  const projects = args.flatMap((arg, at) =>
    arg === '--project' ? [args[at + 1]] : (/^--project=(.*)/.exec(arg)?.[1] ?? []),
  );
  if (projects.length > 0 && projects.every((name) => name === 'unit' || name === 'endurance')) return false;
  return files.some((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
}

function runVitest(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-test-'));
  const report = join(folder, 'report.json');
  try {
    const run = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...args,
      ],
      { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } },
    );
    const counts = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8')) as Report) : undefined;
    return { status: run.status ?? 1, counts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that fails before its first test counts as one failure; skipped are also the tests that are only planned. */
function count(report: Report): Counts {
  const tests = report.testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = tests.filter((status) => status === 'passed').length;
  const failed = tests.filter((status) => status === 'failed').length;
  return { passed, failed: failed + brokenFiles.length, skipped: tests.length - passed - failed };
}
