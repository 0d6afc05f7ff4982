/**
 * Draws the points of an area as an SVG chart: the time of pct divided by that of another program, on a
 * logarithmic scale. Bars to the left of the line at 1 are works at which pct is faster.
 */

const WIDTH = 760;
const LABEL_WIDTH = 370;
const ROW = 26;
const TOP = 34;
/** Space for the number beside a bar. */
const NUMBER_WIDTH = 44;

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.bar { fill: #2563a8; } .slower { fill: #b45309; } .one { stroke: #1f2328; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .bar { fill: #6cb0f5; } .slower { fill: #f0a04b; } .one { stroke: #e6edf3; }
}`;

/** An SVG of points (work, peer, ratio). */
export function chart(points, caption) {
  const logs = points.map(({ ratio }) => Math.log2(ratio));
  const [lowest, highest] = [Math.min(-1, ...logs), Math.max(1, ...logs)];
  const [left, right] = [LABEL_WIDTH + NUMBER_WIDTH, WIDTH - NUMBER_WIDTH];
  const x = (log) => left + ((log - lowest) / (highest - lowest)) * (right - left);
  const height = TOP + points.length * ROW + 8;
  const rows = points.map(({ work, peer, ratio }, i) => {
    const [y, end] = [TOP + i * ROW, x(Math.log2(ratio))];
    const isSlower = ratio > 1;
    const [from, width] = [Math.min(end, x(0)), Math.max(1, Math.abs(end - x(0)))];
    const number = isSlower
      ? `x="${(end + 6).toFixed(1)}"`
      : `x="${(end - 6).toFixed(1)}" text-anchor="end"`;
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${y + 16}" text-anchor="end">${escape(`${work} ÷ ${peer}`)}</text>`,
      `<rect class="${isSlower ? "slower" : "bar"}" x="${from.toFixed(1)}" y="${y + 4}" width="${width.toFixed(1)}" height="${ROW - 8}"/>`,
      `<text ${number} y="${y + 16}">${ratio.toFixed(2)}</text>`,
    ].join("\n");
  });
  const one = x(0).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">
<title>${escape(caption)}</title>
<style>${STYLE}
</style>
<text x="8" y="18">${escape(caption)}</text>
${rows.join("\n")}
<line class="one" x1="${one}" x2="${one}" y1="${TOP - 4}" y2="${height - 4}"/>
</svg>
`;
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
