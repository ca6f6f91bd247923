/** Gives the person at the browser a file, under this name. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has the content once the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
