/** The signs the map sets on places and routes, drawn here so that no sprite has to be fetched. */

const SIDE = 44;
export const PIXEL_RATIO = 2;

function disc(pen, fill, ring) {
  pen.beginPath();
  pen.arc(22, 22, 19, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.lineWidth = 4;
  pen.strokeStyle = ring;
  pen.stroke();
}

function lines(pen, colour, width, paths) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = pen.lineJoin = 'round';
  for (const path of paths) {
    pen.beginPath();
    path.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.stroke();
  }
}

/** A place shut in: arrows closing on it from four sides. */
function besieged(pen) {
  disc(pen, '#a3122a', '#fffdf8');
  lines(pen, '#fffdf8', 3.5, [[[22, 7], [22, 16]], [[22, 37], [22, 28]], [[7, 22], [16, 22]], [[37, 22], [28, 22]]]);
  pen.fillStyle = '#fffdf8';
  pen.beginPath();
  pen.arc(22, 22, 3.6, 0, 2 * Math.PI);
  pen.fill();
}

/** Hard to reach: the same, with two sides still open. */
function hardToReach(pen) {
  disc(pen, '#fffdf8', '#c05a12');
  lines(pen, '#c05a12', 3.5, [[[9, 22], [16, 22]], [[35, 22], [28, 22]]]);
  pen.fillStyle = '#c05a12';
  pen.beginPath();
  pen.arc(22, 22, 4, 0, 2 * Math.PI);
  pen.fill();
}

/** A broken link. */
function isolated(pen) {
  disc(pen, '#2a2f3a', '#fffdf8');
  pen.strokeStyle = '#fffdf8';
  pen.lineWidth = 3.4;
  pen.lineCap = 'round';
  for (const [x, from, to] of [[15, 0.25, 1.75], [29, 1.25, 2.75]]) {
    pen.beginPath();
    pen.arc(x, 22, 5.5, from * Math.PI, to * Math.PI);
    pen.stroke();
  }
}

/** Two blades crossed. */
function contested(pen) {
  disc(pen, '#fffdf8', '#2a2f3a');
  lines(pen, '#2a2f3a', 3.6, [[[14, 13], [30, 31]], [[30, 13], [14, 31]], [[12, 27], [18, 33]], [[32, 27], [26, 33]]]);
}

/** Sources disagree. */
function disputed(pen) {
  disc(pen, '#fffdf8', '#6a3d9a');
  pen.fillStyle = '#6a3d9a';
  pen.font = '700 27px sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText('?', 22, 23.5);
}

/** No way through. */
function cut(pen) {
  disc(pen, '#fffdf8', '#c8102e');
  lines(pen, '#c8102e', 5, [[[15, 15], [29, 29]], [[29, 15], [15, 29]]]);
}

/** A shape for each group of events, in the colour that its claims have in the lists: it can be told without the colour. */
const SHAPES = {
  fighting: ['#c8452f', [[22, 4], [26, 16], [38, 10], [29, 21], [40, 30], [27, 28], [24, 40], [18, 29], [6, 35], [13, 24], [4, 14], [17, 16]]],
  territory: ['#0d5566', [[12, 5], [36, 13], [17, 21], [17, 40], [12, 40]]],
  lines: ['#a3122a', [[22, 5], [39, 22], [22, 39], [5, 22]]],
  deprivation: ['#b4520e', [[22, 6], [39, 37], [5, 37]]],
  people: ['#6a3d9a', [[22, 5], [28, 11], [26, 18], [34, 24], [35, 39], [9, 39], [10, 24], [18, 18], [16, 11]]],
  dealings: ['#1b7f4d', [[8, 8], [36, 8], [36, 28], [20, 28], [12, 37], [12, 28], [8, 28]]],
};

/** The groups whose events the map marks. */
export const EVENT_GROUPS = Object.keys(SHAPES);

function shape([colour, corners]) {
  return (pen) => {
    pen.beginPath();
    corners.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.closePath();
    pen.lineWidth = 5;
    pen.lineJoin = 'round';
    pen.strokeStyle = '#fffdf8';
    pen.stroke();
    pen.fillStyle = colour;
    pen.fill();
  };
}

const SIGNS = { besieged, 'hard-to-reach': hardToReach, isolated, contested, disputed, cut };

function drawnOn(draw) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  draw(canvas.getContext('2d', { willReadFrequently: true }));
  return canvas;
}

const sign = (draw) => drawnOn(draw).getContext('2d').getImageData(0, 0, SIDE, SIDE);

const marks = new Map();

/** The mark of a group of events as a picture for the legend. */
export function eventMark(group) {
  if (!marks.has(group)) marks.set(group, drawnOn(shape(SHAPES[group])).toDataURL());
  return marks.get(group);
}

/** Gives the map every sign. */
export function addSigns(map) {
  for (const [name, draw] of Object.entries(SIGNS)) map.addImage(`sign-${name}`, sign(draw), { pixelRatio: PIXEL_RATIO });
  for (const group of EVENT_GROUPS) map.addImage(`event-${group}`, sign(shape(SHAPES[group])), { pixelRatio: PIXEL_RATIO });
}

/** The one sign that says most about an area; null where nothing is out of the ordinary. */
export function signOf({ access, isolated: alone, status }) {
  if (status === 'disputed' || status === 'contested') return `sign-${status}`;
  if (alone) return 'sign-isolated';
  return access === 'besieged' || access === 'hard-to-reach' ? `sign-${access}` : null;
}
