import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { projectRoot } from './targets.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Counts */

/**
 * Names the tests of one file that failed, and the file itself when it failed without a test.
 * @param {string} root Folder that files are named from.
 * @param {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }} file
 * @returns {string[]} a line or several each
 */
function failuresOf(root, file) {
  const name = relative(root, file.name);
  const tests = file.assertionResults.filter(({ status }) => status === 'failed');
  if (tests.length === 0) return file.status === 'failed' ? [`${name}\n    ${firstLines(file.message)}`] : [];
  return tests.map((test) => `${name} > ${test.fullName}\n    ${firstLines(test.failureMessages?.[0])}`);
}

/** @param {string | undefined} message */
function firstLines(message) {
  return (message ?? 'no message').split('\n').slice(0, 6).join('\n    ');
}

/**
 * What one test run counted, from its JSON report. A run that ended badly without a failed test (a file that does not
 * load, an error outside a test, no report at all) counts as one failure: a bad end is never read as a pass.
 * @param {string} reportFile
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countResults(reportFile, exitCode) {
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (existsSync(reportFile)) {
    const report = JSON.parse(readFileSync(reportFile, 'utf8'));
    counts.passed = report.numPassedTests ?? 0;
    counts.failed = report.numFailedTests ?? 0;
    counts.failures = (report.testResults ?? []).flatMap((/** @type {Parameters<typeof failuresOf>[1]} */ file) =>
      failuresOf(projectRoot, file),
    );
    counts.skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  }
  if (exitCode !== 0 && counts.failed === 0) {
    counts.failed = 1;
    counts.failures.push(
      `a test run ended with exit code ${exitCode} though no test failed: see what it printed above`,
    );
  }
  return counts;
}

/** @param {Counts[]} all */
export function addResults(all) {
  return all.reduce(
    (sum, { passed, failed, skipped, failures }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      failures: [...sum.failures, ...failures],
    }),
    /** @type {Counts} */ ({ passed: 0, failed: 0, skipped: 0, failures: [] }),
  );
}
