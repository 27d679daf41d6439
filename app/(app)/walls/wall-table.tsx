"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { TableBox } from "@/components/ui/table";
import type { WallState } from "@/lib/domain/wall";
import { revokeWallAction } from "./actions";

type WallItem = {
  id: string;
  label: string;
  unitName: string;
  createdByName: string;
  state: WallState;
  /** Who made it may not show its unit now. */
  isWithdrawn: boolean;
  /** Of the code while it waits, else of the screen. */
  until: string;
  seen: string | null;
};

const STATES: Record<WallState, (until: string) => string> = {
  waiting: (until) => `Chờ nhập mã, đến ${until}`,
  unused: () => "Mã hết hạn, chưa mở",
  on: (until) => `Đang mở, đến ${until}`,
  expired: () => "Hết hạn",
  revoked: () => "Đã thu hồi",
};

const WITHDRAWN = "Đã tắt: người tạo không còn quyền";

/** The screens of the own units, whoever made them. */
export function WallTable({ walls }: { walls: readonly WallItem[] }) {
  const [state, action] = useActionState(revokeWallAction, null);
  return (
    <div className="walls-list">
      <FormMessage state={state} />
      <TableBox
        as="h2"
        title="Các màn hình"
        note={walls.length === 0 ? "Chưa có màn hình nào." : "Mới nhất ở trên."}
        label="Các màn hình"
      >
        {walls.length > 0 && (
          <table className="data flat">
            <thead>
              <tr>
                <th scope="col">Màn hình</th>
                <th scope="col">Đơn vị</th>
                <th scope="col">Trạng thái</th>
                <th scope="col">Hoạt động gần nhất</th>
                <th scope="col">Người tạo</th>
                <th scope="col">
                  <span className="sr">Thu hồi</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {walls.map((wall) => (
                <tr key={wall.id}>
                  <th scope="row">{wall.label}</th>
                  <td>{wall.unitName}</td>
                  <td>
                    {wall.state === "on" && wall.isWithdrawn ? WITHDRAWN : STATES[wall.state](wall.until)}
                  </td>
                  <td>{wall.seen ?? "–"}</td>
                  <td>{wall.createdByName}</td>
                  <td>
                    {(wall.state === "on" || wall.state === "waiting") && (
                      <form action={action}>
                        <input type="hidden" name="id" value={wall.id} />
                        <Button aria-label={`Thu hồi ${wall.label}`}>Thu hồi</Button>
                      </form>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableBox>
    </div>
  );
}
