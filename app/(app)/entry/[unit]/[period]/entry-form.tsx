"use client";

import { useActionState, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import {
  overtakenCells,
  readPostedCells,
  startCells,
  typedEarly,
  typedValue,
  type TypedCell,
} from "@/lib/domain/entry-cells";
import { firstBlocking, formProblems } from "@/lib/domain/entry-problems";
import type { IndicatorId } from "@/lib/domain/indicator";
import { entryAction } from "./actions";
import { EntrySection, type ColumnNames } from "./entry-section";
import { EntrySide } from "./entry-side";
import { answersOf, type EntryState } from "./entry-state";
import { EntryStore, type EntryPorts } from "./entry-store";
import { EntrySummary } from "./entry-summary";
import { unpackChecks, type FormView } from "./form-view";
import { keepsakeOf, warnBeforeLeaving } from "@/app/(app)/keepsake";
import { cellId, moveOnKey } from "./keys";
import { SubmitBar } from "./submit-bar";

type Props = {
  id: string;
  /** Who signed in when the form was drawn. */
  typist: string;
  lockVersion: number;
  view: FormView;
  columns: ColumnNames;
  isEditable: boolean;
};

/** One form for typing and, while it is locked, for reading: what was typed and not saved survives the lock. */
export function EntryForm({ id, typist, lockVersion, view, columns, isEditable }: Props) {
  const [posted, postAction] = useActionState<EntryState, FormData>(entryAction, null);
  const [store] = useState(() => makeStore({ id, typist, lockVersion, view, isEditable }, posted));
  const [drawn] = useState(() => store.snapshot().cells);
  const { cells, refused, overtaken, ...status } = useSyncExternalStore(
    store.subscribe,
    store.snapshot,
    store.snapshot,
  );
  const [answer, setAnswer] = useState(posted);
  const [isAttempted, setAttempted] = useState(
    posted !== null && "isAttempted" in posted && posted.isAttempted,
  );
  const [activeId, setActiveId] = useState<IndicatorId | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const context = useMemo(() => unpackChecks(view.checks), [view.checks]);
  const { problems, issues } = useMemo(
    () => formProblems(cells, context, refused),
    [cells, context, refused],
  );
  const valueOf = (cell: IndicatorId) => typedValue(cells[cell]?.text ?? "");
  const unsaved = store.unsaved();

  useEffect(() => {
    const early = store.isEditable ? typedEarly(drawn, fieldsOf(form.current)) : {};
    // What React has heard of already is in the store; it may have put the control back until the store is heard.
    const unheard = (Object.keys(early) as IndicatorId[]).filter(
      (cell) => store.snapshot().cells[cell] === drawn[cell],
    );
    store.restore();
    for (const cell of unheard) store.type(cell, early[cell] ?? {});
    return () => store.close();
  }, [store, drawn]);
  useEffect(() => store.renew(view.draft), [store, view.draft]);
  useEffect(() => {
    // Here all that is newer than the page is kept anyway.
    return warnBeforeLeaving(
      () => isEditable && store.unsaved().length > 0,
      () => {},
    );
  }, [store, isEditable]);

  function goTo(target: IndicatorId | undefined) {
    const problem = problems.find((one) => one.id === target);
    const isAsking = problem?.level === "warning";
    const field =
      target && form.current?.querySelector<HTMLElement>(`#${cellId(target)}${isAsking ? "-x" : ""}`);
    (field || (target && document.getElementById(cellId(target))))?.focus();
  }

  async function onSubmit(event: React.SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const button = event.nativeEvent.submitter;
    if (!(button instanceof HTMLButtonElement) || button.value !== "submit") {
      await store.flush();
      return;
    }
    setAttempted(true);
    const blocking = firstBlocking(problems);
    if (blocking) {
      // The explanation field of an empty cell is drawn only now.
      setTimeout(() => goTo(blocking.id));
      return;
    }
    setAnswer(await store.submit());
  }

  function onType(cell: IndicatorId, patch: Partial<TypedCell>) {
    store.type(cell, patch);
    // What was answered to the last attempt is over.
    setAnswer(null);
  }

  const section = { cells, problems, columns, isAttempted, isEditable, activeId, kind: view.kind };
  return (
    <form
      ref={form}
      className="entry-layout"
      action={postAction}
      onSubmit={onSubmit}
      onKeyDown={(event) => moveOnKey(event, { view, problems, store, goTo })}
      noValidate
    >
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="typist" value={typist} />
      <input type="hidden" name="lockVersion" value={lockVersion} />
      {/* The Enter key presses the first button of a form: without script it saves, and never submits. */}
      <button className="sr" name="intent" value="save" tabIndex={-1} aria-hidden="true">
        Lưu nháp
      </button>
      <EntrySummary
        answer={answer}
        problems={isAttempted ? problems : []}
        unsaved={isEditable ? [] : unsaved}
        overtaken={overtaken}
        cells={cells}
        draft={view.draft}
        onGiveUp={() => store.giveUp(view.draft)}
      />
      <div className="entry-main">
        {view.sections.map((one) => (
          <EntrySection
            key={one.key}
            section={one}
            {...section}
            onType={onType}
            onLeave={(cell) => store.leave(cell)}
            onFocus={setActiveId}
            onResolve={(cell, side) => store.resolve(cell, side)}
          />
        ))}
      </div>
      <EntrySide
        view={view}
        problems={problems}
        issues={issues}
        cells={cells}
        valueOf={valueOf}
        activeId={activeId}
        currentName={columns.current.replace(/^\D+/, "")}
      />
      {isEditable && (
        <SubmitBar
          status={status}
          cells={cells}
          unsaved={unsaved}
          problems={problems}
          required={view.checks.required}
        />
      )}
    </form>
  );
}

function fieldsOf(form: HTMLFormElement | null): Record<string, string> {
  if (!form) return {};
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

function makeStore(
  { id, typist, lockVersion, view, isEditable }: Omit<Props, "columns">,
  answered: EntryState,
): EntryStore {
  const values = answered && !answered.ok ? answered.values : undefined;
  const posted = readPostedCells(values ?? {}) ?? [];
  const cells = startCells(view.draft, posted, answersOf(answered).conflicts);
  const ports: EntryPorts = {
    isEditable,
    keepsake: keepsakeOf({ typist, id, turn: lockVersion }),
    post: (fields) => {
      const form = new FormData();
      form.set("id", id);
      form.set("typist", typist);
      form.set("lockVersion", String(lockVersion));
      for (const [name, value] of fields) form.set(name, value);
      return entryAction(null, form);
    },
  };
  return new EntryStore(cells, ports, overtakenCells(view.draft, posted));
}
