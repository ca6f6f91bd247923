/** Tables as CSV (RFC 4180): lines end with CR LF, cells with a comma, a quote or a line break stand in quotes. */

export type Cell = string | number;

/** Spreadsheets take cells that begin with one of these for formulas. */
const FORMULA = /^[=+\-@\t\r]/;
const TO_QUOTE = /[",\r\n]/;
/** With it Excel reads UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

/** The same as a file that spreadsheets open rightly, whatever its script. */
export function csvFile(rows: readonly (readonly Cell[])[]): Blob {
  return new Blob([BYTE_ORDER_MARK, csvText(rows)], { type: 'text/csv;charset=utf-8' });
}

/** What could run as a formula gets an apostrophe in front: spreadsheets then show it as it is. */
function cellText(cell: Cell): string {
  const text = typeof cell === 'number' ? String(cell) : cell.replace(FORMULA, (sign) => `'${sign}`);
  return TO_QUOTE.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
