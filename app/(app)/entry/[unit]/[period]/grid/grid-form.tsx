"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { isLeaving, keepsakeOf, warnBeforeLeaving } from "@/app/(app)/keepsake";
import { gridAction } from "./actions";
import { GridBar, GridTools } from "./grid-bar";
import { GridPanel } from "./grid-panel";
import { isOutdated, type GridPost } from "./grid-saving";
import { GridStore } from "./grid-store";
import { GridTable } from "./grid-table";
import type { GridView } from "./grid-view";
import { PasteDialog } from "./paste-dialog";
import { PlainTable } from "./plain-table";
import { SendDialog } from "./send-dialog";

type Props = {
  /** Who signed in when the grid was drawn. */
  typist: string;
  view: GridView;
  title: string;
  /** The choice of the section, which is in the address. */
  sections: ReactNode;
};

/** One section of the forms of a whole province, typed into like a sheet. */
export function GridForm({ typist, view, title, sections }: Props) {
  const router = useRouter();
  const [post] = useState(() => makePost(typist, view));
  const [store] = useState(() => makeStore(typist, view, post));
  const [isSending, setSending] = useState(false);
  const mayType = view.rows.some(({ refusal }) => refusal === null);

  useEffect(() => {
    store.renew(view);
    if (isOutdated(view)) router.refresh();
  }, [store, view, router]);
  useEffect(() => {
    store.saving.restore();
    const stopWarning = warnBeforeLeaving(
      () => store.sheet.unsavedCount > 0,
      () => store.saving.keepAll(),
    );
    const online = () => store.saving.schedule(0);
    window.addEventListener("online", online);
    return () => {
      stopWarning();
      window.removeEventListener("online", online);
      store.leave();
      void store.saving.flush();
    };
  }, [store]);

  return (
    <>
      <noscript>
        {sections}
        <PlainTable store={store} />
      </noscript>
      <div className="grid-work needs-script">
        <GridTools store={store}>{sections}</GridTools>
        <GridTable store={store} title={title} />
        <GridPanel store={store} />
        {mayType && <GridBar store={store} onSend={() => setSending(true)} />}
        <PasteDialog store={store} />
        {isSending && (
          <SendDialog
            store={store}
            post={post}
            onClose={(hasSent) => {
              setSending(false);
              if (hasSent) router.refresh();
            }}
          />
        )}
      </div>
    </>
  );
}

function makePost(typist: string, { province, period }: GridView): GridPost {
  return (intent, rows) => {
    const form = new FormData();
    form.set("province", province);
    form.set("period", period);
    form.set("typist", typist);
    form.set("intent", intent);
    form.set("rows", JSON.stringify(rows));
    return gridAction(null, form);
  };
}

function makeStore(typist: string, view: GridView, post: GridPost): GridStore {
  return new GridStore(view, {
    post,
    isLeaving,
    keepsakeOf: ({ id, lockVersion }) => keepsakeOf({ typist, id, turn: lockVersion }),
  });
}
