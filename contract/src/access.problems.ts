import type { ProblemCatalogue } from './problem.ts';

export const accessProblems = {
  'access.wrong-credentials': {
    status: 401,
    zh: '用户名或密码不对。连续输错会暂时锁定账号。',
    en: 'Wrong username or password. Repeated failures lock the account for a while.',
  },
  'access.locked': {
    status: 429,
    zh: '连续输错次数过多,账号已锁定,请 {minutes} 分钟后再试,或请管理员重置密码。',
    en: 'Too many failures: the account is locked for {minutes} min. Wait, or ask an administrator for a new password.',
  },
  'access.disabled': {
    status: 403,
    zh: '账号已停用。如有疑问,请联系本单位管理员。',
    en: 'The account is disabled. Ask your unit’s administrator.',
  },
  'access.wrong-code': {
    status: 401,
    zh: '验证码不对或已过期,请输入验证器上当前的 6 位数字。',
    en: 'The code is wrong or has expired. Enter the 6 digits your authenticator shows now.',
  },
  'access.challenge-over': {
    status: 401,
    zh: '登录已超时或尝试次数过多,请重新输入用户名和密码。',
    en: 'The sign-in timed out or failed too often. Enter username and password again.',
  },
  'access.wrong-password': { status: 400, zh: '当前密码不对。', en: 'The current password is wrong.' },
  'access.password-short': {
    status: 400,
    zh: '密码太短,至少 10 个字符。可用几个词连成一句,好记又安全。',
    en: 'The password is too short: at least 10 characters. A few words in a row are easy to remember and safe.',
  },
  'access.password-long': {
    status: 400,
    zh: '密码太长,最多 128 个字符。',
    en: 'The password is too long: at most 128 characters.',
  },
  'access.password-digits': {
    status: 400,
    zh: '密码不能全是数字(生日、电话、证件号容易被猜到),请加入字母或汉字。',
    en: 'A password of digits only (birthday, phone, identity number) is easy to guess. Add letters.',
  },
  'access.password-name': {
    status: 400,
    zh: '密码不能包含用户名。',
    en: 'The password must not contain the username.',
  },
  'access.password-simple': {
    status: 400,
    zh: '密码中不同的字符太少,请换一个。',
    en: 'The password has too few different characters. Choose another.',
  },
  'access.password-common': {
    status: 400,
    zh: '这个密码太常见,请换一个。',
    en: 'This password is too common. Choose another.',
  },
  'access.username-taken': {
    status: 409,
    zh: '用户名已有人使用,请换一个。',
    en: 'That username is taken. Choose another.',
  },
  'access.invitation-over': {
    status: 410,
    zh: '邀请已使用、已过期或已撤回,请向发出邀请的单位重新索取。',
    en: 'The invitation was used, has expired or was withdrawn. Ask the unit that issued it for a new one.',
  },
  'access.foreign-origin': {
    status: 403,
    zh: '请求来自其他网站,已拒绝。请从本平台页面操作。',
    en: 'Refused: the request came from another site. Use this platform’s own pages.',
  },
  'access.own-account': {
    status: 409,
    zh: '不能停用自己的账号,请由另一位管理员操作。',
    en: 'You cannot disable your own account. Another administrator must do it.',
  },
  'access.two-factor-on': {
    status: 409,
    zh: '已启用动态验证码。如需更换,请先停用。',
    en: 'The second factor is on already. Turn it off before setting up another.',
  },
} as const satisfies ProblemCatalogue;
