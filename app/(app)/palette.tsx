"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "@/components/ui/icon";
import type { Findings } from "./search/schemas";

type Props = { at: string | undefined; onClose: () => void };

/** Long enough that a word is one question, short enough that nobody waits. */
const PAUSE = 120;

type State = { findings: Findings; failed: boolean };
const NOTHING: State = { findings: { groups: [] }, failed: false };

async function ask(q: string, at: string | undefined, signal: AbortSignal): Promise<State> {
  const query = new URLSearchParams({ q, ...(at ? { at } : {}) });
  const answer = await fetch(`/api/v1/search?${query}`, { signal });
  return answer.ok
    ? { findings: (await answer.json()) as Findings, failed: false }
    : { ...NOTHING, failed: true };
}

/** Jumps to a unit, period or screen by a few letters. One list, moved in by arrows, opened by Enter. */
export function Palette({ at, onClose }: Props) {
  const router = useRouter();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const asking = useRef<AbortController | null>(null);
  /** Enter was pressed before the answer came: then its first result is opened. */
  const opensFirst = useRef(false);
  const [query, setQuery] = useState("");
  const [answer, setAnswer] = useState<State | null>(null);
  const [active, setActive] = useState(0);
  const [isWaiting, setIsWaiting] = useState(true);

  const open = (href: string) => {
    onClose();
    router.push(href);
  };
  const request = (q: string, pause: number) => {
    asking.current?.abort();
    const controller = new AbortController();
    asking.current = controller;
    setTimeout(() => {
      if (controller.signal.aborted) return;
      ask(q, at, controller.signal)
        .catch(() => ({ ...NOTHING, failed: true }))
        .then((state) => {
          if (controller.signal.aborted) return;
          const first = state.findings.groups[0]?.results[0];
          if (opensFirst.current && first) return open(first.href);
          opensFirst.current = false;
          setAnswer(state);
          setActive(0);
          setIsWaiting(false);
        });
    }, pause);
  };
  const begin = useRef(request);
  useEffect(() => {
    dialog.current?.showModal();
    begin.current("", 0);
    return () => asking.current?.abort();
  }, []);

  const groups = answer?.findings.groups ?? [];
  const results = groups.flatMap((group) => group.results);
  const optionId = (index: number) => `${id}-${index}`;

  const move = (step: number) => {
    if (results.length === 0) return;
    const next = (active + step + results.length) % results.length;
    setActive(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") {
      const chosen = results[active];
      if (isWaiting) opensFirst.current = true;
      else if (chosen) open(chosen.href);
    } else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Tìm đơn vị, kỳ, màn hình"
      // On Escape the dialog closes first and says so later: a Ctrl K in between would close what is closed already.
      onCancel={onClose}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="palette-box">
        <div className="palette-input">
          <Icon name="search" />
          <input
            type="text"
            role="combobox"
            aria-label="Tên đơn vị, chữ cái đầu, mã, tháng hoặc màn hình"
            aria-expanded={results.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            {...(results.length > 0 ? { "aria-activedescendant": optionId(active) } : {})}
            placeholder="Tên, chữ cái đầu (tth), mã, tháng (10/2025)"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            autoFocus
            value={query}
            onChange={({ target }) => {
              setQuery(target.value);
              setIsWaiting(true);
              request(target.value, PAUSE);
            }}
            onKeyDown={onKeyDown}
          />
          <button type="button" className="palette-close" onClick={onClose}>
            Đóng
          </button>
        </div>
        <div
          className="palette-list"
          id={`${id}-list`}
          role="listbox"
          aria-label="Kết quả"
          aria-busy={isWaiting}
        >
          {groups.map(({ title, results: members }, at) => {
            const before = groups.slice(0, at).reduce((sum, group) => sum + group.results.length, 0);
            return (
              <div key={title} role="group" aria-labelledby={`${id}-group-${at}`}>
                <p id={`${id}-group-${at}`} role="presentation">
                  {title}
                </p>
                {members.map(({ href, title: name, detail, isEnded }, index) => (
                  <Link
                    key={href}
                    id={optionId(before + index)}
                    role="option"
                    tabIndex={-1}
                    href={href}
                    prefetch={false}
                    aria-selected={before + index === active}
                    className={isEnded ? "is-ended" : undefined}
                    onPointerMove={() => setActive(before + index)}
                    onClick={(event) => !event.ctrlKey && !event.metaKey && !event.shiftKey && onClose()}
                  >
                    <b>{name}</b>
                    {detail && <small>{detail}</small>}
                  </Link>
                ))}
              </div>
            );
          })}
        </div>
        <p className="palette-foot" role="status">
          {answer === null ? "" : words(answer, results.length, query)}
          <span aria-hidden="true">
            <kbd>↑</kbd> <kbd>↓</kbd> chọn <kbd>Enter</kbd> mở <kbd>Esc</kbd> đóng
          </span>
        </p>
      </div>
    </dialog>
  );
}

function words({ failed }: State, count: number, query: string): string {
  if (failed) return "Chưa tìm được do mất kết nối hoặc phiên đã kết thúc. Gõ lại để thử lần nữa.";
  if (query.trim() === "") return count === 0 ? "Gõ để tìm" : "Lối tắt";
  return count === 0 ? "Không có kết quả trong phạm vi của tài khoản" : `${count} kết quả`;
}
