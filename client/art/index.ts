/** All pictures of the game, drawn once as SVG: inline in the panels, baked into one atlas on the board. */
export { avatarPicture, avatarSvg } from './avatar.ts';
export { devicePicture, deviceSvg } from './device.ts';
export { framePicture, frameSvg } from './frame.ts';
export { ICON_NAMES, iconPicture, iconSvg } from './icon.ts';
export { logoPicture, logoSvg } from './logo.ts';
export { inlinePalette, resolvePalette } from './palette.ts';
export type { AvatarLook } from './avatar.ts';
export type { DeviceKind, DeviceLook } from './device.ts';
export type { Eyes, Look } from './eyes.ts';
export type { FrameLook, FramePaint } from './frame.ts';
export type { IconName } from './icon.ts';
export type { Palette } from './palette.ts';
