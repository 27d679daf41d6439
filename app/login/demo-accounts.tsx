import { Badge } from "@/components/ui/badge";
import type { DemoAccount } from "@/lib/data/demo-accounts";

/** Below a rule, and only where there are any: in a demo. */
export function DemoAccounts({ accounts }: { accounts: readonly DemoAccount[] }) {
  if (accounts.length === 0) return null;
  return (
    <section className="demo" aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">
        Tài khoản dùng thử <Badge kind="sample">minh họa</Badge>
      </h2>
      <p className="quiet">Tên đăng nhập, mật khẩu và việc của từng người.</p>
      <table className="data flat">
        <thead className="sr">
          <tr>
            <th scope="col">Tên đăng nhập và mật khẩu</th>
            <th scope="col">Việc</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ username, password, job }) => (
            <tr key={username}>
              <th scope="row">
                <code>{username}</code>
                <code className="demo-password">{password}</code>
              </th>
              <td>{job}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
