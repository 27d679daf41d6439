import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { getLoginForm } from "@/lib/auth/login-form";
import { isSignedIn } from "@/lib/auth/session";
import { listDemoAccounts } from "@/lib/data/demo-accounts";
import { DemoAccounts } from "./demo-accounts";
import { errorWords } from "./error-words";

export const metadata: Metadata = { title: "Đăng nhập" };

const searchSchema = z.object({
  callbackUrl: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
});

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Plain forms that next-auth answers, so that signing in needs no JavaScript. */
export default async function LoginPage({ searchParams }: Props) {
  const { callbackUrl, error } = searchSchema.parse(await searchParams);
  const { csrfToken, returnPath, singleSignOn } = await getLoginForm(callbackUrl);
  if (await isSignedIn()) redirect(returnPath);
  const hidden = (
    <>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={returnPath} />
    </>
  );
  return (
    <main id="main" className="login">
      <div className="login-box">
        <p className="login-brand">
          <Icon name="mark" className="mark" />
          <b>Bao Phủ</b>
        </p>
        <h1>Đăng nhập</h1>
        <p className="quiet">
          Số người tham gia BHXH, BHTN, BHYT so với chỉ tiêu được giao, theo từng đơn vị.
        </p>
        <form action="/api/auth/callback/credentials" method="post">
          {error !== undefined && <Notice kind="error">{errorWords(error)}</Notice>}
          {hidden}
          <Field name="username" label="Tên đăng nhập">
            {(control) => (
              <input
                {...control}
                className="input"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={63}
                required
                autoFocus
              />
            )}
          </Field>
          <Field name="password" label="Mật khẩu">
            {(control) => (
              <input
                {...control}
                className="input"
                type="password"
                autoComplete="current-password"
                required
              />
            )}
          </Field>
          <Button primary>Đăng nhập</Button>
        </form>
        {singleSignOn !== null && (
          <form action="/api/auth/signin/oidc" method="post" className="single-sign-on">
            {hidden}
            <Button>Đăng nhập bằng {singleSignOn}</Button>
          </form>
        )}
        <DemoAccounts accounts={await listDemoAccounts()} />
      </div>
      <p className="login-foot">Bảo hiểm xã hội Việt Nam.</p>
    </main>
  );
}
