import type { Register } from '@lianfang/contract/healthRegister';
import exceljs from 'exceljs';

const thin = { style: 'thin' } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
const FONT = '宋体';
/** Title, unit and date, headings: the rows before the data. */
const HEAD = 3;

function head(sheet: exceljs.Worksheet, register: Register): void {
  const last = register.columns.length;
  sheet.mergeCells(1, 1, 1, last);
  const title = sheet.getCell(1, 1);
  title.value = register.title;
  title.font = { name: FONT, size: 16, bold: true };
  title.alignment = { horizontal: 'center', vertical: 'middle' };
  sheet.getRow(1).height = 30;
  const half = Math.ceil(last / 2);
  sheet.mergeCells(2, 1, 2, half);
  sheet.mergeCells(2, half + 1, 2, last);
  sheet.getCell(2, 1).value = `单位（盖章）：${register.unit.name}`;
  const dates = sheet.getCell(2, half + 1);
  dates.value =
    register.from === register.to ? `日期：${register.from}` : `日期：${register.from} 至 ${register.to}`;
  dates.alignment = { horizontal: 'right' };
  register.columns.forEach((column, i) => {
    const c = sheet.getCell(HEAD, i + 1);
    c.value = column.title;
    c.font = { name: FONT, size: 10.5, bold: true };
    c.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    c.border = border;
  });
}

function body(sheet: exceljs.Worksheet, register: Register): void {
  register.rows.forEach((row, r) => {
    register.columns.forEach((column, i) => {
      const c = sheet.getCell(HEAD + 1 + r, i + 1);
      // Text is written as text: the file holds no formula whatever somebody typed.
      c.value = row[column.key] ?? null;
      c.font = { name: FONT, size: 10.5 };
      c.border = border;
      c.alignment = {
        horizontal: column.numeric ? 'right' : 'left',
        vertical: 'middle',
        wrapText: !column.numeric,
      };
      if (column.percent) c.numFmt = '0.0%';
    });
  });
}

/** The register as an office prints it: A4 landscape, headings on every page, page numbers, places to sign. */
export async function registerXlsx(register: Register): Promise<Buffer> {
  const book = new exceljs.Workbook();
  book.creator = '联防';
  book.created = new Date(register.madeAt);
  const sheet = book.addWorksheet(register.title.slice(0, 31), {
    views: [{ state: 'frozen', ySplit: HEAD }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `1:${HEAD}`,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  });
  sheet.columns = register.columns.map((c) => ({ width: c.width }));
  head(sheet, register);
  body(sheet, register);
  const foot = HEAD + register.rows.length + 2;
  sheet.mergeCells(foot, 1, foot, register.columns.length);
  sheet.getCell(foot, 1).value = register.signatures
    .map((who) => `${who}（签字）：              `)
    .join('    ');
  sheet.getRow(foot).height = 28;
  return Buffer.from(await book.xlsx.writeBuffer());
}
