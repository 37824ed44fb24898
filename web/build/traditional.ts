import { Converter, ConverterFactory } from 'opencc-js/cn2t';

/**
 * What OpenCC makes of our words → what Taiwan says. Its phrase table is that of programmers (参数 is an argument,
 * 代码 source text, 社区 an online crowd), and of two characters it takes the commoner. In Taiwan, moreover, 列 is a row
 * and 欄 a column: the mainland's 列 would name the wrong one.
 */
const HERE_SAID_SO: readonly (readonly [string, string])[] = [
  ['引數', '參數'],
  ['程式碼', '代碼'],
  ['物件', '對象'],
  ['型別', '類型'],
  ['社群', '社區'],
  ['許可權', '權限'],
  ['校歷', '校曆'],
  ['已籤', '已簽'],
  ['僅籤', '僅簽'],
  ['賬號', '帳號'],
  ['臺賬', '台帳'],
  ['二維碼', '二維條碼'],
  ['令牌', '權杖'],
  ['模板', '範本'],
  ['大屏', '大螢幕'],
  ['快捷鍵', '快速鍵'],
  ['發送', '傳送'],
  ['丟失', '遺失'],
  ['當前密碼', '目前密碼'],
  ['退出登入', '登出'],
  ['立即退出登入', '立即登出'],
  ['立即退出', '立即登出'],
  ['退出其他', '登出其他'],
  ['退出一臺', '登出一臺'],
  ['裝置已退出', '裝置已登出'],
  ['核對列', '核對欄'],
  ['每列', '每欄'],
  ['哪一列', '哪一欄'],
  ['}} 列的含義', '}} 欄的含義'],
  ['（名稱）列', '（名稱）欄'],
  ['核對行', '核對列'],
  ['}} 行', '}} 列'],
  ['總行數', '總列數'],
  ['這些行', '這些列'],
  ['一行一條', '一列一筆'],
  ['下一行', '下一列'],
  ['上一行', '上一列'],
  ['所在行', '所在列'],
  ['點一行', '點一列'],
  ['有行不能', '有列不能'],
  ['正確的行', '正確的列'],
];

/** Texts of one word, too short to be told from parts of others. */
const ALONE: Readonly<Record<string, string>> = { 列: '欄', 退出: '登出' };

const convert = Converter({ from: 'cn', to: 'twp' });
const mend = ConverterFactory([HERE_SAID_SO]);

/** A mainland text in Taiwan's characters and words. For our own texts, not for names people entered. */
export const traditional = (text: string): string => ALONE[text] ?? mend(convert(text));
