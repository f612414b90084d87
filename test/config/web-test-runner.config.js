import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserArgs, findBrowser } from './browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const everyTest = (suite) => [...suite.tests, ...suite.suites.flatMap(everyTest)];

/** Writes how many tests passed and failed where TEST_COUNTS_FILE says, for the closing line. */
function countsReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      let passed = 0;
      let failed = 0;
      for (const session of sessions) {
        const tests = session.testResults ? everyTest(session.testResults) : [];
        const broken = tests.filter((test) => !test.passed && !test.skipped).length;
        passed += tests.filter((test) => test.passed).length;
        // A file that fails outside its tests (an import, a hook) counts as one failure.
        failed += broken === 0 && !session.passed ? 1 : broken;
      }
      writeFileSync(file, JSON.stringify({ passed, failed }));
    },
  };
}

const countsFile = process.env.TEST_COUNTS_FILE;

export default {
  rootDir: root,
  files: ['test/widget/**/*.test.ts', '!test/widget/**/*.node.test.ts'],
  nodeResolve: true,
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}tsconfig.json` })],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findBrowser() ?? process.env.CHROME_PATH,
        args: browserArgs,
      },
    }),
  ],
  concurrency: 2,
  testFramework: { config: { timeout: 10_000 } },
  testsFinishTimeout: 300_000,
  // Lit's development checks stay on; only their announcement is left out.
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  staticLogging: !process.stdout.isTTY,
  reporters: [defaultReporter(), ...(countsFile ? [countsReporter(countsFile)] : [])],
};
