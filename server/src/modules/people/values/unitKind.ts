import { squeeze } from '../../../kernel/sheet/clean.ts';

/** What lists call kinds of units, by code of org.unit_kind; tried in order, whole words before parts of names. */
const WORDS: readonly (readonly [string, RegExp])[] = [
  ['province', /^(省|自治区|直辖市|省级|省教育厅)$/],
  ['city', /^(市|地级市|州|盟|地区|市级|市教育局)$/],
  ['county', /^(县|区|旗|县级市|区县|县区|县\(区\)|县级|县\(市、区\))$/],
  ['street', /^(街道|乡|镇|乡镇|街道\(乡镇\)|街道办|街道办事处|乡镇街道)$/],
  ['community', /^(社区|村|居委会|村委会|社区\(村\))$/],
  ['kindergarten', /幼儿园|托儿所|托育|学前教育/],
  [
    'school',
    /小学|中学|初中|高中|中职|中等职业|职业高中|技工|九年一贯|十二年一贯|完全中学|中小学|特殊教育|特教|学校$|教学点|工读|专门学校/,
  ],
  ['college', /大学|高校|高等|学院|高职|专科/],
  ['institute', /培训/],
  ['enterprise', /^(企业|公司|工厂|国企)$/],
  ['organ', /^(机关|机关单位|事业单位|党政机关|政府部门)$/],
  ['campus', /^(校区|分校|分校区)$/],
  ['department', /^(院系|系|部门|二级学院|院系\(部门\))$/],
  ['grade', /^年级$/],
  ['class', /^(班级|班|教学班|行政班)$/],
  ['dormitory', /^(宿舍|宿舍楼|寝室|公寓)$/],
  ['office', /^(科室|处室|办公室|内设机构)$/],
];

/** Endings of names that say the kind where no column does. */
const ENDINGS: readonly (readonly [string, RegExp])[] = [
  ['kindergarten', /(幼儿园|托儿所|幼教中心)$/],
  [
    'school',
    /(小学|中学|学校|一中|二中|三中|四中|五中|附小|附中|实验小学|教学点|职高|中专)(\(.+\)|[一二三四五六七八九十]?[东西南北]?校区)?$/,
  ],
  ['college', /(大学|学院)$/],
  ['province', /(省|自治区)教育厅$/],
  ['city', /市教育(体育|和体育)?局$/],
  ['county', /(县|区|旗)教育(体育|和体育)?局$/],
  ['institute', /培训(中心|学校|机构|学校有限公司)$/],
  ['street', /(街道|街道办事处|镇|乡)$/],
  ['community', /(社区|居委会|村|村委会)$/],
  ['enterprise', /(公司|厂|集团)$/],
  ['class', /班$/],
  ['grade', /年级$/],
  ['dormitory', /(宿舍|公寓|号楼)$/],
  ['office', /(科|处|室|办公室|中心)$/],
  ['province', /(省|自治区)$/],
  ['city', /市$/],
  ['county', /(县|区|旗)$/],
];

/** Code of the kind a list means by its kind column. undefined = not understood. Codes themselves are accepted. */
export function readUnitKind(text: string, codes: ReadonlySet<string>): string | undefined {
  const word = squeeze(text);
  if (codes.has(word.toLowerCase())) return word.toLowerCase();
  return WORDS.find(([code, pattern]) => codes.has(code) && pattern.test(word))?.[0];
}

/** Kind by the ending of the unit's name. */
export const kindOfName = (name: string): string | undefined =>
  ENDINGS.find(([, pattern]) => pattern.test(squeeze(name)))?.[0];

const STAGES: readonly (readonly [string, RegExp])[] = [
  ['twelve-year', /十二年一贯/],
  ['nine-year', /九年一贯/],
  ['secondary', /完全中学|完中/],
  ['kindergarten', /幼儿园|学前/],
  ['high', /高级中学|普通高中|^高中$|中职|职业高中/],
  ['middle', /初级中学|初中/],
  ['primary', /小学/],
];
/** Stage of schooling (attribute `stage` of an institution) by a stage or kind column, or by the school's name. */
export const readStage = (text: string): string | undefined =>
  STAGES.find(([, pattern]) => pattern.test(squeeze(text)))?.[0];
