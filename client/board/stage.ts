/** The canvas: shows lists of sprites with Phaser, at the screen's own pixels. Draws only when it is told to. */
import { CANVAS, Game, NO_SCALING, WEBGL } from './phaser.ts';
import { drawSheet, packSheet } from './atlas.ts';
import type { Image, Scene } from './phaser.ts';
import type { Sized } from './pictures.ts';
import type { Size } from './layout.ts';
import type { Sprite } from './scene.ts';
import type { View } from './view.ts';

export interface Stage {
  /** CSS pixels. */
  resize(size: Size): void;
  /** Bakes new pictures for `zoom`; resolves when the next `draw` uses them, and at once if a later call overtook it. */
  bake(pictures: ReadonlyMap<string, Sized>, zoom: number): Promise<void>;
  draw(sprites: readonly Sprite[], view: View): void;
  destroy(): void;
}

interface Baked {
  readonly key: string;
  /** Device pixels per CSS pixel for which it was baked, zoom included. */
  readonly pixels: number;
  readonly names: ReadonlySet<string>;
}

/** Makes the canvas inside `parent`; resolves when Phaser is ready to draw. */
export async function createStage(parent: HTMLElement, size: Size): Promise<Stage> {
  const { game, scene } = await bootGame(parent, size);
  const pool: Image[] = [];
  let baked: Baked | null = null;
  let generation = 0;
  let isGone = false;
  const bake = async (pictures: ReadonlyMap<string, Sized>, zoom: number): Promise<void> => {
    const current = ++generation;
    const sheet = packSheet(pictures, devicePixels() * zoom);
    const image = await drawSheet(sheet);
    if (isGone || current !== generation) return;
    const old = baked?.key;
    baked = { key: `atlas ${current}`, pixels: sheet.pixels, names: new Set(pictures.keys()) };
    const texture = game.textures.createCanvas(baked.key, sheet.width, sheet.height);
    texture?.getContext().drawImage(image, 0, 0, sheet.width, sheet.height);
    for (const { name, x, y, width, height } of sheet.cells) texture?.add(name, 0, x, y, width, height);
    texture?.refresh();
    for (const picture of pool) picture.setTexture(baked.key);
    if (old !== undefined) game.textures.remove(old);
  };
  return {
    bake,
    resize: (next) => resizeGame(game, next),
    draw: (sprites, view) => {
      if (baked === null || isGone) return;
      showSprites(scene, pool, baked, sprites, view);
      stepGame(game);
    },
    destroy: () => {
      isGone = true;
      const { canvas } = game;
      game.destroy(true);
      // Phaser destroys itself in its next step, which its sleeping loop would never take.
      stepGame(game);
      // It keeps the canvas for the next board, which would take over a size that belongs to this one.
      canvas.removeAttribute('style');
    },
  };
}

function bootGame(parent: HTMLElement, size: Size): Promise<{ game: Game; scene: Scene }> {
  return new Promise((resolve) => {
    const pixels = devicePixels();
    const game = new Game({
      type: hasHardwareGl() ? WEBGL : CANVAS,
      parent,
      transparent: true,
      scale: {
        mode: NO_SCALING,
        width: Math.max(1, Math.round(size.width * pixels)),
        height: Math.max(1, Math.round(size.height * pixels)),
        zoom: 1 / pixels,
      },
      render: { antialiasGL: false, powerPreference: 'low-power', skipUnreadyShaders: false },
      audio: { noAudio: true },
      input: { keyboard: false, mouse: false, touch: false, gamepad: false },
      banner: false,
      autoFocus: false,
      disableContextMenu: false,
      scene: {
        create(this: Scene) {
          // Our own clock decides when something has moved; Phaser only draws. Its loop starts after this function.
          game.events.once('postrender', () => {
            game.loop.sleep();
            resolve({ game, scene: this });
          });
        },
      },
    });
  });
}

let stepMs = 0;

/** Phaser wants a time that grows; nothing on the board depends on it. */
function stepGame(game: Game): void {
  stepMs += 16;
  game.step(stepMs, 16);
}

/** The order matters: the other way round a stale CSS size stays at one pixel per pixel (ScaleManager.resize, 4.2.1). */
function resizeGame(game: Game, { width, height }: Size): void {
  const pixels = devicePixels();
  const wanted = { width: Math.max(1, Math.round(width * pixels)), height: Math.max(1, Math.round(height * pixels)) };
  const { scale } = game;
  if (scale.width === wanted.width && scale.height === wanted.height && scale.zoom === 1 / pixels) return;
  scale.resize(wanted.width, wanted.height);
  scale.setZoom(1 / pixels);
}

function showSprites(scene: Scene, pool: Image[], baked: Baked, sprites: readonly Sprite[], view: View): void {
  const pixels = devicePixels();
  const zoom = view.zoom * pixels;
  const size = zoom / baked.pixels;
  while (pool.length < sprites.length) pool.push(scene.add.image(0, 0, baked.key));
  pool.forEach((image, index) => {
    const sprite = sprites[index];
    // A picture that is not baked yet comes with the next atlas.
    const isShown = sprite !== undefined && baked.names.has(sprite.name);
    image.setVisible(isShown);
    if (!isShown) return;
    if (image.frame.name !== sprite.name) image.setFrame(sprite.name);
    image.setPosition(
      whole(sprite, sprite.x * zoom + view.x * pixels),
      whole(sprite, sprite.y * zoom + view.y * pixels),
    );
    image.setRotation(sprite.turn ?? 0).setAlpha(sprite.alpha ?? 1);
    if (sprite.stretch) image.setDisplaySize(sprite.stretch.width * zoom, sprite.stretch.height * zoom);
    else image.setScale((sprite.size ?? 1) * size);
  });
}

/** Pictures at their own size stand on whole pixels, so that their edges are as sharp as they were baked. */
function whole({ turn, size, stretch }: Sprite, place: number): number {
  return turn === undefined && size === undefined && stretch === undefined ? Math.round(place) : place;
}

/** More than two pixels per pixel cost four times the work and nobody sees them. */
export function devicePixels(): number {
  return Math.min(window.devicePixelRatio || 1, 2);
}

/** Software GL is three times slower than the canvas, and does not say so by itself. */
function hasHardwareGl(): boolean {
  const gl = document.createElement('canvas').getContext('webgl');
  if (gl === null) return false;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|software|basic render/i.test(renderer);
}
