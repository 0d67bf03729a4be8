// The large chart, drawn by ECharts over the server's own drawing once the page stands; its table stays beside it.
const shown = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// light-dark() is no colour for a canvas: the browser resolves it on a real element.
function colour(name) {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = shown(name) ? `var(${name})` : "currentColor";
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function options(told) {
  const [ink, line, river, before, band, ground] = ["--ink-2", "--line", "--river", "--ink-3", "--band", "--surface"].map(colour);
  const axis = { axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } };
  const usual = { type: "line", symbol: "circle", symbolSize: 6, connectNulls: false };
  const markArea = told.band && { silent: true, itemStyle: { color: band }, data: [[{ yAxis: told.band[0] }, { yAxis: told.band[1] }]] };
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: 24, bottom: 8, outerBoundsMode: "same" },
    tooltip: { trigger: "axis", renderMode: "richText", backgroundColor: ground, borderColor: line, textStyle: { color: colour("--ink") } },
    xAxis: { type: "category", data: told.days, boundaryGap: false, ...axis, splitLine: { show: false } },
    yAxis: { type: "value", scale: true, max: told.most ?? undefined, ...axis },
    series: [
      { ...usual, name: told.names[0], data: told.values, lineStyle: { color: river, width: 2 }, itemStyle: { color: river }, markArea },
      { ...usual, name: told.names[1], data: told.before, symbol: "none", lineStyle: { color: before, type: "dashed", width: 1.5 }, itemStyle: { color: before } },
    ].filter((one) => one.data.some((value) => value !== null)),
  };
}

async function draw(place) {
  const told = JSON.parse(place.dataset.chart);
  const { init } = await import("echarts");
  place.replaceChildren();
  const chart = init(place, null, { renderer: "canvas" });
  chart.setOption(options(told));
  place.dataset.drawn = "true";
  new ResizeObserver(() => chart.resize()).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart.setOption(options(told), true));
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((one) => one.isIntersecting)) {
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "200px" });
for (const place of document.querySelectorAll("[data-chart]")) seen.observe(place);
