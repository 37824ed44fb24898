import type { ImportKind } from '@lianfang/contract/people.import';

/** What a column can be. */
export interface Field {
  readonly name: string;
  /** The row cannot do without; `anyOf` groups: one of the fields of a group is enough. */
  readonly required?: true;
  /** Headings as schools and the national register write them, without spaces and brackets, best first. */
  readonly headings: readonly string[];
  /** Headings that contain this also fit, less surely. */
  readonly like?: RegExp;
}

const words = (text: string): readonly string[] => text.split(' ');

const SCHOOL: readonly Field[] = [
  {
    name: 'schoolCode',
    headings: words(
      '学校标识码 学校代码 学校编码 单位代码 学校(机构)代码 学校机构代码 机构代码 组织机构代码 schoolcode',
    ),
    like: /学校.*(标识|代)码/,
  },
  {
    name: 'schoolName',
    headings: words(
      '学校名称 学校 所在学校 就读学校 学校全称 单位名称 所在单位 单位 工作单位 任教学校 校名 幼儿园 幼儿园名称 园所名称 school',
    ),
    like: /(就读|所在|所属|任教)?(学校|园所)(名称)?$/,
  },
];
const PERSON: readonly Field[] = [
  { name: 'sex', headings: words('性别 性别码 男/女 sex gender'), like: /性别/ },
  {
    name: 'birthDate',
    headings: words('出生日期 出生年月日 出生年月 生日 出生时间 birthdate birthday dateofbirth'),
    like: /出生.*(日期|年月)/,
  },
  {
    name: 'idType',
    headings: words('身份证件类型 证件类型 身份证件类别 证件类别 证件种类'),
    like: /证件?(类型|类别|种类)/,
  },
  {
    name: 'idNumber',
    headings: words(
      '身份证号 身份证号码 身份证件号 身份证件号码 公民身份号码 公民身份证号 身份证 居民身份证号 居民身份证号码 证件号码 证件号 有效证件号码 idnumber idcard idno',
    ),
    like: /身份证|身份号码|证件号/,
  },
];
const ADDRESS: Field = {
  name: 'address',
  headings: words('家庭住址 现住址 家庭地址 居住地址 住址 现居住地 通信地址 通讯地址 联系地址 地址 address'),
  like: /住址|地址/,
};

const STUDENTS: readonly Field[] = [
  {
    name: 'name',
    required: true,
    headings: words('姓名 学生姓名 名字 学生 幼儿姓名 学员姓名 name studentname'),
    like: /^(学生|幼儿|学员)?姓名/,
  },
  ...PERSON,
  {
    name: 'studentNo',
    headings: words(
      '全国学籍号 学籍号 国网学籍号 学号 学籍号码 学生编号 学籍辅号 班内学号 studentno studentid',
    ),
    like: /学籍.*号|学号/,
  },
  ...SCHOOL,
  {
    name: 'grade',
    headings: words('年级 年级名称 所在年级 就读年级 级别 届别 年段 grade'),
    like: /年级(名称)?$/,
  },
  {
    name: 'className',
    headings: words('班级 班级名称 所在班级 就读班级 班 班号 行政班 班别 年级班级 所属班级 class classname'),
    like: /班级|^班号?$/,
  },
  {
    name: 'boarder',
    headings: words(
      '是否住校 是否住校生 住校 是否寄宿 是否寄宿生 住宿 是否住宿 寄宿 走读/住校 住校/走读 就读方式 住宿情况 boarder boarding',
    ),
    like: /住校|寄宿|住宿|就读方式/,
  },
  {
    name: 'dormitory',
    headings: words('宿舍 寝室 宿舍号 寝室号 宿舍楼 所在宿舍 宿舍名称 dormitory dorm'),
    like: /宿舍|寝室/,
  },
  {
    name: 'guardianName',
    headings: words('家长姓名 监护人姓名 监护人 家长 联系人 紧急联系人 第一监护人 guardian guardianname'),
    like: /(家长|监护人|联系人).*姓名/,
  },
  {
    name: 'guardianPhone',
    headings: words(
      '家长电话 家长联系电话 监护人电话 监护人联系电话 家长手机 家长手机号 监护人手机 联系电话 电话 联系方式 手机 手机号 手机号码 联系人电话 紧急联系电话 guardianphone phone',
    ),
    like: /(家长|监护人|联系人).*(电话|手机|联系)|联系电话|联系方式|手机/,
  },
  {
    name: 'phone',
    headings: words('学生电话 本人电话 学生手机 学生联系电话 本人手机号 本人联系电话'),
    like: /(学生|本人).*(电话|手机)/,
  },
  ADDRESS,
];
const STAFF: readonly Field[] = [
  {
    name: 'name',
    required: true,
    headings: words('姓名 教师姓名 教职工姓名 职工姓名 员工姓名 名字 name'),
    like: /^(教师|教职工|职工|员工)?姓名/,
  },
  ...PERSON,
  {
    name: 'studentNo',
    headings: words('工号 教工号 职工号 教职工号 教师编号 人员编号 员工号 staffno employeeno'),
    like: /工号|教职工.*编?号/,
  },
  ...SCHOOL,
  {
    name: 'office',
    headings: words('部门 科室 处室 所在部门 所属部门 所在科室 内设机构 年级组 教研组 department office'),
    like: /部门|科室|处室/,
  },
  {
    name: 'position',
    headings: words('职务 岗位 岗位类别 岗位名称 职位 任教学科 人员类别 工作岗位 position post'),
    like: /职务|岗位|学科/,
  },
  {
    name: 'phone',
    headings: words('联系电话 手机 手机号 手机号码 电话 联系方式 本人电话 移动电话 phone mobile'),
    like: /电话|手机|联系方式/,
  },
  ADDRESS,
];
const UNITS: readonly Field[] = [
  {
    name: 'name',
    required: true,
    headings: words(
      '单位名称 学校名称 机构名称 名称 学校 单位 单位全称 学校全称 部门名称 班级名称 班级 园所名称 幼儿园名称 name unitname',
    ),
    like: /(单位|学校|机构|园所|部门|班级).*名称|校名/,
  },
  {
    name: 'code',
    headings: words(
      '单位代码 学校标识码 机构代码 学校代码 代码 编码 单位编码 组织机构代码 统一社会信用代码 学校(机构)代码 学校(机构)标识码 标识码 班级代码 班号 code',
    ),
    like: /代码|标识码|编码/,
  },
  {
    name: 'kind',
    headings: words(
      '单位类型 单位类别 类型 类别 机构类型 学校类型 学校类别 办学类型 学校(机构)办学类型 单位性质类别 kind type',
    ),
    like: /(单位|机构|学校|办学).*(类型|类别)/,
  },
  {
    name: 'parentCode',
    headings: words(
      '上级单位代码 上级代码 主管部门代码 上级编码 父级代码 所属学校代码 举办者代码 parentcode',
    ),
    like: /(上级|主管|父级|所属).*(代码|编码|标识码)/,
  },
  {
    name: 'parentName',
    headings: words(
      '上级单位 上级单位名称 上级 主管部门 主管单位 隶属单位 所属单位 所属区县 区县 所在县区 县区 所属学校 所属教育局 主管教育行政部门 父级 parent',
    ),
    like: /上级|主管|隶属|所属|区县|县区/,
  },
  {
    name: 'territoryName',
    headings: words(
      '街道 所属街道 乡镇 乡镇街道 街道乡镇 社区 所属社区 属地 属地街道 所在乡镇 所在街道 街道社区 territory',
    ),
    like: /街道|乡镇|社区|属地/,
  },
  { name: 'grade', headings: words('年级 年级名称 grade'), like: /年级(名称)?$/ },
  { name: 'stage', headings: words('学段 办学层次 stage'), like: /学段/ },
  { name: 'boarding', headings: words('是否寄宿制 寄宿制 是否寄宿学校 寄宿 boarding'), like: /寄宿/ },
];

/** A sheet of days (date, open) or of terms (term, first, last); see `neededIn`. */
const CALENDAR: readonly Field[] = [
  {
    name: 'date',
    headings: words('日期 开始日期 起始日期 放假日期 date from'),
    like: /^(起始?|开始)(日期|时间)?$/,
  },
  {
    name: 'until',
    headings: words('结束日期 截止日期 终止日期 until to'),
    like: /^(至|止|结束)(日期|时间)?$/,
  },
  {
    name: 'open',
    headings: words('是否开放 是否上课 是否上班 安排 状态 类型 开放 open'),
    like: /^是否(开|上)/,
  },
  {
    name: 'reason',
    headings: words('缘由 原因 事由 说明 节假日 节假日名称 节日 假期名称 备注 why reason holiday'),
    like: /节假?日|原因|事由/,
  },
  { name: 'calendar', headings: words('适用日历 日历 适用 适用对象 calendar'), like: /^适用/ },
  { name: 'term', headings: words('学期名称 名称 学期 name term'), like: /学期名/ },
  { name: 'first', headings: words('开学日 开学日期 开学时间 学期开始 firstday'), like: /开学/ },
  { name: 'last', headings: words('最后一天 结束日 学期结束 散学日期 休业日期 lastday'), like: /散学|休业/ },
  { name: 'setBy', headings: words('设定单位 setby'), like: /设定单位/ },
];

export const fieldsOf = (kind: ImportKind): readonly Field[] =>
  ({ students: STUDENTS, staff: STAFF, units: UNITS, calendar: CALENDAR })[kind];

/**
 * The fields that each row of a sheet must fill, by the columns found; null where these columns make no list of that
 * kind. A list without headings is recognised only by three columns that cannot be anything else, or the user's word.
 */
export function neededIn(
  kind: ImportKind,
  fields: ReadonlySet<string | null>,
  sure: boolean,
): readonly string[] | null {
  if (kind !== 'calendar') return fields.has('name') && (sure || fields.size >= 3) ? ['name'] : null;
  if (fields.has('date') && fields.has('open')) return ['date', 'open'];
  const terms = [
    ['term', 'first', 'last'],
    ['term', 'date', 'until'],
  ];
  return terms.find((all) => all.every((f) => fields.has(f))) ?? null;
}

/** Fields whose content is about a person and must be masked wherever it is shown. */
export const SECRET: ReadonlySet<string> = new Set(['idNumber', 'phone', 'guardianPhone']);

/** Lists with one person a row. */
export const ofPeople = (kind: ImportKind): boolean => kind === 'students' || kind === 'staff';
