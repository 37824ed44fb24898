import type { ProblemCatalogue } from './problem.ts';

export const setupProblems = {
  'setup.token-wrong': {
    status: 403,
    zh: '初始化链接无效。请使用服务器启动时打印的最新链接(重启会换新链接)。',
    en: 'This set-up link is not valid. Use the newest link printed when the server started; each start prints a new one.',
  },
  'setup.done': {
    status: 409,
    zh: '平台已经初始化,请直接登录。',
    en: 'The platform is already set up. Sign in.',
  },
  'setup.password-weak': {
    status: 400,
    zh: '密码太弱:至少 10 位,不能只有数字、包含用户名或是常见密码。',
    en: 'That password is too weak: at least 10 characters, not digits only, not your username, nothing common.',
  },
  'setup.unit-unknown': {
    status: 404,
    zh: '没有编码为 {code} 的单位。',
    en: 'There is no unit with the code {code}.',
  },
  'setup.busy': {
    status: 409,
    zh: '正在载入演示数据,请稍候。',
    en: 'The demo county is being loaded. Wait until it is done.',
  },
} as const satisfies ProblemCatalogue;
