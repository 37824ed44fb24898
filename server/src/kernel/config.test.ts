import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('an empty environment gives the documented defaults', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: false,
    zone: 'Asia/Shanghai',
    logLevel: 'info',
  });
  expect(config.dataFolder).toBe(`${process.cwd()}/data`);
});

test('every variable at fault is named, with what would be right', () => {
  const read = () =>
    readConfig({ PORT: '70000', LIANFANG_TZ: 'Mars/Base', LIANFANG_DEMO: 'yes', DATABASE_URL: 'mysql://x' });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(
    /PORT is "70000".*0 to 65535[\s\S]*DATABASE_URL.*postgres[\s\S]*LIANFANG_DEMO[\s\S]*LIANFANG_TZ/,
  );
});

test('secrets are not repeated in the message', () => {
  expect(() => readConfig({ LIANFANG_SECRET: 'tooshort' })).toThrow(/^(?!.*tooshort).*32 characters/);
});

test('blanks count as absent, and an address loses its trailing slash', () => {
  const config = readConfig({ PORT: ' ', LIANFANG_BASE_URL: 'https://lf.example.edu/' });
  expect(config.port).toBe(3000);
  expect(config.baseUrl).toBe('https://lf.example.edu');
});
