/** Draws the points of an area as an SVG bar chart: the time of pct divided by that of another program. */

const WIDTH = 720;
const LABEL_WIDTH = 330;
const ROW = 26;
const TOP = 34;
const BAR_END = WIDTH - 60;

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.bar { fill: #2563a8; } .slower { fill: #b45309; } .one { stroke: #1f2328; stroke-dasharray: 3 3; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .bar { fill: #6cb0f5; } .slower { fill: #f0a04b; } .one { stroke: #e6edf3; }
}`;

/** An SVG of points (work, peer, ratio). Bars left of the line at 1 are works at which pct is faster. */
export function chart(points, caption) {
  const longest = Math.max(1.2, ...points.map(({ ratio }) => ratio));
  const x = (ratio) => LABEL_WIDTH + (ratio / longest) * (BAR_END - LABEL_WIDTH);
  const height = TOP + points.length * ROW + 8;
  const rows = points.map(({ work, peer, ratio }, i) => {
    const y = TOP + i * ROW;
    const kind = ratio > 1 ? "slower" : "bar";
    const width = Math.max(1, x(ratio) - LABEL_WIDTH).toFixed(1);
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${y + 16}" text-anchor="end">${escape(`${work} ÷ ${peer}`)}</text>`,
      `<rect class="${kind}" x="${LABEL_WIDTH}" y="${y + 4}" width="${width}" height="${ROW - 8}" rx="2"/>`,
      `<text x="${(x(ratio) + 6).toFixed(1)}" y="${y + 16}">${ratio.toFixed(2)}</text>`,
    ].join("\n");
  });
  const one = x(1).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">
<title>${escape(caption)}</title>
<style>${STYLE}
</style>
<text x="8" y="18">${escape(caption)}</text>
${rows.join("\n")}
<line class="one" x1="${one}" x2="${one}" y1="${TOP - 6}" y2="${height - 4}"/>
</svg>
`;
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
