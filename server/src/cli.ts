import { makeProgram } from './cli/program.ts';

try {
  await makeProgram().parseAsync();
} catch (error) {
  console.error(process.env.LOG_LEVEL === 'debug' ? error : (error as Error).message);
  process.exit(1);
}
