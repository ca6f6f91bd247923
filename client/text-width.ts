/** About how wide a text is before it is drawn, CSS pixels, for type of `em` pixels. */
export function textWidth(text: string, em: number): number {
  return Array.from(text).reduce((sum, sign) => sum + (sign > '\u2e80' ? HAN : sign === ' ' ? SPACE : LATIN), 0) * em;
}

/** Shares of an em: a Han sign with its side bearings; a Latin letter or a digit on the average; a space. */
const HAN = 1.04;
const LATIN = 0.56;
const SPACE = 0.3;
