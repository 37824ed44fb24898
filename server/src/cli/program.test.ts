import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { variables } from '../kernel/config.ts';
import { makeProgram } from './program.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

/** What is printed for these arguments. A command's work never begins: the arguments are wrong, or ask for help. */
function printed(...args: string[]): { code: number | undefined; text: string } {
  const program = makeProgram();
  let text = '';
  const quiet = (command: Command): void => {
    command.configureOutput({ writeOut: (t) => (text += t), writeErr: (t) => (text += t) }).exitOverride();
    command.commands.forEach(quiet);
  };
  quiet(program);
  try {
    program.parse(args, { from: 'user' });
    return { code: undefined, text };
  } catch (error) {
    return { code: (error as { exitCode: number }).exitCode, text };
  }
}

const commands = [
  'start',
  'migrate',
  'create-admin',
  'import',
  'export',
  'demo',
  'audit verify',
  'backup',
  'restore',
];

test('start --help explains every variable, and the README lists the same with the same defaults', () => {
  const help = printed('start', '--help').text;
  for (const { name, help: meaning, fallback } of Object.values(variables)) {
    expect(help).toContain(`${name.padEnd(24)}${meaning}`);
    const row = README.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${name}\``));
    expect(row, name).toBeDefined();
    if (fallback !== undefined) expect(row, name).toContain(fallback);
  }
});

test.each(commands)('%s has a help, named where an option is wrong', (name) => {
  const words = name.split(' ');
  const help = printed(...words, '--help');
  expect(help.code).toBe(0);
  expect(help.text).toContain(`Usage: lianfang ${name}`);
  if (name !== 'start') expect(help.text).toContain('"lianfang start --help" explains each variable');
  const wrong = printed(...words, '--no-such-option');
  expect(wrong.code).toBe(1);
  expect(wrong.text).toMatch(/unknown option '--no-such-option'|required option/);
  expect(wrong.text).toContain(`(lianfang ${name} --help explains it)`);
});

test('the commands of the README are those of the program', () => {
  const line = /`npx lianfang --help`: ([a-z, -]+)\./.exec(README)![1]!;
  expect(line.split(', ')).toEqual(commands);
  expect(printed('no-such-command').text).toContain('(lianfang --help explains it)');
});
