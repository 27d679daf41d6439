/** Runs in the page before anything of it, and keeps in `window.seen` what browser-visit.ts calls Seen. */
{
  const seen = { lcp: 0, lcpElement: "", shifts: [] };
  window.seen = seen;
  const nameOf = (node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    if (!element) return "";
    return `${element.tagName.toLowerCase()}${[...element.classList].map((one) => `.${one}`).join("")}`;
  };
  const each = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  each("largest-contentful-paint", ({ startTime, element }) => {
    seen.lcp = startTime;
    seen.lcpElement = nameOf(element);
  });
  each("layout-shift", ({ value, hadRecentInput, sources, startTime }) => {
    const what = sources.map(({ node }) => nameOf(node));
    seen.shifts.push({ value, byUser: hadRecentInput, at: startTime, what });
  });
}

/** Clicks in the middle of the screen, and resolves with the milliseconds until a frame with what was asked for is on the screen. */
window.untilDrawn = (clicked, awaited) =>
  new Promise((resolve) => {
    const target = document.querySelector(clicked);
    target.scrollIntoView({ block: "center" });
    const start = performance.now();
    const look = () => {
      if (document.querySelector(awaited) === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    };
    target.click();
    requestAnimationFrame(look);
  });
