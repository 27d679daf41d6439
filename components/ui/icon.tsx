/**
 * The marks of this product: shapes that carry a meaning without their colour. Drawn once per page as a sprite, because
 * a table repeats them in every row.
 */
const SURFACE = "var(--surface)";

const SHAPES = {
  ok: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.8 8.2 2.2 2.2 4.2-4.6" fill="none" stroke={SURFACE} strokeWidth="1.8" />
    </>
  ),
  risk: (
    <>
      <path d="M8 .8 15.2 8 8 15.2.8 8z" fill="currentColor" />
      <path d="M8 4.4v4.2M8 10.2v1.6" stroke={SURFACE} strokeWidth="1.8" />
    </>
  ),
  behind: (
    <>
      <path d="M1.5 1.5h13v13h-13z" fill="currentColor" />
      <path d="M8 4v7M4.8 8.2 8 11.4l3.2-3.2" fill="none" stroke={SURFACE} strokeWidth="1.8" />
    </>
  ),
  over: (
    <>
      <path d="M2.5 1v14.5" stroke="currentColor" strokeWidth="1.8" />
      <path d="M3.4 1.8h10.8L11.6 5.4l2.6 3.8H3.4z" fill="currentColor" />
    </>
  ),
  pen: line("m2.5 13.5.8-3.3 7.6-7.6 2.5 2.5-7.6 7.6z"),
  lock: (
    <>
      <path d="M3 7h10v7H3z" fill="currentColor" />
      {line("M5 7V5a3 3 0 0 1 6 0v2")}
    </>
  ),
  carry: line("M2 3v10M5 8h8M9.8 4.8 13 8l-3.2 3.2"),
  warning: (
    <>
      <path d="M8 1.2 15.4 14.5H.6z" fill="currentColor" />
      <path d="M8 6v4.2M8 11.3v1.5" stroke={SURFACE} strokeWidth="1.6" />
    </>
  ),
  error: (
    <>
      <path d="M4.9.8h6.2l4.1 4.1v6.2l-4.1 4.1H4.9L.8 11.1V4.9z" fill="currentColor" />
      <path d="m5.3 5.3 5.4 5.4m0-5.4-5.4 5.4" stroke={SURFACE} strokeWidth="1.7" />
    </>
  ),
  check: line("m3 8.4 3.3 3.3L13 4.6"),
  clock: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      {line("M8 4.4V8l2.4 1.8")}
    </>
  ),
  back: line("M6.5 3 2.5 7l4 4M3 7h6.5a3.5 3.5 0 0 1 0 7H7"),
  theme: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      {line("m10.5 10.5 4 4")}
    </>
  ),
  star: line("m8 1.8 1.9 4 4.4.6-3.2 3 .8 4.4L8 11.7l-3.9 2.1.8-4.4-3.2-3 4.4-.6z"),
  starred: (
    <path
      d="m8 1.8 1.9 4 4.4.6-3.2 3 .8 4.4L8 11.7l-3.9 2.1.8-4.4-3.2-3 4.4-.6z"
      fill="currentColor"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  download: line("M8 2v8m-3.2-3L8 10.2 11.2 7M2.5 13.5h11"),
  left: line("M10 3 5 8l5 5"),
  right: line("m6 3 5 5-5 5"),
  bell: line("M3 11.5h10c-1-1-1.4-2-1.4-4.5a3.6 3.6 0 0 0-7.2 0c0 2.5-.4 3.5-1.4 4.5zM6.6 13.8h2.8"),
  person: line("M8 8.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14.3a5.5 5.5 0 0 1 11 0"),
} as const;

export type IconName = keyof typeof SHAPES;

function line(d: string) {
  return <path d={d} fill="none" stroke="currentColor" strokeWidth="1.5" />;
}

/** Once per page, before anything that uses an Icon. */
export function IconSprite() {
  return (
    <svg className="sprite" aria-hidden="true">
      <defs>
        {Object.entries(SHAPES).map(([name, shape]) => (
          <symbol key={name} id={`i-${name}`} viewBox="0 0 16 16">
            {shape}
          </symbol>
        ))}
        <symbol id="i-mark" viewBox="0 0 32 32">
          <rect width="32" height="32" rx="7" fill="var(--accent)" />
          <path
            d="M16 6.5a9.5 9.5 0 1 1-8.9 6.2"
            fill="none"
            stroke="var(--on-accent)"
            strokeWidth="3.4"
            strokeLinecap="round"
          />
          <circle cx="16" cy="16" r="3.4" fill="var(--on-accent)" />
        </symbol>
      </defs>
    </svg>
  );
}

/** Never alone: a word stands beside it, or the element around it has a label. */
export function Icon({ name, className = "i" }: { name: IconName | "mark"; className?: string }) {
  return (
    <svg className={className} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}
