/** Making and reading text with emphasis. */
import type { GlossaryId } from './glossary.ts';
import type { RichText } from './language.ts';

/** A term in bold that opens its glossary entry. */
export function term(id: GlossaryId, text: string): { readonly term: GlossaryId; readonly text: string } {
  return { term: id, text };
}

/** The words alone, for a title, a label or a count. */
export function plainText(text: RichText): string {
  return text.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}
