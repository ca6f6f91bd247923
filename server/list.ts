/** Lists in a state that grow at their end and lose their oldest entries. */

/** A list of a schema. */
interface WrittenList {
  readonly length: number;
  [place: number]: string;
  push(text: string): unknown;
  shift(): unknown;
  clear(): void;
  indexOf(text: string): number;
}

/** Writes what is different now, so that of what has not changed nothing is sent again. */
export function writeList(written: WrittenList, texts: readonly string[]): void {
  const [oldest] = texts;
  if (oldest === undefined) {
    if (written.length > 0) written.clear();
    return;
  }
  for (let gone = written.indexOf(oldest); gone > 0; gone--) written.shift();
  while (written.length > texts.length) written.shift();
  for (const [place, text] of texts.entries()) {
    if (place >= written.length) written.push(text);
    else if (written[place] !== text) written[place] = text;
  }
}
