"use client";

/** In the head of a table that may be too wide. Where no script runs it stands wherever there is little room. */
export function SwipeHint() {
  return (
    <span className="swipe" ref={watch}>
      Vuốt ngang để xem đủ cột.
    </span>
  );
}

/** Where nothing scrolls it is unseen, and leaves its place: nothing moves while a page loads. */
function watch(hint: HTMLElement) {
  const box = hint.closest(".table-head")?.parentElement?.querySelector(":scope > .scroll");
  const tell = () => hint.toggleAttribute("data-idle", !box || box.scrollWidth <= box.clientWidth);
  tell();
  if (!box) return undefined;
  const observer = new ResizeObserver(tell);
  for (const one of [box, ...box.children]) observer.observe(one);
  return () => observer.disconnect();
}
