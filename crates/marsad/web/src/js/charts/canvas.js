/** Bars on a canvas: Chart.js, asked for only when a chart is wanted, with the map's own colours and textures. */
import { PIXEL_RATIO, tile } from '../map/textures.js';
import { language, number, short } from '../words.js';

const INK = '#20262f';
const SOFT = '#5b6472';
const LINE = '#e3ddcf';
const FONT = { family: '"Noto Sans Arabic", system-ui, sans-serif', size: 12 };

/** The library, loaded once. */
async function library() {
  if (!globalThis.Chart) await import('../../vendor/chart.umd.min.js');
  return globalThis.Chart;
}

/** A texture of the map as a canvas fills with it. */
export function pattern(key, actors) {
  const fill = document.createElement('canvas').getContext('2d').createPattern(tile(key, actors), 'repeat');
  fill.setTransform(new DOMMatrix().scale(1 / PIXEL_RATIO));
  return fill;
}

/** Signs above bars: that the number is unknown, or open above. */
const signs = {
  id: 'signs',
  afterDatasetsDraw(chart) {
    const { ctx } = chart;
    ctx.save();
    Object.assign(ctx, { font: `600 13px ${FONT.family}`, fillStyle: INK, textAlign: 'center', textBaseline: 'bottom', direction: 'ltr' });
    chart.data.datasets.forEach((dataset, at) => {
      const { data } = chart.getDatasetMeta(at);
      dataset.signs?.forEach((sign, index) => sign && data[index] && ctx.fillText(sign, data[index].x, data[index].y - 1));
    });
    ctx.restore();
  },
};

function scale(title, more = {}) {
  return {
    grid: { color: LINE }, border: { color: '#cfc7b6' },
    title: { display: Boolean(title), text: title, color: SOFT, font: FONT },
    ...more, ticks: { color: SOFT, font: FONT, ...more.ticks },
  };
}

/** What all charts share: time and bars run the way the language is read. */
function options({ across, along, unit, horizontal = false, most, onchoose, tell }) {
  const rtl = language() === 'ar';
  const values = scale(unit, { stacked: true, beginAtZero: true, max: most, grace: most ? 0 : '8%', ticks: { precision: 0, callback: (value) => number(value) } });
  const names = scale('', { stacked: true, grid: { display: false }, ticks: { autoSkipPadding: 14, maxRotation: 0, callback: (_, at) => short(across[at], horizontal ? 26 : 22) } });
  const [x, y] = horizontal ? [values, names] : [names, values];
  return {
    animation: false, responsive: true, maintainAspectRatio: false, locale: language() === 'ar' ? 'ar-SY-u-nu-latn' : 'en-GB',
    indexAxis: horizontal ? 'y' : 'x',
    interaction: { mode: 'nearest', axis: horizontal ? 'y' : 'xy', intersect: false },
    scales: { x: { ...x, reverse: rtl }, y: { ...y, position: rtl ? 'right' : 'left' } },
    plugins: {
      legend: { display: false },
      tooltip: {
        rtl, textDirection: rtl ? 'rtl' : 'ltr', titleFont: FONT, bodyFont: FONT, displayColors: false,
        filter: (_, at) => at === 0,
        callbacks: { title: ([item]) => short(along(item.dataIndex), 60), label: ({ datasetIndex, dataIndex }) => tell(datasetIndex, dataIndex) },
      },
    },
    onClick: (_, [element]) => element && onchoose(element.datasetIndex, element.index),
  };
}

/**
 * Draws bars on a canvas and gives a function that takes them away.
 * `across` are the names below the bars, `datasets` are Chart.js's; `tell` says a bar in words, `onchoose` opens it.
 */
export async function drawBars(canvas, { across, datasets, ...asked }) {
  const Chart = await library();
  if (!canvas.isConnected) return;
  Chart.getChart(canvas)?.destroy();
  const chart = new Chart(canvas, { type: 'bar', data: { labels: across, datasets }, plugins: [signs], options: options({ across, along: (at) => across[at], ...asked }) });
  canvas.closest('.chart').dataset.drawn = String(chart.data.datasets.length);
}
