/*
 * The part of Phaser that the board uses: a scene, a camera, textures and images. Everything else that Phaser offers
 * stays out of the bundle. The order is that of phaser/src/phaser-core.js: its modules require each other in circles,
 * and another order meets half-made classes. Vite resolves `phaser` to this file and `@psrc` to phaser/src.
 */
const slim = {
  Animations: require('@psrc/animations'),
  BlendModes: require('@psrc/renderer/BlendModes'),
  Cache: require('@psrc/cache'),
  Cameras: { Scene2D: require('@psrc/cameras/2d') },
  Core: require('@psrc/core'),
  Data: require('@psrc/data'),
  Display: { Masks: require('@psrc/display/mask') },
  DOM: require('@psrc/dom'),
  Events: require('@psrc/events'),
  Filters: require('@psrc/filters'),
  Game: require('@psrc/core/Game'),
  GameObjects: {
    DisplayList: require('@psrc/gameobjects/DisplayList'),
    GameObjectCreator: require('@psrc/gameobjects/GameObjectCreator'),
    GameObjectFactory: require('@psrc/gameobjects/GameObjectFactory'),
    UpdateList: require('@psrc/gameobjects/UpdateList'),
    Components: require('@psrc/gameobjects/components'),
    GameObject: require('@psrc/gameobjects/GameObject'),
    Image: require('@psrc/gameobjects/image/Image'),
    Factories: { Image: require('@psrc/gameobjects/image/ImageFactory') },
  },
  Plugins: require('@psrc/plugins'),
  Renderer: require('@psrc/renderer'),
  Scale: require('@psrc/scale'),
  ScaleModes: require('@psrc/renderer/ScaleModes'),
  Scene: require('@psrc/scene/Scene'),
  Scenes: require('@psrc/scene'),
  Textures: require('@psrc/textures'),
};

module.exports = Object.assign(slim, require('@psrc/const'));
