/** A picture before it is an element: markup in its own units and the part of the plane that it fills. */
export interface Picture {
  readonly box: Box;
  readonly markup: string;
}

/** In art units; one unit is one CSS pixel at scale 1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The picture as one `<svg>` element, hidden from screen readers: the words beside it say the same. */
export function svgOf(picture: Picture, width = picture.box.width): string {
  const height = (width * picture.box.height) / picture.box.width;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" ` +
    `viewBox="${viewBox(picture.box)}" aria-hidden="true" focusable="false">${picture.markup}</svg>`
  );
}

export function viewBox(box: Box): string {
  return `${box.x} ${box.y} ${box.width} ${box.height}`;
}

/** A box around (0, 0), so that the anchor of the picture is its middle. */
export function centredBox(width: number, height: number): Box {
  return { x: -width / 2, y: -height / 2, width, height };
}

/** Text of a person (the letter of a nickname) made safe inside markup. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}

/** At most two decimals: markup stays short and the same on every machine. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
