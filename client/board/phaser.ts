/**
 * The only door to Phaser. Its types show all of Phaser, but the bundle holds phaser-slim.cjs only: what is not named
 * here does not exist at run time.
 */
import Phaser from 'phaser';
import type { GameObjects } from 'phaser';

export const { Game, CANVAS, WEBGL } = Phaser;
export const NO_SCALING = Phaser.Scale.NONE;

export type Game = Phaser.Game;
export type Scene = Phaser.Scene;
export type Image = GameObjects.Image;
