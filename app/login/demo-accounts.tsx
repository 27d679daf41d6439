import { Badge } from "@/components/ui/badge";
import type { DemoAccount } from "@/lib/data/users";
import { ROLE_LABELS } from "@/lib/labels";

/** Below a rule, and only where there are any: in a demo. */
export function DemoAccounts({ accounts }: { accounts: readonly DemoAccount[] }) {
  if (accounts.length === 0) return null;
  return (
    <section className="demo" aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">
        Tài khoản dùng thử <Badge kind="sample">minh họa</Badge>
      </h2>
      <p className="quiet">Mật khẩu chung in ra khi khởi động.</p>
      <table className="data flat">
        <thead className="sr">
          <tr>
            <th scope="col">Tên đăng nhập</th>
            <th scope="col">Vai trò</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ username, role, unitName }) => (
            <tr key={username}>
              <th scope="row">
                <code>{username}</code>
              </th>
              <td>
                {ROLE_LABELS[role]}
                <small>{unitName}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
