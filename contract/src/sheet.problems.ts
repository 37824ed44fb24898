import type { ProblemCatalogue } from './problem.ts';

/** Why a file is not read as a spreadsheet, for a clerk who has never heard of a file format. */
export const sheetProblems = {
  'sheet.empty': {
    status: 422,
    zh: '文件是空的,没有任何内容。请打开文件确认后重新选择。',
    en: 'The file is empty. Open it to check, then choose again.',
  },
  'sheet.picture': {
    status: 422,
    zh: '这是一张图片,不是电子表格(只是改了文件名)。请用 Excel 或 WPS 录入后再导入。',
    en: 'This is a picture, not a spreadsheet, whatever its name says. Enter the list in Excel or WPS and import that.',
  },
  'sheet.pdf': {
    status: 422,
    zh: '这是 PDF 文件,不是电子表格。请使用导出 PDF 之前的 Excel 或 WPS 表格。',
    en: 'This is a PDF, not a spreadsheet. Use the Excel or WPS file it was made from.',
  },
  'sheet.document': {
    status: 422,
    zh: '这是文字文档或演示文稿,不是电子表格。请把其中的表格复制到 Excel 或 WPS 表格中保存后再导入。',
    en: 'This is a text document or a presentation. Copy its table into Excel or WPS, save, and import that.',
  },
  'sheet.archive': {
    status: 422,
    zh: '这是压缩包,不是电子表格。请先解压,再选择其中的表格文件。',
    en: 'This is a packed archive, not a spreadsheet. Unpack it and choose the spreadsheet inside.',
  },
  'sheet.web-page': {
    status: 422,
    zh: '这是网页文件,其中没有可以直接读取的表格。请用 Excel 或 WPS 打开,另存为 .xlsx 后再导入。',
    en: 'This is a web page without a table that can be read. Open it in Excel or WPS, save it as .xlsx, and import that.',
  },
  'sheet.locked': {
    status: 422,
    zh: '文件设有打开密码。请用 Excel 或 WPS 打开,去掉密码另存后再导入。',
    en: 'The file is locked by a password. Open it in Excel or WPS, remove the password, save, and import again.',
  },
  'sheet.damaged': {
    status: 422,
    zh: '文件不完整或已损坏,可能没有下载(拷贝)完。请重新下载,或用 Excel、WPS 打开后另存再导入。',
    en: 'The file is cut off or damaged. Download or copy it again, or open and save it in Excel or WPS.',
  },
  'sheet.unreadable': {
    status: 422,
    zh: '这种文件读不了。可以导入 .xlsx、.xls、.ods 和 .csv 文件;其他表格请用 Excel 或 WPS 打开,另存为 .xlsx 后再导入。',
    en: 'This kind of file cannot be read. Import .xlsx, .xls, .ods or .csv; open any other table in Excel or WPS and save it as .xlsx first.',
  },
  'sheet.encoding': {
    status: 422,
    zh: '文字编码无法识别。请用 Excel 或 WPS 打开,另存为 .xlsx 后再导入。',
    en: 'The text encoding is not known. Open the file in Excel or WPS, save it as .xlsx, and import that.',
  },
  'sheet.too-large': {
    status: 413,
    zh: '文件超过 {megabytes} MB。请去掉图片,或按学校、年级分成几个文件导入。',
    en: 'The file is larger than {megabytes} MB. Remove pictures, or split it by school or grade.',
  },
  'sheet.inflates': {
    status: 422,
    zh: '文件解开后超过 {megabytes} MB,不像名册,已停止读取。请把需要的行复制到新表格中保存后再导入。',
    en: 'Unpacked, the file passes {megabytes} MB: no list is that large. Copy the rows you need into a new file.',
  },
  'sheet.too-many': {
    status: 422,
    zh: '表格太大:每张工作表行数最多 {rows}、列数最多 {columns}。请删去多余的行列,或分成几个文件导入。',
    en: 'The sheet is too large: at most {rows} rows and {columns} columns. Delete what is not needed or split the file.',
  },
  'sheet.too-many-sheets': {
    status: 422,
    zh: '工作表超过 {sheets} 张。请删去无关的工作表,或分成几个文件导入。',
    en: 'There are more than {sheets} sheets. Delete those not needed or split the file.',
  },
  'sheet.too-heavy': {
    status: 422,
    zh: '文件过于复杂,在限定的时间和内存内没有读完。请把需要的行复制(只粘贴数值)到新表格中保存后再导入。',
    en: 'The file could not be read within the time and memory allowed. Copy the rows (values only) into a new file.',
  },
} as const satisfies ProblemCatalogue;
