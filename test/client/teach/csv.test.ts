/** CSV against RFC 4180, section 2, and against a reader that is not ours. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvFile, csvText } from '../../../client/teach/report/csv.ts';

describe('CSV', () => {
  it('writes the examples of RFC 4180', () => {
    // 2.1: each record on a line of its own, ended by CR LF.
    expect(
      csvText([
        ['aaa', 'bbb', 'ccc'],
        ['zzz', 'yyy', 'xxx'],
      ]),
    ).toBe('aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n');
    // 2.6: a line break, and by the same rule a comma, in quotes.
    expect(csvText([['aaa', 'b\r\nbb', 'ccc']])).toBe('aaa,"b\r\nbb",ccc\r\n');
    // 2.7: a quote is written twice.
    expect(csvText([['aaa', 'b"bb', 'ccc']])).toBe('aaa,"b""bb",ccc\r\n');
  });

  const nasty = [
    ['name', 'decisions'],
    ['a,b', 1],
    ['a "quoted" name', 2.5],
    ['two\nlines', 0],
    ['two\r\nlines', 0],
    ['小鲍', 12],
    [' blanks ', ''],
    ['', 3],
  ] as const;

  it('is read as it was meant by another program', () => {
    expect(parse(csvText(nasty), { record_delimiter: '\r\n' })).toEqual(nasty.map((row) => row.map(String)));
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('makes %j harmless for a spreadsheet', (text) => {
    expect(csvText([[text]]).replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves numbers alone, also negative ones', () => {
    expect(csvText([[-1, 2.5]])).toBe('-1,2.5\r\n');
  });

  it('begins with the mark by which Excel knows UTF-8', async () => {
    const bytes = new Uint8Array(await csvFile([['小鲍']]).arrayBuffer());
    expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
    expect(new TextDecoder().decode(bytes)).toBe('小鲍\r\n');
  });
});
