import type { Random } from './random.ts';

// Common surnames and syllables put together at random. Nobody in the demo county exists.
const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文',
];
const BOYS = [
  ...'伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢阳建亮成晨轩睿博泽翰哲恒霖诺航',
];
const GIRLS = [...'芳娜敏静秀丽艳娟霞红玉婷玲雪颖琳慧莹洁萍梅燕倩云莉欣怡佳悦萱涵琪瑶雯璐晴妍语桐彤岚菲'];
const EITHER = [...'子一思雨文嘉天梓若安乐清书景和新春晓月'];

export type Sex = 'male' | 'female';

export function personName(random: Random, sex: Sex): string {
  const own = sex === 'male' ? BOYS : GIRLS;
  const given = random.chance(0.75)
    ? `${random.pick(random.chance(0.6) ? EITHER : own)}${random.pick(own)}`
    : random.pick(own);
  return random.pick(SURNAMES) + given;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * An identity number with a right check digit (GB 11643) and the area 990121, which GB/T 2260 does not have: valid
 * in form, nobody's. `serial` 0–999; odd is male.
 */
export function identityNumber(birth: string, serial: number): string {
  const body = `990121${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * WEIGHTS[i]!, 0);
  return body + '10X98765432'[sum % 11];
}

/** Eleven digits in a range that no mobile network has (10x…). */
export function phoneNumber(random: Random): string {
  return `100${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
}

const ROADS = [
  '青云路',
  '学府路',
  '滨河路',
  '望山街',
  '桃源巷',
  '新民路',
  '育才街',
  '柳荫路',
  '石桥巷',
  '枫林路',
];

export function address(random: Random, place: string): string {
  return `${place}${random.pick(ROADS)}${random.int(1, 199)}号${random.int(1, 18)}幢${random.int(101, 1806)}室`;
}
