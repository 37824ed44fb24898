import type { ProblemCatalogue } from './problem.ts';

/** Problems any endpoint may answer with. Modules have their own `<module>.problems.ts` beside this. */
export const kernelProblems = {
  'kernel.invalid-input': {
    status: 400,
    zh: '填写的内容有误,请按提示改正后再提交。',
    en: 'Some of the input is not valid. Correct the fields listed and send again.',
  },
  'kernel.signed-out': { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  'kernel.forbidden': {
    status: 403,
    zh: '您现任岗位没有此项权限({permission})。可在“我为何能(不能)查看”中看原因,或联系本单位管理员。',
    en: 'None of your posts allows this ({permission}). See “Why can’t I see this?” or ask your unit’s administrator.',
  },
  'kernel.not-found': {
    status: 404,
    zh: '没有找到,或不在您的管理范围内。',
    en: 'Not found, or outside the units you look after.',
  },
  'kernel.conflict': {
    status: 409,
    zh: '内容已被他人更改,请刷新后重试。',
    en: 'It has been changed meanwhile. Reload and try again.',
  },
  'kernel.too-large': { status: 413, zh: '内容过大,上限 {limit}。', en: 'Too large: the limit is {limit}.' },
  'kernel.too-many': {
    status: 429,
    zh: '操作过于频繁,请 {seconds} 秒后再试。',
    en: 'Too many requests. Try again in {seconds} s.',
  },
  'kernel.internal': {
    status: 500,
    zh: '系统出错,已记录(编号 {request})。请稍后重试。',
    en: 'Something failed on our side; it is logged as {request}. Try again later.',
  },
  'kernel.unavailable': {
    status: 503,
    zh: '服务正在启动或暂时不可用,请稍后重试。',
    en: 'The service is starting or briefly unavailable. Try again shortly.',
  },
} as const satisfies ProblemCatalogue;
