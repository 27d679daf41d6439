"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import { FormMessage } from "@/components/ui/form-message";
import {
  cascadeField,
  clashWords,
  isTargetChanged,
  readTypedTargets,
  type HeldTarget,
  type TypedTarget,
} from "@/lib/domain/cascade-cell";
import type { TotalChoice } from "@/lib/domain/cascade-total";
import { isLeaving, keptTargets, warnBeforeLeaving } from "@/app/(app)/keepsake";
import { cascadeAction } from "./actions";
import { CascadeBar } from "./cascade-bar";
import { CascadeConflict } from "./cascade-conflict";
import { spreadsOf } from "./cascade-sheet";
import { readChoice, readStep } from "./cascade-start";
import type { CascadeAnswer } from "./cascade-state";
import type { CascadePorts } from "./cascade-saving";
import { CascadeStore } from "./cascade-store";
import { CascadeTable } from "./cascade-table";
import { CascadeTools } from "./cascade-tools";
import { CascadeTotal } from "./cascade-total";
import type { CascadeView } from "./cascade-view";
import { onCascadeKey, pasteInto } from "./keys";

type Table = { indicator: string; kind: string; scope: string };
type Props = {
  id: string;
  /** Who signed in when the form was drawn. */
  typist: string;
  lockVersion: number;
  table: Table;
  view: CascadeView;
  /** Of the address. */
  start: Partial<Record<keyof TotalChoice | "step", string | undefined>>;
  isEditable: boolean;
};

/** One plain form: without JavaScript its buttons are answered by the server with the same rules. */
export function CascadeForm(props: Props) {
  const { id, typist, lockVersion, table, view, isEditable } = props;
  const [posted, postAction] = useActionState<CascadeAnswer, FormData>(cascadeAction, null);
  const [store] = useState(() => makeStore(props, posted));
  /** The lines as they are shown: sorted, without what the filter hides. */
  const order = useRef<readonly string[]>(view.lines.map((line) => line.id));

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const typed = form.current ? [...new FormData(form.current)] : [];
    store.start(Object.fromEntries(typed.map(([name, value]) => [name, String(value)])));
  }, [store]);
  useEffect(() => {
    const { saving } = store;
    const stopWarning = warnBeforeLeaving(saving.hasUnsaved, () => saving.keep());
    return () => {
      stopWarning();
      void store.saving.flush();
    };
  }, [store]);

  async function onSubmit(event: React.SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const button = event.nativeEvent.submitter;
    const intent = button instanceof HTMLButtonElement ? button.value : "save";
    const spread = spreadsOf(view).find((one) => intent === `propose.${one}`);
    if (intent === "rest" || spread) store.spread(spread ?? "rest");
    else if (intent === "save") await store.saving.flush();
  }

  return (
    <form
      ref={form}
      className={`cascade ${view.kind === "amount" ? "wide" : ""}`}
      action={postAction}
      onSubmit={onSubmit}
      onKeyDown={(event) => onCascadeKey(event, store, order.current)}
      onPaste={(event) => pasteInto(event, store, order.current)}
      noValidate
    >
      <Hidden id={id} typist={typist} lockVersion={lockVersion} table={table} view={view} />
      {/* The Enter key presses the first button of a form: without script it saves. */}
      <button className="sr" name="intent" value="save" tabIndex={-1} aria-hidden="true">
        Lưu dự thảo
      </button>
      {posted && <PostedMessage answer={posted} view={view} />}
      <CascadeConflict store={store} />
      <CascadeTotal store={store} isEditable={isEditable} />
      {isEditable && <CascadeTools store={store} />}
      <CascadeTable store={store} onOrder={(ids) => (order.current = ids)} isEditable={isEditable} />
      {isEditable && <CascadeBar store={store} />}
    </form>
  );
}

/** What was answered where the browser runs no script. */
function PostedMessage({ answer, view }: { answer: NonNullable<CascadeAnswer>; view: CascadeView }) {
  if (!("theirs" in answer)) return <FormMessage state={answer} />;
  const names = [...new Set(answer.theirs.flatMap(({ by }) => by ?? []))].join(", ");
  const { values = {} } = answer;
  const facts = {
    typed: readTypedTargets(values),
    seen: readSeen(values[cascadeField.seen]),
    theirs: answer.theirs.map(({ id, value }) => ({ id, value: value === null ? null : BigInt(value) })),
  };
  const clashes = clashWords(view.kind, facts, view.lines);
  const cells = clashes === null ? "" : ` Khác số ở đây: ${clashes}.`;
  const message = `${answer.message} Người sửa gần nhất: ${names || "người khác"}.${cells} Số đã nhập còn trong bảng: bấm Lưu dự thảo để ghi đè, hoặc tải lại trang để lấy số mới.`;
  return <FormMessage state={{ ok: false, message }} />;
}

type HiddenProps = Pick<Props, "id" | "typist" | "lockVersion" | "table" | "view">;

function Hidden({ id, typist, lockVersion, table, view }: HiddenProps) {
  const fields = { id, typist, lockVersion, ...table, to: view.to, [cascadeField.seen]: writeSeen(view) };
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

type Seen = Record<string, [value: string | null, isLocked: 0 | 1]>;

/** What the table held when it was drawn: what differs from it was typed. */
const writeSeen = ({ lines }: CascadeView) =>
  JSON.stringify(
    Object.fromEntries(
      lines.map(({ id, held: { value, isLocked } }) => [
        id,
        [value === null ? null : String(value), isLocked ? 1 : 0],
      ]),
    ),
  );

function readSeen(text: string | undefined): Map<string, HeldTarget> {
  try {
    const seen = JSON.parse(text ?? "{}") as Seen;
    return new Map(
      Object.entries(seen).map(([id, [value, isLocked]]) => [
        id,
        { value: value === null ? null : BigInt(value), isLocked: isLocked === 1 },
      ]),
    );
  } catch {
    return new Map();
  }
}

function makeStore(
  { id, typist, lockVersion, table, view, start, isEditable }: Props,
  posted: CascadeAnswer,
) {
  const ports: CascadePorts = {
    isEditable,
    isLeaving,
    keepsake: keptTargets([typist, id, table.indicator, table.kind, table.scope, view.to].join(":")),
    post: (fields) => {
      const form = new FormData();
      const own = { id, typist, ...table, to: view.to };
      for (const [name, value] of [...Object.entries(own), ...fields]) form.set(name, value);
      return cascadeAction(null, form);
    },
  };
  const values = posted && "values" in posted ? posted.values : undefined;
  const fields = values ?? start;
  const ownHeld = view.lines.find(({ isOwn }) => isOwn)?.held.value ?? null;
  const choice = readChoice(fields, view, ownHeld);
  const store = new CascadeStore(view, lockVersion, ports, { choice, step: readStep(fields, view.kind) });
  if (values) store.bring("số đã nhập", typedOver(values));
  return store;
}

/** Of a posted form the cells that differ from what it was drawn with. */
function typedOver(values: Readonly<Record<string, string>>): Map<string, TypedTarget> {
  const seen = readSeen(values[cascadeField.seen]);
  const kind = values.kind as CascadeView["kind"];
  return new Map(
    [...readTypedTargets(values)].filter(([id, typed]) =>
      isTargetChanged(kind, typed, seen.get(id) ?? { value: null, isLocked: false }),
    ),
  );
}
