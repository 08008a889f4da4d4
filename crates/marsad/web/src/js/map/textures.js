/**
 * The fills of areas: a colour and a texture for each holder, so that no reader has to tell two parties apart by hue alone.
 * Contested areas are striped with both parties' colours, disputed ones chequered with them.
 */

/** Side of a tile in image pixels; at the ratio below it is drawn at half that. */
const SIZE = 32;
export const PIXEL_RATIO = 2;

const NOBODY = { colour: '#8d8779', texture: 'dots' };
const PAPER = { colour: '#fffdf8', texture: 'plain' };

/** The name of an area's fill. */
export function fillKey({ status, holder, holders }) {
  if (status === 'contested' || status === 'disputed') return [status, ...(holders?.length ? holders : [holder]).slice(0, 2)].join('|');
  return holder ? `held|${holder}` : 'unknown';
}

/** The colour of an area's outline. */
export function outlineColour(area, actors) {
  const holder = area.holder ?? area.holders?.[0];
  return actors[holder]?.colour ?? NOBODY.colour;
}

/** Lines that join up when the tile is repeated: each is drawn on the tile and on its neighbours. */
const strokes = {
  plain: [],
  rising: [[-8, 8, 8, -8], [-8, 24, 24, -8], [8, 40, 40, 8], [-8, 40, 40, -8], [24, 40, 40, 24]],
  falling: [[-8, 24, 8, 40], [-8, 8, 24, 40], [8, -8, 40, 24], [-8, -8, 40, 40], [24, -8, 40, 8]],
  level: [[0, 4, 32, 4], [0, 12, 32, 12], [0, 20, 32, 20], [0, 28, 32, 28]],
  upright: [[4, 0, 4, 32], [12, 0, 12, 32], [20, 0, 20, 32], [28, 0, 28, 32]],
  grid: [[0, 8, 32, 8], [0, 24, 32, 24], [8, 0, 8, 32], [24, 0, 24, 32]],
};
strokes.cross = [...strokes.rising, ...strokes.falling];

function texture(pen, { colour, texture: name }, base, ink) {
  pen.fillStyle = pen.strokeStyle = colour;
  pen.globalAlpha = base;
  pen.fillRect(0, 0, SIZE, SIZE);
  pen.globalAlpha = ink;
  pen.lineWidth = 2;
  for (const [x1, y1, x2, y2] of strokes[name] ?? []) {
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }
  if (name === 'dots') {
    for (const [x, y] of [[8, 8], [24, 24]]) {
      pen.beginPath();
      pen.arc(x, y, 3, 0, 2 * Math.PI);
      pen.fill();
    }
  }
}

/** Broad slanting stripes of two colours. */
function stripes(pen, [first, second]) {
  pen.globalAlpha = 0.62;
  pen.fillStyle = second.colour;
  pen.fillRect(0, 0, SIZE, SIZE);
  pen.fillStyle = first.colour;
  pen.globalAlpha = 0.75;
  for (const x of [-32, 0, 32]) {
    pen.beginPath();
    pen.moveTo(x, 32);
    pen.lineTo(x + 16, 32);
    pen.lineTo(x + 48, 0);
    pen.lineTo(x + 32, 0);
    pen.fill();
  }
}

/** A chequerboard of two colours. */
function chequers(pen, [first, second]) {
  pen.globalAlpha = 0.6;
  for (const [x, y, side] of [[0, 0, first], [16, 16, first], [16, 0, second], [0, 16, second]]) {
    pen.fillStyle = side.colour;
    pen.fillRect(x, y, 16, 16);
  }
}

/** A fill as a canvas that can be repeated. */
export function tile(key, actors) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const [kind, ...ids] = key.split('|');
  // Opaque, so that a part drawn on its whole does not let the whole's texture through.
  pen.fillStyle = PAPER.colour;
  pen.fillRect(0, 0, SIZE, SIZE);
  const sides = [0, 1].map((side) => actors[ids[side]] ?? (side ? PAPER : NOBODY));
  if (kind === 'contested') stripes(pen, sides);
  else if (kind === 'disputed') chequers(pen, sides);
  else if (kind === 'held') texture(pen, sides[0], 0.3, 0.5);
  else texture(pen, NOBODY, 0.12, 0.35);
  return canvas;
}

const drawn = new Map();

/** The fill as pixels, for the map. */
export function pixels(key, actors) {
  return tile(key, actors).getContext('2d').getImageData(0, 0, SIZE, SIZE);
}

/** The fill as an image address, for swatches. */
export function dataUrl(key, actors) {
  if (!drawn.has(key)) drawn.set(key, tile(key, actors).toDataURL());
  return drawn.get(key);
}
