/** What a program prints, so that it can be read on a narrow screen: a table scrolls to the side, other lines go on below, further in. */
import type { JSX } from 'preact';
import './style/terminal.css';

export function TerminalText({ text, label }: { readonly text: string; readonly label?: string }): JSX.Element {
  // A text alone has no role, and what has no role cannot be named.
  const named = label === undefined ? {} : ({ role: 'group', 'aria-label': label } as const);
  if (isTable(text))
    return (
      <pre class="columns" tabIndex={0} {...named}>
        {text}
      </pre>
    );
  const lines = text.split('\n');
  return (
    <pre {...named}>
      {lines.map((line, index) => (
        <span key={index} class="terminal-line" style={{ '--in': `${indentOf(line) + HANG}ch` }}>
          {index < lines.length - 1 ? `${line}\n` : line}
        </span>
      ))}
    </pre>
  );
}

/** So many signs further in than its beginning a line goes on. */
const HANG = 2;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Has it columns, that would not be columns any more if lines went on below? */
export function isTable(output: string): boolean {
  const heads = output.split('\n', 2);
  return heads.some((head) => /^\S.*\S {2,}\S.* {2,}\S/.test(head) || /\S\t+\S/.test(head) || /^\S+ {4,}\S/.test(head));
}
