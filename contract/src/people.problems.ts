import type { ProblemCatalogue } from './problem.ts';

/** Problems of people and of whole import files; single rows have their own catalogue in people.rows.ts. */
export const peopleProblems = {
  'people.import-no-file': {
    status: 400,
    zh: '没有收到文件。请选择一个 .xlsx、.xls、.ods 或 .csv 文件。',
    en: 'No file came. Choose an .xlsx, .xls, .ods or .csv file.',
  },
  'people.import-no-folder': {
    status: 400,
    zh: '--errors：{path} 不是文件夹。请先建好，再导入。',
    en: '--errors: {path} is not a folder. Make it first, then import.',
  },
  'people.import-missing-file': {
    status: 400,
    zh: '没有这个文件。请核对文件名和所在的文件夹。',
    en: 'There is no such file. Check its name and folder.',
  },
  'people.import-empty-folder': {
    status: 400,
    zh: '这个文件夹里没有电子表格(.xlsx、.xls、.ods、.csv)。请核对文件夹,或直接写文件名。',
    en: 'There is no spreadsheet in this folder (.xlsx, .xls, .ods, .csv). Check the folder or name the file.',
  },
  'people.import-pupils-list': {
    status: 422,
    zh: '这像是学生名单(有“{heading}”一列),不是教职工名单。请改选“学生”,或换一个文件。',
    en: 'This looks like a list of pupils (it has a column “{heading}”), not of staff. Choose pupils, or another file.',
  },
  'people.import-staff-list': {
    status: 422,
    zh: '这像是教职工名单(有“{heading}”一列),不是学生名单。请改选“教职工”,或换一个文件。',
    en: 'This looks like a list of staff (it has a column “{heading}”), not of pupils. Choose staff, or another file.',
  },
  'people.import-cross-table': {
    status: 422,
    zh: '这是交叉表(工作表“{sheet}”把{across}横排在表头)。请改成一行一条:每行写一个人(一个单位),班级等各占一列,再导入。',
    en: 'Sheet “{sheet}” is a cross-table ({across} across the top). Make it one row for each person or unit, and import again.',
  },
  'people.import-side-by-side': {
    status: 422,
    zh: '工作表“{sheet}”把几份名单并排放在一起(“{heading}”出现了 {times} 次)。请上下排成一份再导入。',
    en: 'Sheet “{sheet}” has lists side by side (“{heading}” occurs {times} times). Put them one below the other.',
  },
  'people.import-no-columns': {
    status: 422,
    zh: '没有找到{fields}列。请确认表头写有{fields},或在网页导入的“核对列”一步指定。',
    en: 'No column for {fields} was found. Name it in the heading, or choose it in the “match columns” step on the web.',
  },
  'people.import-no-rows': {
    status: 422,
    zh: '表头下面没有数据。请确认选对了文件和工作表。',
    en: 'There are no rows below the headings. Check that this is the right file and sheet.',
  },
  'people.import-school-needed': {
    status: 422,
    zh: '文件里没有写学校,请选择这份名单属于哪个单位(命令行用 --unit 代码)。',
    en: 'The file names no school: choose the unit it belongs to (--unit CODE on the command line).',
  },
  'people.import-unit-needed': {
    status: 422,
    zh: '校历属于一个单位，请先选择是哪个单位的（命令行用 --unit 代码）。',
    en: 'A calendar belongs to one unit: choose it (--unit CODE on the command line).',
  },
  'people.import-unit-unknown': {
    status: 422,
    zh: '没有代码为 {code} 的单位。请核对单位代码。',
    en: 'There is no unit with the code {code}. Check it.',
  },
  'people.import-rows-rejected': {
    status: 422,
    zh: '有 {rejected} 行不能导入。请改好后重新导入,或选择“只导入正确的行”。',
    en: '{rejected} rows cannot be imported. Correct them, or choose to import the good rows only.',
  },
  'people.import-state': {
    status: 409,
    zh: '这次导入已经结束,或文件已过保留时间被清除。请重新选择文件。',
    en: 'This import is over, or its file has been removed after the time it is kept. Choose the file again.',
  },
  'people.import-repeated': {
    status: 409,
    zh: '这个导入编号已用于另一个文件。请刷新页面后重新选择文件。',
    en: 'This import id already belongs to another file. Reload the page and choose the file again.',
  },
  'people.undo-used': {
    status: 409,
    zh: '导入的名单之后已有改动或已用于晨检等记录,不能整体撤回。请逐人更正。',
    en: 'The people of this import were changed or used since (checks, edits), so it cannot be undone as a whole.',
  },
  'people.undo-calendar': {
    status: 409,
    zh: '导入之后这些日子或学期又有改动，或有的日子已经过去，不能整体撤回。请在校历页更正。',
    en: 'These days or terms were changed since, or some are over, so it cannot be undone. Correct them in the calendar.',
  },
  'people.undo-late': {
    status: 409,
    zh: '只能在导入后 {hours} 小时内撤回。请逐人更正。',
    en: 'An import can be undone within {hours} hours only. Correct people one by one.',
  },
  'people.duplicate-id': {
    status: 409,
    zh: '这个证件号码已登记在册。请先查找此人,必要时办理转入。',
    en: 'This identity number is registered already. Look the person up, and transfer them if needed.',
  },
  'people.has-left': {
    status: 409,
    zh: '此人已离校(离职)。请先恢复在册再操作。',
    en: 'This person has left. Take them back first.',
  },
  'people.bad-value': {
    status: 400,
    zh: '填写的内容有误,请按提示改正。',
    en: 'Some values are not valid. Correct them as shown.',
  },
  'people.bad-place': {
    status: 400,
    zh: '学生只能在班级,教职工只能在学校或其部门、科室、班级。请重新选择单位。',
    en: 'Pupils belong to classes; staff to an institution or one of its departments, offices or classes.',
  },
} as const satisfies ProblemCatalogue;
