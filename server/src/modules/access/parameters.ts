import Type from 'typebox';
import { parameter } from '../../kernel/parameter.ts';
import { SESSION_DAYS_MOST } from './auth.ts';

/** How long a session lives without use: a teacher who reports every school day stays signed in over the holidays. */
export const sessionDays = parameter({
  key: 'access.session-days',
  schema: Type.Integer({ minimum: 1, maximum: SESSION_DAYS_MOST }),
  fallback: SESSION_DAYS_MOST,
  source: 'NIST SP 800-63B-4 2.1.3（AAL1：至多 30 天重新鉴别）; GB/T 22239-2019 8.1.4.1 b)',
  zh: '多少天未用须重新登录',
  en: 'Days without use until signing in again',
  platform: true,
});
