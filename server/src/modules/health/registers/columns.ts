import type { RegisterColumn, RegisterKind } from '@lianfang/contract/healthRegister';

const text = (key: string, title: string, width: number): RegisterColumn => ({
  key,
  title,
  width,
  numeric: false,
});
const number = (key: string, title: string, width = 8): RegisterColumn => ({
  key,
  title,
  width,
  numeric: true,
});

/** Title, columns and signatures of each form. Columns: 学校和托幼机构传染病疫情报告工作规范 2006, WS/T 772-2020. */
export interface Form {
  readonly title: string;
  readonly columns: readonly RegisterColumn[];
  readonly signatures: readonly string[];
  /** Longest range in days. */
  readonly days: number;
}

export const forms: Readonly<Record<RegisterKind, Form>> = {
  check: {
    title: '学生晨午检记录表',
    days: 31,
    signatures: ['填表人', '审核人', '单位负责人'],
    columns: [
      text('date', '日期', 13),
      text('slot', '时段', 8),
      text('unit', '班级', 14),
      number('enrolled', '应到', 6),
      number('present', '实到', 6),
      number('absentIll', '因病缺勤', 8),
      text('name', '姓名', 10),
      text('sex', '性别', 6),
      number('age', '年龄', 6),
      text('dormitory', '宿舍', 10),
      text('phone', '联系电话', 17),
      text('isPresent', '是否到校', 8),
      text('symptoms', '症状', 18),
      number('temperature', '体温（℃）', 8),
      text('doctor', '是否就诊', 8),
      text('diagnosis', '初步诊断', 14),
      text('by', '检查人', 10),
      text('at', '上报时间', 13),
    ],
  },
  absence: {
    title: '学生因病缺课登记（追踪）表',
    days: 31,
    signatures: ['填表人', '审核人', '单位负责人'],
    columns: [
      text('unit', '班级', 14),
      text('name', '姓名', 10),
      text('sex', '性别', 6),
      number('age', '年龄', 6),
      text('address', '家庭住址', 21),
      text('phone', '家长电话', 17),
      text('symptoms', '缺课原因（症状）', 18),
      text('doctor', '是否就诊', 8),
      text('diagnosis', '初步诊断', 14),
      text('onsetOn', '发病日期', 15),
      text('firstOn', '缺课日期', 15),
      text('lastOn', '末次缺课', 15),
      number('days', '缺课天数', 8),
      text('returnedOn', '返校日期', 15),
      text('tracing', '追踪记录', 24),
      text('tracer', '追踪人', 10),
    ],
  },
  daily: {
    title: '晨午检情况日汇总表',
    days: 92,
    signatures: ['填表人', '审核人', '单位负责人'],
    columns: [
      text('date', '日期', 13),
      text('slot', '时段', 8),
      text('school', '单位', 22),
      number('reported', '已报班级', 8),
      number('enrolled', '应到', 8),
      number('present', '实到', 8),
      number('absentIll', '因病缺勤', 8),
      { ...number('rate', '因病缺勤率', 10), percent: true },
      number('absentOther', '其他缺勤', 8),
      number('late', '迟到', 6),
      number('presentIll', '在校不适', 8),
      number('fever', '发热', 6),
      number('cough', '咳嗽', 6),
      number('vomiting', '呕吐', 6),
      number('diarrhoea', '腹泻', 6),
      number('rash', '皮疹', 6),
    ],
  },
};
